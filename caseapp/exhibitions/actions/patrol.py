"""The patrol: marks are noted as they stand there and judged at once, looked up later, leads made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import local, now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions as cases
from caseapp.cases import queries as case_queries
from caseapp.cases.actions import LeadGiven
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import ItemGiven
from caseapp.exhibitions import patrol_queries, queries
from caseapp.exhibitions.actions.fair_writing import begin
from caseapp.exhibitions.dictation import Mark, marks_in
from caseapp.exhibitions.exhibitor_models import FairCheck
from caseapp.exhibitions.patrol_given import LookUpGiven, PatrolGiven
from caseapp.exhibitions.patrol_words import FINDINGS, FOUND, LEADS, NOT_A_NUMBER, OPEN
from caseapp.exhibitions.queries import Opened
from caseapp.law.procedures.sources import Source
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger
from caseapp.patents import actions as patents
from caseapp.patents import queries as patent_queries
from caseapp.patents.given import numbers_in

WORK = "fair.work"
GOING_ROUND = ("registered", "approved", "open", "over")
LOOKED_UP = (*GOING_ROUND, "reported")
# One page of a list; more is read in as two.
MOST_MARKS = 100
_TRACK = "counterfeit"
_BY_ITSELF = "系统核对"


def check_marks(*, by: Person, opened: Opened, given: PatrolGiven) -> list[FairCheck]:
    """Note the marks of a look or of a page of them, each judged at once; sent twice, noted once."""
    begin(by=by, opened=opened, doing="登记标识检查", states=GOING_ROUND, permission=WORK)
    marks = _read(given)
    before = patrol_queries.sent_before(opened.id, given.device, given.device_serial)
    if before:
        _refuse_other_words(before, marks)
        return list(before)
    if given.exhibitor_id is not None:
        queries.exhibitor(opened.id, given.exhibitor_id)
    if not given.team.strip():
        raise Refused("没有写检查组。", remedy="请选择哪一组在检查，统计按组计。")
    made = [
        _note(mark, number, by=by, opened=opened, given=given) for number, mark in enumerate(marks)
    ]
    _record(
        opened,
        by=by,
        act="check",
        told={"checks": [row.id for row in made], "wrong": sum(not row.is_formed for row in made)},
    )
    return made


def correct_mark(
    *,
    by: Person,
    opened: Opened,
    check_id: int,
    text: str,
    product: str = "",
    exhibitor_id: int | None = None,
) -> FairCheck:
    """Put the mark as it really stands in the place of one copied wrongly; another mark is judged anew."""
    row = _open_row(opened, check_id, by=by, doing="更正")
    marks = marks_in(text, today=today()).marks
    if len(marks) != 1:
        raise Refused("不能更正：一次更正一个标注。", remedy="请照展品抄写一个号码。")
    if exhibitor_id is not None:
        queries.exhibitor(opened.id, exhibitor_id)
    before = {"mark": row.as_printed, "product": row.product, "exhibitor": row.exhibitor_id}
    row.product, row.exhibitor_id = product.strip(), exhibitor_id
    if marks[0].as_printed != row.as_printed:
        _judge(row, marks[0], by=by)
    db.session.flush()
    _record(opened, by=by, act="correct_mark", told={"check": row.id, "before": before})
    return row


def look_up(*, by: Person, opened: Opened, check_id: int, given: LookUpGiven) -> FairCheck:
    """Write down what the register says of a number, with source and day."""
    row = _open_row(opened, check_id, by=by, doing="登记查询结果")
    if given.finding not in FOUND:
        raise Refused("没有选择查询结果。", remedy="请选择一项。")
    if not row.is_formed and given.finding == "fine":
        raise Refused(
            f"不能登记为有效：{row.as_printed} 不成专利号（{row.why}）。",
            remedy="抄错的，请先更正标注。",
        )
    if not given.source.strip():
        raise Refused("没有写查询来源。", remedy="请填写，如“专利登记簿副本”。")
    if given.on > today():
        raise Refused("不能登记查询结果：查询日期晚于今天。", remedy="请改为实际查询的日期。")
    row.finding, row.finding_words = given.finding, given.words.strip()
    row.source, row.found_on, row.found_by = given.source.strip(), given.on, by.name
    db.session.flush()
    _record(opened, by=by, act="look_up", told={"check": row.id, "finding": given.finding})
    return row


def open_lead(*, by: Person, opened: Opened, check_id: int, unit_id: int) -> int:
    """Open the counterfeit lead of a finding; exhibitor, booth, mark, result and photos go along.

    A second look at the same number of the same exhibitor adds to the lead there is; returns the case.
    """
    row = _open_row(opened, check_id, by=by, doing="转为线索")
    if row.finding not in LEADS:
        raise Refused(
            f"不能转为线索：检查结果为“{FINDINGS[row.finding]}”。",
            remedy="请先查询法律状态，登记查询结果。",
        )
    earlier = _lead_there(row, by=by)
    if earlier is None:
        case_id = _new_lead(row, opened, by=by, unit_id=unit_id)
    else:
        case_id = earlier
        _add_finding(row, opened, by=by, case_id=case_id)
    row.case_id = case_id
    db.session.flush()
    _record(opened, by=by, act="lead", told={"check": row.id, "case": case_id})
    return case_id


def _lead_there(row: FairCheck, *, by: Person) -> int | None:
    """Return the open lead of an earlier look; one that is closed, or not to be known of, takes nothing more."""
    there = patrol_queries.same_leads(row)
    seen = case_queries.rows_of(there, by=by) if there else {}
    return next((one for one in there if one in seen and seen[one].is_open), None)


def _add_finding(row: FairCheck, opened: Opened, *, by: Person, case_id: int) -> None:
    """Put another look at the same mark into the case: what was found, and its photos."""
    told = patrol_queries.check_of(opened.id, row.id)
    place = _place(opened, told)
    content = _content(opened, told)
    evidence.add_item(
        by=by,
        case_id=case_id,
        given=ItemGiven(
            kind="other",
            title=f"再次巡查的检查结果（{row.product or '展品'}，{row.as_printed}）"[:200],
            proves=f"展品上标注{row.as_printed}"[:200],
            source="展会巡查",
            form="original",
            taken_on=local(row.checked_at).date(),
            taken_by=row.by_name,
            taken_at=place[:200],
            note=content,
        ),
    )
    _hand_on_photos(row, by=by, case_id=case_id, place=place)


def _place(opened: Opened, told: Any) -> str:
    return " ".join(one for one in (opened.fair.venue, _booth(told)) if one)


def _new_lead(row: FairCheck, opened: Opened, *, by: Person, unit_id: int) -> int:
    unit = accounts.unit_by_id(unit_id)
    if unit is None or not decide(by, "case.open_lead", Thing(unit.path)):
        raise Refused(
            "不能转为线索：您没有为所选单位登记线索的权限。",
            remedy="请选择本单位，或者转有权的人员。",
        )
    told = patrol_queries.check_of(opened.id, row.id)
    day = local(row.checked_at).date()
    place = _place(opened, told)
    case = cases.open_lead(
        by=by,
        given=LeadGiven(
            source=Source.INSPECTION,
            received_on=day,
            unit_id=unit_id,
            content=_content(opened, told),
            respondent=told.exhibitor or "",
            place=place,
            product=row.product,
            patent_as_printed=row.as_printed,
            track=_TRACK,
        ),
    )
    _hand_on_photos(row, by=by, case_id=case.id, place=place)
    return case.id


def _hand_on_photos(row: FairCheck, *, by: Person, case_id: int, place: str) -> None:
    for number, photo in enumerate(patrol_queries.photos_of([row.id]).get(row.id, ()), start=1):
        evidence.add_item(
            by=by,
            case_id=case_id,
            given=ItemGiven(
                kind="photo",
                title=(photo.caption or f"{row.product or '展品'}标识照片（{number}）")[:200],
                proves=f"展品上标注{row.as_printed}"[:200],
                source="展会巡查",
                form="original",
                taken_on=local(photo.taken_at).date(),
                taken_by=photo.by_name,
                taken_at=place,
            ),
            file=photo,
        )


def _read(given: PatrolGiven) -> Sequence[Mark]:
    marks = marks_in(given.text, today=today()).marks
    if not marks:
        raise Refused(
            "没有读到专利标注。",
            remedy="请照展品抄写专利号，或者逐位口述；每行一个，展品名称可以写在同一行。",
        )
    if len(marks) > MOST_MARKS:
        raise Refused(
            f"一次最多登记 {MOST_MARKS} 个标注，这里有 {len(marks)} 个。", remedy="请分几次粘贴。"
        )
    return marks


def _refuse_other_words(before: Sequence[FairCheck], marks: Sequence[Mark]) -> None:
    """What a device sends again under one serial is the same record, or somebody's is lost."""
    if [row.as_printed for row in before] == [mark.as_printed for mark in marks]:
        return
    there = "、".join(row.as_printed for row in before[:3])
    raise Refused(
        f"这一条已经登记过，内容不同：已登记的是 {there}（{before[0].by_name}，"
        f"{local(before[0].checked_at):%Y-%m-%d %H:%M}）。",
        remedy="要改已登记的，请打开它更正标注；是另一件展品的，请重新打开巡查页再登记。",
    )


