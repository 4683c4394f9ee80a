"""Hand-over files in the world, and the forms of their pages."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app

from caseapp.accounts import queries as people
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.web import Upload
from caseapp.transfers.actions import packages, sealing
from caseapp.transfers.manifest import Entry, Head, Manifest, code_of, written
from caseapp.transfers.packages import read_package
from tests.transfers.doing import body_id, found, opened
from tests.transfers.handing import upload

ABSENT = 2_000_000
NUMBER, OTHER = "海知移〔2026〕1号", "海知移〔2026〕2号"
PHOTO = b"\xff\xd8\xff photo"


def add_to(world: Any) -> None:
    """Put a file together in the general section and seal it once; read a packed one in there."""
    kind, zheng = type(world.targets["here"]), people.person_by_login("zheng")
    transfer_id = opened(zheng, "lead_out", "anshan_market_bureau")
    upload(zheng, transfer_id, name="移送函")
    thing = upload(zheng, transfer_id, "evidence", name="照片", content=PHOTO, filename="a.jpg")
    with writing():
        sealing.seal(by=zheng, transfer=found(transfer_id), move_id=None, on=today())
    ids = {"transfer_id": transfer_id, "item_id": thing, "number": 1, "sha256": _read_in(zheng)}
    world.targets["handed"] = kind("handed", ids)
    none = ids | {"transfer_id": ABSENT, "item_id": ABSENT, "sha256": "0" * 64}
    world.targets["handed-none"] = kind("handed-none", none)
    world.targets["handed-mixed"] = kind("handed-mixed", ids | {"item_id": ABSENT, "number": 7})


def _read_in(by: Any) -> str:
    store = current_app.extensions["store"]
    kept = store.put(io.BytesIO(packed()), len(packed()))
    file = Upload("来件.zip", "application/zip", kept.sha256, kept.size)
    with writing():
        packages.note_read(by=by, file=file, package=read_package(store.path(kept.sha256)))
    return str(kept.sha256)


def manifest(number: str = NUMBER) -> Manifest:
    """The list of a file another office packed."""
    head = Head(number, "lead_out", "移送线索", "海城市知识产权局", "", "鞍山市知识产权局", "")
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    return Manifest(head, (Entry("照片", "evidence", "", "a.jpg", sha256, len(PHOTO)),))


def packed(number: str = NUMBER) -> bytes:
    """That file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for name, content in (("manifest.json", written(manifest(number))), ("a.jpg", PHOTO)):
            folder.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _take_in(_world: Any, _target: Any) -> dict[str, Any]:
    unit_id = people.person_by_login("zheng").unit_id
    return {
        "kind": "lead_in",
        "body_id": str(body_id("haicheng_market_bureau")),
        "unit_id": str(unit_id),
        "received_on": today().isoformat(),
        "their_number": NUMBER,
        "code": code_of(written(manifest())),
    }


def _receipt(_world: Any, target: Any) -> dict[str, Any]:
    code = found(target.ids["transfer_id"]).manifest_sha256 if target.name != "handed-none" else ""
    return {"on": today().isoformat(), "signed_by": "赵某", "code": code}


def _file(_world: Any, _target: Any) -> dict[str, Any]:
    return {"category": "other", "name": "说明", "file": (io.BytesIO(b"more"), "a.txt")}


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "transfers.upload_thing": _file,
    "transfers.choose_things": lambda _world, _target: {},
    "transfers.withdraw_thing": lambda _world, _target: {"why": "送错"},
    "transfers.write_code": lambda _world, _target: {},
    "transfers.explain_lack": lambda _world, _target: {
        "row": "能够说明案情的材料（笔录、核查记录、证据）",
        "why": "见函。",
    },
    "transfers.record_receipt": _receipt,
    "transfers.read_in": lambda _world, _target: {"file": (io.BytesIO(packed(OTHER)), "来件.zip")},
    "transfers.take_in": _take_in,
}
