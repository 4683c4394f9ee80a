"""On what it hangs whether a step starts a limit in this very case, in the words of the handbook."""

from __future__ import annotations

from collections.abc import Mapping

SHOWN, SHOWN_HERE, SHOWN_ELSEWHERE = "shown", "shown_here", "shown_elsewhere"
REVIEWED, OWED = "reviewed", "owed"
PUBLISHED, SUED_AT_ONCE = "published", "sued_at_once"
CONDITIONS: Mapping[str, str] = {
    SHOWN: "决定应当公示的",
    SHOWN_HERE: "决定应当公示、当事人在本省登记的",
    SHOWN_ELSEWHERE: "决定应当公示、当事人在外省登记的",
    REVIEWED: "经行政复议的",
    OWED: "有罚没款的",
    PUBLISHED: "决定已经公示的",
    SUED_AT_ONCE: "可以不经复议直接起诉的",
}

# An end that hangs on several limits: on which ones, and what it is called.
REMEDY_END = "remedy_end"
JOINT_ENDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    REMEDY_END: ("复议、诉讼期限和批准的缴款延期中最后一个", ("CF-26", "CF-27", "CF-18")),
}
