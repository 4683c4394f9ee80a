"""What the audit trail calls the acts of liaison: the words of the history, with what they are done to."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.liaison.life import ACTS, NOTICE_MOVES, RESOLUTION_MOVES

OF_NOTICES = ("draft", "change", "compose", "tell", "take_down", "answered", *NOTICE_MOVES)
OF_AGREED = ("resolve", *RESOLUTION_MOVES)


def act_words() -> Mapping[str, str]:
    """Return the words for each act on a meeting, on what it agreed on, on a notice."""
    meetings = {f"meeting.{key}": f"联席会议：{name}" for key, name in ACTS.items()}
    agreed = {f"resolution.{key}": f"议定事项：{ACTS[key]}" for key in OF_AGREED}
    notices = {f"notice.{key}": f"信息通报：{ACTS[key]}" for key in OF_NOTICES}
    return {
        **meetings,
        **agreed,
        **notices,
        "resolution.remind": "提醒议定事项",
        "resolution.reminder_sent": "寄出议定事项提醒",
    }
