"""Reminders of what was agreed on, as a mail: the meeting and the day, nothing of what it is about."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow
from caseapp.base.db import plain_rows
from caseapp.cases.reminder_stages import words_of
from caseapp.cases.reminders import Letter
from caseapp.cooperation.models import Cooperation
from caseapp.liaison.models import Resolution, ResolutionReminder

_LETTER = (
    sa.select(
        *(ResolutionReminder.stage, Resolution.due_on, Cooperation.number),
        *(PersonRow.email, PersonRow.name),
    )
    .join(Resolution, Resolution.id == ResolutionReminder.resolution_id)
    .join(Cooperation, Cooperation.id == Resolution.meeting_id)
    .join(PersonRow, PersonRow.id == ResolutionReminder.person_id)
    .where(
        ResolutionReminder.id == sa.bindparam("reminder_id"),
        ResolutionReminder.sent_at.is_(None),
        # Only of what still has to be done by the day somebody was told of.
        Resolution.state == "open",
        Resolution.due_on == ResolutionReminder.due_on,
        PersonRow.email != "",
        PersonRow.is_active.is_(True),
    )
)


def letter(reminder_id: int) -> Letter | None:
    """Return the mail of a reminder that has not gone out, if there is somebody to write to."""
    rows: Any = plain_rows(_LETTER, {"reminder_id": reminder_id})
    if not rows:
        return None
    row, words = rows[0], words_of(rows[0].stage)
    text = (
        f"{row.name}：\n\n联席会议 {row.number} 的一项议定事项完成日期为 {row.due_on}。\n"
        f"{words}。\n\n请登录办案系统处理。本邮件不含内容，请勿回复。\n"
    )
    return Letter(row.email, f"议定事项提醒：{row.number} {words}", text)
