"""Where a correction is written: the case, an act's records, a party, goods, a patent number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases.actions.penalty_effects import keep_lookup
from caseapp.cases.correctable import Correcting, as_typed, step_of
from caseapp.cases.corrected import DAY
from caseapp.cases.dispute_models import CaseRequest
from caseapp.cases.given import typed
from caseapp.cases.models import Mediation
from caseapp.documents import actions as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence import queries as goods
from caseapp.evidence.given import GoodsGiven
from caseapp.law.procedures.registry import edition_for
from caseapp.parties import actions as parties
from caseapp.parties import queries as people
from caseapp.parties.given import LABELS, PartyGiven
from caseapp.patents import actions as patents

# The record a registration keeps beside its step, by the fields of the step's form.
REGISTERED = {"keeping_place": "place", "keeper": "keeper"}
REGISTERING = ("register_evidence", "register_urgent")
DECIDING = ("decide", "decide_repeat", "punish_on_spot")


def _apply_to_case(making: Correcting) -> None:
    case, procedure, told = making.file.case, making.file.procedure, making.new
    if day := told.pop("received_on", None):
        received_on = date.fromisoformat(day)
        edition = edition_for(case.track, received_on)
        if edition.key != case.edition:
            raise Refused(
                f"不能更正：{day}收到的案件适用“{edition.name}（{edition.edition}）”，"
                f"本案按“{procedure.name}（{procedure.edition}）”办理。",
                remedy="请撤销本案，按实际收到日期重新登记。",
            )
        case.received_on = received_on
    for key, value in told.items():
        setattr(case, key, value or "")


def _apply_to_step(making: Correcting) -> None:
    """The act itself stays as it was keyed; what was drawn from it beside the history follows."""
    row, told = making.act, making.new
    step = step_of(making.file, row)
    if DAY in told:
        is_filing = step is not None and step.numbers == "case"
        _move_days_of_case(making, date.fromisoformat(told[DAY]), is_filing=is_filing)
    if row.step in REGISTERING:
        _correct_registration(making)
    if row.step == "verify" and step is not None and set(told) - {DAY}:
        given = {key: value for key, value in {**row.given, **told}.items() if value is not None}
        _drop_number(making, given)
        keep_lookup(making.file, SimpleNamespace(given=given), typed(step, given))


def _move_days_of_case(making: Correcting, day: date, *, is_filing: bool) -> None:
    case, row = making.file.case, making.act
    if is_filing and case.filed_on == row.taken_on:
        case.filed_on = day
    if row.step in DECIDING and case.decided_on == row.taken_on:
        case.decided_on = day


def _correct_registration(making: Correcting) -> None:
    told = making.new
    values: dict[str, Any] = {REGISTERED[key]: told[key] for key in REGISTERED if key in told}
    if DAY in told:
        values["registered_on"] = date.fromisoformat(told[DAY])
    if values:
        evidence.correct_registration(
            by=making.file.by,
            case_id=making.file.case.id,
            registered_on=making.act.taken_on,
            values=values,
            why=making.why,
        )


def _drop_number(making: Correcting, given: Mapping[str, Any]) -> None:
    """The number keyed wrongly leaves the case; the look into the register for it stays on record."""
    file, keyed, right = making.file, making.act.given.get("patent_number"), given["patent_number"]
    for one in file.patents:
        if keyed != right and keyed in (one.as_printed, one.number):
            patents.correct_in_case(
                by=file.by, case_id=file.case.id, patent_id=one.id, text=right, why=making.why
            )


def _apply_to_request(making: Correcting) -> None:
    """What the requester told is read otherwise; what the law names for it is reckoned anew."""
    table: Any = CaseRequest if making.target.kind == "request" else Mediation
    kept = db.session.get_one(table, making.file.case.id)
    for entry in making.target.entries:
        if entry.key in making.new:
            value = as_typed(entry.kind, making.new[entry.key])
            setattr(kept, entry.key, "" if value is None and "text" in entry.kind else value)


def _apply_to_service(making: Correcting) -> None:
    """The record of a service says what happened; the act it brought about is read on that day."""
    told = {
        one.key: as_typed(one.kind, making.new[one.key]) or ""
        for one in making.target.entries
        if one.key in making.new
    }
    documents.correct_service(
        by=making.file.by, service_id=making.target.id, values=told, why=making.why
    )


def _apply_to_party(making: Correcting) -> None:
    row = people.party(making.target.id)
    if row is None:
        raise NotVisible
    known = {key: getattr(row, key) for key in LABELS}
    told = {key: value or "" for key, value in making.new.items()}
    parties.update_party(
        by=making.file.by,
        party_id=row.id,
        given=PartyGiven(**{**known, **told}),
        version=row.version,
    )


def _apply_to_goods(making: Correcting) -> None:
    file, target = making.file, making.target
    row = goods.goods_row(file.case.id, target.id)
    known = {key: getattr(row, key) for key in GoodsGiven.__dataclass_fields__}
    told = {key: as_typed(target.entry(key).kind, value) for key, value in making.new.items()}
    empty = {key: "" for key, value in told.items() if value is None and key != "unit_price"}
    evidence.change_goods(
        by=file.by,
        case_id=file.case.id,
        goods_id=row.id,
        version=row.version,
        given=GoodsGiven(**{**known, **told, **empty}),
    )


def _apply_to_patent(making: Correcting) -> None:
    patents.correct_in_case(
        by=making.file.by,
        case_id=making.file.case.id,
        patent_id=making.target.id,
        text=str(making.changes[0]["new"]),
        why=making.why,
    )


APPLIED: Mapping[str, Callable[[Correcting], None]] = {
    "case": _apply_to_case,
    "step": _apply_to_step,
    "party": _apply_to_party,
    "goods": _apply_to_goods,
    "patent": _apply_to_patent,
    "request": _apply_to_request,
    "mediation": _apply_to_request,
    "service": _apply_to_service,
}
