"""Answering the two check lists: may it be accepted, and may material leave the country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.actions.writing import begin, follow_clocks, write
from caseapp.aid.models import AidAnswer, AidFile
from caseapp.aid.states import CHECK, DECISION, OPEN, WORK
from caseapp.aid.words import CHECKS
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.law.handing_abroad import questions


@dataclass(frozen=True)
class Answered:
    """One question's answer, and what was seen or on what paper it rests."""

    answer: str
    note: str = ""


def answer_check(
    *, by: Person, aid: AidFile, answers: Mapping[str, Answered], seen: int = 0
) -> None:
    """Fill the check list of an application; a no says what was found."""
    begin(by=by, aid=aid, doing="填写审查清单", states=("check",), permission=WORK, seen=seen)
    _refuse_bare(answers, CHECKS, bad="no", words="为“否”的一项应当写明查到的情况")
    _keep(by=by, aid=aid, sheet="check", answers=answers, is_renewed=False)
    write(by=by, aid=aid, act="answer_check", given=_plain(answers))
    if len(queries.answers_of(aid.id, "check")) == len(CHECKS) and _is_running(aid, CHECK):
        why = "审查清单填写完毕"
        follow_clocks(by=by, aid=aid, why=why, stops=(CHECK,), starts=(DECISION,))


def answer_export(
    *, by: Person, aid: AidFile, answers: Mapping[str, Answered], seen: int = 0
) -> None:
    """Answer what is asked before material leaves the country; each answer says who and when."""
    begin(by=by, aid=aid, doing="检查材料出境", states=OPEN, permission=WORK, seen=seen)
    if queries.overseas_of(aid.id) is None:
        raise Refused(
            "不能检查材料出境：还没有登记境外的纠纷。", remedy="请先登记国家地区、程序和境外期限。"
        )
    names = {one.key: one.name for one in questions()}
    _refuse_bare(answers, names, bad="blocked", words="“不得提供”的一项应当写明原因")
    _keep(by=by, aid=aid, sheet="export", answers=answers, is_renewed=True)
    write(by=by, aid=aid, act="answer_export", given=_plain(answers))


def _is_running(aid: AidFile, family: str) -> bool:
    limits = deadlines.of_ticket(aid.ticket_id)
    return any(row.family == family and row.stopped_on is None for row in limits)


def _refuse_bare(
    answers: Mapping[str, Answered], names: Mapping[str, str], *, bad: str, words: str
) -> None:
    if not answers:
        raise Refused("没有填写任何一项。", remedy="请至少选择一项的结果。")
    bare = [
        names[key] for key, one in answers.items() if one.answer == bad and not one.note.strip()
    ]
    if bare:
        raise Refused(f"不能保存：{words}：{'、'.join(bare)}。", remedy="请补写说明后再保存。")


def _keep(
    *, by: Person, aid: AidFile, sheet: str, answers: Mapping[str, Answered], is_renewed: bool
) -> None:
    """Keep each answer; one said again as before keeps its first author, unless it was looked at anew."""
    known = queries.answers_of(aid.id, sheet)
    for question, one in answers.items():
        row = known.get(question)
        if row is None:
            row = AidAnswer(aid_id=aid.id, sheet=sheet, question=question)
            db.session.add(row)
        elif not is_renewed and (row.answer, row.note) == (one.answer, one.note):
            continue
        row.answer, row.note = one.answer, one.note
        row.by_id, row.by_name, row.at = by.id, by.name, now()


def _plain(answers: Mapping[str, Answered]) -> dict[str, list[str]]:
    return {key: [one.answer, one.note] for key, one in answers.items()}
