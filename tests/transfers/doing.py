"""Opens transfers and makes moves as the office's people do."""

import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.bodies import queries as bodies
from caseapp.law.rights import RIGHT_KINDS
from caseapp.transfers import queries
from caseapp.transfers.actions.moving import move
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.given import MoveGiven, TransferGiven
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.models import Transfer, TransferHolding
from tests.transfers.completing import complete

SAID = {"their_who": "赵某", "their_number": "无文号，当面送达"}


def body_id(key):
    return bodies.with_key(key).id


def opened(by, kind, body, **changed):
    given = {
        "kind": kind,
        "body_id": body_id(body) if isinstance(body, str) else body,
        "unit_id": by.unit_id,
        "title": "铁西区某商店涉嫌假冒注册商标",
        "content": "商店销售的电热水壶使用他人注册商标。",
        "received_on": today(),
        "reason_key": "matter",
        "reason": "属于商标主管部门的职责。",
        **_right(kind, body, changed),
    }
    with writing():
        return open_transfer(by=by, given=TransferGiven(**(given | changed))).id


def _right(kind, body, changed):
    """What a kind that asks who is competent is about, so that this body is."""
    if kind not in KINDS or not KINDS[kind].matter or "right_kind" in changed:
        return {}
    row = bodies.with_key(body) if isinstance(body, str) else bodies.body(body)
    return right_of(row, changed.get("received_on") or today())


def right_of(body, day):
    """The first right for which a body is competent where it sits."""
    for right in RIGHT_KINDS:
        able = bodies.competent(right, "report", area=body.area, day=day)
        if body.id in {one.body_id for one in able}:
            return {"right_kind": right, "area": body.area}
    return {"right_kind": "other", "area": body.area}


def sent(by, transfer_id, *, chief=None, **given):
    """Approve where that is asked and send it with all that belongs to it."""
    if (
        "approve" in life_of(found(transfer_id).kind).moves
        and found(transfer_id).state == "drafted"
    ):
        make(chief or by, transfer_id, "approve", reason="同意移送。")
    return make(by, transfer_id, "send", **given)


def found(transfer_id):
    return db.session.get_one(Transfer, transfer_id)


def make(by, transfer_id, key, *, on=None, at=None, reason="", version=None, body=False, **values):
    told = SAID | values if body else values
    row = life_of(found(transfer_id).kind).moves.get(key)
    if row is not None and row.complete:
        with writing():
            complete(by, found(transfer_id))
    with writing():
        given = MoveGiven(
            on=on or today(), at=at, reason=reason, values=told, version=version, body=body
        )
        return move(by=by, transfer=found(transfer_id), key=key, given=given).id


def holdings(transfer_id):
    wanted = sa.select(TransferHolding).where(TransferHolding.transfer_id == transfer_id)
    return db.session.scalars(wanted.order_by(TransferHolding.id)).all()


def moves(transfer_id):
    return [one.move for one in queries.moves_made(transfer_id)]
