"""The two ways the law's tables can fail: no answer for a question, or a fault in the data."""

from __future__ import annotations

from collections.abc import Sequence


class NoAnswer(Exception):
    """The tables have no lawful answer: one Chinese sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FaultyData(Exception):
    """A table of the law contradicts itself: every fault is named at once."""

    def __init__(self, table: str, faults: Sequence[str]) -> None:
        super().__init__(f"{table}: " + "; ".join(faults))
        self.table = table
        self.faults = tuple(faults)
