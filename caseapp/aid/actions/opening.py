"""Opening an aid file from a ticket: the applicant becomes a party, the file gets its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.actions.abroad import keep_overseas
from caseapp.aid.actions.writing import follow_clocks, write
from caseapp.aid.given import AidGiven, OverseasGiven, materials_of
from caseapp.aid.models import AidFile, AidMaterial
from caseapp.aid.numbers import series_of
from caseapp.aid.states import STEPS
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.law import time_limits
from caseapp.law.working_days import published_years
from caseapp.ledger import actions as ledger
from caseapp.parties import actions as parties
from caseapp.parties.given import KINDS

FIRMS = ("company",)


def open_from_ticket(
    *,
    by: Person,
    ticket_id: int,
    given: AidGiven,
    caller_id: int | None = None,
    overseas: OverseasGiven | None = None,
) -> AidFile:
    """Open the one aid file of a ticket; the applicant is an ordinary party to their own matter."""
    _refuse_form(given)
    listed = materials_of(given.materials)
    known = queries.of_ticket(ticket_id)
    if known is not None:
        raise Refused(
            f"不能登记：这张工单已经登记为 {known.number}，一张工单只有一件援助。",
            remedy="请打开原案卷办理；另有纠纷的，另登记一张工单。",
        )
    unit = accounts.unit_by_id(given.unit_id)
    if unit is None or not unit.is_active:
        raise Refused("不能登记：所选的承办单位已经不在用。", remedy="请另选承办单位。")
    aid = _file(given, unit, by=by)
    aid.ticket_id = ticket_id
    aid.applicant_id = _applicant(given, caller_id, by=by)
    db.session.add(aid)
    db.session.flush()
    _number(aid, unit)
    _list_materials(aid, listed, by=by)
    row = STEPS["apply"]
    write(by=by, aid=aid, act=row.key, to_state=row.to_state)
    follow_clocks(by=by, aid=aid, why=row.name, starts=row.starts, on=aid.applied_on)
    if overseas is not None and aid.foreign_kind != "no":
        keep_overseas(by=by, aid=aid, given=overseas)
    return aid


def _refuse_form(given: AidGiven) -> None:
    if given.applied_on > today():
        raise Refused("不能登记：申请日期晚于今天。", remedy="请改为实际收到申请的日期。")
    earliest = min(published_years())
    if given.applied_on.year < earliest:
        raise Refused(
            f"不能登记：申请日期早于{earliest}年，工作日历从该年起才有，算不出服务时限。",
            remedy="请核对年份；确是更早的旧件，请在纠纷情况中写明原申请日期。",
        )
    if not given.is_declared:
        raise Refused(
            "不能登记：申请人还没有声明所填内容和材料真实。",
            remedy="请申请人在申请表的声明处签名，再勾选“已声明”。",
        )
    is_firm = given.applicant.kind in FIRMS
    if is_firm and given.firm_size == "none":
        raise Refused(
            "不能登记：申请人是企业，没有写企业规模。",
            remedy="请按企业的说明选择大型、中型、小型或者微型。",
        )
    if not is_firm and given.firm_size != "none":
        raise Refused(
            f"不能登记：申请人是{KINDS.get(given.applicant.kind, '其他')}，没有企业规模。",
            remedy="请把企业规模改为“不适用”，或者把申请人类型改为企业。",
        )
    _refuse_empty(given)


def _refuse_empty(given: AidGiven) -> None:
    if not given.wishes:
        raise Refused("不能登记：没有选择希望得到的帮助。", remedy="请至少选择一项。")
    if not (given.applicant.phone or given.applicant.contact or given.applicant.address):
        raise Refused(
            "不能登记：没有申请人的联系方式，无法通知补正和结果。",
            remedy="请至少填写电话、联系人或者住所中的一项。",
        )


def _file(given: AidGiven, unit: Any, *, by: Person) -> AidFile:
    return AidFile(
        number="",
        state=STEPS["apply"].to_state,
        applied_on=given.applied_on,
        firm_size=given.firm_size,
        foreign_kind=given.foreign_kind,
        right_kind=given.right_kind,
        right_name=given.right_name,
        right_number=given.right_number,
        right_holder=given.right_holder or given.applicant.name,
        right_state=given.right_state,
        opponent=given.opponent,
        dispute=given.dispute,
        wishes=list(given.wishes),
        declared_on=given.applied_on,
        plan_kinds=[],
        unit_id=unit.id,
        unit_path=unit.path,
        taken_by=by.id,
        taken_by_name=by.name,
        created_at=now(),
    )


def _applicant(given: AidGiven, caller_id: int | None, *, by: Person) -> int:
    """Return the party who applies; who called for somebody else stays who they are."""
    said_in = f"{given.applied_on.isoformat()} 维权援助申请"
    told = given.applicant
    return parties.keep_applicant(by=by, given=told, said_in=said_in, caller_id=caller_id).id


def _number(aid: AidFile, unit: Any) -> None:
    authority = time_limits.load().authority_on(aid.applied_on)
    key, pattern = series_of(authority=authority, agency_word=unit.agency_word)
    aid.number = ledger.take_number(
        series=key,
        year=aid.applied_on.year,
        subject_kind="aid",
        subject_id=aid.id,
        pattern=pattern,
    ).text


def _list_materials(aid: AidFile, listed: Sequence[tuple[str, int]], *, by: Person) -> None:
    for name, copies in listed:
        db.session.add(
            AidMaterial(aid_id=aid.id, name=name, copies=copies, by_name=by.name, added_at=now())
        )
