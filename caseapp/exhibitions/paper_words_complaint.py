"""What a complaint says in the words of its papers, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.exhibitions import complaint_queries as rows
from caseapp.exhibitions import complaint_rules, paper_facts, rules
from caseapp.exhibitions.complaint_words import MEASURES, VERDICTS
from caseapp.exhibitions.life import OUTCOMES
from caseapp.exhibitions.paper_words_fair import certificates, column_of, of_show
from caseapp.exhibitions.queries import Complained
from caseapp.law.procedures.fields import PATENT_STATUS

ANSWER_LIMITS = ("EX-03", "EX-02")
# What an outcome says of the exhibit; an exhibitor that only promises was not judged.
CONCLUSIONS: Mapping[str, str] = {
    "promised": "被投诉人自愿撤展，没有作出认定",
    "removed": "侵权成立",
    "covered": "侵权成立",
    "cut_link": "侵权成立",
    "not_found": "侵权不成立",
    "evidence": "展会期间难以认定，已经拍照取证",
    "undecidable": "展会期间难以认定",
}
STEPS: Mapping[str, str] = {"removed": "撤展", "covered": "遮盖", "cut_link": "断开链接"}
SUSPECTED: Mapping[str, str] = {
    "patent": "涉嫌侵犯他人专利权的情形",
    "trademark": "涉嫌侵犯他人商标权的情形",
    "copyright": "涉嫌侵犯他人著作权的情形",
}
PROCEDURES: Mapping[str, str] = {
    "infringement": "专利侵权纠纷",
    "counterfeit": "假冒专利",
    "mediation": "专利纠纷调解",
    "transfer": "移送",
}
STATUSES = dict(PATENT_STATUS)


@dataclass(frozen=True)
class OfVisit:
    """A complaint seen from one check at the booth: what its record is drafted from."""

    complained: Complained
    visit_id: int


@dataclass(frozen=True)
class _Seen:
    """A complaint with its history and, where a paper is about one, the check at the booth."""

    complained: Complained
    visit_id: int = 0
    acts: Sequence[Any] = field(default_factory=tuple)

    @property
    def complaint(self) -> Any:
        """Return the complaint itself."""
        return self.complained.complaint

    @property
    def visit(self) -> Any | None:
        """Return the check the paper is about, else the last one."""
        visits = rows.visits_of(self.complained.id)
        chosen = [one for one in visits if one.id == self.visit_id]
        return next(iter([*chosen, *reversed(visits)]), None)

    def given(self, act: str, name: str) -> str:
        """Return what was said at the last act of a kind."""
        found = [one for one in self.acts if one.act == act]
        return str(found[-1].given.get(name) or "") if found else ""

    def reason(self, act: str) -> str:
        """Return the reason given at the last act of a kind."""
        found = [one for one in self.acts if one.act == act]
        return found[-1].reason if found else ""


def words(record: Complained | OfVisit, kind: str) -> dict[str, Any]:
    """Return what a complaint says for a paper of a kind."""
    of_visit = isinstance(record, OfVisit)
    complained = record.complained if isinstance(record, OfVisit) else record
    visit_id = record.visit_id if isinstance(record, OfVisit) and of_visit else 0
    seen = _Seen(complained, visit_id, tuple(rows.acts_of(complained.id)))
    return {**of_show(complained.at), **_of_both(seen.complaint), **BY_KIND[kind](seen)}


def _of_both(complaint: Any) -> dict[str, Any]:
    """Return the two sides, the right and the exhibit, which nearly every paper names."""
    return {
        "展会投诉编号": complaint.number,
        "展会投诉时间": _moment(complaint.received_at),
        "展会投诉人": complaint.complainant,
        "展会投诉人证件": complaint.complainant_id_number,
        "展会投诉人展位": complaint.complainant_booth,
        "展会投诉人住所": complaint.complainant_address,
        "展会投诉人电话": complaint.complainant_phone,
        "展会投诉代理人": _agent(complaint),
        "展会权利类型": column_of(complaint),
        "展会权利编号": complaint.right_number,
        "展会权利名称": complaint.right_name,
        "展会权利状态": _status(complaint),
        "被投诉参展商": complaint.respondent,
        "被投诉展位": complaint.booth,
        "被投诉展品": complaint.exhibit,
        "展会投诉事实": complaint.facts,
        "展会投诉请求": complaint.request,
    }


def _agent(complaint: Any) -> str:
    power = f"代理权限：{complaint.agent_power}" if complaint.agent_power else ""
    phone = f"电话{complaint.agent_phone}" if complaint.agent_phone else ""
    told = (complaint.agent, power, phone)
    return "，".join(one for one in told if one) if complaint.agent else ""


def _status(complaint: Any) -> str:
    word = STATUSES.get(complaint.right_status, "")
    if not word or complaint.right_status_on is None:
        return word
    on = complaint.right_status_on
    return f"{word}（{on.year}年{on.month}月{on.day}日查询）"


def _form(seen: _Seen) -> dict[str, Any]:
    return {"展会投诉证据": _evidence(seen)}


def _evidence(seen: _Seen) -> str:
    given = [row.name for row, note in _materials(seen) if note is not None and note.is_given]
    photos = rows.photos_of(seen.complained.id)
    return "、".join([*given, *([f"照片{len(photos)}张"] if photos else [])])


def _materials(seen: _Seen) -> list[tuple[Any, Any]]:
    """Return the papers this right has to bring, each with what was noted of it."""
    complaint = seen.complaint
    asked = complaint_rules.materials(
        complaint.right_kind,
        has_agent=bool(complaint.agent),
        on=local(complaint.received_at).date(),
    )
    noted = rows.materials_of(complaint.id)
    return [(row, noted.get(row.key)) for row in asked]


def _more(seen: _Seen) -> dict[str, Any]:
    missing = [
        {"材料": row.name, "说明": (note.note if note is not None else "") or "尚未提交"}
        for row, note in _materials(seen)
        if note is None or not note.is_given
    ]
    return {"展会补充材料": missing}


def _refusal(seen: _Seen) -> dict[str, Any]:
    row = complaint_rules.named_ground(seen.complaint.refused_for)
    told = (row.name if row is not None else "", seen.reason("refuse").rstrip("。"))
    return {"展会不受理理由": "：".join(one for one in told if one)}


def _passed(seen: _Seen) -> dict[str, Any]:
    complaint = seen.complaint
    return {
        "展会接收部门": seen.given("pass_on", "receiver_name"),
        "材料齐全时间": _moment(complaint.complete_at),
        "展会转交时间": _moment(complaint.passed_at),
        "投诉站意见": seen.reason("pass_on"),
        "展会转交材料": [
            {"材料名称": row.name, "份数": "1", "页数": "", "备注": note.note}
            for row, note in _materials(seen)
            if note is not None and note.is_given
        ],
    }


def _notice(seen: _Seen) -> dict[str, Any]:
    return {"展会答辩截止": _answer_due(seen)}


def _answer_due(seen: _Seen) -> str:
    """Return until when an answer is asked for: by the running limit, else by the rule of the fair."""
    limits = {row.family: row for row in deadlines.of_complaint(seen.complained.id)}
    due = next((limits[key].due_at for key in ANSWER_LIMITS if key in limits), None)
    told = seen.given("notify", "answer_hours")
    hours = int(told) if told.isdecimal() else rules.answer_hours(seen.complained.at.fair)
    if due is None and seen.complaint.notified_at is not None and hours:
        due = seen.complaint.notified_at + timedelta(hours=hours)
    return _moment(due)


def _visited(seen: _Seen) -> dict[str, Any]:
    visit = seen.visit
    return {} if visit is None else {**_there(visit), **_record(seen, visit)}


def _there(visit: Any) -> dict[str, Any]:
    day = local(visit.begun_at).date()
    names = accounts.names_of(visit.officer_ids)
    return {
        "开始时间": _moment(visit.begun_at),
        "结束时间": _moment(visit.ended_at),
        "承办人": "、".join(names[one] for one in visit.officer_ids if one in names),
        "执法证号": certificates(visit.officer_ids, day),
        "记录人": names.get(visit.officer_ids[-1], "") if visit.officer_ids else "",
        "展会取证日期": day.isoformat(),
    }


def _record(seen: _Seen, visit: Any) -> dict[str, Any]:
    return {
        "展位在场人": visit.present,
        "展位在场人职务": visit.present_post,
        "展会查验情况": visit.found,
        "展品对比情况": _compared(seen),
    }


def _compared(seen: _Seen) -> str:
    return "\n".join(
        f"{number}．权利：{row.claimed}；展品：{row.shown or '未查明'}；{VERDICTS[row.verdict]}。"
        for number, row in enumerate(rows.features_of(seen.complained.id), start=1)
    )


def _list(seen: _Seen) -> dict[str, Any]:
    visit = seen.visit
    return {
        **({} if visit is None else _there(visit)),
        "展会照片": [
            {
                "拍摄对象": row.caption or row.filename,
                "拍摄时间": local(row.taken_at).strftime("%-m月%-d日 %H:%M"),
                "备注": f"校验值 {row.sha256[:8]}",
            }
            for row in rows.photos_of(seen.complained.id)
        ],
        "展会样品": [
            {"名称": line, "规格型号": "", "数量": "", "封样和保管": ""}
            for line in (visit.samples if visit is not None else "").splitlines()
            if line.strip()
        ],
    }


def _opinion(seen: _Seen) -> dict[str, Any]:
    complaint, visit = seen.complaint, seen.visit
    return {
        "展会投诉事实": _sentence(complaint.facts),
        "参展商答辩": _sentence(complaint.answer),
        "展会查验情况": _sentence(visit.found if visit is not None else ""),
        "展会分析意见": _sentence(complaint.outcome_words),
        **_result(seen),
    }


def _sentence(text: str) -> str:
    """End with a stop what was typed without one."""
    typed = text.strip()
    return typed if not typed or typed.endswith(("。", "！", "？")) else f"{typed}。"


def _result(seen: _Seen) -> dict[str, Any]:
    complaint = seen.complaint
    return {
        "展会处理结论": CONCLUSIONS.get(complaint.outcome, ""),
        "展会处理措施": _measures(seen),
        "展会后续办理": _went_on(complaint),
    }


def _measures(seen: _Seen) -> str:
    """Tell apart what the organiser did by contract and what the office ordered by law."""
    by_contract = [
        f"主办单位根据{row.clause}于{_told(row.done_at)}对{row.exhibits}采取“{MEASURES.get(row.kind, row.kind)}”措施"
        for row in rows.measures_of(seen.complained.id)
    ]
    by_law = [
        f"本局根据{row.basis}于{_told(row.ordered_at)}对{row.exhibits}作出“{MEASURES.get(row.kind, row.kind)}”的决定"
        + (f"，{_told(row.done_at)}执行完毕" if row.done_at else "")
        for row in rows.orders_of(seen.complained.id)
    ]
    told = [*by_law, *by_contract] or [OUTCOMES.get(seen.complaint.outcome, "")]
    return f"{'；'.join(told)}。" if any(told) else ""


def _went_on(complaint: Any) -> str:
    case = paper_facts.case_of(complaint.case_id)
    number = paper_facts.matter_number(complaint.transfer_id)
    told = (
        f"已转立案办理（{case.case_no or case.lead_no}）" if case is not None else "",
        f"已移交有权机关（{number}）" if number else "",
    )
    return "；".join(one for one in told if one)


def _withdrawal(seen: _Seen) -> dict[str, Any]:
    complaint = seen.complaint
    kept = paper_facts.exhibit_of(complaint.exhibit_id)
    row = {
        "名称": kept.name if kept is not None else complaint.exhibit,
        "型号": kept.model if kept is not None else "",
        "数量": "",
    }
    return {
        "撤展展品": [row] if row["名称"] else [],
        "撤展事由": SUSPECTED.get(complaint.right_kind, "涉嫌侵犯他人权利的情形"),
        "撤展措施": STEPS.get(complaint.outcome, ""),
    }


def _filed(seen: _Seen) -> dict[str, Any]:
    complaint = seen.complaint
    case = paper_facts.case_of(complaint.case_id)
    track = case.track if case is not None else seen.given("file", "track")
    opened = case.received_on.isoformat() if case is not None else ""
    return {
        **_result(seen),
        "展会转入程序": PROCEDURES.get(track, ""),
        "展会转入日期": opened,
        "展会转入案号": (case.case_no or case.lead_no) if case is not None else "",
        "展会转案理由": seen.reason("file"),
    }


def _nothing(_seen: _Seen) -> dict[str, Any]:
    return {}


def _told(instant: datetime) -> str:
    return local(instant).strftime("%-m月%-d日%-H时%-M分")


def _moment(instant: datetime | None) -> str:
    return "" if instant is None else local(instant).strftime("%Y-%m-%dT%H:%M")


def signed(complaint_id: int, kind: str) -> bool:
    """Say whether a paper of a kind was signed on a complaint."""
    drafted = papers.papers_of_cooperation(complaint_id)
    return any(row.kind == kind and row.state in ("signed", "served") for row in drafted)


BY_KIND: Mapping[str, Callable[[_Seen], dict[str, Any]]] = {
    "E04": _form,
    "E05": _more,
    "E06": _nothing,
    "E06-refuse": _refusal,
    "E07": _passed,
    "E08": _notice,
    "E09": _visited,
    "E09-list": _list,
    "E10": _opinion,
    "E11": _withdrawal,
    "E12": _withdrawal,
    "E14": _result,
    "E17": _filed,
}
