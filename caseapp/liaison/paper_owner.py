"""Joint meetings and notices as owners of papers: call, sheet to sign, minutes; the letter of a notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.documents.catalogue import Kind
from caseapp.law.wording import long_date, period
from caseapp.liaison import notice_queries, queries
from caseapp.liaison.models import MeetingGuest
from caseapp.liaison.queries import Opened

OF_MEETING: Mapping[str, tuple[str, ...]] = {
    "called": ("X07", "X07-sign"),
    "held": ("X07-sign", "X07-minutes"),
    "followed": ("X07-minutes",),
    "closed": (),
    "cancelled": (),
}


class MeetingOwner:
    """The family of joint meetings."""

    family = "meeting"

    def find(self, cooperation_id: int, *, by: Person) -> Opened:
        """Return the meeting, or NotVisible."""
        return queries.visible_meeting(cooperation_id, by=by)

    def kinds(self, record: Opened) -> Sequence[str]:
        """Return the papers of its state."""
        return OF_MEETING[record.record.state]

    def words(self, record: Opened, kind: Kind, *, by: Person) -> Mapping[str, Any]:  # noqa: ARG002 - the signature of an owner
        """Return what a meeting says in the words of its papers."""
        return _words(record, kind.key)

    def since(self, record: Opened) -> date:
        """Return the day it was entered, or its own day where it was entered later."""
        return min(local(record.row.opened_at).date(), local(record.record.at).date())

    def url(self, record: Opened) -> str:
        """Return the address of its page."""
        return url_for("liaison.meeting", meeting_id=record.id)


class NoticeOwner:
    """The family of notices."""

    family = "notice"

    def find(self, cooperation_id: int, *, by: Person) -> Opened:
        """Return the notice, or NotVisible."""
        return notice_queries.visible_notice(cooperation_id, by=by)

    def kinds(self, record: Opened) -> Sequence[str]:
        """Return the letter, as long as it was not sent."""
        return ("X06",) if record.record.state == "drafted" else ()

    def words(self, record: Opened, kind: Kind, *, by: Person) -> Mapping[str, Any]:  # noqa: ARG002 - the signature of an owner
        """Return what a notice says in the words of its letter."""
        notice = record.record
        told = notice_queries.told_in(record.id)
        return {
            "受文单位": "、".join(one.name for one in notice_queries.bodies_of(record.id)),
            "通报期间": period(notice.first_on, notice.last_on),
            "通报案件": [_counted(one, told) for one in notice.counted],
            "趋势分析": _sentence(notice.trends),
            "提请关注": _sentence(notice.attention) or "无",
        }

    def since(self, record: Opened) -> date:
        """Return the last day of the period: nobody can tell of it before."""
        last: date = record.record.last_on
        return last

    def url(self, record: Opened) -> str:
        """Return the address of its page."""
        return url_for("liaison.notice", notice_id=record.id)


def _counted(row: Mapping[str, Any], told: Sequence[Any]) -> dict[str, str]:
    typical = [f"典型案例：{one.told}" for one in told if one.track == row["track"]]
    return {
        "类别": row["name"],
        "件数": str(row["filed"]),
        "办结": str(row["ended"]),
        "说明": "；".join(typical) or "无",
    }


def _words(opened: Opened, kind: str) -> dict[str, Any]:
    meeting, guests = opened.record, queries.guests_of(opened.id)
    others = [one.body_name for one in guests if one.person_id is None]
    known: dict[str, Any] = {
        "会议名称": opened.row.title,
        "会议时间": local(meeting.at).strftime("%Y-%m-%dT%H:%M"),
        "会议地点": meeting.place,
        "会议主持人": meeting.chair,
        "受文单位": "、".join(dict.fromkeys(others)),
        "会议议题": [{"议题": one.topic} for one in queries.items_of(opened.id)],
        "参会要求": _sentence(meeting.asks),
        "报名截止日": meeting.reply_by.isoformat(),
        "到会人员": [_line(one) for one in guests],
    }
    if kind == "X07-minutes":
        known |= {
            "会议概况": _sentence(meeting.course),
            "议定事项": [
                {
                    "事项": _sentence(row.text),
                    "责任单位": row.owner_name,
                    "完成日期": long_date(row.first_due_on),
                }
                for row in queries.agreed_of(opened.id)
            ],
            "出席人员": _named(guests, "member", "present"),
            "请假人员": _named(guests, "", "excused", "absent"),
            "列席人员": _named(guests, "observer", "present"),
        }
    return known


def _line(one: MeetingGuest) -> dict[str, str]:
    # Left empty where it is not known: the sheet is signed by hand.
    return {"姓名": one.name, "单位": one.body_name, "职务": one.post, "电话": one.phone}


def _named(guests: Sequence[MeetingGuest], part: str, *came: str) -> str:
    found = [
        f"{one.name}（{one.body_name}）" if one.name else one.body_name
        for one in guests
        if one.came in came and part in ("", one.part)
    ]
    return "，".join(found) or "无"


def _sentence(text: str) -> str:
    return text.strip().rstrip("。")
