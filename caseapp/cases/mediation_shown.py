"""What the page of a mediation says of the dispute: the request, what to know, what the law names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.cases.open_file import OpenFile
from caseapp.cases.request_words import MEDIATION_PAPERS, MEDIATION_STANDINGS
from caseapp.law import time_limits
from caseapp.law.dispute_sums import sums_for
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gates.mediation_request import warnings
from caseapp.law.procedures.mediation.facts import KINDS
from caseapp.law.wording import long_date, sum_of


@dataclass(frozen=True)
class MediationShown:
    """The dispute as its page shows it: labelled facts, warnings, what the two sides may go by."""

    facts: Sequence[tuple[str, str]]
    warnings: Sequence[str]
    named: Sequence[str]


def mediation_shown(file: OpenFile, facts: Facts) -> MediationShown | None:
    """Put the request to mediate into words; a case of another track has none."""
    about, asked = file.mediation, file.request
    if about is None:
        return None
    said = [
        ("纠纷的种类", dict(KINDS).get(about.kind, about.kind)),
        ("请求人的身份", MEDIATION_STANDINGS.get(asked.standing, "") if asked else ""),
        ("授权公告日", long_date(about.granted_on) if about.granted_on else "尚未授权"),
        ("知道权益受到侵害的日期", long_date(asked.known_on) if asked and asked.known_on else ""),
        ("时效的起点", _time_begins(about, asked)),
        ("被请求人所在地", "本市" if about.seat_is_here else "外地"),
        ("侵权行为地", "本市" if about.act_is_here else ""),
        ("请求事项", asked.relief if asked else ""),
        ("事实和理由", asked.grounds if asked else ""),
        ("请求给付", sum_of(about.claimed) if about.claimed else ""),
        ("奖励、报酬的约定", about.agreed_terms),
        ("提交的材料", _papers(asked.papers) if asked else ""),
    ]
    return MediationShown(
        facts=[pair for pair in said if pair[1]],
        warnings=warnings(facts),
        named=[*_named(file), *_award_due(file)],
    )


def _time_begins(about: Any, asked: Any) -> str:
    """A fee for use before the grant cannot be late before the grant, whenever it was known."""
    known = asked.known_on if asked else None
    if about.kind != "pre_grant_fee" or known is None or about.granted_on is None:
        return ""
    return long_date(max(known, about.granted_on))


def _papers(keys: Sequence[str]) -> str:
    return "、".join(MEDIATION_PAPERS.get(key, key) for key in keys)


def _named(file: OpenFile) -> list[str]:
    about = file.mediation
    if about is None:
        return []
    return [row.text for row in sums_for(about.kind, granted_on=about.granted_on)]


def _award_due(file: OpenFile) -> list[str]:
    """By when the award was to be paid without any agreement; it is the unit's day, not the office's."""
    about = file.mediation
    if about is None or about.kind != "reward" or about.granted_on is None:
        return []
    try:
        due = time_limits.load().due(
            "MED-10",
            about.granted_on,
            authority=file.procedure.authority,
            calendar=file.calendar.in_area(file.area),
        )
    except NoAnswer:
        return []  # granted before any rule kept here
    return [f"奖金的发给期限：{due.text}"]
