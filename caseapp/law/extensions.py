"""Extensions: only what the row allows, each decided before the limit it prolongs is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caseapp.law.counting import LONGEST_DAYS
from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import EXTENDED_BY, Extension, ExtensionRule, LimitRow
from caseapp.law.rows import rows_on
from caseapp.law.wording import long_date, span


def allowed_extensions(
    row: LimitRow, extensions: Iterable[Extension], start: date
) -> tuple[tuple[Extension, ExtensionRule], ...]:
    """Match each extension with the rule that allows it, filled with that rule's unit and approver."""
    used: Counter[ExtensionRule] = Counter()
    matched = []
    for one in extensions:
        rule = _rule_for(row, one, used=used, on=one.approved_on or start)
        used[rule] += 1
        _check_length(row, one, rule)
        matched.append((replace(one, unit=one.unit or rule.unit, by=rule.by), rule))
    return tuple(matched)


def check_approval(one: Extension, rule: ExtensionRule, expires: date) -> None:
    """Refuse an extension approved after the limit it should prolong had ended."""
    if rule.before_expiry and one.approved_on and one.approved_on > expires:
        raise NoAnswer(
            f"期限已于{long_date(expires)}届满，{long_date(one.approved_on)}批准的延长无效；"
            "延长应当在期限届满前批准。"
        )


def check_reach(one: Extension, rule: ExtensionRule, *, ends: date, furthest: date) -> None:
    """Refuse days that reach beyond the months the article allows."""
    if ends > furthest:
        raise NoAnswer(
            f"经{EXTENDED_BY[rule.by]}最多延长{span(rule.length or 0, rule.unit)}，"
            f"至{long_date(furthest)}；延长{span(one.length, one.unit)}超过了这一天。"
        )


def _rule_for(
    row: LimitRow, one: Extension, *, used: Counter[ExtensionRule], on: date
) -> ExtensionRule:
    # The permission to prolong follows the text in force on the day it is used (程序从新).
    if not row.extensions:
        raise NoAnswer(f"{row.id}（{row.what}）的条文没有规定可以延长期限。")
    for rule in rows_on(row.extensions, on):
        free = rule.times is None or used[rule] < rule.times
        if free and one.by in {"", rule.by}:
            return rule
    raise NoAnswer(f"{row.id}（{row.what}）的条文不允许再作这样的延长。")


def _check_length(row: LimitRow, one: Extension, rule: ExtensionRule) -> None:
    if not 1 <= one.length <= LONGEST_DAYS:
        raise NoAnswer(f"延长的长度应当是1到{LONGEST_DAYS}之间的整数。")
    # A permission in months reaches up to its last day; whoever grants less says so in days.
    if rule.unit == "mo" and one.unit == "cd":
        return
    if one.unit not in {"", rule.unit}:
        raise NoAnswer(f"{row.id}的延长应当按“{span(1, rule.unit)[1:]}”计算。")
    if rule.length is not None and one.length > rule.length:
        who = EXTENDED_BY[rule.by]
        raise NoAnswer(
            f"{row.id}（{row.what}）经{who}最多延长{span(rule.length, rule.unit)}，"
            f"不能延长{span(one.length, rule.unit)}。"
        )
