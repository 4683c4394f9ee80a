"""The answer for one limit: when it ends and the paragraph that says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from caseapp.law import explanation
from caseapp.law.citations import Citation
from caseapp.law.counting import (
    LONGEST_DAYS,
    Counted,
    after_hours,
    count_backward,
    count_forward,
    local_instant,
)
from caseapp.law.errors import NoAnswer
from caseapp.law.extensions import allowed_extensions, check_approval, check_reach
from caseapp.law.limit_rows import Extension, LimitRow, LocalRow, Pause, Skipped
from caseapp.law.rows import rows_on, valid_on
from caseapp.law.wording import ONE_DAY, in_force, long_date, span
from caseapp.law.working_days import Calendar, load_calendar


@dataclass(frozen=True)
class Due:
    """The end of a limit; `text` is the paragraph, `warnings` are its cautions one by one."""

    rule: str
    due: date | datetime
    first_day: date
    skipped: tuple[Skipped, ...]
    rolled: bool
    provisional: bool
    basis: str
    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked of one row: everything but the row itself."""

    start: date | datetime
    calendar: Calendar
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    warnings: tuple[str, ...]

    @property
    def day(self) -> date:
        """Return the legal day of the start event in the office's time."""
        return legal_day(self.start)


def due(
    row: LimitRow,
    start: date | datetime,
    *,
    calendar: Calendar | None = None,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
    local: Iterable[LocalRow] = (),
    warnings: Sequence[str] = (),
) -> Due:
    """Say when a limit ends; a shorter local row wins, a longer one changes nothing."""
    asked = Question(
        start, calendar or load_calendar(), tuple(pauses), tuple(extensions), tuple(warnings)
    )
    _check_row(row)
    try:
        answer = _answer(row, asked)
        for rule in rows_on([one for one in local if one.overrides == row.id], asked.day):
            answer = _shortened(answer, row, rule=rule, asked=asked)
    except OverflowError:
        raise NoAnswer("日期超出可以计算的范围，请核对。") from None
    return answer


def legal_day(start: date | datetime) -> date:
    """Return the day of an event; an instant belongs to the office's day."""
    return local_instant(start).date() if isinstance(start, datetime) else start


def _check_row(row: LimitRow) -> None:
    if not row.enabled:
        raise NoAnswer(f"{row.id}（{row.what}）的内容没有核实，只收录不启用，不能据以计算期限。")
    if row.length is None:
        words = row.open_words or "期限由办案机关确定，没有法定长度"
        raise NoAnswer(f"{row.id}（{row.what}）：{words}。")
    if row.length > LONGEST_DAYS:
        raise NoAnswer(f"{row.id}的长度{span(row.length, row.unit)}不合理，请核对。")


def _answer(row: LimitRow, asked: Question) -> Due:
    if not valid_on(row, asked.day):
        asked = replace(asked, warnings=(_outside(row, asked.day), *asked.warnings))
    if row.unit == "h":
        return _hours(row, asked)
    if row.direction == "backward":
        return _before(row, asked)
    return _after(row, asked)


def _outside(row: LimitRow, day: date) -> str:
    words = in_force(row.valid_from, row.valid_to)
    if row.picked_on and row.valid_from is not None and day < row.valid_from:
        return f"{row.id}{words}有效，是否适用看{row.picked_on}，起算日在此之前的同样计算。"
    return f"注意：{row.id}{words}有效，{long_date(day)}不在其内，本结果只供对照。"


def _hours(row: LimitRow, asked: Question) -> Due:
    if asked.pauses or asked.extensions:
        raise NoAnswer(f"{row.id}（{row.what}）按小时连续计算，没有中止和延长。")
    if not isinstance(asked.start, datetime):
        raise NoAnswer(
            f"{row.id}（{row.what}）按小时计算，请写明起算的时刻，例如2015-10-01T09:30。"
        )
    end = after_hours(asked.start, row.length or 0)
    basis = row.basis(asked.day)
    text = explanation.explain_hours(row, asked.start, end, basis=basis, warnings=asked.warnings)
    return Due(
        rule=row.id,
        due=end,
        first_day=asked.day,
        skipped=(),
        rolled=False,
        provisional=False,
        basis=basis,
        text=text,
        warnings=asked.warnings,
    )


