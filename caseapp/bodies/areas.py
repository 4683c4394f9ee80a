"""Areas by their code of GB/T 2260: names, and which area lies in which."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from caseapp.accounts.units import CITY

FILE = Path(__file__).parent / "register" / "areas.toml"
HOME = CITY.strip("/")


@functools.cache
def areas() -> Mapping[str, str]:
    """Return every area the register names, by code."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["areas"]  # type: ignore[no-any-return]  # TOML


def area_name(code: str) -> str:
    """Return the name of an area; the whole country has no code."""
    return areas().get(code, code) if code else "全国"


def around(code: str) -> tuple[str, ...]:
    """Return an area and those it lies in, nearest first, the whole country last.

    A code nobody knows is taken for the city: a caller may not know where the shop stands.
    """
    if len(code) != len(HOME) or not code.isdecimal():
        code = HOME
    wider = (code, f"{code[:4]}00", f"{code[:2]}0000", "")
    return tuple(dict.fromkeys(wider))