def _note(mark: Mark, number: int, *, by: Person, opened: Opened, given: PatrolGiven) -> FairCheck:
    row = FairCheck(
        fair_id=opened.id,
        device=f"{given.device}#{number}" if number else given.device,
        device_serial=given.device_serial,
        team=given.team.strip(),
        exhibitor_id=given.exhibitor_id,
        booth=given.booth.strip(),
        product=given.product.strip() or mark.product,
        by_id=by.id,
        by_name=by.name,
        checked_at=_when(given.happened_at),
    )
    _judge(row, mark, by=by)
    return row


def _judge(row: FairCheck, mark: Mark, *, by: Person) -> None:
    """Say at once what form and check digit, and what is known already, make of a mark."""
    row.as_printed, row.is_formed, row.why = mark.as_printed, mark.is_formed, mark.why
    row.patent_id = None
    if len(numbers_in(mark.as_printed, today=today())) == 1:
        row.patent_id = patents.note_patent(by=by, text=mark.as_printed).id
    row.finding, row.finding_words, row.source = _finding(row)
    judged = row.finding != OPEN
    row.found_on = today() if judged else None
    row.found_by = _BY_ITSELF if judged else ""
    db.session.add(row)
    db.session.flush()


def _finding(row: FairCheck) -> tuple[str, str, str]:
    if not row.is_formed:
        return NOT_A_NUMBER, row.why, "号码核对"
    known = None if row.patent_id is None else patent_queries.patent(row.patent_id)
    # An end does not come undone; that a patent was in force is asked anew.
    if known is not None and known.ended_on is not None and known.ended_on <= today():
        why = f"，{known.ended_why}" if known.ended_why else ""
        return "ended", f"已于{long_date(known.ended_on)}终止{why}"[:400], "本局专利登记"
    return OPEN, "", ""