def _before(row: LimitRow, asked: Question) -> Due:
    if asked.pauses or asked.extensions:
        raise NoAnswer(f"{row.id}（{row.what}）自后一事件向前倒算，没有中止和延长。")
    counted = count_backward(row, asked.day, calendar=asked.calendar)
    return _told(row, counted, asked)


def _after(row: LimitRow, asked: Question) -> Due:
    matched = allowed_extensions(row, asked.extensions, asked.day)
    extensions = tuple(one for one, _ in matched)
    for number, (one, rule) in enumerate(matched):
        if one.approved_on:
            check_approval(one, rule, _count(row, asked, extensions[:number]).due)
        if rule.length and one.unit != rule.unit:
            full = (*extensions[:number], replace(one, length=rule.length, unit=rule.unit))
            ends = [_count(row, asked, each).raw for each in (extensions[: number + 1], full)]
            check_reach(one, rule, ends=ends[0], furthest=ends[1])
    counted = _count(row, asked, extensions)
    asked = replace(asked, extensions=extensions)
    cautions = (
        *explanation.idle_words(counted),
        *explanation.untolled_words(row, counted),
        *_changed_since(row, counted, asked),
    )
    asked = replace(asked, warnings=(*asked.warnings, *cautions))
    return _told(row, counted, asked)


def _count(row: LimitRow, asked: Question, extensions: Sequence[Extension]) -> Counted:
    return count_forward(
        row, asked.day, calendar=asked.calendar, pauses=asked.pauses, extensions=extensions
    )


def _changed_since(row: LimitRow, counted: Counted, asked: Question) -> list[str]:
    """Say when a later notice changed days of the count, and what the end was before it."""
    notices = asked.calendar.notices_after(asked.day, max(counted.raw, counted.due))
    if not notices:
        return []
    before = replace(asked, calendar=asked.calendar.as_known_on(notices[0] - ONE_DAY))
    earlier = _count(row, before, asked.extensions).due
    if earlier == counted.due:
        return []
    return [explanation.changed_words(notices, earlier, counted.due)]


def _told(row: LimitRow, counted: Counted, asked: Question) -> Due:
    basis = row.basis(asked.day)
    text = explanation.explain_days(
        row,
        asked.day,
        counted,
        extensions=asked.extensions,
        basis=basis,
        warnings=asked.warnings,
    )
    return Due(
        rule=row.id,
        due=counted.due,
        first_day=counted.first_day,
        skipped=counted.skipped,
        rolled=counted.rolled,
        provisional=bool(counted.unknown_years),
        basis=basis,
        text=text,
        warnings=asked.warnings,
    )


def _shortened(answer: Due, row: LimitRow, *, rule: LocalRow, asked: Question) -> Due:
    if (rule.unit == "h") != (row.unit == "h"):
        raise NoAnswer(f"本地规定（{rule.basis}）与{row.id}的计算单位不能比较。")
    national = f"{row.basis(asked.day)}规定的{span(row.length or 0, row.unit)}"
    cite = Citation(plain=f"{rule.basis}（短于{national}，从其规定）")
    shorter = replace(row, length=rule.length, unit=rule.unit, citations=(cite,), note=rule.note)
    other = _answer(shorter, asked)
    if _instant(other.due) < _instant(answer.due):
        return other
    words = f"本地规定（{rule.basis}，{span(rule.length, rule.unit)}）没有缩短本期限，不适用。"
    return replace(answer, text=answer.text + words)


def _instant(end: date | datetime) -> datetime:
    if isinstance(end, datetime):
        return end
    return local_instant(datetime(end.year, end.month, end.day))  # noqa: DTZ001 - made local at once
