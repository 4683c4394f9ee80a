"""An own row as an administrator writes it, and what of it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseapp.hotline.routing.table import Rule

WHO = "〔承办〕"
_NUMBER = re.compile(r"[\s、，,；;]+")


@dataclass(frozen=True)
class RowGiven:
    """What was filled in; empty columns mean any."""

    right_kinds: tuple[str, ...]
    matters: tuple[str, ...]
    areas: tuple[str, ...]
    specials: tuple[str, ...]
    since: date
    until: date | None
    to_unit: str
    to_body: str
    tell: str
    sentence: str
    basis: str
    overrides: tuple[str, ...]
    reason: str
    also: str = ""

    def rule(self, key: str) -> Rule:
        """Read it as a row of the table."""
        return Rule(
            id=key,
            right_kinds=frozenset(self.right_kinds),
            matters=frozenset(self.matters),
            areas=frozenset(self.areas),
            specials=frozenset(self.specials),
            valid_from=self.since,
            valid_to=self.until,
            sentence=self.sentence,
            basis=self.basis,
            to_unit=self.to_unit,
            to_body=self.to_body,
            tell=self.tell,
            also=self.also,
            overrides=frozenset(self.overrides),
            note=self.reason,
        )

    def faults(self) -> Iterator[str]:
        """Name what stands in the way before the table is asked."""
        if self.until and self.until < self.since:
            yield "截止日期不能早于起始日期。"
        if bool(self.to_unit) == bool(self.to_body or self.tell):
            yield "请选定一个去处：本市单位，或者名录中的机构、告知的渠道，两者只能选一。"
        if self.also and self.also == self.to_body:
            yield "同时告知的机构就是去处，不必再选。"
        if WHO not in self.sentence:
            yield f"规则的话里要写 {WHO}，显示时换成办理单位或者机构当时的名称。"


def numbers(text: str) -> tuple[str, ...]:
    """Read a list of rule numbers as somebody types it."""
    return tuple(dict.fromkeys(one for one in _NUMBER.split(text.strip()) if one))
