"""Opening a transfer: the body stands and is competent on the day, a number, somebody who answers for it."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.sight import Thing
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cases import queries as cases
from caseapp.cases.models import CaseFile
from caseapp.cooperation.actions import enter
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.actions.clocks import follow
from caseapp.transfers.actions.holding import desk_of, hold, instant_of
from caseapp.transfers.actions.passing_on import refuse_passing_on
from caseapp.transfers.actions.secrecy import refuse_in_opening
from caseapp.transfers.actions.writing import plain, write_move
from caseapp.transfers.agreements import refuse_agreement
from caseapp.transfers.asked import Asked, Made
from caseapp.transfers.case_steps import AWAY
from caseapp.transfers.given import MoveGiven, TransferGiven
from caseapp.transfers.kinds import KINDS, Kind, life_of
from caseapp.transfers.life import Life, Move
from caseapp.transfers.models import Transfer
from caseapp.transfers.rules import bring_about, refuse_by_gates

OPEN = Move("open", "登记", (), "")
# The life of what goes to another body for good.
MOVED_OUT = "out"
# The life of a suspected crime.
CRIMINAL = "criminal"
CAME_BACK = ("taken_back", "withdrawn")


def open_transfer(*, by: Person, given: TransferGiven) -> Transfer:
    """Open a transfer out or take one in; refused where the body does not stand or is not competent."""
    kind, given, body = checked(by, given)
    _refuse_case(kind, by=by, given=given)
    life = life_of(kind.key)
    matter = enter(
        by=by,
        family="transfer",
        kind=kind.key,
        title=given.title.strip(),
        unit_id=given.unit_id,
        case_id=given.case_id,
    )
    transfer = _transfer(matter, kind, life, body=body, given=given)
    db.session.add(transfer)
    db.session.flush()
    _begin(by, transfer, matter, life=life, given=given)
    return transfer


def checked(by: Person, given: TransferGiven) -> tuple[Kind, TransferGiven, Body]:
    """Return what was given as it may stand, with its kind and body; what speaks against it is refused."""
    kind = _kind_of(given)
    given = _with_right(kind, given)
    _refuse_person(by, given)
    _refuse_days(given)
    body = _body_of(given)
    _refuse_body(kind, body, given)
    refuse_in_opening(kind, given)
    return kind, given, body


def _begin(
    by: Person, transfer: Transfer, matter: Cooperation, *, life: Life, given: TransferGiven
) -> None:
    row = life.moves.get("open", OPEN)
    at = min(instant_of(given.received_on), matter.opened_at)  # what lay unentered had its age
    told = MoveGiven(given.received_on, reason=given.reason, values=given.facts)
    asked = Asked(by, transfer, matter, life, row, told, at, ())
    refuse_by_gates(asked)
    hold(transfer, desk_of(matter), state=transfer.state, is_open=True, at=at)
    made = write_move(
        by=by, transfer=transfer, matter=matter, row=row, before="", on=given.received_on, at=at,
        reason=given.reason, values=given.facts,
    )  # fmt: skip
    follow(asked, until=given.answer_due_on, is_open=True)
    bring_about(Made(asked, made))


def _kind_of(given: TransferGiven) -> Kind:
    kind = KINDS.get(given.kind)
    if kind is None:
        raise Refused("不能登记：没有这一种移送或者协作。", remedy="请重新选择种类。")
    for what, value in (("标题", given.title), ("内容", given.content)):
        if not value.strip():
            raise Refused(f"不能登记{kind.name}：没有写明{what}。", remedy=f"请填写{what}。")
    for one in kind.fields:
        if one.required and given.facts.get(one.key) in (None, "", ()):
            raise Refused(
                f"不能登记{kind.name}：没有填写“{one.label}”。", remedy=f"请填写“{one.label}”。"
            )
    return kind


def _with_right(kind: Kind, given: TransferGiven) -> TransferGiven:
    """Say which right it is about: without it nobody could tell who is competent."""
    if kind.right:
        return replace(given, right_kind=kind.right)
    if kind.matter and not given.right_kind:
        raise Refused(
            f"不能登记{kind.name}：没有选择权利种类，无法核对对方是否主管。",
            remedy="请选择权利种类；都不属于的选“其他”。",
        )
    return given


def _refuse_person(by: Person, given: TransferGiven) -> None:
    unit = accounts.unit_by_id(given.unit_id)
    if unit is None or not decide(by, "cooperation.work", Thing(unit.path, frozenset({by.id}))):
        raise Refused("不能登记：您没有为所选单位办理移送与协作的权限。", remedy="请选择本单位。")


def _refuse_days(given: TransferGiven) -> None:
    if given.received_on > today():
        raise Refused("不能登记：日期晚于今天。", remedy="请改为实际的日期。")
    if given.answer_due_on is not None and given.answer_due_on < given.received_on:
        raise Refused(
            "不能登记：要求反馈的日期早于移送或者收到的日期。", remedy="请核对要求反馈的日期。"
        )


def _body_of(given: TransferGiven) -> Body:
    body = bodies.body(given.body_id)
    if body is None:
        raise Refused("不能登记：名录中没有这个机构。", remedy="请在机构名录中核对后另选。")
    return body


def _refuse_body(kind: Kind, body: Body, given: TransferGiven) -> None:
    """Refuse a body that is no more, that is of another sort, or that is not competent on the day."""
    day = given.received_on
    if not bodies.is_in_force(body, day):
        heir = bodies.successor_on(body.key, day)
        if heir is not None and heir.id != body.id:
            raise Refused(
                f"不能登记{kind.name}：{body.name}的职责已由{heir.name}承接"
                + (f"（自{body.moved_on}起）。" if body.moved_on else "。"),
                article=body.moved_basis,
                remedy=f"请改选{heir.name}。",
            )
        raise Refused(
            f"不能登记{kind.name}：{body.name}在 {day} 不存在或者已经撤销。",
            remedy="请在机构名录中核对后另选。",
        )
    if kind.receivers and body.kind not in kind.receivers:
        raise Refused(
            f"不能登记{kind.name}：{body.name}不是这一种事项的对方。", remedy="请另选机构。"
        )
    unit = accounts.unit_by_id(given.unit_id)
    if unit is not None and body.name == unit.agency_name:
        raise Refused(f"不能登记{kind.name}：{body.name}就是本机关。", remedy="请另选机构。")
    _refuse_not_competent(kind, body, given)
    refuse_agreement(kind, body, agreement_id=given.agreement_id, on=given.received_on)


def _refuse_not_competent(kind: Kind, body: Body, given: TransferGiven) -> None:
    if not kind.matter:
        return
    area = given.area or accounts.area_of(given.unit_id)
    able = bodies.competent(given.right_kind, kind.matter, area=area, day=given.received_on)
    if not able or body.id in {one.body_id for one in able}:
        return
    unit = accounts.unit_by_id(given.unit_id)
    # Only whom this kind can go to: never this office itself.
    other = [one for one in able if unit is None or one.name != unit.agency_name]
    named = "、".join(
        dict.fromkeys(
            f"{one.name}（仅限{one.limited_to}）" if one.limited_to else one.name
            for one in other
            if not kind.receivers or one.kind in kind.receivers
        )
    )
    raise Refused(
        f"不能登记{kind.name}：按机构名录，{body.name}在 {given.received_on} 不主管这一事项。",
        remedy=f"当日主管的是{named}。请另选；名录有误的，请先更正名录。"
        if named
        else "请另选机构。",
    )


def _refuse_case(kind: Kind, *, by: Person, given: TransferGiven) -> None:
    """Refuse a case that is not there for this person, not asked for, or under way elsewhere already."""
    if given.case_id is None:
        if kind.case == "must":
            raise Refused(
                f"不能登记{kind.name}：没有选择案件。", remedy="请从案件页面登记，或者选择案件。"
            )
        return
    if kind.case == "none":
        raise Refused(
            f"不能登记{kind.name}：这一种事项收到时还没有案件。", remedy="请不要选择案件。"
        )
    case = cases.visible_case(given.case_id, by=by)
    # 两人同时登记同一案件的，后一人等前一人办完再核对。
    db.session.refresh(case, with_for_update=True)
    if not case.is_open and not (_moved_first(kind, case) or _is_late_crime(kind, case)):
        raise Refused(
            f"不能登记{kind.name}：{case.case_no or case.lead_no}已经办结或者移送。",
            remedy="请在案件页面核对。",
        )
    if kind.life == MOVED_OUT:
        refuse_passing_on(kind, case_id=given.case_id, body_id=given.body_id, day=given.received_on)
    other = _running(kind, given.case_id)
    if other is not None:
        raise Refused(
            f"不能登记{kind.name}：{case.case_no or case.lead_no}已有尚未办结的{kind.name}{other}。",
            remedy="请在该件中继续办理。",
        )


def _is_late_crime(kind: Kind, case: CaseFile) -> bool:
    """Say whether a crime came up in a case that is over: it still goes to the police (第三条)."""
    return kind.life == CRIMINAL and case.state != AWAY


def _moved_first(kind: Kind, case: CaseFile) -> bool:
    """Say whether a case was moved on its own page and its transfer is only entered now."""
    if kind.life != MOVED_OUT or case.state != AWAY:
        return False
    mine = (
        sa.select(Transfer.id)
        .join(Cooperation, Cooperation.id == Transfer.id)
        .where(
            Cooperation.case_id == case.id,
            Transfer.kind == kind.key,
            Transfer.state.not_in(CAME_BACK),
        )
    )
    return db.session.scalar(mine.limit(1)) is None


def _running(kind: Kind, case_id: int) -> str | None:
    return db.session.scalar(
        sa.select(Cooperation.number)
        .join(Transfer, Transfer.id == Cooperation.id)
        .where(
            Cooperation.case_id == case_id,
            Transfer.kind == kind.key,
            Transfer.closed_at.is_(None),
            sa.literal(kind.register == "transfer"),
        )
        .limit(1)
    )


def _transfer(
    matter: Cooperation, kind: Kind, life: Life, *, body: Body, given: TransferGiven
) -> Transfer:
    return Transfer(
        id=matter.id,
        kind=kind.key,
        direction=kind.direction,
        state=life.first.key,
        body_id=body.id,
        their_number=given.their_number.strip(),
        right_kind=given.right_kind,
        area=given.area,
        content=given.content.strip(),
        reason_key=given.reason_key,
        reason=given.reason.strip(),
        basis=given.basis.strip(),
        answer_due_on=given.answer_due_on,
        received_on=given.received_on,
        facts=plain(given.facts),
        agreement_id=given.agreement_id,
        earlier_id=given.earlier_id,
        times_returned=0,
        manifest_sha256="",
        version=1,
    )
