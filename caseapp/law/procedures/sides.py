"""The two sides of a dispute, by the words in which files and papers name them."""

from __future__ import annotations

from collections.abc import Mapping

SIDES: tuple[tuple[str, str], ...] = (("requester", "请求人"), ("respondent", "被请求人"))
SIDE_WORDS: Mapping[str, str] = dict(SIDES)
