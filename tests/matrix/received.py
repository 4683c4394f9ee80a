"""Transfers to other bodies in the world, and the form by which a body answers one."""

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts import queries as people
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.transfers.models import Transfer, TransferReader
from tests.counterparts import body_id
from tests.transfers.doing import make, opened
from tests.transfers.handing import upload

ABSENT = 2_000_000
BODIES = {
    "received": "anshan_market_bureau",
    "received-other": "lishan_market_bureau",
    "received-draft": "anshan_market_bureau",
}


def add_to(world: Any) -> None:
    """Send one transfer to the market bureau and one to a district; a third one is not sent yet."""
    from tests.matrix.world import Canaries  # that file reads this one first

    kind = type(world.targets["here"])
    for name, body in BODIES.items():
        ids = _sent(Canaries(name, world.canaries), body, is_sent=name != "received-draft")
        world.targets[name] = kind(name, ids)
    none = dict.fromkeys(world.targets["received"].ids, ABSENT)
    world.targets["received-none"] = kind("received-none", none | {"key": "receive", "number": 1})
    with writing():
        watched = world.targets["received"].ids["transfer_id"]
        reader = body_id("anshan_procuratorate")
        row = TransferReader(transfer_id=watched, body_id=reader, since=now(), why="抄送监督")
        db.session.add(row)


def _sent(words: Any, body: str, *, is_sent: bool) -> dict[str, Any]:
    registrar, chief = people.person_by_login("zheng"), people.person_by_login("chen")
    told = {name: words.get(name, "移送的线索") for name in ("title", "content", "reason")}
    transfer_id = opened(registrar, "lead_out", body, **told)
    make(chief, transfer_id, "approve", reason=words.get("remark", "同意移送"))
    thing = upload(registrar, transfer_id, "evidence", name=words.get("product", "照片"))
    if is_sent:
        upload(registrar, transfer_id)
        make(registrar, transfer_id, "send")
        upload(registrar, transfer_id, "evidence", name=words.get("note", "后补的照片"))
    ids = {"transfer_id": transfer_id, "item_id": thing, "number": 1, "key": "receive"}
    return ids | {"case_id": ABSENT}


def _receipt(_world: Any, target: Any) -> dict[str, Any]:
    row = db.session.get(Transfer, target.ids["transfer_id"])
    code = row.manifest_sha256 if row else ""
    told = {"f_signed_by": "时监平", "receipt_code": code}
    return told | {"version": str(row.version if row else 1)}


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {"counterparts.move": _receipt}
