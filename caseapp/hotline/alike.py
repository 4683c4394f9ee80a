"""Two tickets side by side: what they share, how rare that is, and what was said of the pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.accounts.person import Person
from caseapp.hotline import queries
from caseapp.hotline.hints import KIND, AlikeFound, alike_to, rows_of, told_of
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import MATTERS, STATES
from caseapp.law.wording import long_date
from caseapp.likeness import queries as likeness
from caseapp.likeness.actions import VERDICTS
from caseapp.likeness.traits import Trait, traits_of
from caseapp.likeness.weighing import FEW, Likeness, Reason, compare

# Field of a ticket, its label, the kinds of traits that speak of it.
_FIELDS = (
    ("patent_as_printed", "标注专利号", ("patent",)),
    ("respondent", "被反映单位", ("name", "core", "sound", "part")),
    ("respondent_code", "统一社会信用代码", ("code",)),
    ("place", "地址", ("spot", "around")),
    ("platform_link", "网店、商品链接", ("item", "shop")),
    ("product", "商品", ("product",)),
    ("content", "反映内容", ("words", "phone")),
)


@dataclass(frozen=True)
class Line:
    """One field of both tickets, and what of it is the same."""

    label: str
    one: str
    other: str
    same: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What somebody said of a pair, when."""

    verdict: str
    by_name: str
    at: datetime

    @property
    def words(self) -> str:
        """Say the verdict."""
        return VERDICTS[self.verdict]


@dataclass(frozen=True)
class Compared:
    """Two tickets beside each other, the earlier one first."""

    earlier: Ticket
    later: Ticket
    lines: tuple[Line, ...]
    is_likely: bool
    said: Said | None


@dataclass(frozen=True)
class AlikeOf:
    """What a ticket is like: still to be judged, and judged already."""

    waiting: AlikeFound
    judged: tuple[tuple[Any, Said], ...]


def alike_of(ticket: Ticket, *, by: Person) -> AlikeOf:
    """Return what may be about the same matter, and what was said of it; only what this person may see."""
    verdicts = likeness.verdicts_on(KIND, ticket.id)
    waiting = alike_to(traits_of(told_of(ticket)), by=by, without={ticket.id, *verdicts})
    seen = queries.visible_ids(verdicts, by=by) if verdicts else set()
    rows = rows_of(seen)
    judged = ((rows[other], _said(verdicts[other])) for other in sorted(seen, reverse=True))
    return AlikeOf(waiting, tuple(judged))


def compared(one: Ticket, other: Ticket, *, by: Person) -> Compared:
    """Put two tickets beside each other and say field by field what they share."""
    earlier, later = sorted((one, other), key=lambda ticket: ticket.id)
    alike, counts = _weighed(earlier, later, by=by)
    said = likeness.verdict_on(KIND, earlier.id, later.id)
    lines = (
        *_heads(earlier, later),
        *_fields(earlier, later, reasons=alike.reasons, counts=counts),
    )
    return Compared(earlier, later, lines, alike.is_likely, _said(said) if said else None)


def _weighed(one: Ticket, other: Ticket, *, by: Person) -> tuple[Likeness, dict[Trait, int]]:
    """Weigh what two tickets share; whose else it is counts only as far as this person sees."""
    mine, theirs = traits_of(told_of(one)), traits_of(told_of(other))
    holders = likeness.holders_of(KIND, mine & theirs)
    few = {holder for ids in holders.values() if len(ids) < FEW for holder in ids}
    seen = queries.visible_ids(few, by=by) if few else set()
    counts = {
        trait: sum(one in seen for one in ids) if len(ids) < FEW else len(ids)
        for trait, ids in holders.items()
    }
    # Both may be so new that the index does not know them yet.
    counts = {trait: max(2, counts.get(trait, 0)) for trait in mine & theirs}
    return compare(mine, theirs, counts), counts


def _heads(one: Ticket, other: Ticket) -> Sequence[Line]:
    named = (
        Line("事项", MATTERS[one.matter], MATTERS[other.matter]),
        Line("收到", long_date(one.received_on), long_date(other.received_on)),
    )
    alike = [
        Line(row.label, row.one, row.other, ("相同",)) if row.one == row.other else row
        for row in named
    ]
    return (*alike, Line("状态", STATES[one.state], STATES[other.state]))


def _fields(
    one: Ticket, other: Ticket, *, reasons: Sequence[Reason], counts: dict[Trait, int]
) -> Sequence[Line]:
    lines = []
    for name, label, kinds in _FIELDS:
        same = tuple(_words(reason, counts) for reason in reasons if reason.kind in kinds)
        texts = getattr(one, name), getattr(other, name)
        if any(texts) or same:
            lines.append(Line(label, *texts, same))
    return lines


def _words(reason: Reason, counts: dict[Trait, int]) -> str:
    return reason.words(counts.get(Trait(reason.kind, next(iter(reason.values)))))


def _said(row: Any) -> Said:
    return Said(row.verdict, row.by_name, row.at)
