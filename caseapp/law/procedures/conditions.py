"""On what it hangs whether a step starts a limit in this very case, in the words of the handbook."""

from __future__ import annotations

from collections.abc import Mapping

SHOWN, SHOWN_HERE, SHOWN_ELSEWHERE = "shown", "shown_here", "shown_elsewhere"
REVIEWED, OWED = "reviewed", "owed"
CONDITIONS: Mapping[str, str] = {
    SHOWN: "决定应当公示的",
    SHOWN_HERE: "决定应当公示、当事人在本省登记的",
    SHOWN_ELSEWHERE: "决定应当公示、当事人在外省登记的",
    REVIEWED: "经行政复议的",
    OWED: "有罚没款的",
}
