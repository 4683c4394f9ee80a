"""The dispute abroad: its facts, and what leaves the country after it was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.actions.writing import begin, write
from caseapp.aid.given import HandoutGiven, OverseasGiven
from caseapp.aid.models import AidAct, AidFile, AidHandout, AidMaterial, AidOverseas
from caseapp.aid.states import OPEN, WORK
from caseapp.base.clock import local, now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.law.handing_abroad import basis_on, questions
from caseapp.law.wording import long_date


def save_overseas(*, by: Person, aid: AidFile, given: OverseasGiven, seen: int = 0) -> None:
    """Keep the facts of the dispute abroad; a foreign day without the words it is from is refused."""
    begin(by=by, aid=aid, doing="登记涉外纠纷", states=OPEN, permission=WORK, seen=seen)
    if aid.foreign_kind == "no":
        raise Refused(
            "不能登记涉外纠纷：申请登记为“不涉外”。",
            remedy="请先在案卷页“更正申请”，改为涉外或者涉港澳台。",
        )
    if given.deadline_on is not None and not given.deadline_words:
        raise Refused(
            "不能保存：写了境外期限，没有写这个日期从哪里来。",
            remedy="请照传票、来函或者境外律师的原话抄写；境外期限不按中国法计算。",
        )
    if given.amount is not None and not given.currency:
        raise Refused("不能保存：写了金额，没有选币种。", remedy="请选择币种。")
    if given.partner_id is not None and bodies.body(given.partner_id) is None:
        raise Refused("不能保存：名录中没有所选的协作机构。", remedy="请另选。")
    keep_overseas(by=by, aid=aid, given=given)


def keep_overseas(*, by: Person, aid: AidFile, given: OverseasGiven) -> None:
    """Write the facts of the dispute abroad; the history keeps where a foreign day was read from."""
    row = queries.overseas_of(aid.id)
    if row is None:
        row = AidOverseas(aid_id=aid.id)
        db.session.add(row)
    else:
        row.version += 1
    for name, value in asdict(given).items():
        setattr(row, name, value)
    row.by_name, row.at = by.name, now()
    words = f"境外期限 {given.deadline_on}：{given.deadline_words}" if given.deadline_on else ""
    write(
        by=by,
        aid=aid,
        act="overseas",
        reason=words,
        given={"country": given.country, "forum": given.forum},
    )


def add_material(*, by: Person, aid: AidFile, name: str, copies: int, seen: int = 0) -> AidMaterial:
    """List one more material; what is new has not been checked for leaving the country."""
    begin(by=by, aid=aid, doing="登记材料", states=OPEN, permission=WORK, seen=seen)
    row = AidMaterial(aid_id=aid.id, name=name, copies=copies, by_name=by.name, added_at=now())
    db.session.add(row)
    write(by=by, aid=aid, act="material", reason=f"{name} {copies}份")
    return row


def hand_out(*, by: Person, aid: AidFile, given: HandoutGiven, seen: int = 0) -> AidHandout:
    """Let a material leave the country once everything that is asked was answered for it."""
    begin(by=by, aid=aid, doing="向境外提供材料", states=OPEN, permission=WORK, seen=seen)
    material = db.session.get(AidMaterial, given.material_id)
    if material is None or material.aid_id != aid.id:
        raise NotVisible
    if given.handed_on > today():
        raise Refused("不能登记：提供的日期晚于今天。", remedy="请改为实际提供的日期。")
    _refuse_unchecked(aid, material, given.handed_on)
    row = AidHandout(
        aid_id=aid.id,
        **asdict(given),
        basis=basis_on(given.handed_on),
        by_id=by.id,
        by_name=by.name,
        at=now(),
    )
    db.session.add(row)
    write(
        by=by,
        aid=aid,
        act="handout",
        reason=f"{material.name}，提供给{given.country}{given.receiver}",
        given={"material": material.id, "way": given.way},
    )
    return row


def _refuse_unchecked(aid: AidFile, material: AidMaterial, on: date) -> None:
    """Material leaves only when every question was answered after it was listed, and none says no.

    What counts is the check as it stood on that day: one renewed later neither forbids nor allows it.
    """
    doing, article = f"不能向境外提供“{material.name}”", basis_on(on)
    acts = queries.export_acts(aid.id)
    _refuse_unanswered(doing, acts, on=on)
    answers = _answers([one for one in acts if _day(one) <= on])
    blocked = [one.name for one in questions() if answers[one.key][0] == "blocked"]
    if blocked:
        raise Refused(
            f"{doing}：材料出境检查中{'、'.join(blocked)}的结果是“不得提供”。",
            article=article,
            remedy="请去除不得提供的内容，重新检查后再提供。",
        )
    if min(at for _, at in answers.values()) < material.added_at:
        raise Refused(
            f"{doing}：这份材料是在检查之后登记的，没有检查过。",
            article=article,
            remedy="请对全部材料重新检查并保存。",
        )


def _refuse_unanswered(doing: str, acts: Sequence[AidAct], *, on: date) -> None:
    """A check that was made once the material had left cannot have held it back."""
    asked: dict[str, date] = {}
    for one in acts:
        asked = dict.fromkeys(one.given, _day(one)) | asked
    left = [one.name for one in questions() if one.key not in asked]
    if left:
        raise Refused(
            f"{doing}：材料出境检查还有 {len(left)} 项没有结果：{'、'.join(left)}。",
            article=basis_on(on),
            remedy="请先逐项检查并写明结果。",
        )
    checked_on = max(asked[one.key] for one in questions())
    if on < checked_on:
        raise Refused(
            f"{doing}：提供的日期{long_date(on)}早于材料出境检查的日期{long_date(checked_on)}，"
            "检查应当在提供以前。",
            article=basis_on(on),
            remedy="日期写错的，请改正；没有检查就已经提供的，不能事后补检查，请向负责人书面报告。",
        )


def _answers(acts: Sequence[AidAct]) -> dict[str, tuple[str, datetime]]:
    """Return the answers that stood after these acts, each with the instant it was given."""
    found: dict[str, tuple[str, datetime]] = {}
    for one in acts:
        found |= {key: (said[0], one.at) for key, said in one.given.items()}
    return found


def _day(act: AidAct) -> date:
    return local(act.at).date()
