"""What a fair says in the words of its papers: the show, who goes there, what the reports count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.chinese import date_words
from caseapp.base.clock import local, today
from caseapp.bodies import queries as bodies
from caseapp.exhibitions import fair_queries, report_rows
from caseapp.exhibitions.fair_words import DUTY_PARTS, OFFICERS
from caseapp.exhibitions.figures import PATENT, RESULTS, UNFINISHED, Known, result_of
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.paper_facts import found_before
from caseapp.exhibitions.patrol_words import FINDINGS, LEADS, OPEN
from caseapp.exhibitions.queries import Opened

# The columns of the reports by right, of patents by their kind.
COLUMNS: Mapping[str, str] = {
    "invention": "发明",
    "utility": "实用新型",
    "design": "外观设计",
    "trademark": "商标",
    "copyright": "著作权",
}
NOTHING_FOUND = "登记的历届展会没有被认定侵权的记录。"
NOTHING_LEFT = "没有未办结的投诉。"
Rows = Sequence[Any]


@dataclass(frozen=True)
class OfDay:
    """A fair seen from one of its days: what a daily report and a record of checks are drafted from."""

    opened: Opened
    day: date


def words(opened: Opened, kind: str, day: date | None) -> dict[str, Any]:
    """Return what a fair says for a paper of a kind; `day` where it is of one day."""
    return {**of_show(opened), **BY_KIND[kind](opened, day or _last_day(opened))}


def of_show(opened: Opened) -> dict[str, Any]:
    """Return what every paper of a fair and of its complaints may ask for."""
    fair = opened.fair
    return {
        "展会名称": show_name(fair),
        "展会开幕日期": fair.first_on.isoformat(),
        "展会闭幕日期": fair.last_on.isoformat(),
        "展会地点": fair.venue,
        "展会主办单位": fair.organiser,
        "投诉站位置": "，电话".join(one for one in (fair.station_place, fair.station_phone) if one),
        "机关电话": fair.station_phone,
    }


def show_name(fair: Any) -> str:
    """Name a fair with its session, once."""
    named = fair.session and fair.session not in fair.name
    return f"{fair.name}（{fair.session}）" if named else str(fair.name)


def certificates(ids: Sequence[int], on: date) -> str:
    """Return the numbers of the certificates held that day, in the order of the people."""
    held = accounts.certificates_valid(ids, on)
    return "、".join(held.get(one, "") for one in ids) if any(held.values()) else ""


def _sheet(opened: Opened, _day: date) -> dict[str, Any]:
    fair = opened.fair
    figures = fair_queries.figures(opened.id)
    number = figures["exhibitors"]
    return {
        "展会规模": fair.scale,
        "参展商数量": f"{number}家" if number else "",
        "展会承办单位": fair.undertaker,
        "展会管理部门": _authority(opened),
        **_contact(opened),
        "展会主要展品": fair.products,
        "展会线上展示": "有" if fair.has_online else "没有",
        "展会设站": "设立投诉站" if fair.presence == "station" else "不设立，公布联系方式",
        "展会保护措施": fair.measures,
        "展会历届情况": _before(opened),
    }


def _asked(opened: Opened, _day: date) -> dict[str, Any]:
    fair = opened.fair
    people = _people(opened)
    hours = f"，每日{fair.opens_at}至{fair.closes_at}" if fair.opens_at and fair.closes_at else ""
    return {
        **_contact(opened),
        "申请进驻时间": f"{_span(fair.first_on, fair.last_on)}{hours}",
        "申请进驻人数": f"{len(people)}人" if people else "",
        "申请进驻理由": fair.presence_why,
    }


def _plan(opened: Opened, _day: date) -> dict[str, Any]:
    people = _people(opened)
    leader = _leader(opened)
    return {
        **_sheet(opened, _day),
        "受文单位": opened.fair.organiser,
        "抄送单位": _authority(opened),
        "进驻人员名单": "、".join(people),
        "进驻负责人": leader,
        "进驻联系电话": opened.fair.station_phone,
    }


def _sent(opened: Opened, _day: date) -> dict[str, Any]:
    kit = fair_queries.kit_of(opened.id)
    return {
        "进驻负责人": _leader(opened),
        "进驻人员": [_sent_row(opened, rows) for rows in _people(opened).values()],
        "进驻装备": "、".join(f"{row.item}{row.wanted}" for row in kit),
    }


def _sent_row(opened: Opened, rows: Rows) -> dict[str, str]:
    first = rows[0]
    unit = _units(opened).get(first.person_id, "") or first.body_name
    held = accounts.certificates_valid([first.person_id], first.day) if first.person_id else {}
    return {
        "姓名": first.name,
        "单位和职务": unit,
        "执法证号": first.certificate or held.get(first.person_id, ""),
        "在岗时段": _shifts(rows),
        "职责": DUTY_PARTS[first.part],
    }


def _units(opened: Opened) -> dict[int, str]:
    ids = {row.person_id for row in fair_queries.duty_of(opened.id) if row.person_id}
    people = {one: accounts.person_by_id(one) for one in ids}
    names = {unit.id: unit.name for unit in accounts.units()}
    return {key: names.get(one.unit_id, "") for key, one in people.items() if one is not None}


def _shifts(rows: Rows) -> str:
    """Say on which days and hours somebody is there; days with the same hours together."""
    by_hours: dict[str, list[date]] = {}
    for row in rows:
        hours = f"{row.starts}至{row.ends}" if row.starts and row.ends else ""
        by_hours.setdefault(hours, []).append(row.day)
    return "；".join(f"{_runs(days)}{hours}" for hours, days in by_hours.items())


def _runs(days: Sequence[date]) -> str:
    """Write days as stretches: 11月23日至11月25日、11月27日."""
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(
        f"{_short(run[0])}至{_short(run[-1])}" if len(run) > 1 else _short(run[0]) for run in runs
    )


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _daily(opened: Opened, day: date) -> dict[str, Any]:
    known = report_rows.of_day(opened.id, day)
    whole = report_rows.of_fair(opened.id)
    done = "；".join(
        f"{row.number}：{RESULTS[row.outcome]}" for row in known.decided if row.outcome
    )
    return {
        "展会日报日期": day.isoformat(),
        "展会值守人员": "、".join(dict.fromkeys(row.name for row in known.duties)),
        **_counts(known),
        "展会统计": _table(known),
        "展会重要情况": f"当日处理投诉{len(known.decided)}件。{done}" if known.decided else "",
        "展会未结事项": _unfinished(whole),
    }


def _report(opened: Opened, _day: date) -> dict[str, Any]:
    known = report_rows.of_fair(opened.id)
    principal = accounts.principal_of(opened.row.unit_path)
    return {
        **_sheet(opened, _day),
        "受文单位": _authority(opened),
        "签发人": principal.name if principal is not None else "",
        **_counts(known),
        "展会统计": _table(known),
        "展会未结事项": _unfinished(known),
        "展会工作情况": _work(opened, known),
    }


def _work(opened: Opened, known: Known) -> str:
    people = {row.person_id or row.name for row in known.duties}
    teams = {row.team for row in known.checks if row.team}
    checked = f"，由{len(teams)}个检查组检查标注专利的展品{len(known.checks)}件" if teams else ""
    warned = fair_queries.figures(opened.id)
    before = f"展前收到参展商名录{warned['exhibitors']}家，其中{warned['promises']}家签署承诺书。"
    return (
        f"{before if warned['exhibitors'] else ''}展会期间派出{len(people)}人、值班{len(known.duties)}人次，"
        f"接到投诉{len(known.complaints)}件，处理{len(known.decided)}件{checked}。"
    )


def _patrol(opened: Opened, day: date) -> dict[str, Any]:
    known = report_rows.of_day(opened.id, day)
    times = [row.checked_at for row in known.checks]
    who = list(dict.fromkeys(row.by_id for row in known.checks))
    names = accounts.names_of(who)
    booths = list(dict.fromkeys(row.booth for row in known.checks if row.booth))
    contacts = [one.name for one in fair_queries.contacts_of(opened.id) if one.part == "organiser"]
    wrong = [row for row in known.checks if not row.is_formed]
    return {
        "开始时间": _moment(min(times)) if times else "",
        "结束时间": _moment(max(times)) if times else "",
        "展会检查区域": f"{'、'.join(booths[:20])}，共{len(booths)}个展位" if booths else "",
        "承办人": "、".join(names.get(one, "") for one in who),
        "执法证号": certificates(who, day),
        "记录人": names.get(who[-1], "") if who else "",
        "主办单位在场人": "、".join(contacts[:1]),
        "检查展品": [_checked(row) for row in known.checks],
        **_counts(known),
        "标注展品数": f"{len(known.checks)}件",
        "涉嫌假冒数": f"{sum(row.finding in LEADS for row in known.checks)}件",
        "标识不规范数": f"{len(wrong)}件",
        "展会检查情况": _came_of(known),
    }


def _came_of(known: Known) -> str:
    filed = {row.case_id for row in known.checks if row.case_id is not None}
    waiting = sum(row.finding == OPEN for row in known.checks)
    told = f"转为假冒专利线索{len(filed)}条，待查询法律状态{waiting}件。"
    return f"检查的标注专利展品中，{told}" if known.checks else ""


def _checked(row: Any) -> dict[str, str]:
    filed = "另行登记案源" if row.case_id is not None else row.why
    return {
        "展位和参展商": row.booth,
        "展品": row.product,
        "标注内容": row.as_printed,
        "查询结果": FINDINGS[row.finding],
        "处理意见": row.finding_words or filed,
    }


def _counts(known: Known) -> dict[str, str]:
    booths = {row.booth for row in known.checks if row.booth}
    return {
        "展会咨询数": f"{sum(row.inquiries for row in known.days)}人次",
        "展会资料数": f"{sum(row.leaflets for row in known.days)}份",
        "检查展位数": f"{len(booths)}个",
        "检查展品数": f"{len(known.checks)}件",
    }


def _table(known: Known) -> list[dict[str, str]]:
    """Write the complaints by right and result; each complaint stands in exactly one result."""
    by_result = {
        name: [row for row in known.complaints if key in result_of(row)]
        for key, name in RESULTS.items()
    }
    rows = [_line("接到投诉", known.complaints)]
    return rows + [_line(name, found) for name, found in by_result.items() if found]


def _line(name: str, rows: Rows) -> dict[str, str]:
    counted = [column_of(row) for row in rows]
    others = counted.count("")
    told = f"{name}（另有其他权利{others}件）" if others else name
    return {"项目": told, **{word: str(counted.count(word)) for word in COLUMNS.values()}}


def column_of(row: Any) -> str:
    """Return the column of the reports a complaint belongs to; nothing for the rarer rights."""
    return COLUMNS.get(row.patent_kind if row.right_kind == PATENT else row.right_kind, "")


def _unfinished(known: Known) -> str:
    left = [row for row in known.complaints if UNFINISHED in result_of(row)]
    told = "；".join(f"{row.number}（{STATES[row.state]}）" for row in left)
    return f"投诉{told}尚未办结。" if told else NOTHING_LEFT


def _before(opened: Opened) -> str:
    found = found_before(opened)
    if not found:
        return NOTHING_FOUND
    return "；".join(f"{row.fair_name}：{row.name}（{date_words(row.found_on)}）" for row in found)


def _contact(opened: Opened) -> dict[str, str]:
    rows = [one for one in fair_queries.contacts_of(opened.id) if one.part == "organiser"]
    return {"展会联系人": rows[0].name, "展会联系电话": rows[0].phone} if rows else {}


def _authority(opened: Opened) -> str:
    body_id = opened.fair.authority_id
    return bodies.names_of([body_id]).get(body_id, "") if body_id else ""


def _people(opened: Opened) -> dict[str, list[Any]]:
    """Return the days of each of ours on the roster, in the order they first come."""
    found: dict[str, list[Any]] = {}
    for row in fair_queries.duty_of(opened.id):
        if row.part in report_rows.OURS:
            found.setdefault(row.name, []).append(row)
    return found


def _leader(opened: Opened) -> str:
    roster = fair_queries.duty_of(opened.id)
    leads = [row.name for row in roster if row.part == OFFICERS[0]]
    rest = [row.name for row in roster if row.part in OFFICERS]
    return next(iter([*leads, *rest]), "")


def _span(first: date, last: date) -> str:
    return date_words(first) if first == last else f"{date_words(first)}至{date_words(last)}"


def _last_day(opened: Opened) -> date:
    return max(opened.fair.first_on, min(today(), opened.fair.last_on))


def _moment(instant: Any) -> str:
    return local(instant).strftime("%Y-%m-%dT%H:%M")


BY_KIND: Mapping[str, Callable[[Opened, date], dict[str, Any]]] = {
    "E01": _sheet,
    "E01-station": _asked,
    "E02": _plan,
    "E03": _sent,
    "E15": _daily,
    "E15-report": _report,
    "E16": _patrol,
}
