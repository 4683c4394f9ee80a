"""The words of text blocks: to whom one is offered, what is given about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OWN, UNIT, OFFICE = "own", "unit", "office"
BLOCK_SCOPES: Mapping[str, str] = {OWN: "本人", UNIT: "本单位", OFFICE: "本机关"}


@dataclass(frozen=True, slots=True)
class BlockGiven:
    """What is told about a text block."""

    scope: str
    title: str
    text: str
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    version: int = 0
