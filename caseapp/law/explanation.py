"""The paragraph that lets a lawyer check a limit: rule, start, days passed over, result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from caseapp.law.counting import Counted, local_instant
from caseapp.law.limit_rows import EXTENDED_BY, TOLLED_BY, Extension, LimitRow
from caseapp.law.rows import rows_on
from caseapp.law.wording import (
    WEEKDAYS,
    dated,
    long_date,
    moment,
    period,
    skipped_words,
    span,
)

AFTERWARDS = {
    "deemed_waived": "逾期未提出的，视为放弃。",
    "deemed_served": "期满视为送达。",
}
DOUBTS = {
    "K": "本条凭办案经验收录，未附来源文本（可信度K）。",
    "K-": "本条的条号或者内容待核（可信度K-）。",
}


def explain_days(
    row: LimitRow,
    start: date,
    counted: Counted,
    *,
    extensions: Sequence[Extension],
    basis: str,
    warnings: Sequence[str] = (),
) -> str:
    """Write the paragraph of a limit counted in days, months or years."""
    if row.direction == "backward":
        body = _backward(row, start, counted, basis=basis)
    else:
        body = _forward(row, start, counted, extensions=extensions, basis=basis)
    return "".join([*body, *_provisional(counted), *remarks(row), *warnings])


def explain_hours(
    row: LimitRow, start: datetime, due: datetime, *, basis: str, warnings: Sequence[str] = ()
) -> str:
    """Write the paragraph of a limit counted in hours."""
    body = (
        f"依据{basis}，{row.what}的期限为{span(row.length or 0, row.unit)}，"
        f"自{moment(local_instant(start))}（{row.start_words}）起连续计算，夜间和节假日不停止，"
        f"至{moment(due)}届满。"
    )
    return "".join([body, *remarks(row), *warnings])


def remarks(row: LimitRow) -> list[str]:
    """Say what the row itself wants said: what silence means, what follows, doubts."""
    found = [AFTERWARDS[row.on_expiry]] if row.on_expiry in AFTERWARDS else []
    if row.then:
        then = row.then
        found.append(
            f"其后{then.what}的期限为{span(then.length, then.unit)}，自{then.start_words}次日起算。"
        )
    if row.note:
        found.append(f"说明：{row.note}。")
    if row.start_confidence:
        found.append(f"条文没有写明自何日起算，这里自{row.start_words}起算，待核。")
    if row.confidence in DOUBTS:
        found.append(DOUBTS[row.confidence])
    return found


def idle_words(counted: Counted) -> list[str]:
    """Say which pauses changed nothing, so that nobody thinks they were counted."""
    return [
        f"注意：中止期间{period(pause.first, pause.last)}没有占用本期限应当计入的日子，不影响计算。"
        for pause in counted.idle
    ]


def untolled_words(row: LimitRow, counted: Counted) -> list[str]:
    """Say that the article names no ground for a pause that was given."""
    if not counted.tolled or row.tolled_by:
        return []
    return ["注意：条文没有列明不计入本期限的事由，扣除上述期间须另有依据。"]


def changed_words(notices: Sequence[date], before: date, after: date) -> str:
    """Say what a notice that came out after the start did to the end."""
    days = "、".join(long_date(day) for day in notices)
    return (
        f"起算之后，{days}公布的放假通知改变了其间的安排："
        f"按通知公布之前的安排，至{dated(before)}届满；按现行安排，至{dated(after)}届满。"
    )


def _forward(
    row: LimitRow,
    start: date,
    counted: Counted,
    *,
    extensions: Sequence[Extension],
    basis: str,
) -> list[str]:
    return [
        f"依据{basis}，{row.what}的期限为{span(row.length or 0, row.unit)}，"
        f"自{long_date(start)}（{row.start_words}）次日起算，"
        f"第一个计入的日子为{dated(counted.first_day)}。",
        *_passed_over(row, counted),
        *_short_month(row, start, counted),
        *_pauses(row, counted),
        *_extensions(counted, extensions),
        _result(row, counted),
        *_alternatives(row, start),
    ]


def _backward(row: LimitRow, event: date, counted: Counted, *, basis: str) -> list[str]:
    full = counted.ends[0]
    result = f"最迟应当在{dated(counted.due)}完成。"
    if counted.rolled:
        result = f"其前一日{dated(counted.raw)}休息，{result}"
    return [
        f"依据{basis}，{row.what}，应当提前{span(row.length or 0, row.unit)}。"
        f"自{long_date(event)}（{row.start_words}）向前倒算，当日和通知之日都不计入，"
        f"自{dated(counted.first_day)}起向前数满{span(row.length or 0, row.unit)}至{dated(full)}。",
        *_passed_over(row, counted),
        result,
    ]


def _passed_over(row: LimitRow, counted: Counted) -> list[str]:
    if row.unit != "wd":
        return []
    found = []
    if counted.skipped:
        words = skipped_words((skip.day, skip.name) for skip in counted.skipped)
        found.append(f"其间跳过：{words}。")
    if counted.makeup:
        days = "、".join(f"{long_date(day)}（{WEEKDAYS[day.weekday()]}）" for day in counted.makeup)
        found.append(f"{days}调休上班，计入工作日。")
    return found


def _short_month(row: LimitRow, start: date, counted: Counted) -> list[str]:
    end = counted.ends[0]
    if row.unit not in {"mo", "y"} or counted.tolled or end.day == start.day:
        return []
    return [f"{end.year}年{end.month}月没有{start.day}日，以该月最后一日为期满之日。"]


def _pauses(row: LimitRow, counted: Counted) -> list[str]:
    unit = "wd" if row.unit == "wd" else "cd"
    parts = [
        f"{period(one.pause.first, one.pause.last)}"
        f"（{one.pause.why + '，' if one.pause.why else ''}扣除{span(one.days, unit)}）"
        for one in counted.tolled
    ]
    if not parts:
        return []
    grounds = "、".join(TOLLED_BY[ground] for ground in row.tolled_by)
    named = f"条文列明不计入的有{grounds}。" if grounds else ""
    return [f"下列期间首尾两日在内不计入期限：{'、'.join(parts)}。{named}"]


def _extensions(counted: Counted, extensions: Sequence[Extension]) -> list[str]:
    found = []
    for before, after, one in zip(counted.ends, counted.ends[1:], extensions, strict=False):
        when = f"于{long_date(one.approved_on)}" if one.approved_on else ""
        why = f"（{one.why}）" if one.why else ""
        found.append(
            f"{when}经{EXTENDED_BY.get(one.by, one.by)}延长{span(one.length, one.unit)}{why}，"
            f"接原期满日{long_date(before)}连续计算至{long_date(after)}。"
        )
    return found


def _result(row: LimitRow, counted: Counted) -> str:
    if not counted.rolled:
        tail = "，遇节假日不顺延" if row.roll == "none" else ""
        return f"期限至{dated(counted.due)}届满{tail}。"
    words = skipped_words((skip.day, skip.name) for skip in counted.skipped)
    through = f"，跳过{words}" if words else ""
    return f"期满日{dated(counted.raw)}不是工作日{through}，顺延至{dated(counted.due)}届满。"


def _alternatives(row: LimitRow, start: date) -> list[str]:
    return [
        f"{one.when}的，期限为{span(one.length, one.unit)}。"
        for one in rows_on(row.alternatives, start)
    ]


def _provisional(counted: Counted) -> list[str]:
    if not counted.unknown_years:
        return []
    years = "、".join(f"{year}年" for year in counted.unknown_years)
    return [
        f"暂定：系统没有{years}的节假日安排，该年按周六、周日休息推算，载入官方安排后应当重算。"
    ]
