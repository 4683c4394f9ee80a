"""What was found: the body that is competent decides in its own name, a lead of ours, a transfer to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.queries import Competent
from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven
from caseapp.cases.models import CaseFile
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import ItemGiven
from caseapp.joint import queries
from caseapp.joint.actions.writing import begin, write
from caseapp.joint.given import FindingGiven, OutcomeGiven
from caseapp.joint.life import DECIDED
from caseapp.joint.models import JointFinding, JointInspection, JointPhoto, JointPlace
from caseapp.joint.ours import (
    OUR_RIGHT,
    deciding,
    is_dispatch,
    limit_words,
    nearest,
    our_bodies,
    standing,
)
from caseapp.joint.queries import Opened
from caseapp.joint.words import MEASURES, OUTCOMES
from caseapp.law.procedures.sources import Source
from caseapp.law.rights import RIGHT_KINDS
from caseapp.law.wording import long_date
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.given import TransferGiven

INSPECT = "joint.inspect"
LEAD_OUT = "lead_out"
OWN_NAME = "各单位依法定职责分别处理（行政处罚法第二十二条、第二十三条）"
TRACKS = {"counterfeit": "假冒专利", "false-statement": "专利弄虚作假"}


def keep_finding(
    opened: Opened, visit: JointInspection, *, place: JointPlace, given: FindingGiven
) -> JointFinding:
    """Keep a finding with the body that decides on it, by kind of right, area and day."""
    if not given.what.strip():
        raise Refused("没有写明发现了什么。", remedy="请写明问题，没有问题的去掉权利种类。")
    chosen = _decider(opened, visit, place=place, given=given)
    row = JointFinding(
        joint_id=opened.id,
        inspection_id=visit.id,
        right_kind=given.right_kind,
        what=given.what.strip(),
        product=given.product,
        pieces=given.pieces,
        patent_as_printed=given.patent_as_printed,
        body_id=chosen.body_id,
        body_name=chosen.name,
        competence=chosen.reason[:400],
        measure=given.measure,
        measure_words=given.measure_words,
    )
    db.session.add(row)
    db.session.flush()
    return row


def open_lead(*, by: Person, opened: Opened, finding_id: int, unit_id: int, track: str) -> CaseFile:
    """Open the lead of what we found: shop, goods, mark, words and photos go along, nothing is retyped."""
    begin(by=by, opened=opened, doing="转为线索", states=DECIDED, permission=INSPECT)
    row, told = _open_finding(opened, finding_id, doing="转为线索")
    if row.right_kind != OUR_RIGHT or row.body_id not in our_bodies(told.inspected_on):
        raise Refused(
            f"不能转为线索：这是{RIGHT_KINDS[row.right_kind]}问题，由{row.body_name}以自己的名义处理。",
            article=OWN_NAME,
            remedy="请移交该单位，或者登记该单位的处理结果。",
        )
    if track not in TRACKS:
        raise Refused("不能转为线索：没有选择适用的程序。", remedy="请重新选择。")
    unit = accounts.unit_by_id(unit_id)
    if unit is None or not decide(by, "case.open_lead", Thing(unit.path)):
        raise Refused(
            "不能转为线索：您没有为所选单位登记线索的权限。",
            remedy="请选择本单位，或者转有权的人员。",
        )
    case = cases.open_lead(by=by, given=_lead(opened, told, unit_id=unit_id, track=track))
    _hand_on_photos(by, case.id, told)
    row.case_id = case.id
    told_of = {"finding": row.id, "case": case.lead_no}
    write(by=by, opened=opened, act="lead", given=told_of, newer=False)
    return case


def hand_over(
    *, by: Person, opened: Opened, finding_id: int, reason: str, unit_id: int | None = None
) -> int:
    """Hand a finding of another body to it as a transfer of its own; returns its id.

    One of ours is handed over only where this office decides on none of its kind.
    """
    begin(by=by, opened=opened, doing="移交", states=DECIDED, permission=INSPECT)
    row, told = _open_finding(opened, finding_id, doing="移交")
    receiver, name, basis = _asked(row, told)
    if not reason.strip():
        raise Refused("不能移交：没有写明理由。", remedy="请写明为什么由该单位处理。")
    transfer = open_transfer(
        by=by,
        given=TransferGiven(
            kind=LEAD_OUT,
            body_id=receiver,
            unit_id=unit_id or opened.row.unit_id,
            title=f"{told.shop}{RIGHT_KINDS[row.right_kind]}问题线索"[:200],
            content=_content(opened, told),
            received_on=today(),
            right_kind=row.right_kind,
            area=told.area,
            reason_key="matter",
            reason=reason.strip(),
            basis=basis[:200],
            facts=_facts(told),
        ),
    )
    row.transfer_id = transfer.id
    told_of = {"finding": row.id, "body": name, "transfer": transfer.id}
    write(by=by, opened=opened, act="hand_over", reason=reason, given=told_of, newer=False)
    return transfer.id


def record_outcome(*, by: Person, opened: Opened, finding_id: int, given: OutcomeGiven) -> None:
    """Write down how the competent body decided in its own name, with its day and number."""
    begin(by=by, opened=opened, doing="登记处理结果", states=DECIDED, permission=INSPECT)
    row = _row(opened, finding_id)
    told = queries.finding_of(opened.id, finding_id)
    if given.outcome not in OUTCOMES:
        raise Refused("没有选择处理结果。", remedy="请选择一项。")
    if row.case_id is not None:
        raise Refused(
            "不能登记处理结果：已经转为本机关的线索，结果以案卷为准。", remedy="请在案件中办理。"
        )
    if row.transfer_id is None and standing(told).sends_on:
        words = limit_words(row.body_name, row.right_kind)
        raise Refused(f"不能登记处理结果：{words}", remedy="请转为线索，或者移交有权处理的单位。")
    if given.on < told.inspected_on or given.on > today():
        raise Refused(
            f"不能登记处理结果：日期应当在检查之日（{long_date(told.inspected_on)}）至今天之间。",
            remedy="请核对日期。",
        )
    row.outcome, row.outcome_on = given.outcome, given.on
    row.outcome_number, row.outcome_words = given.number, given.words
    told_of = {
        "finding": row.id,
        "body": row.body_name,
        "outcome": given.outcome,
        "number": given.number,
    }
    write(by=by, opened=opened, act="outcome", reason=given.words, given=told_of, newer=False)


def _decider(
    opened: Opened, visit: JointInspection, *, place: JointPlace, given: FindingGiven
) -> Competent:
    able = deciding(given.right_kind, area=place.area, day=visit.inspected_on)
    taking_part = queries.bodies_of(opened.id)
    if given.body_id is None:
        chosen = nearest(
            able,
            right_kind=given.right_kind,
            taking_part={row.body_id for row in taking_part},
            own=next(row.body_id for row in taking_part if row.is_ours),
        )
    else:
        chosen = next((one for one in able if one.body_id == given.body_id), None)
    if chosen is None:
        raise Refused(
            _not_competent(visit, able, given), remedy="请另选由谁处理，或者留空自动确定。"
        )
    if given.measure not in ("", "none", "shelf"):
        is_there = chosen.body_id in {row.body_id for row in taking_part}
        _refuse_measure(given, chosen, is_there=is_there)
    return chosen


def _refuse_measure(given: FindingGiven, chosen: Competent, *, is_there: bool) -> None:
    """Refuse what a body does on the spot that may not do so, or is not there to."""
    if is_dispatch(chosen.limited_to):
        raise Refused(
            f"“{MEASURES[given.measure]}”不能由{chosen.name}作出："
            f"{limit_words(chosen.name, given.right_kind)}",
            article=OWN_NAME,
            remedy="由其他参加单位采取的，请在“由谁处理”中选择该单位；"
            "没有采取的，请把措施改为“没有采取措施”，保存后转为线索或者移交。",
        )
    if not is_there:
        raise Refused(
            f"“{MEASURES[given.measure]}”应当由有权处理的{chosen.name}作出，它没有参加本次行动。",
            article=OWN_NAME,
            remedy="请把措施改为“没有采取措施”，保存后移交；现场由其他单位采取措施的，写在说明中。",
        )


def _not_competent(visit: JointInspection, able: Sequence[Competent], given: FindingGiven) -> str:
    what, day = RIGHT_KINDS[given.right_kind], long_date(visit.inspected_on)
    names = "、".join(dict.fromkeys(one.name for one in able))
    if given.body_id is None or not names:
        return f"机构名录中没有{day}主管{what}问题的单位。"
    chosen = bodies.names_of([given.body_id]).get(given.body_id, "所选单位")
    return f"{chosen}在{day}不主管当地的{what}问题；主管的是{names}。"


def _open_finding(opened: Opened, finding_id: int, *, doing: str) -> tuple[JointFinding, Any]:
    row = _row(opened, finding_id)
    told = queries.finding_of(opened.id, finding_id)
    if row.case_id is not None or row.transfer_id is not None:
        raise Refused(
            f"不能{doing}：这个问题已经{'转为线索' if row.case_id else '移交'}。",
            remedy="请打开它继续办理。",
        )
    return row, told


def _row(opened: Opened, finding_id: int) -> JointFinding:
    # Two who act on a finding at once make one lead.
    row = db.session.get(JointFinding, finding_id, with_for_update=True, populate_existing=True)
    if row is None or row.joint_id != opened.id:
        raise NotVisible
    return row


def _asked(row: JointFinding, told: Any) -> tuple[int, str, str]:
    """Return who is asked today in the place of the body that was competent at the visit."""
    found = standing(told).hand_to
    if found is None:
        raise Refused(
            f"不能移交：这是专利问题，由本机关（{row.body_name}）处理。", remedy="请转为线索。"
        )
    receiver, name, why = found
    one = bodies.body(receiver)
    heir = bodies.successor_on(one.key, today()) if one is not None else None
    return (heir.id if heir is not None else receiver), name, why


def _lead(opened: Opened, told: Any, *, unit_id: int, track: str) -> LeadGiven:
    return LeadGiven(
        source=Source.INSPECTION,
        received_on=told.inspected_on,
        unit_id=unit_id,
        content=_content(opened, told),
        respondent=told.shop,
        place=told.address,
        product=told.product,
        patent_as_printed=told.patent_as_printed,
        track=track,
    )


def _content(opened: Opened, told: Any) -> str:
    """Tell of a finding as it was entered on the spot."""
    goods = told.product + (f" {told.pieces} 件" if told.pieces is not None else "")
    measure = MEASURES.get(told.measure, "")
    lines = (
        f"{long_date(told.inspected_on)}，在{opened.row.title}（{opened.row.number}）中，"
        f"{told.group_name}检查{told.shop}（{told.address or '地址未登记'}）时发现：{told.what}",
        f"涉及商品：{goods}" if goods.strip() else "",
        f"标注的专利号：{told.patent_as_printed}" if told.patent_as_printed else "",
        f"现场措施：{'，'.join(one for one in (measure, told.measure_words) if one)}"
        if told.measure not in ("", "none") or told.measure_words
        else "",
    )
    return "\n".join(line for line in lines if line)


def _facts(told: Any) -> dict[str, str]:
    known = {
        "respondent": told.shop,
        "place": told.address,
        "product": told.product,
        "patent_as_printed": told.patent_as_printed,
    }
    return {key: words for key, words in known.items() if words}


def _hand_on_photos(by: Person, case_id: int, told: Any) -> None:
    """Add the photos of the visit to the evidence of the lead, with who took them."""
    present = [row.name for row in queries.present_at(told.inspection_id) if row.is_ours]
    for number, photo in enumerate(_photos(told.inspection_id), start=1):
        evidence.add_item(
            by=by,
            case_id=case_id,
            given=ItemGiven(
                kind="photo",
                title=f"{told.shop[:150]}现场照片（{number}）",
                proves=told.what[:200],
                source="联合执法检查",
                form="original",
                taken_on=told.inspected_on,
                taken_by=photo.by_name,
                second_taker=next((one for one in present if one != photo.by_name), ""),
                taken_at=told.address or told.shop,
            ),
            file=photo,
        )


def _photos(inspection_id: int) -> Sequence[JointPhoto]:
    return queries.photos_of(inspection_id)
