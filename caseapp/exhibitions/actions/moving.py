"""The one way a complaint changes its state: table, lock, gate, what the move brings about, limits, history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.errors import Refused
from caseapp.base.words import moment
from caseapp.exhibitions.actions import complaint_clocks
from caseapp.exhibitions.actions.complaint_effects import EFFECTS
from caseapp.exhibitions.actions.complaint_gates import GATES
from caseapp.exhibitions.actions.complaint_writing import WORK, begin, write
from caseapp.exhibitions.actions.visits import to_minute
from caseapp.exhibitions.asked import Asked
from caseapp.exhibitions.completeness import Look, missing
from caseapp.exhibitions.life import MOVES, Move
from caseapp.exhibitions.queries import Complained, may

HAPPENED = "happened_at"
NEEDED: Mapping[str, str] = {
    "missing": "缺少的材料",
    "refused_for": "不予受理的情形",
    "receiver": "接收机关",
    "notified_to": "签收通知的人",
    "answer": "答辩的内容",
    "outcome": "处理结果",
    "outcome_words": "处理的内容",
    "reason": "原因",
    "told_on": "告知日期",
    "track": "适用的程序",
}


def move(
    *, by: Person, complained: Complained, key: str, given: Mapping[str, Any], seen: int = 0
) -> None:
    """Make one move of the table; `given` is what it asks for, `seen` the version the page showed.

    `happened_at` in it is when it was done at the booth, where it is entered later.
    """
    row = MOVES[key]
    begin(
        by=by,
        complained=complained,
        doing=row.name,
        states=row.from_states,
        permission=row.permission,
        seen=seen,
    )
    told = {name: str(given.get(name) or "").strip() for name in row.fields}
    if key == "ask_more" and not told["missing"]:
        # The law wants one request that names everything.
        told["missing"] = "；".join(missing(complained))
    asked = Asked(complained, row, by, told, _when(complained, row, given))
    _refuse_lacking(row, told)
    GATES.get(key, _nothing)(asked)
    kept = EFFECTS.get(key, _nothing)(asked) or {}
    complaint_clocks.follow(asked)
    write(
        by=by,
        complained=complained,
        act=key,
        to_state=row.to_state,
        reason=told.pop("reason", ""),
        given={**{name: value for name, value in told.items() if value}, **kept},
        happened_at=asked.at,
    )


def why_not(*, by: Person, complained: Complained, row: Move, looked: Look | None = None) -> str:
    """Say what stands against a move before anything is typed; nothing when it may be made.

    Whoever may work at the fair is asked by the caller; a move that needs more names it here.
    """
    if row.permission != WORK and not may(by, row.permission, complained.at):
        return "您没有办理这一步的权限。"
    asked = Asked(complained, row, by, {}, now(), looked)
    try:
        GATES.get(row.key, _nothing)(asked)
    except Refused as no:
        return " ".join((*no.sentences, no.remedy))
    return ""


def _when(complained: Complained, row: Move, given: Mapping[str, Any]) -> datetime:
    """Return when it was done: as typed, else now; never before what was done last, never after now."""
    said, at = given.get(HAPPENED), now()
    if not isinstance(said, datetime):
        return at
    complaint = complained.complaint
    steps = (complaint.received_at, complaint.complete_at, complaint.passed_at,
             complaint.notified_at, complaint.answered_at, complaint.decided_at)  # fmt: skip
    latest = max(one for one in steps if one is not None)
    if said > at:
        raise Refused(
            f"不能{row.name}：办理的时间（{moment(said)}）晚于现在（{moment(at)}）。",
            remedy="请核对时间；现在办理的，可以空着。",
        )
    # People write to the minute: the minute of the last step is not before it.
    if said < to_minute(latest):
        raise Refused(
            f"不能{row.name}：办理的时间（{moment(said)}）早于上一步的时间（{moment(latest)}）。",
            remedy="请核对时间；上一步的时间见办理记录。",
        )
    return max(said, latest)


def _refuse_lacking(row: Move, told: Mapping[str, str]) -> None:
    lacking = [NEEDED[name] for name in row.needs if not told.get(name)]
    if lacking:
        raise Refused(
            f"不能{row.name}：没有写明{'、'.join(lacking)}。",
            remedy="请补填后再提交，已填的内容都在下面。",
        )


def _nothing(_asked: Asked) -> None:
    return None
