"""What the complainant takes along: number, time, what happens next and within which hours, where to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from caseapp.documents.terms import terms_on
from caseapp.exhibitions import fair_queries, rules
from caseapp.exhibitions.paper_words_fair import show_name
from caseapp.exhibitions.queries import Complained
from caseapp.exhibitions.rules import DOUBTFUL, UNSURE
from caseapp.law import time_limits
from caseapp.law.rows import rows_on

PASSED_ON, LEFT_OVER = "展会转交期限", "展会移交期限"
# White around the code, in modules; a camera finds no edge without it.
_BORDER = 2
LIMITS = {PASSED_ON: "EX-01", LEFT_OVER: "EX-04"}
# What an outsider may hear: the state and nothing of the other side or of who handles it.
TOLD_STATES = {
    "received": "已收到，正在核对材料",
    "incomplete": "材料不齐，等待投诉人补正",
    "complete": "材料齐全，正在移交知识产权管理部门",
    "passed": "已移交知识产权管理部门",
    "notified": "已通知被投诉人，等待答辩",
    "answered": "被投诉人已经答辩，正在处理",
    "decided": "已作出处理，结果以书面告知为准",
    "refused": "不予受理，理由以书面通知为准",
    "withdrawn": "投诉人已撤回",
    "in_case": "已按立案程序另行办理",
    "moved": "已移交有权机关办理",
    "closed": "已办结，结果以书面告知为准",
}


@dataclass(frozen=True)
class Slip:
    """One slip, ready to be shown or printed."""

    number: str
    show: str
    received_at: Any
    complainant: str
    exhibit: str
    booth: str
    state: str
    steps: tuple[str, ...]
    phone: str
    place: str


def slip_of(complained: Complained, *, on: date) -> Slip:
    """Put the slip of a complaint together; every period comes from a row of law or of the fair."""
    complaint, fair = complained.complaint, complained.at.fair
    return Slip(
        number=complaint.number,
        show=show_name(fair),
        received_at=complaint.received_at,
        complainant=complaint.complainant,
        exhibit=complaint.exhibit,
        booth=complaint.booth,
        state=TOLD_STATES[complaint.state],
        steps=_steps(complained, on),
        phone=fair.station_phone or _phone(fair.id),
        place=fair.station_place,
    )


@dataclass(frozen=True)
class CodeImage:
    """A QR code as one line of a drawing: how many modules it is wide, and its dark stretches."""

    width: int
    line: str


def code_image(text: str) -> CodeImage:
    """Draw a QR code for the page: a picture inside a style would be refused by the policy."""
    import segno  # slow import, drawn only when a slip is shown

    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=_BORDER))
    stretches = [
        f"M{first} {at}.5h{length}" for at, row in enumerate(rows) for first, length in _dark(row)
    ]
    return CodeImage(width=len(rows), line="".join(stretches))


def _dark(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for is_dark, group in groupby(row):
        length = len(list(group))
        if is_dark:
            yield at, length
        at += length


def in_fours(code: str) -> str:
    """Write a code as it is read out and typed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _steps(complained: Complained, on: date) -> tuple[str, ...]:
    terms, answer = terms_on(on), rules.answer_rule(complained.at.fair)
    passed, left = terms.get(PASSED_ON, ""), terms.get(LEFT_OVER, "")
    asked = f"被投诉人答辩时间：{answer.words}{'' if answer.is_sure else UNSURE}。"
    return tuple(
        one
        for one in (
            "工作站核对材料；缺少的，一次告知补正。",
            f"材料齐全后 {passed}内移交知识产权管理部门{_doubt(PASSED_ON, on)}。" if passed else "",
            asked,
            "期满不答辩的，不影响处理；处理结果书面告知双方和主办单位。",
            f"展会结束时没有办完的，{left}内移交有权机关{_doubt(LEFT_OVER, on)}。" if left else "",
        )
        if one
    )


def _doubt(word: str, on: date) -> str:
    """Mark a period whose article is still to be confirmed."""
    held = [row for row in time_limits.load().rows if row.family == LIMITS[word]]
    return UNSURE if any(row.confidence in DOUBTFUL for row in rows_on(held, on)) else ""


def _phone(fair_id: int) -> str:
    contacts = fair_queries.contacts_of(fair_id)
    return next((row.phone for row in contacts if row.part == "office" and row.phone), "")
