"""What is said of a patent: states in words, what a look into the register found, what clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from caseapp.base.chinese import date_words
from caseapp.base.identifiers import Found, read_patent_number, recognise
from caseapp.law.procedures.fields import PATENT_STATUS

# Stored values, and the words for them; the procedures ask for the same ones.
STATES: Mapping[str, str] = dict(PATENT_STATUS)
_GRANTED_ONCE = ("in_force", "ended", "invalid")


@dataclass(frozen=True)
class PatentFacts:
    """What the register says of the patent itself; empty values leave what is known."""

    title: str = ""
    holder: str = ""
    application_on: date | None = None
    granted_on: date | None = None
    ended_on: date | None = None
    ended_why: str = ""


@dataclass(frozen=True)
class Status:
    """The status on the day of the act, and the day somebody asked the register."""

    state: str
    on: date
    looked_up_on: date


def numbers_in(text: str, *, today: date) -> list[Found]:
    """Return the patent and application numbers in a text, those that cannot be right included."""
    found = recognise(text, today=today)
    return [one for one in found if one.kind in ("patent", "application")]


def body_of(normal: str) -> str:
    """Return the digits without check digit; of a misshapen number all there are."""
    number = read_patent_number(normal)
    return number.body if number else normal.removeprefix("ZL")


def lookup_faults(status: Status, facts: PatentFacts, *, today: date) -> list[str]:
    """Say where status and days contradict each other; the penalty hangs on the day of the act."""
    if status.state not in STATES:
        return ["请选择专利在行为日的法律状态。"]
    return [*_untimely(status, today), *_disorder(facts), *_clash(status, facts)]


def _untimely(status: Status, today: date) -> Iterator[str]:
    if status.on > today:
        yield "行为日晚于今天。"
    if status.looked_up_on > today:
        yield "查询日期晚于今天。"
    elif status.looked_up_on < status.on:
        yield "查询日期早于行为日，当时还查不到行为日的状态。"


def _disorder(facts: PatentFacts) -> Iterator[str]:
    life = (
        (facts.application_on, "申请日"),
        (facts.granted_on, "授权公告日"),
        (facts.ended_on, "终止日"),
    )
    known = [(day, name) for day, name in life if day]
    for (first, first_name), (second, second_name) in pairwise(known):
        if second < first:
            yield f"{second_name}{date_words(second)}早于{first_name}{date_words(first)}。"


def _clash(status: Status, facts: PatentFacts) -> Iterator[str]:
    on, state = status.on, status.state
    if state == "in_force" and facts.ended_on and facts.ended_on <= on:
        yield f"专利已于{date_words(facts.ended_on)}终止，{date_words(on)}不是有效状态。"
    if state in _GRANTED_ONCE and facts.granted_on and on < facts.granted_on:
        yield f"专利于{date_words(facts.granted_on)}才授权，{date_words(on)}应为未授权或者申请中。"
    # An invalidated patent counts as never granted (专利法第四十七条), so only 终止 has a day.
    if state == "ended" and facts.ended_on and on < facts.ended_on:
        yield f"专利于{date_words(facts.ended_on)}才终止，{date_words(on)}尚未终止。"
