"""Findings against an exhibitor: noted with each decision; several sessions in a row bar it from the next."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.exhibitions import complaint_queries, complaint_rules
from caseapp.exhibitions.actions.complaint_writing import begin, write
from caseapp.exhibitions.booths import name_mark
from caseapp.exhibitions.complaint_models import FairRepeat
from caseapp.exhibitions.complaint_rules import Row
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.exhibitions.life import OUTCOMES, STATES
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Complained

WORDS = 400


def note_finding(*, by: Person, complained: Complained, on: date) -> str:  # noqa: ARG001 - every action says who acts
    """Note a finding where the outcome is one; return why the next session is closed to them, if it is."""
    complaint, fair = complained.complaint, complained.at.fair
    rule = complaint_rules.finding(complaint.outcome, on)
    if rule is None or complaint_queries.repeat_of(complaint.id) is not None:
        return ""
    who = _exhibitor(complaint.exhibitor_id)
    name = complaint.respondent or (who.name if who is not None else "")
    if not name:
        return ""
    row = FairRepeat(
        series=fair.series,
        fair_id=fair.id,
        complaint_id=complaint.id,
        name=name,
        name_mark=name_mark(name),
        credit_code=_code(who, name),
        found_on=on,
    )
    row.barred_why = _barred(row, fair, on)
    row.is_barred = bool(row.barred_why)
    db.session.add(row)
    db.session.flush()
    return row.barred_why


def lift(*, by: Person, complained: Complained, why: str) -> None:
    """Take the finding off the list, because it did not hold; it stays to be read."""
    begin(by=by, complained=complained, doing="撤销认定", states=tuple(STATES), permission="fair.manage")  # fmt: skip
    row = complaint_queries.repeat_of(complained.id)
    if row is None:
        raise NotVisible
    if row.lifted_on is not None:
        raise Refused(f"这一认定已于 {row.lifted_on} 撤销。")
    if not why.strip():
        raise Refused("不能撤销：没有写明原因。", remedy="请写明原因，例如复议决定、判决的文号。")
    row.lifted_on, row.lifted_why = today(), why.strip()[:WORDS]
    row.is_barred = False
    _look_again(row)
    write(by=by, complained=complained, act="lift", reason=why.strip(), newer=False)


def _code(who: Exhibitor | None, name: str) -> str:
    """Return the code of whoever was named: that of somebody else at the booth would bar the wrong firm."""
    is_same = who is not None and name_mark(who.name) == name_mark(name)
    return who.credit_code if who is not None and is_same else ""


def _barred(row: FairRepeat, fair: Fair, on: date) -> str:
    """Say why the next session is closed: the law's number of sessions in a row, this one the last."""
    rule = complaint_rules.bar(on)
    if rule is None:
        return ""
    found = _in_a_row(row, fair, rule)
    if len(found) < rule.times - 1:
        return ""
    told = "、".join(f"{one.name} {one.session}".strip() for one in (*reversed(found), fair))
    words = f"{row.name}在{told}连续被认定侵权（本届：{_outcome(row)}），禁止参加下一届。"
    return f"{words}{rule.name}（{rule.cited}）"[:WORDS]


def _in_a_row(row: FairRepeat, fair: Fair, rule: Row) -> list[Fair]:
    """Return the sessions right before this one with a finding against the same name or code."""
    found: list[Fair] = []
    before = complaint_queries.session_before(fair)
    while before is not None and len(found) < rule.times - 1:
        if not complaint_queries.was_found(before.id, row.name_mark, row.credit_code):
            break
        found.append(before)
        before = complaint_queries.session_before(before)
    return found


def _look_again(lifted: FairRepeat) -> None:
    """Judge anew the later findings that rested on the lifted one."""
    for row in complaint_queries.barred_later(lifted):
        fair = db.session.get_one(Fair, row.fair_id)
        row.barred_why = _barred(row, fair, row.found_on)
        row.is_barred = bool(row.barred_why)
    db.session.flush()


def _outcome(row: FairRepeat) -> str:
    complaint = complaint_queries.one(row.complaint_id)
    return OUTCOMES[complaint.outcome]


def _exhibitor(exhibitor_id: int | None) -> Exhibitor | None:
    return None if exhibitor_id is None else db.session.get(Exhibitor, exhibitor_id)
