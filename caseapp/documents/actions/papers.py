"""What is done with papers: draft, change, sign and number, void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.merging import Merge
from caseapp.documents import printing, queries
from caseapp.documents.approval import UNDERTAKER, sheet_words
from caseapp.documents.catalogue import Kind, Source, kind_of
from caseapp.documents.models import PaperRecord
from caseapp.documents.offices import Series
from caseapp.documents.render import with_rows_of_day
from caseapp.documents.values import clean_value, misread
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions
from caseapp.revisions import queries as earlier

Data = Mapping[str, Any]


def draft(
    *,
    by: Person,
    case_id: int | None,
    kind: str,
    data: Data,
    on: date | None = None,
    ticket_id: int | None = None,
    cooperation_id: int | None = None,
) -> int:
    """Draft a paper of this kind from what the case or ticket knows; it has no number yet.

    `on` is the day of the act it belongs to: its edition is called as on that day.
    """
    of_kind = kind_of(kind)
    record = PaperRecord(
        case_id=case_id,
        ticket_id=ticket_id,
        cooperation_id=cooperation_id,
        kind=kind,
        title=of_kind.title_on(on or today()),
        state="draft",
        data=_kept(of_kind, data),
        version=1,
        drafted_by=by.id,
        drafted_by_name=by.name,
        drafted_at=now(),
    )
    db.session.add(record)
    db.session.flush()
    _remember(record, by)
    record_act(by, "paper.draft", record)
    ledger.announce(event="paper.drafted", object_kind="paper", object_id=record.id)
    return record.id


def edit(*, by: Person, paper_id: int, data: Data, version: int) -> Merge:
    """Save the words of a draft, merged with what others saved meanwhile; an overlap is a Conflict."""
    record = queries.paper_to_change(paper_id)
    still_open(record)
    typed = {**record.data, **_kept(kind_of(record.kind), data)}
    both = _merged(record, typed, version)
    if both.values == record.data:
        return both
    record.data, record.version = dict(both.values), record.version + 1
    # Opinions on the older text no longer count; the undertaker hands it in anew.
    record.waits_for = UNDERTAKER if record.waits_for else ""
    _remember(record, by)
    record_act(by, "paper.edit", record, details={"version": record.version})
    ledger.announce(event="paper.changed", object_kind="paper", object_id=record.id)
    return both


def sign(
    *,
    by: Person,
    paper_id: int,
    on: date,
    series: Series | None = None,
    serial_of: int | None = None,
    opinions: Sequence[Any] = (),
    brings: Mapping[str, str] | None = None,
) -> PaperRecord:
    """Sign a draft: its number is taken, its Word and PDF files are frozen for good.

    `series` is another office's own register, `serial_of` a paper whose serial it shares,
    `opinions` what the line of approval said, which an approval sheet prints, `brings` the words
    that only this signature can say.
    """
    record = queries.paper_to_change(paper_id)
    still_open(record)
    refuse_unready(record, on)
    of_kind = kind_of(record.kind)
    record.data = _with_opinions(with_rows_of_day(of_kind, record.data, on), of_kind, opinions)
    asked = {one.key for one in of_kind.fields}
    record.data |= {key: word for key, word in (brings or {}).items() if key in asked}
    _number(record, series=series or of_kind.series(on), on=on, serial_of=serial_of)
    _freeze(record, on)
    record.state, record.signed_on, record.signed_at = "signed", on, now()
    record.waits_for = ""
    record.signed_by, record.signed_by_name = by.id, by.name
    db.session.flush()
    details = {"number": record.number, "on": on.isoformat(), "sha256": record.sha256}
    record_act(by, "paper.sign", record, details=details)
    ledger.announce(event="paper.signed", object_kind="paper", object_id=record.id)
    return record


def void(*, by: Person, paper_id: int, why: str) -> None:
    """Void a paper with its reason; its number stays in the register as 作废, a served one stays."""
    record = queries.paper_to_change(paper_id)
    if not why.strip():
        raise Refused("作废文书应当写明原因。")
    if record.state == "served":
        raise Refused("文书已经送达，不能作废。", remedy="需要改正的，请另行制作补正文书。")
    if record.state == "void":
        raise Refused("这份文书已经作废。")
    if queries.running_notices(paper_id):
        raise Refused(
            f"《{record.title}》正在公告送达，不能作废。",
            remedy="请等公告期届满登记送达，有错误的另行制作补正文书。",
        )
    # Two papers may share a serial; each has its own entry only when it took one.
    if record.number and record.serial is not None and record.series:
        ledger.void_number(by=by, text=record.number, reason=why.strip())
    record.state, record.void_reason, record.waits_for = "void", why.strip(), ""
    record_act(by, "paper.void", record, reason=why.strip())
    ledger.announce(event="paper.changed", object_kind="paper", object_id=record.id)


def note_download(*, by: Person, record: PaperRecord, form: str) -> None:
    """Write down who took the file of a paper away, before it is sent; the case does not change."""
    record_act(by, "paper.read", record, details={"form": form})


def _kept(kind: Kind, data: Data) -> dict[str, Any]:
    """Keep what this kind asks; number and day of issue come with the signature only."""
    asked = {one.key for one in kind.fields if one.source is not Source.PAPER}
    return {key: clean_value(value) for key, value in data.items() if key in asked}


def _with_opinions(data: Data, kind: Kind, opinions: Sequence[Any]) -> dict[str, Any]:
    """Write the opinions of the line of approval into a sheet, where nobody wrote anything."""
    asked = {one.key for one in kind.fields}
    said = sheet_words(opinions)
    return {
        **data,
        **{key: text for key, text in said.items() if key in asked and not data.get(key)},
    }


def _remember(record: PaperRecord, by: Person) -> None:
    db.session.flush()
    revisions.keep(
        by=by, kind="paper", object_id=record.id, version=record.version, values=record.data
    )


def still_open(record: PaperRecord) -> None:
    """Refuse to touch what is void or already signed."""
    if record.state == "void":
        raise Refused(f"《{record.title}》已经作废，不能再改动或者签发。")
    if record.state != "draft":
        raise Refused(
            f"《{record.title}》已于{date_words(record.signed_on or today())}签发，内容不能再改动。",
            remedy="有笔误的，请另行制作补正文书；签发有误且尚未送达的，可以作废后重新起草。",
        )


def _merged(record: PaperRecord, typed: Data, seen: int) -> Merge:
    latest = None
    if seen != record.version:
        latest = earlier.revision("paper", record.id, record.version)
    return earlier.merged(
        kind="paper",
        object_id=record.id,
        seen=seen,
        version=record.version,
        theirs=record.data,
        mine=typed,
        labels={},
        sentence=f"《{record.title}》在您编辑期间已被他人保存，您写的内容还没有保存。",
        who=latest.saved_by_name if latest else "",
        when=latest.saved_at if latest else None,
    )


def refuse_unready(record: PaperRecord, on: date, *, why: str = "签发") -> None:
    """Refuse a draft in which a word is missing or cannot be read, on the day it is to be signed."""
    if on > today():
        raise Refused(f"{why}日期不能晚于今天。")
    of_kind = kind_of(record.kind)
    known = with_rows_of_day(of_kind, record.data, on)
    missing = [one for one in of_kind.required_keys(on) if not known.get(one)]
    if missing:
        raise Refused(
            f"《{record.title}》还不能{why}：{'、'.join(missing)}没有填写。",
            remedy=f"请在文书页面补齐后再{why}。",
        )
    faults = [fault for name, value in known.items() if (fault := misread(name, value))]
    if faults:
        raise Refused(f"《{record.title}》还不能{why}。", *faults)


def _number(record: PaperRecord, *, series: Series | None, on: date, serial_of: int | None) -> None:
    """Take the number inside the act, so that a failed signature leaves no gap."""
    if series is None:
        return
    if serial_of is not None:
        shared = queries.paper(serial_of)
        if shared.serial is None or shared.signed_on is None:
            raise Refused(f"《{shared.title}》还没有编号，不能共用它的序号。")
        record.serial = shared.serial
        record.number = series.pattern.format(year=shared.signed_on.year, serial=shared.serial)
        return
    taken = ledger.take_number(
        series=series.key,
        year=on.year,
        subject_kind="paper",
        subject_id=record.id,
        pattern=series.pattern,
    )
    record.series, record.serial, record.number = taken.series, taken.serial, taken.text


def _freeze(record: PaperRecord, on: date) -> None:
    page = printing.issued_page(record, on=on, number=record.number or "")
    word, pdf = printing.freeze(page)
    record.text_sha256 = printing.text_hash(record)
    record.sha256 = _keep(word)
    record.pdf_sha256 = _keep(pdf) if pdf else None


def _keep(content: bytes) -> str:
    kept = printing.keep(content)
    ledger.note_stored_file(sha256=kept.sha256, size=kept.size)
    return kept.sha256


def record_act(
    by: Person,
    action: str,
    record: PaperRecord,
    *,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on a paper into the trail, under its number."""
    ledger.record(
        by=by,
        action=action,
        object_kind="paper",
        object_id=record.id,
        object_key=record.number or record.title,
        reason=reason,
        details={**_lies_in(record), "kind": record.kind, **(details or {})},
    )


def _lies_in(record: PaperRecord) -> dict[str, Any]:
    """Say which case, ticket or matter of cooperation a paper belongs to."""
    held = {
        "case": record.case_id,
        "ticket": record.ticket_id,
        "cooperation": record.cooperation_id,
    }
    return {name: key for name, key in held.items() if key} or {"case": None}
