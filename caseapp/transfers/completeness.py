"""Whether a transfer has with it what its receiver must get: dated check lists, judged against the items."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from caseapp.base.errors import Refused

LISTS = Path(__file__).with_name("check_lists.toml")
OUT = "out"
# How much each thing a list names counts when several fit.
WEIGHTS = {"kinds": 4, "receivers": 2, "registers": 1}


class Thing(Protocol):
    """What is asked of an item: its category, and of a paper its kind."""

    @property
    def category(self) -> str:
        """Return the category it was put under."""

    @property
    def paper_kind(self) -> str:
        """Return the catalogue key of a paper of ours; empty for anything else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a receiver must get, and by which article."""

    category: str
    name: str
    basis: str
    required: bool = False
    # It may go without, with a reason that the receiver reads.
    may_lack: bool = False
    papers: tuple[str, ...] = ()
    # Further categories that do as well.
    also: tuple[str, ...] = ()
    since: date = date.min
    until: date = date.max
    confidence: str = ""
    note: str = ""

    @property
    def is_unsure(self) -> bool:
        """Say whether its article still has to be checked."""
        return self.confidence in ("?", "K-")

    def is_met_by(self, thing: Thing) -> bool:
        """Say whether an item is what this row asks; a paper of ours must be one of its papers."""
        if thing.category not in (self.category, *self.also):
            return False
        strict = thing.category == self.category and self.papers and thing.paper_kind
        return not strict or thing.paper_kind in self.papers


@dataclass(frozen=True, slots=True)
class CheckList:
    """What one sort of receiver must get with one sort of transfer, from when to when."""

    key: str
    name: str
    rows: tuple[Row, ...]
    direction: str = OUT
    kinds: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    # Categories that may go there at all; empty for any.
    categories: tuple[str, ...] = ()
    only_why: str = ""
    since: date = date.min
    until: date = date.max

    @property
    def weight(self) -> int:
        """Say how closely it is written for one sort."""
        return sum(weight for name, weight in WEIGHTS.items() if getattr(self, name))

    def fits(self, asked: Asked) -> bool:
        """Say whether it speaks of such a transfer on that day."""
        pairs = (
            (self.kinds, asked.kind),
            (self.receivers, asked.receiver),
            (self.registers, asked.register),
        )
        return (
            self.direction == asked.direction
            and self.since <= asked.on <= self.until
            and all(not wanted or have in wanted for wanted, have in pairs)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which transfer the list is wanted."""

    kind: str
    register: str
    receiver: str
    on: date
    direction: str = OUT


@dataclass(frozen=True, slots=True)
class Checked:
    """One row with what was found for it."""

    row: Row
    things: tuple[Any, ...] = ()
    reason: str = ""

    @property
    def state(self) -> str:
        """Say it in one word: there, explained, missing or left out because nobody must."""
        if self.things:
            return "there"
        if self.reason and self.row.may_lack:
            return "explained"
        return "missing" if self.row.required else "optional"

    @property
    def words(self) -> str:
        """Say what was found, in the words of the office."""
        names = "、".join(getattr(one, "name", "") for one in self.things)
        said = {
            "explained": f"没有，理由：{self.reason}",
            "missing": "还缺",
            "optional": "没有，可以不附",
        }
        return said.get(self.state, f"有：{names}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check list says of a transfer."""

    name: str
    rows: tuple[Checked, ...]
    refused: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Checked, ...]:
        """Return the rows that stop it."""
        return tuple(one for one in self.rows if one.state == "missing")

    @property
    def explained(self) -> tuple[Checked, ...]:
        """Return the rows it goes without, each with its reason."""
        return tuple(one for one in self.rows if one.state == "explained")

    @property
    def is_complete(self) -> bool:
        """Say whether it may be sent."""
        return not self.missing and not self.refused

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say what is missing, and by which article."""
        return (
            *(f"还缺“{one.row.name}”（{one.row.basis}）。" for one in self.missing),
            *self.refused,
        )


@dataclass(frozen=True, slots=True)
class KeptBack:
    """Papers that stay in the house unless a list names them."""

    volume: str
    why: str


def list_for(asked: Asked) -> CheckList | None:
    """Return the list written most closely for such a transfer; where two do, the later one."""
    fitting = [one for one in lists() if one.fits(asked)]
    return max(fitting, key=lambda one: (one.weight, one.since), default=None)


def judge(asked: Asked, things: Sequence[Thing], reasons: Mapping[str, str]) -> Verdict:
    """Hold the items against the list; `reasons` say, by the name of a row, why it goes without."""
    wanted = list_for(asked)
    if wanted is None:
        return Verdict("", ())
    return Verdict(
        wanted.name,
        tuple(
            Checked(
                row,
                tuple(one for one in things if row.is_met_by(one)),
                reasons.get(row.name, "").strip(),
            )
            for row in rows_on(wanted, asked.on)
        ),
        tuple(_not_for(wanted, things)),
    )


def rows_on(wanted: CheckList, on: date) -> list[Row]:
    """Return the rows of a list that hold on a day."""
    return [one for one in wanted.rows if one.since <= on <= one.until]


def category_of(asked: Asked, paper_kind: str) -> str:
    """Tell under which category a paper of ours goes to this receiver: by the list, else a case paper."""
    wanted = list_for(asked)
    rows = rows_on(wanted, asked.on) if wanted else []
    return next((one.category for one in rows if paper_kind in one.papers), "case_paper")


def why_kept_back(asked: Asked, *, paper_kind: str, volume: str) -> str:
    """Say why a paper is not for others; nothing when the list names it for this receiver."""
    wanted = list_for(asked)
    named = {key for one in (wanted.rows if wanted else ()) for key in one.papers}
    if paper_kind in named:
        return ""
    return next((one.why for one in kept_back() if volume.startswith(one.volume)), "")


def refuse_kept_back(asked: Asked, *, paper_kind: str, volume: str, title: str) -> None:
    """Refuse a paper that is not for others, unless the list names it for this receiver."""
    if why := why_kept_back(asked, paper_kind=paper_kind, volume=volume):
        raise Refused(
            f"《{title}》不能列入移送材料：{why}。",
            remedy="对方确需了解有关情况的，请在移送函或者调查报告里写明。",
        )


def _not_for(wanted: CheckList, things: Sequence[Thing]) -> list[str]:
    if not wanted.categories:
        return []
    names = [getattr(one, "name", "") for one in things if one.category not in wanted.categories]
    return [f"{wanted.only_why}：请撤下“{'”“'.join(names)}”。"] if names else []


@cache
def lists() -> tuple[CheckList, ...]:
    """Read the lists; a row of an unknown category is a fault of the file."""
    read = _read()
    found = tuple(_list(row) for row in read["list"])
    for one in found:
        for row in one.rows:
            unknown = {row.category, *row.also, *one.categories} - read["categories"].keys()
            if unknown:
                raise ValueError(f"{one.key}: {unknown}")
    return found


@cache
def categories() -> Mapping[str, str]:
    """Return the categories items are put under, with their names."""
    return dict(_read()["categories"])


@cache
def kept_back() -> tuple[KeptBack, ...]:
    """Return which papers stay in the house."""
    return tuple(KeptBack(**one) for one in _read()["kept_back"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(LISTS.read_text("utf-8"))


def _list(read: Mapping[str, Any]) -> CheckList:
    rest = {key: _plain(value) for key, value in read.items() if key != "row"}
    return CheckList(rows=tuple(_row(one) for one in read["row"]), **rest)


def _row(read: Mapping[str, Any]) -> Row:
    return Row(**{key: _plain(value) for key, value in read.items()})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
