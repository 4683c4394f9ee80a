"""What a correction would break: the order of the acts, and sums the law does not let through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseapp.base.clock import today
from caseapp.cases.asked import Asked
from caseapp.cases.correctable import step_of
from caseapp.cases.facts import facts_of
from caseapp.cases.given import typed
from caseapp.cases.open_file import OpenFile
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates import dates
from caseapp.law.procedures.table import Step
from caseapp.law.wording import long_date

DATE_GATES = frozenset(one.key for one in vars(dates).values() if isinstance(one, Gate))
# The step by which each of these days came about.
DAYS_OF: Mapping[str, tuple[str, ...]] = {
    "notice_signed_on": ("sign_notice",),
    "notice_served_on": ("notify",),
    "decided_on": ("decide", "punish_on_spot"),
}


@dataclass(frozen=True)
class Fault:
    """One thing that stands against the file as it would read: of which act, by which question."""

    step_id: int
    asks: str
    sentence: str


def new_faults(before: list[Fault], after: list[Fault]) -> list[str]:
    """Return what only the correction brings about; old faults of a file are not its doing."""
    known = {(one.step_id, one.asks) for one in before}
    return list(
        dict.fromkeys(one.sentence for one in after if (one.step_id, one.asks) not in known)
    )


def date_faults(file: OpenFile) -> list[Fault]:
    """Ask every act of the file again what its row asks about dates."""
    found = list(_out_of_line(file))
    for place, row in enumerate(file.history):
        step = step_of(file, row)
        if step is None:
            continue
        facts = _facts(file, place, step)
        asked = [one for one in (*file.procedure.always, *step.gates) if one.key in DATE_GATES]
        found += _answers(row, asked, facts)
    return found


def sum_faults(file: OpenFile) -> list[Fault]:
    """Ask every act that names sums again whether the law lets them through."""
    found: list[Fault] = []
    for place, row in enumerate(file.history):
        step = step_of(file, row)
        if step is None or not any(one.kind == "money" for one in step.fields):
            continue
        then = replace(file, history=file.history[:place])
        given = row.given
        asked = Asked(
            row.taken_on,
            typed(step, given),
            str(given.get("reason", "")),
            str(given.get("override_reason", "")),
        )
        facts = facts_of(then, asked)
        found += _answers(row, [one for one in step.gates if one.key not in DATE_GATES], facts)
    return found


def _answers(row: Any, gates: list[Gate], facts: Facts) -> Iterator[Fault]:
    for gate in gates:
        if (no := gate(facts)) is not None:
            yield Fault(row.id, gate.key, f"“{row.name}”：{no.sentence}")


def _out_of_line(file: OpenFile) -> Iterator[Fault]:
    """Acts that bring the case on lie in the order in which they were taken."""
    last: Any = None
    for row in file.history:
        if row.from_state == row.to_state:
            continue
        if last is not None and row.taken_on < last.taken_on:
            yield Fault(
                row.id,
                "in_line",
                f"“{row.name}”（{long_date(row.taken_on)}）会早于它之前的"
                f"“{last.name}”（{long_date(last.taken_on)}）。",
            )
        last = row


def _facts(file: OpenFile, place: int, step: Step) -> Facts:
    row, earlier = file.history[place], file.history[:place]
    days: Any = {name: _day_of(earlier, keys) for name, keys in DAYS_OF.items()}
    numbering = tuple(one.key for one in file.procedure.steps if one.numbers == "case")
    return Facts(
        on=row.taken_on,
        today=today(),
        given=typed(step, row.given),
        authority=file.procedure.authority,
        received_on=file.case.received_on,
        last_step_on=max((one.taken_on for one in earlier), default=file.case.received_on),
        filed_on=_day_of(earlier, numbering),
        **days,
    )


def _day_of(rows: Any, keys: tuple[str, ...]) -> date | None:
    return next((one.taken_on for one in reversed(rows) if one.step in keys), None)
