"""The parts officers play in a case, as stored with it and read on its page."""

from __future__ import annotations

LEADING, ASSISTING, VERIFYING = "主办", "协办", "核查"
PANEL_HEAD, PANEL_MEMBER, CLERK = "合议组组长", "合议组成员", "书记员"
ON_PANEL = (PANEL_HEAD, PANEL_MEMBER)
