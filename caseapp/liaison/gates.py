"""What may stand against a move of a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from caseapp.base.clock import local, now
from caseapp.base.errors import Refused
from caseapp.documents import queries as papers
from caseapp.law.wording import long_date
from caseapp.liaison import queries
from caseapp.liaison.queries import Opened

MINUTES = "X07-minutes"
SIGNED = ("signed", "served")


def why_not(opened: Opened, key: str) -> Refused | None:
    """Say what stands against a move now."""
    rule = GATES.get(key)
    return None if rule is None else rule(opened)


def minutes_of(meeting_id: int) -> list[Any]:
    """Return the signed minutes of a meeting."""
    return [
        row
        for row in papers.papers_of_cooperation(meeting_id)
        if row.kind == MINUTES and row.state in SIGNED
    ]


def _was_held(opened: Opened) -> Refused | None:
    at: datetime = opened.record.at
    if at > now():
        return Refused(
            f"不能登记已召开：会议定于{long_date(local(at).date())}。",
            remedy="提前召开的，请先修改会议时间。",
        )
    guests = queries.guests_of(opened.id)
    if not any(one.came == "present" for one in guests):
        return Refused("不能登记已召开：还没有登记谁到会。", remedy="请照签到表登记到会情况。")
    left = [one.name or one.body_name for one in guests if not one.came]
    if left:
        return Refused(
            f"不能登记已召开：{'、'.join(left)}到会与否还没有登记。",
            remedy="请登记到会、请假或者缺席。",
        )
    return None


def _has_minutes(opened: Opened) -> Refused | None:
    if not queries.agreed_of(opened.id):
        return Refused(
            "不能印发纪要：还没有登记议定事项。", remedy="请逐项登记，写明责任单位和完成日期。"
        )
    if not minutes_of(opened.id):
        return Refused("不能印发纪要：联席会议纪要还没有签发。", remedy="请起草纪要并报批签发。")
    return None


def _all_ended(opened: Opened) -> Refused | None:
    left = queries.open_of_meeting(opened.id)
    if not left:
        return None
    return Refused(
        f"不能办结：还有 {left} 项议定事项没有结果。",
        remedy="请逐项登记完成，或者说明为什么不再办理。",
    )


GATES = {"hold": _was_held, "issue": _has_minutes, "close": _all_ended}
