"""The kinds of transfers: which register, which way, which life, to whom, with which papers and things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from caseapp.law.procedures.table import Field
from caseapp.transfers import lives
from caseapp.transfers.life import Life

T = TypeVar("T")

# 2015年方案第11项点名的五项制度，各是一个登记簿；联席会议、信息通报另有其表。
REGISTERS: Mapping[str, str] = {
    "meeting": "联席会议",
    "notice": "信息通报",
    "transfer": "案件移送",
    "supervision": "互相监督",
    "assistance": "互相协作",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of transfer; `receivers` are kinds of bodies, empty for any."""

    key: str
    name: str
    register: str
    direction: str  # out, in
    life: str
    receivers: tuple[str, ...] = ()
    # "must", "may" or "none": whether a case or lead of ours lies under it.
    case: str = "may"
    # What the body must be competent for on the day, by the register of bodies; empty asks nothing.
    matter: str = ""
    # The right it is always about; empty where it is to be chosen.
    right: str = ""
    papers: tuple[str, ...] = ()
    # Papers in their place where no case lies under it; empty where they are the same.
    papers_without_case: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    note: str = ""


class Assembled(Mapping[str, T]):
    """The rows of one name that the modules of `lives` write, by key; read when first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _rows(self) -> dict[str, T]:
        found: dict[str, T] = {}
        for one in iter_modules(lives.__path__, f"{lives.__name__}."):
            rows: tuple[Any, ...] = getattr(import_module(one.name), self._name, ())
            for row in rows:
                if row.key in found:
                    raise ValueError(f"{self._name}: {row.key} stands twice")
                found[row.key] = row
        return found

    def __getitem__(self, key: str) -> T:
        """Return the row of a key."""
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys in the order of the modules."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)


KINDS: Mapping[str, Kind] = Assembled[Kind]("KINDS")
LIVES: Mapping[str, Life] = Assembled[Life]("LIVES")


def life_of(kind: str) -> Life:
    """Return the table by which transfers of a kind go on."""
    return LIVES[KINDS[kind].life]
