"""What a year of cooperation comes to: the figures of tables R4 and R8, each with the rows it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.bodies.models import Body
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.transfers.models import Transfer, TransferMove

CRIMINAL = ("criminal_out",)
MOVED_OUT = ("case_out", "lead_out", *CRIMINAL)
MOVED_IN = ("case_in", "lead_in")
INQUIRIES = ("inquiry_out", "entrust_out", "inquiry_in")
SUPERVISED = ("supervise_in", "supervise_out")
OPENED = ("open",)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: which transfers, by the first of which acts; or rows that another package counts."""

    key: str
    name: str
    meaning: str
    kinds: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    # Only of bodies outside the city, or done under an agreement with them.
    across: bool = False
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a figure: what was counted, on which day, and where its page is."""

    id: int
    family: str
    number: str
    title: str
    body: str
    on: date


R4: tuple[Figure, ...] = (
    Figure("moved_out", "移送案件", "本年发出的案件、线索移送和移送涉嫌犯罪案件，退回后再发的只计一次",
           MOVED_OUT, ("send",)),
    Figure("moved_in", "接收移送", "本年接受的案件、线索移送", MOVED_IN, ("accept",)),
    Figure("across", "跨区域协作办案", "与外地机关的协作和按协作协议办理的协作，按发出或者接收的日期计",
           (), ("send", "accept"), across=True),
    Figure("inquiries", "协助调查", "本年发出的协助调查、委托调查和接收的协助调查",
           INQUIRIES, ("send", "accept")),
    Figure("joint", "联合执法次数", "本年第一次出动的联合执法行动，取消的不计", source="joint"),
    Figure("supervised", "督办案件", "本年收到的上级督办和向下级发出的督办",
           SUPERVISED, ("take_on", "accept", "send")),
)  # fmt: skip
R8: tuple[Figure, ...] = (
    Figure("suspected", "发现涉嫌犯罪", "本年登记的涉嫌犯罪案件", CRIMINAL, OPENED),
    Figure("decided", "负责人决定移送", "本年正职负责人批准移送的", CRIMINAL, ("approve",)),
    Figure("kept", "决定不移送", "本年决定不移送的，理由附卷", CRIMINAL, ("keep",)),
    Figure("transferred", "移送公安机关", "本年送交公安机关的", CRIMINAL, ("send",)),
    Figure("filed", "公安机关立案", "本年公安机关决定立案的", CRIMINAL, ("file",)),
    Figure("refused", "公安机关不予立案", "本年公安机关决定不予立案的", CRIMINAL, ("refuse",)),
    Figure("review", "提请复议", "本年向公安机关提请复议的", CRIMINAL, ("reconsider",)),
    Figure("watch", "建议立案监督", "本年建议人民检察院立案监督的", CRIMINAL, ("ask_procuratorate",)),
    Figure("returned", "移送回来", "本年公安机关、检察院、法院移送回来或者恢复行政程序的", CRIMINAL,
           ("police_return", "not_prosecuted", "court_return", "accept_refusal")),
    Figure("judged", "判处刑罚", "本年法院判处刑罚的", CRIMINAL, ("convict",)),
)  # fmt: skip
TABLES: Mapping[str, tuple[str, tuple[Figure, ...]]] = {
    "R4": ("协作", R4),
    "R8": ("涉嫌犯罪案件移送", R8),
}
FIGURES: Mapping[str, Figure] = {one.key: one for _, rows in TABLES.values() for one in rows}
# What packages beside this one count, entered where the program is put together.
Source = Callable[[Person, date, date], Sequence[Any]]
_SOURCES: dict[str, Source] = {}
_OUTSIDE = ("partner_city",)


def join(sources: Mapping[str, Source]) -> None:
    """Take in what other packages count; said once, where the program is put together."""
    _SOURCES.update(sources)


def rows_of(figure: Figure, by: Person, *, first: date, last: date) -> list[Row]:
    """Return what a figure counts in a span of days, oldest first, of what this person may know."""
    if figure.source:
        counted = _SOURCES.get(figure.source)
        rows = () if counted is None else counted(by, first, last)
        return [_row(figure.source, row) for row in rows]
    found = plain_rows(_question(figure, by), {"first": first, "last": last})
    return [_row("transfer", row) for row in found]


def counts(by: Person, years: Sequence[int]) -> dict[str, dict[int, int]]:
    """Return for each figure how many in each of some years that follow each other."""
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    found: dict[str, dict[int, int]] = {}
    for key, figure in FIGURES.items():
        found[key] = dict.fromkeys(years, 0)
        for row in rows_of(figure, by, first=first, last=last):
            found[key][row.on.year] += 1
    return found


def _row(family: str, row: Any) -> Row:
    return Row(row.id, family, row.number, row.title, row.body, row.on)


def _question(figure: Figure, by: Person) -> Any:
    """Ask for each transfer on which day the act was first made; it counts in that year only."""
    done = (
        sa.select(TransferMove.transfer_id, sa.func.min(TransferMove.taken_on).label("on"))
        .where(TransferMove.move.in_(figure.moves))
        .group_by(TransferMove.transfer_id)
        .subquery()
    )
    narrowed = [is_visible(by), done.c.on.between(sa.bindparam("first"), sa.bindparam("last"))]
    if figure.kinds:
        narrowed.append(Transfer.kind.in_(figure.kinds))
    if figure.across:
        narrowed.append(sa.or_(Body.kind.in_(_OUTSIDE), Transfer.agreement_id.is_not(None)))
    return (
        sa.select(
            *(Transfer.id, Cooperation.number, Cooperation.title, Body.name.label("body")),
            done.c.on,
        )
        .join(Cooperation, Cooperation.id == Transfer.id)
        .join(Body, Body.id == Transfer.body_id)
        .join(done, done.c.transfer_id == Transfer.id)
        .where(*narrowed)
        .order_by(done.c.on, Transfer.id)
    )
