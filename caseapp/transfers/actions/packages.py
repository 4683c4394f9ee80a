"""A hand-over file of another office: kept as it came, opened as a transfer in with every item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.file_names import shown_name
from caseapp.ledger import actions as ledger
from caseapp.ledger.store import StoredBytes
from caseapp.transfers import completeness, item_queries
from caseapp.transfers.actions import items
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.addressed import refuse_address
from caseapp.transfers.given import TransferGiven
from caseapp.transfers.item_given import KeptFile
from caseapp.transfers.manifest import Entry, is_code, short_code
from caseapp.transfers.models import Transfer, TransferItem
from caseapp.transfers.packages import ASK_AGAIN, Package

RECEIPT_WORD, MOST_TOLD = "回执", 20


def note_read(*, by: Person, file: KeptFile, package: Package) -> None:
    """Keep what came and how it was found; who read it in may open it, nobody else."""
    ledger.note_stored_file(sha256=file.sha256, size=file.size)
    ledger.record(
        by=by,
        action=item_queries.PACKAGE_READ,
        object_kind="package",
        object_id=file.sha256,
        object_key=shown_name(file.filename),
        result="alarm" if package.faults else "ok",
        reason="；".join(package.faults[:MOST_TOLD]),
        details={"size": file.size, "code": package.code},
    )


def unread_note(file: KeptFile, why: str) -> dict[str, Any]:
    """Return the row of the trail for a file that came and could not be read."""
    return {
        "action": "transfer.package_refused",
        "object_kind": "package",
        "object_id": file.sha256,
        "object_key": shown_name(file.filename),
        "result": "alarm",
        "reason": why,
        "details": {"size": file.size},
    }


def take_in(
    *,
    by: Person,
    given: TransferGiven,
    letter_code: str,
    package: Package,
    unpack: Callable[[], Mapping[str, StoredBytes]],
    zipped: KeptFile,
    in_spite: bool = False,
) -> Transfer:
    """Open the transfer in that a package brings, every letter and item with it; refused if one does not fit."""
    _refuse_package(by, package, zipped.sha256)
    refuse_address(package.manifest.head, given.unit_id, in_spite=in_spite)
    _refuse_code(package, letter_code)
    transfer = open_transfer(by=by, given=given)
    transfer.manifest_sha256 = package.code
    kept = unpack()  # nothing is stored of what is refused
    whole = StoredBytes(zipped.sha256, zipped.size)
    name = f"收到的移送材料（清单校验码 {short_code(package.code)}）"
    entry = Entry(name, item_queries.PACKAGE, path=zipped.filename)
    _keep(by=by, transfer=transfer, entry=entry, file=whole)
    for path in package.letters:
        category = "receipt" if RECEIPT_WORD in path else "letter"
        stem = path.rpartition("/")[2].rpartition(".")[0]
        entry = Entry(stem or path, category, path=path)
        _keep(by=by, transfer=transfer, entry=entry, file=kept[path])
    for entry in package.manifest.items:
        file = kept[entry.path] if entry.path else None
        _keep(by=by, transfer=transfer, entry=entry, file=file)
    return transfer


def _refuse_package(by: Person, package: Package, sha256: str) -> None:
    if not item_queries.was_read_by(sha256, by):
        raise NotVisible
    if package.faults:
        raise Refused(
            f"不能按这个压缩包登记：{len(package.faults)} 处与清单不符。",
            *package.faults[:MOST_TOLD],
            remedy=ASK_AGAIN,
        )
    if (earlier := item_queries.taken_in(sha256, by=by)) is not None:
        named = f"为{earlier}" if earlier else "，由其他单位办理"
        raise Refused(f"这个压缩包已经登记{named}，没有重复登记。")


def _refuse_code(package: Package, letter_code: str) -> None:
    if not is_code(letter_code, package.code):
        raise Refused(
            "来函上的清单校验码与压缩包的不符。收到的可能不是来函所附的材料。",
            remedy=f"请先核对是否抄错。{ASK_AGAIN}",
        )


def _keep(*, by: Person, transfer: Transfer, entry: Entry, file: StoredBytes | None) -> None:
    """Keep one thing of the other side; a category this office does not know is put under the others."""
    known = entry.category in completeness.categories()
    if file is not None:
        ledger.note_stored_file(sha256=file.sha256, size=file.size)
    item = TransferItem(
        transfer_id=transfer.id,
        category=entry.category if known else "other",
        name=entry.name.strip()[: items.MOST_NAMED] or "未命名材料",
        filename=shown_name(entry.path) if file is not None else "",
        pages=entry.pages,
        copies=entry.copies,
        sha256=file.sha256 if file is not None else None,
        size=file.size if file is not None else None,
        side=items.BODY,
        added_by=by.id,
        added_by_name=by.name,
        added_at=now(),
    )
    db.session.add(item)
    db.session.flush()
    items.note(by=by, transfer=transfer, action="transfer.item_add", item=item)
