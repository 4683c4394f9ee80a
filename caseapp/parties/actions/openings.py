"""What happens between asking for an identity and seeing it: reason, second person, time, trail."""

from __future__ import annotations

from dataclasses import dataclass, field

from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.parties import queries, sealing
from caseapp.parties.actions.trail import note_look, record_of_informant
from caseapp.parties.models import Informant, Opening, OpeningView
from caseapp.parties.opening_rules import number, span
from caseapp.parties.queries.openings import asked_today


@dataclass(frozen=True)
class Identity:
    """An opened identity; `locked` says why it does not open."""

    alias: str
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    locked: str = ""


def ask_to_open(*, by: Person, informant_id: int, reason: str) -> Opening:
    """Ask to open an identity, with a reason; a protected one waits for a second person."""
    row = _row(by, informant_id)
    why = reason.strip()
    least = number("reason", today())
    if len("".join(why.split())) < least:
        raise Refused(
            f"查看身份应当写明理由，不少于{least}个字。",
            remedy="写明用途和要核实的事项，如“回访核实线索中的进货时间”。",
        )
    if queries.running_opening(person_id=by.id, informant_id=row.id) is not None:
        raise Refused("您对这一身份的申请还有效，不必再次申请。")
    _refuse_bulk(row, asked_today(by.id))
    opening = Opening(
        informant_id=row.id,
        asked_by=by.id,
        asked_by_name=by.name,
        asked_at=now(),
        reason=why,
        state="asked" if row.is_protected else "agreed",
        open_until=None if row.is_protected else now() + span("window", today()),
    )
    db.session.add(opening)
    db.session.flush()
    record_of_informant(by, "informant.asked", row, reason=why, details={"opening": opening.id})
    return opening


def decide_opening(*, by: Person, opening_id: int, agrees: bool, why: str = "") -> Opening:
    """Agree to a request or refuse it, as a second person who does not see the identity."""
    opening = queries.opening(opening_id)
    row = queries.informant(opening.informant_id) if opening else None
    if opening is None or row is None or not decide(by, "informant.agree", Thing(row.unit_path)):
        raise NotVisible
    if opening.asked_by == by.id:
        raise Refused("不能同意本人的申请。", remedy="请由另一名举报专员或者负责人办理。")
    if opening.state != "asked":
        raise Refused("这一申请已经答复，不能再次答复。")
    if opening.asked_at + span("waiting", today()) <= now():
        raise Refused("这一申请已过期。", remedy="请申请人说明现在的理由，重新申请。")
    if not agrees and not why.strip():
        raise Refused("不同意的，应当写明原因。")
    opening.state = "agreed" if agrees else "refused"
    opening.decided_by, opening.decided_by_name = by.id, by.name
    opening.decided_at, opening.decided_why = now(), why.strip()
    opening.open_until = now() + span("window", today()) if agrees else None
    db.session.flush()
    told = {"opening": opening.id, "asked_by": opening.asked_by_name}
    action = "informant.agreed" if agrees else "informant.refused"
    record_of_informant(by, action, row, reason=why.strip(), details=told)
    return opening


def read_identity(*, by: Person, informant_id: int) -> Identity:
    """Open an identity that was agreed to; the audit row is written before anything opens."""
    row = _row(by, informant_id)
    opening = queries.running_opening(person_id=by.id, informant_id=row.id)
    if opening is None or opening.state != "agreed":
        raise Refused(
            "没有有效的同意，不能查看。", remedy="请先写明理由申请；受保护的身份须由第二人同意。"
        )
    _refuse_bulk(row, queries.seen_today(by.id))
    told = {"opening": opening.id, "agreed_by": opening.decided_by_name}
    record_of_informant(by, "informant.unsealed", row, reason=opening.reason, details=told)
    try:
        opened = sealing.open_row(row, sealing.masters())
    except sealing.Locked as fault:
        # Answered, not raised: a rollback would take the audit rows with it.
        record_of_informant(
            by, "informant.unsealed", row, result="locked", reason=str(fault), details=told
        )
        _keep_view(by, opening.id, "locked")
        return Identity(row.alias, locked=str(fault))
    _keep_view(by, opening.id, "ok")
    return Identity(row.alias, **opened)


def look_for_phone(*, by: Person, phone: str) -> queries.EarlierReports:
    """Say to the informant desk whether a number reported before; the question is recorded, not the number."""
    if not decide(by, "informant.reveal"):
        raise NotVisible
    if not phone.strip():
        raise Refused("请填写要查的号码。")
    found = queries.reported_before(phone)
    note_look(by=by, found=found.count)
    return found


def _row(by: Person, informant_id: int) -> Informant:
    allowed = decide(by, "informant.reveal")
    if not allowed:
        raise Refused(f"不能查看举报人身份：{allowed.reason}", remedy="请由举报专员办理。")
    row = queries.informant(informant_id)
    if row is None:
        raise NotVisible
    return row


def _refuse_bulk(row: Informant, others: set[int]) -> None:
    """Refuse one identity too many a day, and tell the auditor although nothing happened."""
    most = number("per_day", today())
    if len(others - {row.id}) < most:
        return
    raise Refused(
        f"今天已申请或者查看 {most} 人的身份，不能再增加。这次尝试已报告安全审计员。",
        remedy="请明天办理；确需当天办理的，由另一名举报专员申请。",
        note={
            "action": "informant.bulk",
            "object_kind": "informant",
            "object_id": row.id,
            "object_key": row.alias,
            "result": "alarm",
            "reason": f"一日内第 {len(others - {row.id}) + 1} 人",
        },
    )


def _keep_view(by: Person, opening_id: int, result: str) -> None:
    db.session.add(
        OpeningView(
            opening_id=opening_id,
            person_id=by.id,
            person_name=by.name,
            seen_at=now(),
            result=result,
        )
    )
    db.session.flush()


def read_as_typed(*, by: Person, informant_id: int, why: str) -> Identity:
    """Show whoever took the call what they typed themselves; each look is in the trail before it opens.

    Whether they still may, the desk says; no second person is asked for what one heard oneself.
    """
    row = queries.informant(informant_id)
    if row is None:
        raise NotVisible
    record_of_informant(by, "informant.seen_by_taker", row, reason=why)
    try:
        opened = sealing.open_row(row, sealing.masters())
    except sealing.Locked as fault:
        record_of_informant(by, "informant.seen_by_taker", row, result="locked", reason=str(fault))
        return Identity(row.alias, locked=str(fault))
    return Identity(row.alias, **opened)
