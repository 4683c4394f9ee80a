"""Serving a paper: the record, the step that waits for it, and the public notice with its period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.cases.actions.outgoing import refuse_sealed_words, sign_paper
from caseapp.cases.actions.steps import TakeGiven, take_step
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.cases.paper_values import shared
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines import queries as limits
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.documents.words import BY_NOTICE, PUBLIC_NOTICE, NoticeGiven
from caseapp.documents.words import ServiceGiven as PaperService
from caseapp.law import time_limits
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger

NOTICE_DAYS = "public_notice"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ServiceGiven:
    """How a paper was handed over (行政处罚法第六十一条); a public notice says when and where instead."""

    mode: str
    on: date
    place: str
    receiver: str
    relation: str
    servers: tuple[int, ...]
    witness: str = ""
    note: str = ""
    # The side of a dispute; a penalty case has one party only.
    part: str = ""
    consent_on: date | None = None
    published_on: date | None = None
    published_in: str = ""
    tried: str = ""
    # Names of those of another body who served it for us.
    served_by: tuple[str, ...] = ()


def serve_paper(*, by: Person, case: CaseFile, paper_id: int, given: ServiceGiven) -> str:
    """Record a service and draft its receipt; where a step waits for it, that step is taken too.

    A public notice serves only when its period is over (民事诉讼法第九十五条): until then it only runs.
    """
    paper = papers.paper_of_case(case.id, paper_id)
    file = open_file(case, by=by)
    running = _running(paper_id, given.part)
    if given.mode != BY_NOTICE:
        service_id = _serve(file, paper_id, given)
        if running is not None:
            why = f"已于{long_date(given.on)}{given.mode}送达"
            _drop(by, running, on=given.on, why=why)
        return _go_on(file, paper, service_id, given=given)
    if running is None or _is_another(running, given):
        return _publish(file, paper, given, before=running)
    return _effect(file, paper, given, running=running)


def _serve(file: OpenFile, paper_id: int, given: ServiceGiven) -> int:
    names = accounts.names_of(given.servers)
    service_id = documents.serve(
        by=file.by,
        paper_id=paper_id,
        given=PaperService(
            addressee=shared.side_name(file, given.part),
            part=given.part,
            mode=given.mode,
            served_on=given.on,
            place=given.place,
            receiver=given.receiver,
            relation=given.relation,
            servers=(*(names[one] for one in given.servers if one in names), *given.served_by),
            witness=given.witness,
            note=given.note,
            consent_on=given.consent_on,
        ),
    )
    # The receipt is signed on the spot, so it is finished with the service it proves.
    receipt_id = papers.service(service_id).receipt_id
    if receipt_id is not None:
        sign_paper(case=file.case, by=file.by, paper_id=receipt_id, on=given.on)
    return service_id


def _publish(file: OpenFile, paper: Any, given: ServiceGiven, *, before: Any | None) -> str:
    """Let the period run from the publication, as the row in force on its day says."""
    by, case, on = file.by, file.case, given.published_on
    if on is None:
        raise Refused(
            "没有填写公告日期：公告送达的期限自公告之日起算。",
            article="民事诉讼法关于公告送达的规定",
            remedy="请填写公告登出的日期、载体，以及其他方式不能送达的情况。",
        )
    words = {"公告载体": given.published_in, "其他方式不能送达的情况": given.tried}
    refuse_sealed_words(case, words, what="公告不能登记", at="填写内容")
    if before is not None:
        _drop(by, before, on=today(), why="公告的日期或者载体重新登记")
    deadline_id = deadlines.start(
        by=by,
        case_id=case.id,
        family=PUBLIC_NOTICE,
        on=on,
        why=f"公告送达《{paper.title}》",
        authority=file.procedure.authority,
        calendar=accounts.office_calendar(),
        area=accounts.area_of(case.unit_id),
    )
    if deadline_id is None:
        raise Refused("公告之日没有有效的公告期限规则。", remedy="请核对公告日期。")
    documents.publish(
        by=by,
        paper_id=paper.id,
        given=NoticeGiven(
            addressee=shared.side_name(file, given.part),
            deadline_id=deadline_id,
            published_on=on,
            published_in=given.published_in,
            tried=given.tried,
            part=given.part,
        ),
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return ""


def _effect(file: OpenFile, paper: Any, given: ServiceGiven, *, running: Any) -> str:
    """The period is over: the paper counts as served on its last day, whenever that is recorded."""
    limit = limits.one(running.deadline_id)
    if limit is None or limit.due_on is None:
        raise Refused("没有查到公告期限，不能登记送达。", remedy="请重新登记公告。")
    if today() <= limit.due_on:
        raise Refused(
            f"《{paper.title}》于{long_date(running.published_on)}公告，公告期至{long_date(limit.due_on)}"
            "届满，期满才视为送达，今天还不能登记。",
            article=f"{limit.basis}，{limit.rule_id}",
            remedy="请在期满后登记；公告期内以其他方式送达的，请选择该方式登记。",
        )
    note = (
        f"{running.tried}于{long_date(running.published_on)}在{running.published_in}公告，"
        f"公告期至{long_date(limit.due_on)}届满，视为送达（{limit.rule_id}）。{given.note}"
    )
    told = replace(given, on=limit.due_on, note=note)
    service_id = _serve(file, paper.id, told)
    documents.end_notice(
        by=file.by, notice_id=running.id, why="公告期满，视为送达", service_id=service_id
    )
    _leave_out(file, first=running.published_on + ONE_DAY, last=limit.due_on)
    return _go_on(file, paper, service_id, given=told)


def _leave_out(file: OpenFile, *, first: date, last: date) -> None:
    """Days of a public notice are not counted where the article of a limit says so (办案期限)."""
    rests = [
        one.rule_id
        for one in file.limits
        if one.stopped_on is None
        and one.state != "paused"
        and one.due_on is not None
        and one.start_on <= first <= one.due_on
        and NOTICE_DAYS in time_limits.load().row(one.rule_id).tolled_by
    ]
    if rests:
        deadlines.pause(
            by=file.by,
            case_id=file.case.id,
            families=rests,
            on=first,
            last=last,
            why="公告送达期间",
        )


def _running(paper_id: int, part: str) -> Any | None:
    return next((one for one in papers.running_notices(paper_id) if one.part == part), None)


def _is_another(running: Any, given: ServiceGiven) -> bool:
    """A notice told anew with another day or place replaces the one that runs."""
    if given.published_on is None:
        return False
    told = (given.published_on, given.published_in)
    return told != (running.published_on, running.published_in)


def _drop(by: Person, running: Any, *, on: date, why: str) -> None:
    documents.end_notice(by=by, notice_id=running.id, why=why)
    deadlines.fall_away(by=by, deadline_id=running.deadline_id, on=on, why=why)


def _go_on(file: OpenFile, paper: Any, service_id: int, *, given: ServiceGiven) -> str:
    """Take the step that waits for this service; between two sides each service may be an act of its own."""
    case, by = file.case, file.by
    left = papers.sides_left(paper, papers.services_of_paper(paper.id))
    step = file.procedure.served_step(paper.kind, case.state, everybody=not left)
    counts = file.paper(paper.kind)
    if step is None or counts is None or counts.id != paper.id:
        ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
        return ""
    # The service stays with its act, so that a corrected day moves both.
    values: dict[str, object] = {"service": service_id}
    if given.part:
        values["side"] = given.part
    take_step(by=by, case=case, key=step.key, given=TakeGiven(on=given.on, values=values))
    return step.name
