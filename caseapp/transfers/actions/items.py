"""What is put with a transfer and taken away again, each with its trail; nothing sealed ever goes along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base import file_kinds
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.file_names import shown_name
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.models import CaseFile
from caseapp.documents import printing, printing_many
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import kind_of
from caseapp.documents.models import PaperRecord
from caseapp.evidence import queries as evidence
from caseapp.ledger import actions as ledger
from caseapp.transfers import completeness, hand_over, item_queries
from caseapp.transfers.item_given import Chosen, UploadGiven
from caseapp.transfers.kinds import life_of
from caseapp.transfers.models import Transfer, TransferItem

OFFICE, BODY = "office", "body"
MOST_READ = 2 * 1024 * 1024
MOST_NAMED = 200


def add(*, by: Person, transfer: Transfer, chosen: Chosen) -> list[TransferItem]:
    """Put papers, evidence and goods of the case with a transfer; drafts only of letters."""
    _hold_open(transfer)
    if not (chosen.papers or chosen.evidence or chosen.goods):
        raise Refused("没有选择材料。", remedy="请勾选要随送的文书、证据或者物品。")
    known = (set(chosen.papers), set(chosen.evidence))
    for one in item_queries.our_things(transfer.id):
        if one.paper_id in known[0] or (one.evidence_id and one.evidence_id in known[1]):
            raise Refused(f"“{one.name}”已经在移送材料里，没有重复加入。")
    found = [_of_paper(transfer, one, chosen.category) for one in chosen.papers]
    found += [_of_evidence(transfer, one, chosen.category) for one in chosen.evidence]
    found += [_of_goods(transfer, one) for one in chosen.goods]
    return [_kept(by, transfer, one) for one in found]


def add_upload(
    *,
    by: Person,
    transfer: Transfer,
    given: UploadGiven,
    move_id: int | None = None,
    side: str = OFFICE,
) -> TransferItem:
    """Put a file of its own with a transfer, or keep what the other side attached to an act."""
    if side == OFFICE:
        _hold_open(transfer)
    _refuse_upload(given)
    ledger.note_stored_file(sha256=given.file.sha256, size=given.file.size)
    texts = {"名称": given.name, "文件名": given.file.filename, "文件": _text_of(given.file.sha256)}
    if side == OFFICE:
        _refuse_sealed(transfer, texts, given.name)
    item = _item(
        given.category,
        given.name,
        move_id=move_id,
        filename=shown_name(given.file.filename),
        pages=given.pages,
        copies=given.copies,
        sha256=given.file.sha256,
        size=given.file.size,
    )
    return _kept(by, transfer, item, side=side)


def withdraw(*, by: Person, transfer: Transfer, item_id: int, why: str) -> None:
    """Take a thing of ours away again; it stays in the record with its reason, what was sent stays sent."""
    _hold_open(transfer)
    item = item_queries.item_of(transfer.id, item_id)
    if item.side != OFFICE or item.category == item_queries.SENDING:
        raise Refused(f"“{item.name}”是对方提交的，不能撤下。")
    if item.withdrawn_at is not None:
        raise Refused(f"“{item.name}”已经撤下。")
    if not why.strip():
        raise Refused("撤下材料应当写明原因。")
    item.withdrawn_at, item.withdrawn_why = now(), why.strip()[:MOST_NAMED]
    db.session.flush()
    note(
        by=by,
        transfer=transfer,
        action="transfer.item_withdraw",
        item=item,
        reason=item.withdrawn_why,
    )


def explain_lack(*, by: Person, transfer: Transfer, row_name: str, why: str) -> None:
    """Say why it goes without what its list asks; the receiver reads it in the manifest.

    Only where the row allows it (行政执法机关移送涉嫌犯罪案件的规定第六条: 有关的才附). Empty takes it back.
    """
    _hold_open(transfer)
    asked = hand_over.asked_of(transfer, today())
    wanted = completeness.list_for(asked)
    rows = completeness.rows_on(wanted, asked.on) if wanted else []
    row = next((one for one in rows if one.name == row_name), None)
    if row is None:
        raise NotVisible
    if not row.may_lack:
        raise Refused(f"“{row.name}”不能缺：应当随附。", article=row.basis, remedy="请补上材料。")
    _refuse_sealed(transfer, {"理由": why}, row.name)
    said = {key: text for key, text in hand_over.reasons_of(transfer).items() if key != row.name}
    if why.strip():
        said[row.name] = why.strip()
    transfer.facts = {**transfer.facts, hand_over.LACKING: said}
    transfer.version += 1
    db.session.flush()
    _record(by, transfer, "transfer.lack_explained", reason=why.strip(), details={"row": row.name})


def note(
    *, by: Person, transfer: Transfer, action: str, item: TransferItem, reason: str = ""
) -> None:
    """Write an act on one thing into the trail, and tell it: the text of what is taken away goes too."""
    details = {"item": item.id, "name": item.name, "category": item.category, "side": item.side}
    _record(by, transfer, action, reason=reason, details={**details, "sha256": item.sha256 or ""})
    ledger.announce(event="transfer.saved", object_kind="transfer", object_id=transfer.id)


def note_taken(*, by: Person, transfer: Transfer, what: str, sha256: str) -> None:
    """Write down who took something away, before it is sent; nothing changes."""
    ledger.record(
        by=by,
        action="transfer.read",
        object_kind="transfer",
        object_id=transfer.id,
        object_key=item_queries.matter_of(transfer).number,
        details={"what": what, "sha256": sha256},
    )


def _of_paper(transfer: Transfer, paper_id: int, category: str) -> TransferItem:
    record = papers.paper(paper_id)
    matter = item_queries.matter_of(transfer)
    if record.cooperation_id != transfer.id and (
        matter.case_id is None or record.case_id != matter.case_id
    ):
        raise NotVisible
    asked = hand_over.asked_of(transfer, today())
    kind = kind_of(record.kind)
    completeness.refuse_kept_back(
        asked, paper_kind=kind.key, volume=kind.volume, title=record.title
    )
    chosen = category or completeness.category_of(asked, kind.key)
    _refuse_category(chosen)
    if record.state == "void":
        raise Refused(f"《{record.title}》已经作废，不能移送。", remedy="请选择有效的文书。")
    if record.state == "draft" and chosen not in hand_over.LETTERS:
        raise Refused(
            f"《{record.title}》还没有签发，不能列入移送材料。", remedy="请签发以后再加入。"
        )
    _refuse_sealed(transfer, record.data, record.title)
    item = _item(chosen, _title(record), paper_id=record.id)
    if record.state != "draft":
        freeze(item, record)
    return item


def freeze(item: TransferItem, record: PaperRecord) -> None:
    """Note which bytes of a signed paper go along: the PDF, where there is one."""
    item.sha256 = record.pdf_sha256 or record.sha256
    item.size = printing.store().size_of(item.sha256) if item.sha256 else None
    item.pages = printing_many.pages_of(record.pdf_sha256) if record.pdf_sha256 else None
    ending = "pdf" if record.pdf_sha256 else "docx"
    item.filename = shown_name(f"{_title(record)}.{ending}")


def _title(record: PaperRecord) -> str:
    return f"{record.title}{record.number or ''}"[:MOST_NAMED]


def _of_evidence(transfer: Transfer, evidence_id: int, category: str) -> TransferItem:
    case_id = _case_of(transfer)
    row = evidence.item_of_case(case_id, evidence_id)
    if row.removed_on is not None:
        raise Refused(f"证据 {row.serial} 已经移出本案证据，不能移送。")
    texts = {
        name: getattr(row, key)
        for key, name in {"title": "名称", "filename": "文件名", "source": "来源", "proves": "证明内容",
                          "note": "备注"}.items()
    }  # fmt: skip
    texts["文件"] = _text_of(row.sha256)
    _refuse_sealed(transfer, texts, f"证据{row.serial} {row.title}")
    _refuse_category(category or "evidence")
    return _item(
        category or "evidence",
        f"证据{row.serial} {row.title}"[:MOST_NAMED],
        evidence_id=row.id,
        filename=row.filename,
        pages=row.pages,
        sha256=row.sha256,
        size=row.size if row.sha256 else None,
    )


def _of_goods(transfer: Transfer, goods_id: int) -> TransferItem:
    row = evidence.goods_row(_case_of(transfer), goods_id)
    told = f"{row.name} {row.spec}".strip()
    place = f"，存放于{row.place}" if row.place else ""
    name = f"{told}，{row.quantity} {row.unit}{place}"[:MOST_NAMED]
    if any(one.name == name for one in item_queries.our_things(transfer.id)):
        raise Refused(f"“{name}”已经在移送材料里，没有重复加入。")
    _refuse_sealed(transfer, {"名称": name, "备注": row.remark}, name)
    return _item("goods", name)


def _item(category: str, name: str, **values: Any) -> TransferItem:
    return TransferItem(category=category, name=name.strip()[:MOST_NAMED], **values)


def _kept(
    by: Person, transfer: Transfer, item: TransferItem, *, side: str = OFFICE
) -> TransferItem:
    item.transfer_id, item.side = transfer.id, side
    item.added_by, item.added_by_name, item.added_at = by.id, by.name, now()
    db.session.add(item)
    db.session.flush()
    note(by=by, transfer=transfer, action="transfer.item_add", item=item)
    return item


def _hold_open(transfer: Transfer) -> None:
    """Let no two people change the things at once, and nobody those of a matter that is over."""
    db.session.refresh(transfer, with_for_update=True)
    if not life_of(transfer.kind).stages[transfer.state].is_open:
        raise Refused(
            "本件已经办结，移送材料不能再增减。", remedy="需要补送的，请另行登记一件移送。"
        )


def _case_of(transfer: Transfer) -> int:
    case_id = item_queries.matter_of(transfer).case_id
    if case_id is None:
        raise NotVisible
    return case_id


def _refuse_category(category: str) -> None:
    if category not in completeness.categories() or category == item_queries.PACKAGE:
        raise Refused("请选择材料类别。")


def _refuse_upload(given: UploadGiven) -> None:
    _refuse_category(given.category)
    if not given.name.strip():
        raise Refused("请填写材料名称。")
    if given.file.size == 0:
        raise Refused("文件是空的，没有保存。", remedy="请检查原文件后重新选择。")


def _refuse_sealed(transfer: Transfer, texts: Mapping[str, Any], name: str) -> None:
    """Refuse what names somebody sealed in the case, before it can go to anybody."""
    case_id = item_queries.matter_of(transfer).case_id
    if case_id is None:
        return
    case = db.session.get_one(CaseFile, case_id)
    refuse_sealed_words(case, texts, what="不能列入移送材料", at=f"“{name}”")


def _text_of(sha256: str | None) -> str:
    """Return what a plain text says; nothing else is opened."""
    store = printing.store()
    if not sha256 or not store.size_of(sha256):
        return ""
    if not file_kinds.kind_of(store.head(sha256)).media_type.startswith("text/"):
        return ""
    with store.open(sha256) as kept:
        content = kept.read(MOST_READ)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _record(
    by: Person, transfer: Transfer, action: str, *, details: Mapping[str, Any], reason: str = ""
) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="transfer",
        object_id=transfer.id,
        object_key=item_queries.matter_of(transfer).number,
        reason=reason,
        details=details,
    )
