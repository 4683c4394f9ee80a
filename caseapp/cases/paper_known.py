"""What the case knows for a draft, word by word, and where each word comes from, as the form says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from caseapp.base.merging import plain
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_gate import makers_of
from caseapp.cases.paper_values import paper_values
from caseapp.cases.paper_values.of_case import words_after_step, words_of_case
from caseapp.cases.paper_values.places import said_of_place
from caseapp.documents.catalogue import FieldOfPaper, Kind, Source
from caseapp.documents.offices import bases_on
from caseapp.documents.terms import bases_of_terms_on
from caseapp.law.procedures.table import Step
from caseapp.law.wording import long_date

Values = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What the case holds for the words of one paper, and the act that drafted it."""

    values: Mapping[str, Any]
    made: str  # the act and its day, as the form names it; empty where none drafted it
    steps: Mapping[str, str]  # words the catalogue takes from an act, and that act
    places: Mapping[str, str]  # words it takes from an earlier paper or a limit, and which
    articles: Mapping[str, str]

    def differs(self, word: str, value: Any) -> bool:
        """Say whether a draft holds something else than the case, which knows the word."""
        held = self.values.get(word)
        return bool(held) and plain(held) != plain(value or "")

    def source(self, field: FieldOfPaper) -> str:
        """Say where a word comes from."""
        if field.key in self.articles:
            return f"取自规则：{self.articles[field.key]}"
        if field.source is Source.RULE:
            return "取自规则，按文书的日期"
        if field.key in self.places:
            return self.places[field.key]
        if field.key in self.steps:
            return f"取自步骤{self.steps[field.key]}"
        if field.source is Source.OFFICER and self.values.get(field.key):
            return f"取自步骤{self.made}" if self.made else "取自案件，由承办人核对"
        return field.source.value


def known_words(file: OpenFile, kind: Kind, day: date, *, drafted_at: datetime) -> Known:
    """Return what the case holds for the words of a draft."""
    file = _as_drafted(file, kind, drafted_at)
    step, row = _maker(file, kind)
    return Known(
        values=_values(file, kind, (step, row)),
        made=_act(row) if row is not None else "",
        steps=_steps(file, kind),
        places=_places(file, kind),
        articles={**bases_on(day), **bases_of_terms_on(day)},
    )


def words_for_draft(file: OpenFile, kind: Kind) -> Values:
    """Return the words a draft made by hand begins with."""
    return _values(file, kind, _maker(file, kind))


def _values(file: OpenFile, kind: Kind, made: tuple[Step | None, Any]) -> Values:
    step, row = made
    if step is not None and kind.key not in step.papers:
        return words_after_step(file, step, row, kind=kind)
    try:
        return paper_values(kind.key, file)
    except LookupError:  # a record of an act nobody has taken yet
        return words_of_case(file, kind, file.last_step_on)


def _as_drafted(file: OpenFile, kind: Kind, at: datetime) -> OpenFile:
    """Of acts that drafted several papers of a kind, let the draft speak of its own, not of the last."""
    makers = {one.key for one in makers_of(file.procedure, kind)}
    if all(one.taken_at <= at for one in file.history if one.step in makers):
        return file
    return replace(file, history=[one for one in file.history if one.taken_at <= at])


def _maker(file: OpenFile, kind: Kind) -> tuple[Step | None, Any]:
    """Return the step that drafts papers of this kind, as it was last taken in this case."""
    makers = {one.key: one for one in makers_of(file.procedure, kind)}
    row = file.latest(*makers)
    return (makers[row.step], row) if row is not None else (None, None)


def _steps(file: OpenFile, kind: Kind) -> dict[str, str]:
    found = {}
    for word, places in kind.places.items():
        for place in places.split():
            key, _, field = place.partition(".")
            row = file.latest(key)
            if row is not None and row.given.get(field) not in (None, "", []):
                found[word] = _act(row)
                break
    return found


def _places(file: OpenFile, kind: Kind) -> dict[str, str]:
    said = {
        word: next(filter(None, (said_of_place(file, one) for one in places.split())), "")
        for word, places in kind.places.items()
    }
    return {word: place for word, place in said.items() if place}


def _act(row: Any) -> str:
    return f"“{row.name}”（{long_date(row.taken_on)}）"
