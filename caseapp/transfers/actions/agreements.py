"""Regional agreements: entered as they were signed, put right, ended with a reason; never deleted."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.sight import Thing
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, Refused
from caseapp.bodies import queries as bodies
from caseapp.cooperation.actions import enter
from caseapp.ledger import actions as ledger
from caseapp.transfers import agreements
from caseapp.transfers.agreement_given import AgreementGiven
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.models import Agreement, AgreementBody, Transfer

FAMILY = "agreement"


def open_agreement(*, by: Person, given: AgreementGiven) -> Agreement:
    """Enter an agreement that was signed; its number of the register is taken at once."""
    _refuse_person(by, given.unit_id)
    _refuse_given(given)
    matter = enter(
        by=by, family=FAMILY, kind=FAMILY, title=given.title.strip(), unit_id=given.unit_id
    )
    agreement = Agreement(id=matter.id, version=1, ended_why="")
    _write(agreement, given)
    db.session.add(agreement)
    db.session.flush()
    _join(agreement.id, given.bodies)
    _record(by, agreement, "agreement.open")
    return agreement


def change_agreement(*, by: Person, agreement: Agreement, given: AgreementGiven) -> None:
    """Put an agreement right or let another body join; what was already done under it stays."""
    matter = agreements.matter_of(agreement.id)
    _refuse_person(by, matter.unit_id)
    _refuse_stale(agreement, given)
    _refuse_given(given)
    _refuse_used(agreement, given)
    matter.title = given.title.strip()
    _write(agreement, given)
    agreement.version += 1
    _join(agreement.id, given.bodies)
    _record(by, agreement, "agreement.change")


def end_agreement(*, by: Person, agreement: Agreement, on: date, why: str) -> None:
    """End an agreement on a day with its reason; requests made under it before go on."""
    _refuse_person(by, agreements.matter_of(agreement.id).unit_id)
    if agreement.ended_why:
        raise Refused(f"这份协议已经于 {agreement.until} 终止。", remedy="请核对。")
    if not why.strip():
        raise Refused("不能终止：没有写明理由。", remedy="请填写终止的理由。")
    if on < agreement.since:
        raise Refused(
            f"不能终止：终止的日期早于生效的日期（{agreement.since}）。", remedy="请核对日期。"
        )
    if agreement.until is not None and on > agreement.until:
        raise Refused(
            f"不能终止：协议到 {agreement.until} 已经期满。", remedy="期满的不必再登记终止。"
        )
    agreement.until, agreement.ended_why = on, why.strip()[:200]
    agreement.version += 1
    db.session.flush()
    _record(by, agreement, "agreement.end", reason=why.strip())


def _write(agreement: Agreement, given: AgreementGiven) -> None:
    agreement.scope = list(given.scope)
    agreement.text = given.text.strip()
    agreement.signed_on, agreement.since, agreement.until = (
        given.signed_on,
        given.since,
        given.until,
    )
    agreement.answer_days = given.answer_days


def _join(agreement_id: int, named: tuple[int, ...]) -> None:
    """Let the parties be who is named now."""
    held = {
        one.body_id: one
        for one in db.session.scalars(
            sa.select(AgreementBody).where(AgreementBody.agreement_id == agreement_id)
        )
    }
    for body_id, row in held.items():
        if body_id not in named:
            db.session.delete(row)
    for body_id in dict.fromkeys(named):
        if body_id not in held:
            db.session.add(AgreementBody(agreement_id=agreement_id, body_id=body_id))
    db.session.flush()


def _refuse_person(by: Person, unit_id: int) -> None:
    unit = accounts.unit_by_id(unit_id)
    if unit is None or not decide(by, "cooperation.manage", Thing(unit.path, frozenset({by.id}))):
        raise Refused("不能登记：您没有为所选单位维护协作协议的权限。", remedy="请选择本单位。")


def _refuse_stale(agreement: Agreement, given: AgreementGiven) -> None:
    if given.version is None or given.version == agreement.version:
        return
    raise Conflict(
        "您打开本页之后，这份协议已经被修改。您填写的内容都在下面的表单里，请核对后再保存。",
        theirs={"名称": agreements.matter_of(agreement.id).title},
        mine={"名称": given.title},
        who="",
        when=None,
        version=agreement.version,
    )


def _refuse_given(given: AgreementGiven) -> None:
    until, since = given.until, given.since
    faults = (
        (not given.title.strip(), "没有写明协议的名称。", "请填写名称。"),
        (not given.bodies, "没有选择签约的对方。", "请至少选择一个机构。"),
        (not given.scope, "没有选择协作的内容。", "请至少选择一项。"),
        (
            bool(set(given.scope) - set(agreements.SCOPES)),
            "协作的内容不在可选范围之内。",
            "请重选。",
        ),
        (given.signed_on > today(), "签订的日期晚于今天。", "请在签订以后登记。"),
        (since < given.signed_on, "生效的日期早于签订的日期。", "请核对日期。"),
        (until is not None and until < since, "终止的日期早于生效的日期。", "请核对日期。"),
        (given.answer_days == 0, "答复天数应当不少于一个工作日。", "没有约定的请留空。"),
    )
    for is_wrong, sentence, remedy in faults:
        if is_wrong:
            raise Refused(f"不能保存：{sentence}", remedy=remedy)
    _refuse_bodies(given)


def _refuse_bodies(given: AgreementGiven) -> None:
    """Refuse a party that was not there on the day of signing."""
    for number in given.bodies:
        body = bodies.body(number)
        if body is None or not bodies.is_in_force(body, given.signed_on):
            name = body.name if body is not None else "所选机构"
            raise Refused(
                f"不能保存：{name}在签订之日（{given.signed_on}）不存在或者已经撤销。",
                remedy="请在机构名录中核对后另选。",
            )


def _refuse_used(agreement: Agreement, given: AgreementGiven) -> None:
    """Keep what requests already rest on: no party, no subject and no day goes from under them."""
    rows = db.session.execute(
        sa.select(Transfer.body_id, Transfer.received_on, Transfer.kind).where(
            Transfer.agreement_id == agreement.id
        )
    ).all()
    for row in rows:
        if not agreements.covers(given.scope, row.kind):
            raise Refused(
                f"不能保存：已有依本协议办理的{KINDS[row.kind].name}，协作的内容不能改成不包括它。",
                remedy="请保留原来的内容；双方另有约定的，请终止本协议，另行登记新的协议。",
            )
        if not any(row.body_id in bodies.line_after(one) for one in given.bodies):
            name = bodies.names_of([row.body_id])[row.body_id]
            raise Refused(
                f"不能保存：已有依本协议与{name}办理的事项，不能去掉这个签约方。",
                remedy="对方退出的，请终止本协议，另行登记新的协议。",
            )
        if row.received_on < given.since or (given.until and row.received_on > given.until):
            raise Refused(
                f"不能保存：已有 {row.received_on} 依本协议办理的事项，不在改后的有效期内。",
                remedy="请核对生效和终止的日期。",
            )


def _record(by: Person, agreement: Agreement, action: str, *, reason: str = "") -> None:
    matter = agreements.matter_of(agreement.id)
    ledger.record(
        by=by,
        action=action,
        object_kind="agreement",
        object_id=agreement.id,
        object_key=matter.number,
        reason=reason,
        details={
            "title": matter.title,
            "since": agreement.since.isoformat(),
            "until": agreement.until.isoformat() if agreement.until else "",
        },
    )
    ledger.announce(event="agreement.saved", object_kind="agreement", object_id=agreement.id)
