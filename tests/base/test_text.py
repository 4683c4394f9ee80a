"""Typed text keeps every character a page can carry and none that it cannot."""

import pytest

from caseapp.base.text import keepable


@pytest.mark.parametrize(
    "text",
    ["", "字", "a\tb\r\nc", "𠀀", "é", "<script>{{7*7}}", "\u202e", "\u3000", "\ue000", "👩‍⚖️"],
)
def test_what_can_be_shown_is_kept(text):
    assert keepable(text) == text


@pytest.mark.parametrize(
    "odd",
    ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\ud800", "\ufdd0", "\uffff", "\U0010ffff"],
)
def test_what_cannot_be_shown_is_dropped(odd):
    assert keepable(f"前{odd}后{odd}") == "前后"
