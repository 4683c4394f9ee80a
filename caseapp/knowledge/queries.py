"""Asking what the desk knows: finding an answer, whether it may be given today, citing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.words import long_day
from caseapp.knowledge.matching import ranked
from caseapp.knowledge.models import KnowledgeItem
from caseapp.knowledge.words import NotFilled, Unknown, filled
from caseapp.law.wording import in_force

_TABLE: Any = KnowledgeItem.__table__
_ALL = sa.select(_TABLE).order_by(KnowledgeItem.key, KnowledgeItem.edition.desc())
_OF_KEY = (
    sa.select(_TABLE)
    .where(KnowledgeItem.key == sa.bindparam("key"))
    .order_by(KnowledgeItem.edition.desc())
)
NEVER = "没有生效（已撤回，或者当天被新版本代替）"
MOST_SHOWN = 10
MOST_KEPT_BACK = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer that may be given on a day, its open words filled."""

    id: int
    title: str
    question: str
    answer: str
    source: str
    valid: str
    review: str


@dataclass(frozen=True, slots=True)
class KeptBack:
    """An answer that fits but must not be given, and why."""

    id: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """The best answers, how many there are in all, and what was kept back."""

    items: tuple[Offered, ...]
    total: int
    kept_back: tuple[KeptBack, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What is stored with an answer that was given: which edition, by what, how it read that day."""

    item_id: int
    key: str
    edition: int
    title: str
    source: str
    valid: str
    text: str


def item(item_id: int) -> KnowledgeItem | None:
    """Return one edition of an answer."""
    return db.session.get(KnowledgeItem, item_id)


def editions(key: str) -> Sequence[Any]:
    """Return all editions of an answer, newest first; those that never hold stand below the others."""
    return sorted(plain_rows(_OF_KEY, {"key": key}), key=never_holds)


def newest_of(keys: Iterable[str]) -> list[Any]:
    """Return the newest edition of each of these answers."""
    return [editions(key)[0] for key in sorted(keys)]


def standing(day: date) -> list[Any]:
    """Return each answer once: the edition of the day, or the newest where none holds."""
    rows: dict[str, Any] = {}
    for row in plain_rows(_ALL):
        known = rows.get(row.key)
        if known is None or _rank(row, day) > _rank(known, day):
            rows[row.key] = row
    return list(rows.values())


def never_holds(row: Any) -> bool:
    """Say whether an edition was withdrawn before its first day, or replaced on it."""
    return row.since is not None and row.until is not None and row.until < row.since


def _rank(row: Any, day: date) -> int:
    return 2 * holds(row, day) + (not never_holds(row))


def holds(row: Any, day: date) -> bool:
    """Say whether an edition is valid on a day."""
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def why_not(row: Any, day: date) -> str:
    """Say why an answer must not be given on a day; empty when it may."""
    if never_holds(row):
        return f"{NEVER}，不能照此答复。"
    if row.until is not None and row.until < day:
        return f"有效期至{long_day(row.until)}，已经失效，不能照此答复。"
    if row.since is not None and day < row.since:
        return f"自{long_day(row.since)}起才有效，现在不能照此答复。"
    try:
        filled(row.answer, day)
    except NotFilled as no:
        return f"{no}，不能照此答复；请先核实现行规定。"
    except Unknown as no:
        return f"答复中的“{{{{{no.word}}}}}”不在可用的词中，请先改正。"
    return ""


def matching(query: str, *, day: date, matter: str = "", right_kind: str = "") -> list[Any]:
    """Return the answers that fit what was typed, best first, whether or not they hold."""
    rows = [row for row in standing(day) if _fits(row, matter, right_kind)]
    texts = [{"title": row.title, "question": row.question, "answer": row.answer} for row in rows]
    return [rows[at] for at in ranked(query, texts)]


def find(query: str, *, day: date, matter: str = "", right_kind: str = "") -> Found:
    """Return the answers that may be given and fit; one out of its days is never among them."""
    best = matching(query, day=day, matter=matter, right_kind=right_kind)
    faults = {row.id: why_not(row, day) for row in best}
    good = [row for row in best if not faults[row.id]]
    bad = [KeptBack(row.id, row.title, faults[row.id]) for row in best if faults[row.id]]
    shown = tuple(_offered(row, day) for row in good[:MOST_SHOWN])
    return Found(shown, len(good), tuple(bad[:MOST_KEPT_BACK]))


def citation(item_id: int, day: date) -> Citation:
    """Return what is stored beside an answer given on a day; one that must not be given is not there."""
    row = item(item_id)
    if row is None or why_not(row, day):
        raise NotVisible
    return Citation(
        item_id=row.id,
        key=row.key,
        edition=row.edition,
        title=row.title,
        source=row.source,
        valid=valid_words(row),
        text=filled(row.answer, day),
    )


def text_on(row: Any, day: date) -> str:
    """Return an answer as it reads on a day; as it was written where a word cannot be filled."""
    try:
        return filled(row.answer, day)
    except (NotFilled, Unknown):
        return str(row.answer)


def valid_words(row: Any) -> str:
    """Say from when to when an answer is valid."""
    if never_holds(row):
        return NEVER
    return in_force(row.since, row.until) if row.since or row.until else "长期有效"


def review_words(row: Any) -> str:
    """Say who last looked an answer over."""
    if row.reviewed_on is None:
        return "随系统提供，本机关尚未复核" if row.is_shipped else "尚未复核"
    return f"{row.reviewed_by} {row.reviewed_on.isoformat()} 复核"


def _fits(row: Any, matter: str, right_kind: str) -> bool:
    return (not matter or not row.matters or matter in row.matters) and (
        not right_kind or not row.right_kinds or right_kind in row.right_kinds
    )


def _offered(row: Any, day: date) -> Offered:
    return Offered(
        id=row.id,
        title=row.title,
        question=row.question,
        answer=filled(row.answer, day),
        source=row.source,
        valid=valid_words(row),
        review=review_words(row),
    )
