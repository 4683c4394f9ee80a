"""What follows from a step: limits, papers, numbers, and the records a few steps keep beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local
from caseapp.base.errors import Refused
from caseapp.cases.actions.companion_effects import keep_beside
from caseapp.cases.actions.dispute_effects import DISPUTE_KEPT, OPINION_KEPT
from caseapp.cases.actions.mediation_effects import MEDIATION_KEPT
from caseapp.cases.actions.outgoing import sign_paper
from caseapp.cases.actions.penalty_effects import PENALTY_KEPT, Effect, Values
from caseapp.cases.conditions import holds
from caseapp.cases.given import stored_day, why_of
from caseapp.cases.models import CaseStep
from caseapp.cases.numbers import series_of
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.cases.paper_values import paper_values
from caseapp.cases.paper_values.of_case import words_after_step
from caseapp.cases.paper_values.shared import series_of as series_of_paper
from caseapp.deadlines import actions as deadlines
from caseapp.documents import actions as documents
from caseapp.documents.catalogue import kind_titled
from caseapp.law import time_limits
from caseapp.law.procedures.table import Step
from caseapp.law.procedures.tracks import PENALTY_TRACKS
from caseapp.ledger import actions as ledger

# Steps of a track that keep a record of their own beside the history; all others leave just their row.
KEPT_BESIDE: Mapping[str, Mapping[str, Effect]] = {
    **dict.fromkeys(PENALTY_TRACKS, PENALTY_KEPT),
    "infringement": DISPUTE_KEPT,
    "opinion": OPINION_KEPT,
    "mediation": MEDIATION_KEPT,
}


def follow(file: OpenFile, step: Step, row: CaseStep, *, values: Values) -> None:
    """Do what the row of the procedure says follows, in the order number, records, limits, papers."""
    if step.numbers == "case":
        _number(file, row)
    if kept := KEPT_BESIDE[file.procedure.track].get(row.step):
        kept(file, row, values)
    _limits(file, step, row)
    keep_beside(file, step, row)
    _draft(file, step, row)
    if step.signs:
        # A paper drafted by this very step is signed with it: open the file again to see it.
        _sign(open_file(file.case, by=file.by) if step.papers else file, step, row)


def _number(file: OpenFile, row: CaseStep) -> None:
    """Give the case its number in the series of its office; it keeps it for life."""
    case = file.case
    unit = accounts.unit_by_id(case.unit_id)
    word = unit.agency_word if unit is not None else ""
    series = series_of(
        "case", authority=file.procedure.authority, agency_word=word, track=case.track
    )
    case.case_no = ledger.take_number(
        series=series.key,
        year=row.taken_on.year,
        subject_kind="case",
        subject_id=case.id,
        pattern=series.pattern,
    ).text
    case.filed_on = row.taken_on


def _draft(file: OpenFile, step: Step, row: CaseStep) -> None:
    """Draft what the row names, from the file as it stands after the step."""
    # The receipt of a service is drafted where the service is recorded, with its mode and place.
    kinds = [kind for kind in step.papers if kind != "service_receipt"]
    titles = (kind_titled(title, file.procedure.track) for title in step.later_papers)
    plain = [kind for kind in titles if kind is not None]
    if not kinds and not plain:
        return
    after = open_file(file.case, by=file.by)
    for kind in kinds:
        data = paper_values(kind, after)
        on = row.taken_on
        documents.draft(by=file.by, case_id=file.case.id, kind=kind, data=data, on=on)
    for of_title in plain:
        data = words_after_step(after, step, row, kind=of_title)
        documents.draft(
            by=file.by, case_id=file.case.id, kind=of_title.key, data=data, on=row.taken_on
        )


def _limits(file: OpenFile, step: Step, row: CaseStep) -> None:
    by, case, on = file.by, file.case, row.taken_on
    if step.stops:
        deadlines.stop(by=by, case_id=case.id, families=step.stops, on=on, why=why_of(step, row))
    if step.pauses:
        _pause(file, step, row)
    if step.resumes:
        deadlines.resume(
            by=by, case_id=case.id, families=step.resumes, on=on, why=why_of(step, row)
        )
    for family in step.extends:
        _extend(file, family, row)
    for family, begins in _begun(file, step, row):
        deadlines.start(
            by=by,
            case_id=case.id,
            family=family,
            on=begins,
            at=_start_instant(row),
            why=why_of(step, row),
            authority=file.procedure.authority,
            calendar=accounts.office_calendar(),
            until=stored_day(row.given, "limit_on"),
            area=accounts.area_of(case.unit_id),
        )


def _begun(file: OpenFile, step: Step, row: CaseStep) -> list[tuple[str, date]]:
    """What starts in this very case, and from which day."""
    begins = _earlier_day(file, step) or row.taken_on
    found = [(family, begins) for family in (*_usual(file, step), *_conditional(file, step))]
    for key, families in step.starts_from:
        if day := stored_day(row.given, key):
            found += [(family, day) for family in families]
    return found


def _earlier_day(file: OpenFile, step: Step) -> date | None:
    """Some limits run from the end of another, or from a day the file already holds."""
    if step.starts_told:
        return file.told_day(step.starts_told)
    return file.last_due(step.starts_after) if step.starts_after else None


def _conditional(file: OpenFile, step: Step) -> Iterator[str]:
    for condition, families in step.starts_if:
        if holds(condition, file):
            yield from families


def _usual(file: OpenFile, step: Step) -> tuple[str, ...]:
    """Some limits are owed to a reporter, or to ownership disputes, or to somebody abroad."""
    reporter = step.starts_for_reporter if file.case.informant_alias else ()
    owned = file.mediation is not None and file.mediation.kind == "ownership"
    abroad = file.request is not None and file.request.respondent_abroad
    usual = step.starts_abroad if abroad and step.starts_abroad else step.starts
    return (*usual, *reporter, *(step.starts_for_ownership if owned else ()))


def _pause(file: OpenFile, step: Step, row: CaseStep) -> None:
    """A test has a known span (行政强制法第二十五条); every other pause lasts until it is ended."""
    last = stored_day(row.given, "pause_last")
    # What is over cannot rest any more: the act goes on, and the limit stays missed.
    over = {one.family for one in file.limits if _is_over(one, row.taken_on)}
    deadlines.pause(
        by=file.by,
        case_id=file.case.id,
        families=step.pauses if last else tuple(set(step.pauses) - over),
        on=stored_day(row.given, "pause_first") or row.taken_on,
        last=last,
        why=why_of(step, row),
    )


def _is_over(limit: Any, on: date) -> bool:
    return limit.stopped_on is None and limit.due_on is not None and bool(limit.due_on < on)


def _extend(file: OpenFile, family: str, row: CaseStep) -> None:
    """Prolong the running limit by what its article allows at this turn."""
    open_now = [one for one in file.limits if one.stopped_on is None]
    running = [one for one in open_now if family in (one.rule_id, one.family)]
    if not running:
        raise Refused("没有正在计算的期限可以延长。")
    limit = running[-1]
    until = stored_day(row.given, "limit_on") or stored_day(row.given, "pay_until")
    turn = len(limit.extensions)
    rules = time_limits.load().row(limit.rule_id).extensions
    fixed = rules[turn].length if turn < len(rules) else None
    told = row.given.get("extend_months", row.given.get("extend_days"))
    if isinstance(told, int):
        fixed = told
    fewer = row.given.get("fewer_days")
    length = fixed or ((until - limit.due_on).days if until and limit.due_on else 0)
    deadlines.extend(
        by=file.by,
        deadline_id=limit.id,
        length=length if fewer is None else int(fewer),
        unit="" if fewer is None else "cd",
        on=row.taken_on,
        approver=file.by.name,
        why=str(row.given.get("reason", "")),
    )


def _start_instant(row: CaseStep) -> datetime | None:
    """Hour limits start at the minute of the measure, not at midnight."""
    text = row.given.get("measure_at")
    return local(datetime.fromisoformat(text)) if isinstance(text, str) else None


def _sign(file: OpenFile, step: Step, row: CaseStep) -> None:
    paper = file.paper(step.signs)
    if paper is None:
        raise Refused("没有待签发的文书。", remedy="请先起草文书。")
    series = series_of_paper(file.case, paper.kind, row.taken_on)
    sign_paper(case=file.case, by=file.by, paper_id=paper.id, on=row.taken_on, series=series)
    if step.key == "decide":
        file.case.decided_on = row.taken_on
