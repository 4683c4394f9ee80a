"""Sending the hand-over file: its list is written down for good, its code stands on the letters; receipts."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.documents import actions as documents
from caseapp.documents import printing
from caseapp.documents import queries as papers
from caseapp.ledger import actions as ledger
from caseapp.transfers import hand_over, item_queries
from caseapp.transfers.actions import items
from caseapp.transfers.actions.secrecy import refuse_in_list
from caseapp.transfers.item_given import ReceiptGiven, UploadGiven
from caseapp.transfers.manifest import is_code, short_code
from caseapp.transfers.models import Transfer, TransferItem
from caseapp.transfers.sendings import sending_of, written_sending


def write_code(*, by: Person, transfer: Transfer, item_id: int) -> None:
    """Write code and list of materials into a draft letter, as they are now; signing makes them stand."""
    item = item_queries.item_of(transfer.id, item_id)
    if item.paper_id is None or item.category not in hand_over.LETTERS:
        raise NotVisible
    record = papers.paper(item.paper_id)
    if record.state != "draft":
        raise Refused(
            f"《{record.title}》已经签发，不能再写入清单校验码。",
            remedy="材料没有增减的，不需要改动；有增减的，请作废后重新起草签发。",
        )
    words = hand_over.words_for_letter(transfer, record.kind)
    if not words:
        raise Refused(f"《{record.title}》没有清单校验码这一栏，不需要写入。")
    documents.edit(by=by, paper_id=record.id, data=words, version=record.version)


def seal(
    *,
    by: Person,
    transfer: Transfer,
    move_id: int | None,
    on: date,
    what: str = "移送",
    supplement: bool | None = None,
) -> str:
    """Write the list of what goes out down for good and return its code; refused unless all is there.

    From here on the same bytes can be fetched at any time (行政执法机关移送涉嫌犯罪案件的规定第六条).
    """
    _freeze_letters(transfer)
    state = hand_over.refuse_unfit(transfer, on, what=what, supplement=supplement)
    matter = item_queries.matter_of(transfer)
    refuse_in_list(matter.case_id, state.manifest, what=what)
    sending = written_sending(state)
    for content in (state.content, sending):
        kept = printing.keep(content)
        ledger.note_stored_file(sha256=kept.sha256, size=kept.size)
    transfer.manifest_sha256 = state.code
    count = len(item_queries.sendings(transfer.id)) + 1
    row = TransferItem(
        transfer_id=transfer.id,
        move_id=move_id,
        category=item_queries.SENDING,
        name=f"第{count}次送出{'（补充材料）' if state.is_supplement else ''}：{len(state.manifest.items)} 项，清单校验码 {short_code(state.code)}",
        filename="sending.json",
        sha256=kept.sha256,
        size=kept.size,
        side=items.OFFICE,
        added_by=by.id,
        added_by_name=by.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    items.note(by=by, transfer=transfer, action="transfer.sealed", item=row, reason=state.code)
    return state.code


def record_receipt(*, by: Person, transfer: Transfer, given: ReceiptGiven) -> TransferItem:
    """Keep a receipt against the code that was sent; another code is entered only with what was found out."""
    if not transfer.manifest_sha256:
        raise Refused("材料还没有送出，没有回执可以登记。")
    if not given.signed_by.strip():
        raise Refused("请填写在回执上签名的人。")
    if given.on > today():
        raise Refused("签收日期晚于今天。", remedy="请核对签收日期。")
    # 补送的材料另有清单，回执上是哪一次的校验码都算相符。
    sent = [sending_of(row).code for row in item_queries.sendings(transfer.id)]
    codes = [transfer.manifest_sha256, *sent]
    fits = any(is_code(given.code, one) for one in codes)
    if not fits and not given.in_spite_of.strip():
        raise Refused(
            "回执上的清单校验码与送出的不符："
            f"送出的是 {short_code(transfer.manifest_sha256)}。对方收到的可能不是这份材料。",
            remedy="请先核对是否抄错；确实不符的，写明核对情况后再登记，并与对方核对收到的材料。",
        )
    said = _fitting(given.code, sent) if fits else f"校验码不符：{given.code.strip()[:80]}"
    item = _receipt(by=by, transfer=transfer, given=given, said=said)
    items.note(
        by=by,
        transfer=transfer,
        action="transfer.receipt_kept" if fits else "transfer.receipt_unfit",
        item=item,
        reason=given.in_spite_of.strip(),
    )
    return item


def _fitting(code: str, sent: list[str]) -> str:
    """Say with which sending a receipt fits, where there was more than one."""
    times = [time for time, one in enumerate(sent, start=1) if is_code(code, one)]
    return f"第{times[-1]}次送出的校验码相符" if times and len(sent) > 1 else "校验码相符"


def _receipt(*, by: Person, transfer: Transfer, given: ReceiptGiven, said: str) -> TransferItem:
    name = f"回执（{given.on.isoformat()} {given.signed_by.strip()[:40]}签收，{said}）"
    if given.file is not None:
        upload = UploadGiven("receipt", name, given.file, given.pages)
        return items.add_upload(by=by, transfer=transfer, given=upload, side=items.BODY)
    item = TransferItem(
        transfer_id=transfer.id,
        category="receipt",
        name=name,
        side=items.BODY,
        added_by=by.id,
        added_by_name=by.name,
        added_at=now(),
    )
    db.session.add(item)
    db.session.flush()
    return item


def _freeze_letters(transfer: Transfer) -> None:
    """Note which bytes of each signed letter go along; it was a draft when it was put there."""
    for one in item_queries.our_things(transfer.id):
        if one.paper_id is not None and one.sha256 is None and one.paper_state != "draft":
            record = papers.paper(one.paper_id)
            items.freeze(item_queries.item_of(transfer.id, one.id), record)
    db.session.flush()
