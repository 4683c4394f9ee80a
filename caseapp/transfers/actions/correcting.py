"""Putting a transfer right before it goes out: what was written, to whom, by which article; never what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.actions.opening import MOVED_OUT, checked
from caseapp.transfers.actions.passing_on import refuse_passing_on
from caseapp.transfers.actions.writing import plain, write_move
from caseapp.transfers.asked import Asked
from caseapp.transfers.given import MoveGiven, TransferGiven
from caseapp.transfers.kinds import KINDS, Kind, life_of
from caseapp.transfers.life import CORRECT, CORRECTED, Move
from caseapp.transfers.models import Transfer
from caseapp.transfers.queries import moves_made
from caseapp.transfers.rights import knows_case, thing_of
from caseapp.transfers.rules import refuse_by_gates

ROW = Move(CORRECT, CORRECTED, ())
# What the reader of the history is told by which name; the facts of a kind have names of their own.
LABELS: Mapping[str, str] = {
    "title": "事项", "body_id": "对方机关", "right_kind": "权利种类", "area": "地区",
    "content": "内容", "reason_key": "理由类别", "reason": "理由", "basis": "依据",
    "answer_due_on": "要求反馈的日期", "agreement_id": "所依协作协议",
}  # fmt: skip
SHORT = 60
# The head reads and decides on what stands there; from then on nothing under it moves.
BEFORE_DECISION = ("drafted", "suspected", "team")


def correct(*, by: Person, transfer: Transfer, given: TransferGiven) -> str:
    """Put a transfer right that was neither decided on nor sent; returns what changed, empty if nothing."""
    db.session.refresh(transfer, with_for_update=True)
    matter = db.session.get_one(Cooperation, transfer.id)
    refuse_correcting(by, transfer, matter)
    _refuse_stale(transfer, matter, given)
    given = replace(
        given,
        kind=transfer.kind,
        received_on=transfer.received_on,
        unit_id=matter.unit_id,
        case_id=matter.case_id,
    )
    kind, given, _ = checked(by, given)
    _refuse_anew(by, transfer, matter, given=given)
    before = _said(transfer, matter)
    _write(transfer, matter, given)
    changed = _changed(kind, before, _said(transfer, matter))
    if changed:
        transfer.version += 1
        write_move(
            by=by, transfer=transfer, matter=matter, row=ROW, before=transfer.state, on=today(),
            at=now(), values={"changed": changed},
        )  # fmt: skip
        db.session.flush()
    return changed


def may_correct(by: Person, transfer: Transfer, matter: Cooperation) -> bool:
    """Say whether the page offers it."""
    try:
        refuse_correcting(by, transfer, matter)
    except (Refused, NotVisible):
        return False
    return True


def refuse_correcting(by: Person, transfer: Transfer, matter: Cooperation) -> None:
    """Refuse whoever may not, and what was decided on, sent or came from others."""
    is_theirs = not decide(by, "cooperation.work", thing_of(matter, transfer))
    if is_theirs or not knows_case(by, matter):
        raise NotVisible
    no = f"不能更正{matter.number}："
    if transfer.direction != "out":
        raise Refused(f"{no}来文按收到的原样登记。", remedy="登记有误的，请在办理记录中说明。")
    if transfer.sent_at is not None:
        raise Refused(f"{no}已经送出，送出的不能再改。", remedy="需要改正的，请另行去函说明。")
    if transfer.state not in BEFORE_DECISION:
        stage = life_of(transfer.kind).stages[transfer.state].name
        raise Refused(
            f"{no}本件现为“{stage}”，批准的内容不能再改。",
            remedy="需要改正的，请负责人撤回，改正以后另行登记。",
        )


def _refuse_stale(transfer: Transfer, matter: Cooperation, given: TransferGiven) -> None:
    if given.version is None or given.version == transfer.version:
        return
    last = moves_made(transfer.id)[-1]
    raise Conflict(
        "您打开本页之后，本件已有新的办理。您填写的内容都在下面的表单里，请核对后再保存。",
        theirs={"办理": life_of(transfer.kind).name_of(last.move), "事项": matter.title},
        mine={"办理": f"{CORRECTED}（尚未保存）", "事项": given.title},
        who=last.by_name,
        when=last.at,
        version=transfer.version,
    )


def _refuse_anew(
    by: Person, transfer: Transfer, matter: Cooperation, *, given: TransferGiven
) -> None:
    """Ask again what its opening was asked: the receiver and the ground may be others now."""
    life, kind = life_of(transfer.kind), KINDS[transfer.kind]
    if kind.life == MOVED_OUT and given.case_id is not None:
        refuse_passing_on(kind, case_id=given.case_id, body_id=given.body_id, day=given.received_on)
    if "open" in life.moves:
        told = MoveGiven(given.received_on, reason=given.reason, values=given.facts)
        row = replace(life.moves["open"], name=CORRECTED)
        refuse_by_gates(Asked(by, transfer, matter, life, row, told, now(), ()))


def _write(transfer: Transfer, matter: Cooperation, given: TransferGiven) -> None:
    matter.title = given.title.strip()
    transfer.body_id = given.body_id
    transfer.right_kind, transfer.area = given.right_kind, given.area
    transfer.content, transfer.reason = given.content.strip(), given.reason.strip()
    transfer.reason_key, transfer.basis = given.reason_key, given.basis.strip()
    transfer.answer_due_on, transfer.agreement_id = given.answer_due_on, given.agreement_id
    # What the file keeps there beside (why a thing is lacking) is no field of the form.
    asked = {one.key for one in KINDS[transfer.kind].fields}
    kept = {key: value for key, value in transfer.facts.items() if key not in asked}
    transfer.facts = {**kept, **plain(given.facts)}


def _said(transfer: Transfer, matter: Cooperation) -> dict[str, Any]:
    told = {key: getattr(transfer, key) for key in LABELS if key != "title"}
    return {"title": matter.title, **told, **(transfer.facts or {})}


def _changed(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    labels = {**LABELS, **{one.key: one.label for one in kind.fields}}
    found = [
        (labels[key], *(_short(key, one.get(key)) for one in (before, after)))
        for key in labels
        if (before.get(key) or "") != (after.get(key) or "")
    ]
    return "；".join(f"{label}：{old} → {new}" for label, old, new in found)


def _short(key: str, value: Any) -> str:
    if key == "body_id":
        return bodies.names_of([value]).get(value, "")
    text = " ".join(str(value or "空").split())
    return text if len(text) <= SHORT else f"{text[:SHORT]}……"
