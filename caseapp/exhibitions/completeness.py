"""What a complaint still needs: papers of its right, a number that can be right, somebody it is against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.base.clock import local, today
from caseapp.exhibitions import complaint_queries, complaint_rules, rules
from caseapp.exhibitions.complaint_models import FairComplaint, FairMaterial
from caseapp.exhibitions.complaint_rules import Row
from caseapp.exhibitions.queries import Complained
from caseapp.law.wording import long_date
from caseapp.patents import queries as patents
from caseapp.patents.given import STATES, numbers_in

FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Material:
    """One paper of the list, and whether it is there."""

    row: Row
    is_given: bool
    note: str


@dataclass(frozen=True)
class Right:
    """What is known of a number as typed: its form, its check digit, what the register said."""

    words: str
    is_sound: bool
    number: str = ""
    kind: str = ""
    status: str = ""
    status_on: date | None = None
    ended_on: date | None = None
    title: str = ""
    holder: str = ""


@dataclass(frozen=True)
class Look:
    """A complaint as it is judged: its papers and what is known of its right."""

    materials: Sequence[Material]
    right: Right

    @property
    def missing(self) -> list[str]:
        """Name everything that is missing, all at once."""
        lacking = [one.row.name for one in self.materials if not one.is_given]
        if not self.right.is_sound:
            lacking.append(f"正确的专利号（{self.right.words}）")
        return lacking

    @property
    def stated(self) -> str:
        """Say how many are there: n of m."""
        there = sum(one.is_given for one in self.materials)
        return f"已有 {there} 项，共 {len(self.materials)} 项"


def look(complained: Complained) -> Look:
    """Judge a complaint once, for everything that asks."""
    complaint = complained.complaint
    return Look(materials_of(complained), right_of(complaint.right_kind, complaint.right_number))


def day_of(complaint: FairComplaint) -> date:
    """Return the day whose lists hold for a complaint."""
    return local(complaint.received_at).date()


def materials_of(complained: Complained) -> list[Material]:
    """Return the papers a complaint has to bring by its right, agent and the rules of its fair."""
    complaint = complained.complaint
    kept = complaint_queries.materials_of(complaint.id)
    rows = complaint_rules.materials(
        complaint.right_kind, has_agent=bool(complaint.agent), on=day_of(complaint)
    )
    if follow := follow_up(complained):
        rows = [*rows, follow]
    return [_material(row, kept.get(row.key)) for row in rows]


def follow_up(complained: Complained) -> Row | None:
    """Return the paper the rule of this fair wants where the right was complained of at an earlier fair."""
    rule = rules.repeat_needs(complained.at.fair)
    if rule.value != rules.FOLLOW_UP:
        return None
    if not complaint_queries.was_at_earlier_fair(complained.complaint, complained.at.fair):
        return None
    # Which fair and whose complaint is not told: it may be another unit's.
    said = "后续法律文件（同一权利曾在其他展会投诉过）"
    return Row(FOLLOW_UP, said, rule.basis, "" if rule.is_sure else "?")


def missing(complained: Complained) -> list[str]:
    """Name everything that is missing, all at once."""
    return look(complained).missing


def right_of(right_kind: str, number: str) -> Right:
    """Say what is known of a number: while it is typed, and before a complaint is taken as complete."""
    if right_kind != "patent":
        return Right("", is_sound=True)
    if not number.strip():
        return Right("没有填写专利号", is_sound=False)
    found = numbers_in(number, today=today())
    if len(found) != 1:
        words = "不是专利号的写法" if not found else "一次只能写一个专利号"
        return Right(words, is_sound=False)
    one = found[0]
    known = next(iter(patents.by_number(one.normal)), None)
    if not one.valid:
        return Right(one.why or "校验位不符", is_sound=False, number=one.normal)
    return _known(one.normal, known)


def _known(number: str, known: Any) -> Right:
    if known is None:
        return Right("号码的写法和校验位正确，还没有查询过法律状态", is_sound=True, number=number)
    looked = patents.lookups_of_patent(known.id)
    newest = max(looked, key=lambda row: (row.looked_up_on, row.id), default=None)
    if newest is None:
        words = "号码的写法和校验位正确，还没有查询过法律状态"
    else:
        words = (
            f"校验位正确；{long_date(newest.looked_up_on)}查询："
            f"{STATES.get(newest.status, newest.status)}（{newest.source}）"
        )
    if known.ended_on:
        words += f"；{long_date(known.ended_on)}终止"
    return Right(
        words,
        is_sound=True,
        number=number,
        kind=known.kind,
        status="" if newest is None else newest.status,
        status_on=None if newest is None else newest.looked_up_on,
        ended_on=known.ended_on,
        title=known.title,
        holder=known.holder,
    )


def _material(row: Row, kept: FairMaterial | None) -> Material:
    if kept is None:
        return Material(row, is_given=False, note="")
    return Material(row, kept.is_given, kept.note)
