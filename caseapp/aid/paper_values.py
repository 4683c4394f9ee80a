"""What an aid file says in the words of the papers: H11 to H17 are filled from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.aid import queries
from caseapp.aid.models import AidFile, AidOverseas
from caseapp.aid.states import ANSWER, SUPPLEMENT
from caseapp.aid.words import (
    CHECKS,
    CURRENCIES,
    FIRM_SIZES,
    FORUMS,
    PLAN_KINDS,
    RIGHT_STATES,
    SATISFACTION,
    STOP_GROUNDS,
    WISHES,
)
from caseapp.deadlines import queries as deadlines
from caseapp.documents.values import Value
from caseapp.law.handing_abroad import questions
from caseapp.law.rights import RIGHT_KINDS
from caseapp.parties import queries as parties
from caseapp.parties.models import Party

APPLICANTS = {"company": "企业", "individual": "个体工商户", "person": "个人"}
FOREIGN = {"no": "不涉外", "foreign": "涉外", "hkmotw": "涉港澳台"}
PAPER_FORUMS = {
    "court": "法院诉讼",
    "customs": "海关扣留",
    "platform": "电商平台",
    "letter": "律师函",
}
PRINTED_FORUMS = ("法院诉讼", "337调查", "海关扣留", "境外展会", "电商平台", "律师函")
ENDS = {"closed": "办结", "lapsed": "视为撤回"}
UNTOLD = "未写明"
STANDING = ("out", "delivered")


def words(aid: AidFile) -> Mapping[str, Value]:
    """Return everything a file knows, by the words of the papers; what is not known yet is left out."""
    applicant = parties.party(aid.applicant_id)
    known: dict[str, Value] = {
        "援助申请编号": aid.number,
        "援助申请日": aid.applied_on.isoformat(),
        "是否涉外": FOREIGN[aid.foreign_kind],
        "企业规模": "不适用" if aid.firm_size == "none" else FIRM_SIZES[aid.firm_size],
        "援助权利": _right(aid),
        "纠纷情况": aid.dispute,
        "援助基本情况": aid.dispute,
        "援助事项": "、".join(WISHES[one] for one in aid.wishes),
        "受理援助事项": "、".join(PLAN_KINDS[one] for one in aid.plan_kinds),
        "援助材料": [
            {"名称": row.name, "份数": str(row.copies)} for row in queries.materials_of(aid.id)
        ],
        "解决方案": _numbered(aid.plan_text),
        "指导意见": aid.opinion,
        "援助满意度": SATISFACTION.get(aid.satisfaction, ""),
        "援助结案日": _day(aid.ended_on),
        "援助结案方式": _end(aid),
    }
    known |= _applicant(applicant) if applicant else {}
    known |= _said(aid)
    known |= _handled(aid)
    known |= _tasks(aid)
    known |= _abroad(aid, queries.overseas_of(aid.id))
    return {name: value for name, value in known.items() if value}


def _applicant(row: Party) -> dict[str, Value]:
    return {
        "申请人名称": row.name,
        "申请人类别": APPLICANTS.get(row.kind, "其他组织"),
        "申请人证照号码": row.credit_code or row.id_number or row.registration_no or row.org_code,
        "申请人住所": row.address,
        "申请人联系人": " ".join(part for part in (row.contact or row.name, row.phone) if part),
    }


def _right(aid: AidFile) -> str:
    parts = (RIGHT_KINDS.get(aid.right_kind, ""), aid.right_name, aid.right_number)
    holder = f"权利人{aid.right_holder}" if aid.right_holder else ""
    return "，".join(part for part in (*parts, holder, RIGHT_STATES[aid.right_state]) if part)


def _said(aid: AidFile) -> dict[str, Value]:
    """Return what the acts say: what is to be supplied, why it was refused, what came of it."""
    asked = queries.last_act(aid.id, "supplement")
    refused = queries.last_act(aid.id, "refuse")
    ended = queries.last_act(aid.id, "close") or queries.last_act(aid.id, "stop")
    back = queries.last_act(aid.id, "call_back")
    limits = [row for row in deadlines.of_ticket(aid.ticket_id) if row.family == SUPPLEMENT]
    failed = [
        CHECKS[key]
        for key, row in queries.answers_of(aid.id, "check").items()
        if row.answer == "no"
    ]
    return {
        "援助补正事项": _rows("事项", asked.reason if asked else ""),
        "补正期限日": _day(limits[-1].due_on) if limits else "",
        "援助不受理理由": _rows("理由", refused.reason if refused else "\n".join(failed)),
        "援助结果": ended.reason if ended else aid.opinion,
        "回访意见": back.reason if back else "",
    }


def _handled(aid: AidFile) -> dict[str, Value]:
    """Return who works on the file, and by when its opinion is due as far as that is running."""
    begun = queries.last_act(aid.id, "begin")
    due = [row.due_on for row in deadlines.of_ticket(aid.ticket_id) if row.family == ANSWER]
    return {
        "援助承办人": begun.by_name if begun else "",
        "援助完成日": _day(due[-1]) if due else "",
    }


def _tasks(aid: AidFile) -> dict[str, Value]:
    """Return the newest task of each kind that was neither handed back nor given to another."""
    last = {row.kind: row for row in queries.tasks_of(aid.id) if row.state in STANDING}
    judged, sent = last.get("opinion"), last.get("expert") or last.get("opinion")
    lawyer, mediator = last.get("lawyer"), last.get("mediation")
    told: dict[str, Value] = {}
    if one := sent or lawyer:
        told |= {"委派任务": one.what, "任务完成日": _day(one.due_on)}
    if sent:
        told["受派专家"] = sent.body_name
    if judged:
        told |= {
            "参考专家": judged.body_name,
            "侵权参考意见": judged.result,
            "比对专利": _right(aid),
        }
    if lawyer:
        told["推荐律师"] = lawyer.body_name
    if mediator:
        told["援助调解员"] = mediator.body_name
    return told


def _abroad(aid: AidFile, row: AidOverseas | None) -> dict[str, Value]:
    if row is None:
        return {}
    forum = PAPER_FORUMS.get(row.forum, FORUMS[row.forum])
    amount = "" if row.amount is None else f"{CURRENCIES.get(row.currency, '')}{row.amount:,.2f}"
    return {
        "涉外国家地区": row.country,
        "涉外程序": forum if forum in PRINTED_FORUMS else "其他",
        "境外期限": _foreign_day(row),
        "涉外金额": amount,
        "涉外对方": row.opponent or aid.opponent,
        "境外律师": row.lawyer or UNTOLD,
        "材料出境检查": _checked(aid),
    }


def _foreign_day(row: AidOverseas) -> str:
    """Write a foreign day with the words it was read from; none is worked out here."""
    if row.deadline_on is None:
        return UNTOLD
    return f"{row.deadline_on.isoformat()}，{row.deadline_words}"


def _checked(aid: AidFile) -> str:
    answers = queries.answers_of(aid.id, "export")
    if any(one.key not in answers for one in questions()):
        return "待检查"
    said = {row.answer for row in answers.values()}
    if "blocked" in said:
        return "已检查，部分不可提供"
    return "不涉及出境" if said == {"none"} else "已检查，可以提供"


def _end(aid: AidFile) -> str:
    if aid.state == "stopped":
        return "申请人撤回" if aid.end_ground == "withdrawn" else "终止援助"
    return ENDS.get(aid.state, "")


def ground_of(aid: AidFile) -> str:
    """Return why help was stopped, in words."""
    return STOP_GROUNDS.get(aid.end_ground, "")


def _rows(column: str, text: str) -> list[dict[str, str]]:
    return [{column: line.strip()} for line in text.splitlines() if line.strip()]


def _numbered(text: str) -> list[dict[str, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        {"步骤": str(number), "内容": line, "时间": ""}
        for number, line in enumerate(lines, start=1)
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
