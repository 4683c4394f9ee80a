"""The papers of the catalogue as the page of a case offers them: what may be drafted, what not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_gate import Against, against_draft, edition_in, stand_of
from caseapp.documents.catalogue import Kind, Subject, kinds

# What the law itself forbids is told first, then what only waits.
ORDER = ("track", "edition", "unsure", "step", "state", "present")
HEADINGS = {
    "track": "本案依法不能使用",
    "edition": "用于适用其他版本办法的案件",
    "unsure": "没有核实，只有样张",
    "step": "由步骤起草",
    "state": "还没有到可以起草的阶段",
    "present": "本案已有",
}


@dataclass(frozen=True)
class Choice:
    """One kind on the page."""

    kind: Kind
    title: str
    there: int  # how many the case has already
    against: Against | None

    @property
    def words(self) -> str:
        """Give what the filter looks at."""
        return f"{self.title} {self.kind.step} {self.kind.purpose} {' '.join(self.kind.ids)}"


@dataclass
class Stage:
    """The choices of one stage of work, or of one reason against."""

    name: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def reasons(self) -> list[list[Choice]]:
        """Put those of one reason together: it is read once."""
        found: dict[Against | None, list[Choice]] = {}
        for one in self.choices:
            found.setdefault(one.against, []).append(one)
        return list(found.values())


@dataclass(frozen=True)
class Offered:
    """Everything the page shows."""

    stages: Sequence[Stage]
    refused: Sequence[Stage]
    count: int


def offered(file: OpenFile, day: date) -> Offered:
    """Sort the catalogue by what may be drafted in this case on this day."""
    stand = stand_of(file)
    there = Counter(row.kind for row in file.papers if row.state != "void")
    free: dict[str, Stage] = {}
    refused: dict[str, Stage] = {one: Stage(HEADINGS[one]) for one in ORDER}
    for entry in kinds():
        kind = edition_in(file.procedure, entry)
        if not _belongs(kind, file.procedure.track):
            continue
        against = against_draft(kind, stand)
        choice = Choice(kind, kind.title_on(day), there[kind.key], against)
        if against is None:
            free.setdefault(kind.step, Stage(kind.step)).choices.append(choice)
        else:
            refused[against.why].choices.append(choice)
    return Offered(
        tuple(free.values()),
        tuple(one for one in refused.values() if one.choices),
        sum(len(one.choices) for one in free.values()),
    )


def _belongs(kind: Kind, track: str) -> bool:
    """Papers of other tracks are listed only where the law says why not here."""
    return kind.subject is Subject.CASE and (track in kind.tracks or track in kind.never)
