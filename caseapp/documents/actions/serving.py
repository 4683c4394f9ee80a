"""How papers reach the party: service, its correction, and the public notice that stands for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.documents import queries
from caseapp.documents.actions.papers import draft, record_act
from caseapp.documents.catalogue import kind_of
from caseapp.documents.models import PaperRecord, PublicNotice, Service
from caseapp.documents.words import (
    BY_NOTICE,
    ELECTRONIC,
    HANDED_OVER,
    IN_PERSON,
    MODES,
    REMOTE,
    NoticeGiven,
    ServiceGiven,
)
from caseapp.law.serving import electronic_from, electronic_rule, notice_rule
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger


def serve(*, by: Person, paper_id: int, given: ServiceGiven) -> int:
    """Record the service of a signed paper and draft its 送达回证 (行政处罚法第六十一条)."""
    record = queries.paper_to_change(paper_id)
    _servable(record, given)
    receipt_id = draft(
        by=by,
        case_id=record.case_id,
        ticket_id=record.ticket_id,
        cooperation_id=record.cooperation_id,
        kind="service_receipt",
        data=_receipt(record, given),
    )
    service = Service(
        paper_id=record.id,
        receipt_id=receipt_id,
        addressee=given.addressee,
        part=given.part,
        receiver=given.receiver,
        relation=given.relation,
        mode=given.mode,
        served_on=given.served_on,
        place=given.place,
        servers="、".join(given.servers),
        witness=given.witness,
        note=given.note,
        consent_on=given.consent_on,
        recorded_by=by.id,
        recorded_by_name=by.name,
        recorded_at=now(),
    )
    db.session.add(service)
    record.state = "served"
    db.session.flush()
    details = {"mode": given.mode, "on": given.served_on.isoformat(), "receipt": receipt_id}
    record_act(by, "paper.serve", record, details=details)
    ledger.announce(event="paper.served", object_kind="paper", object_id=record.id)
    return service.id


def correct_service(*, by: Person, service_id: int, values: Mapping[str, Any], why: str) -> None:
    """Let a record of a service say what really happened; what it said before is kept by the caller."""
    service = queries.service(service_id)
    record = queries.paper_to_change(service.paper_id)
    before = service.served_on
    for key, value in values.items():
        setattr(service, key, value)
    _served_in_order(record, service.served_on)
    _not_before_notice(service, before)
    _consented(record, service.mode, on=service.served_on, consent_on=service.consent_on)
    db.session.flush()
    details = {"service": service_id, "fields": sorted(values)}
    record_act(by, "paper.service_corrected", record, reason=why, details=details)
    ledger.announce(event="paper.served", object_kind="paper", object_id=record.id)


def publish(*, by: Person, paper_id: int, given: NoticeGiven) -> int:
    """Record that a paper was published for somebody out of reach; it serves only when its period is over.

    The limit CF-17 that runs from the publication belongs to the caller (民事诉讼法第九十五条).
    """
    record = queries.paper_to_change(paper_id)
    _publishable(record, given)
    row = PublicNotice(
        paper_id=record.id,
        deadline_id=given.deadline_id,
        addressee=given.addressee,
        part=given.part,
        published_on=given.published_on,
        published_in=given.published_in,
        tried=given.tried,
        recorded_by=by.id,
        recorded_by_name=by.name,
        recorded_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    details = {"on": given.published_on.isoformat(), "in": given.published_in}
    record_act(by, "paper.publish", record, details=details)
    ledger.announce(event="paper.changed", object_kind="paper", object_id=record.id)
    return row.id


def end_notice(*, by: Person, notice_id: int, why: str, service_id: int | None = None) -> None:
    """Close a public notice: its period is over and the paper served, or another service came first."""
    row = queries.notice(notice_id)
    row.ended_why, row.service_id = why, service_id
    db.session.flush()
    record = queries.paper_to_change(row.paper_id)
    record_act(by, "paper.notice_ended", record, reason=why, details={"notice": notice_id})


def _servable(record: PaperRecord, given: ServiceGiven) -> None:
    _goes_out(record)
    if given.mode not in MODES:
        raise Refused(f"没有“{given.mode}”这种送达方式。")
    _served_in_order(record, given.served_on)
    _served_once(record, given.part)
    _witnessed(given)
    _consented(record, given.mode, on=given.served_on, consent_on=given.consent_on)


def _served_in_order(record: PaperRecord, on: date, *, what: str = "送达日期") -> None:
    if on > today():
        raise Refused(f"{what}不能晚于今天。")
    if record.signed_on is not None and on < record.signed_on:
        raise Refused(f"{what}不能早于签发日期（{date_words(record.signed_on)}）。")


def _goes_out(record: PaperRecord) -> None:
    if record.state not in ("signed", "served") or record.signed_on is None:
        raise Refused(f"《{record.title}》还没有签发，不能送达。")
    if not kind_of(record.kind).receipt:
        raise Refused(f"《{record.title}》是内部文书，不需要送达。")


def _publishable(record: PaperRecord, given: NoticeGiven) -> None:
    """A notice is the last resort: what was tried, where it was published and when are in the file."""
    _goes_out(record)
    on = given.published_on
    _served_in_order(record, on, what="公告日期")
    _served_once(record, given.part)
    rule = notice_rule(on)
    missing = []
    if not given.tried.strip():
        missing.append("没有写明其他方式为什么不能送达。")
    if not given.published_in.strip():
        missing.append("没有写明公告登在哪里。")
    if missing:
        raise Refused(
            *missing,
            f"{rule.what}。",
            article=rule.basis(on),
            remedy="请填写已经采用的送达方式、日期和结果，以及公告的载体（报刊名称和版面、网站、公告栏）。",
        )


def _not_before_notice(service: Service, before: date) -> None:
    """The day of a notice is counted, not typed; a later publication may only move it later."""
    if service.mode == BY_NOTICE and service.served_on < before:
        raise Refused(
            f"公告送达自公告期满之日（{date_words(before)}）视为送达，不能更正为更早的日期。",
            article=notice_rule(before).basis(before),
            remedy="公告期没有届满不发生送达的效力；请保留已登记的日期。",
        )


def _consented(record: PaperRecord, mode: str, *, on: date, consent_on: date | None) -> None:
    """Electronic service rests on the party's consent; decisions only since the law allows it."""
    if mode != ELECTRONIC:
        return
    rule = electronic_rule(record.kind, on)
    if rule is None:
        first = electronic_from(record.kind)
        since = long_date(first.valid_from) if first.valid_from else ""
        raise Refused(
            f"《{record.title}》不能在{date_words(on)}电子送达：决定书自{since}起才可以电子送达。",
            article=first.basis(first.valid_from or on),
            remedy="请用直接、留置、邮寄等方式送达。",
        )
    if consent_on is None or consent_on > on:
        raise Refused(
            "电子送达应当先取得受送达人的书面同意（送达地址确认书）。",
            article=rule.basis(on),
            remedy="请填写受送达人签订送达地址确认书的日期；没有同意的，请用其他方式送达。",
        )


