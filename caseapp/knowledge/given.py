"""What is written down as an answer of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LABELS = {
    "title": "标题",
    "question": "来电人怎么问",
    "answer": "答复",
    "matters": "事项",
    "right_kinds": "权利种类",
    "source": "依据",
    "since": "有效自",
    "until": "有效至",
}


@dataclass(frozen=True, slots=True)
class ItemGiven:
    """An answer with its source and the days it holds; no matter, no right means any."""

    title: str
    question: str
    answer: str
    source: str
    matters: tuple[str, ...] = ()
    right_kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