def _when(happened_at: datetime | None) -> datetime:
    # A device whose clock runs ahead looked no later than it arrived.
    return now() if happened_at is None else min(happened_at, now())


def _open_row(opened: Opened, check_id: int, *, by: Person, doing: str) -> FairCheck:
    begin(by=by, opened=opened, doing=doing, states=LOOKED_UP, permission=WORK)
    # Two who act on a finding at once make one lead.
    row = db.session.get(FairCheck, check_id, with_for_update=True, populate_existing=True)
    if row is None or row.fair_id != opened.id:
        raise NotVisible
    if row.case_id is not None:
        raise Refused(f"不能{doing}：已经转为线索。", remedy="请在案件中继续办理。")
    return row


def _booth(told: Any) -> str:
    return f"{told.hall or ''} {told.its_booth}".strip() if told.its_booth else str(told.booth)


def _content(opened: Opened, told: Any) -> str:
    """Tell of a finding as it was entered at the booth."""
    at, booth = local(told.checked_at), _booth(told)
    lines = (
        f"{long_date(at.date())}{at:%H:%M}，在{opened.fair.name}（{opened.row.number}）巡查时，"
        f"{told.team}（{told.by_name}）检查{told.exhibitor or '参展商（名称未登记）'}"
        f"{f'（展位 {booth}）' if booth else ''}的展品{told.product}，标注：{told.as_printed}",
        f"号码核对：{told.why}" if told.why else "",
        f"检查结果：{FINDINGS[told.finding]}{f'，{told.finding_words}' if told.finding_words else ''}"
        f"（{long_date(told.found_on)}，{told.source}，{told.found_by}）",
    )
    return "\n".join(line for line in lines if line)


def _record(opened: Opened, *, by: Person, act: str, told: dict[str, Any]) -> None:
    ledger.record(
        by=by,
        action=f"fair.{act}",
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        details=told,
    )