def _served_once(record: PaperRecord, part: str) -> None:
    """Each side is served once, on its own day; a second click must not move the day."""
    sides = kind_of(record.kind).to
    if not sides:
        return
    if part not in sides:
        raise Refused(f"没有写明《{record.title}》送达哪一方。", remedy="请选择受送达人。")
    for one in queries.services_of_paper(record.id):
        if one.part == part:
            raise Refused(
                f"《{record.title}》已于{date_words(one.served_on)}送达{one.addressee}，没有重复登记。",
                remedy="日期录错的，请在“更正”中改正。",
            )


def _witnessed(given: ServiceGiven) -> None:
    if given.mode in IN_PERSON and len(set(given.servers)) < 2:
        raise Refused(
            "送达人少于两人。", article="行政处罚法第四十二条", remedy="请填写两名送达人。"
        )
    if given.mode in HANDED_OVER and not given.receiver:
        raise Refused(
            "没有填写收件人：直接送达、当场送达由受送达人或者其指定的人签收。",
            article="民事诉讼法关于直接送达的规定",
            remedy="请填写收件人；拒收的，改选留置送达。",
        )
    if given.mode == "留置" and not (given.witness or given.note):
        raise Refused(
            "留置送达应当有见证人，或者写明照片、录像的情况。",
            article="民事诉讼法留置送达的规定",
            remedy="请填写见证人；拍照、录像的，在备注中写明，并在登记以后附上照片。",
        )
    if given.mode in REMOTE and not given.note:
        raise Refused(
            f"{given.mode}送达应当在备注中写明邮件号或者电子地址。",
            remedy="请填写备注；邮寄凭证、网页截图可以在登记以后附上。",
        )


def _receipt(record: PaperRecord, given: ServiceGiven) -> dict[str, Any]:
    return {
        "案号": record.data.get("案号", ""),
        "案由": record.data.get("案由", ""),
        "受送达人": given.addressee,
        "送达文书": [{"名称": record.title, "文号": record.number or "", "份数": "1"}],
        "送达方式": given.mode,
        "送达地点": given.place,
        "送达日期": given.served_on.isoformat(),
        "收件人": given.receiver,
        "收件人关系": given.relation,
        "送达人": "、".join(given.servers),
        "见证人": given.witness,
        "送达说明": given.note,
    }
