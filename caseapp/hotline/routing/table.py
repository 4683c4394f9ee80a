"""The routing table: what a row says, which row decides, and what is wrong with a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from caseapp.accounts.units import ANSHAN_UNITS, CITY, UnitKind
from caseapp.hotline.words import MATTERS, RIGHT_KINDS

# What decides before kind and matter do: a channel or a body of its own.
SPECIALS = {
    "petition": "信访事项",
    "disclosure": "政府信息公开",
    "discipline": "反映工作人员违纪违法",
    "crime": "涉嫌犯罪",
    "platform": "平台经营者在外地",
}
ORDINARY = ""
OUTSIDE = "outside"
CITY_AREA = next(one.area_code for one in ANSHAN_UNITS if one.path == CITY)
_COUNTIES = tuple(one for one in ANSHAN_UNITS if one.kind is UnitKind.DISTRICT)
AREAS = {
    CITY_AREA: "市区（区县不明）",
    **{one.area_code: one.name.removesuffix("知识产权局") for one in _COUNTIES},
    OUTSIDE: "外地",
}
ONE_DAY = timedelta(days=1)
UNKNOWN_KIND = "other"


@dataclass(frozen=True)
class Asked:
    """One question to the table; the day is the one of receipt."""

    right_kind: str
    matter: str
    area: str
    special: str = ORDINARY

    @classmethod
    def of(cls, right_kind: str, matter: str, *, area: str, special: str = ORDINARY) -> Asked:
        """Read what a ticket says: no kind is 其他, no area is the city, an unknown one lies outside."""
        place = area or CITY_AREA
        return cls(
            right_kind if right_kind in RIGHT_KINDS else UNKNOWN_KIND,
            matter,
            place if place in AREAS else OUTSIDE,
            special if special in SPECIALS else ORDINARY,
        )

    def words(self) -> str:
        """Say it as the office does."""
        of_kind = f"{RIGHT_KINDS[self.right_kind]}{MATTERS[self.matter]}"
        place = AREAS[self.area]
        return "，".join(part for part in (of_kind, place, SPECIALS.get(self.special, "")) if part)


@dataclass(frozen=True)
class Rule:
    """One row: for what, from when to when, to whom, by what; an empty column means any."""

    id: str
    right_kinds: frozenset[str]
    matters: frozenset[str]
    areas: frozenset[str]
    specials: frozenset[str]
    valid_from: date | None
    valid_to: date | None
    sentence: str
    basis: str
    confidence: str = ""
    to_unit: str = ""
    to_body: str = ""
    tell: str = ""
    also: str = ""
    note: str = ""
    overrides: frozenset[str] = field(default_factory=frozenset)

    @property
    def kind(self) -> str:
        """Say what the row does: one of our units, a body outside, or telling a channel."""
        if self.to_unit:
            return "unit"
        return "tell" if self.tell else "body"

    @property
    def target(self) -> str:
        """Return where it goes, to compare two rows by."""
        return self.to_unit or " ".join(part for part in (self.to_body, self.tell) if part)

    @property
    def rank(self) -> tuple[bool, int]:
        """Say how specific it is: a special circumstance first, then by filled columns."""
        filled = sum(bool(one) for one in (self.right_kinds, self.matters, self.areas))
        return bool(self.specials), filled

    def in_force(self, day: date) -> bool:
        """Ask whether the row is in force on a day; both ends count."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def covers(self, asked: Asked) -> bool:
        """Ask whether the row speaks of this."""
        if self.specials and asked.special not in self.specials:
            return False
        columns = (
            (self.right_kinds, asked.right_kind),
            (self.matters, asked.matter),
            (self.areas, asked.area),
        )
        return all(not wanted or value in wanted for wanted, value in columns)


@dataclass(frozen=True)
class Table:
    """All rows, shipped and the office's own."""

    rules: tuple[Rule, ...]

    def leading(self, asked: Asked, day: date) -> list[Rule]:
        """Return the most specific rows in force; one is right, none or two are a fault."""
        found = [rule for rule in self.rules if rule.in_force(day) and rule.covers(asked)]
        overridden = {key for rule in found for key in rule.overrides}
        left = [rule for rule in found if rule.id not in overridden]
        best = max((rule.rank for rule in left), default=None)
        return [rule for rule in left if rule.rank == best]

    def rule(self, asked: Asked, day: date) -> Rule | None:
        """Return the row that decides, or None where the table has no single answer."""
        found = self.leading(asked, day)
        return found[0] if len(found) == 1 else None

    def by_id(self, key: str) -> Rule | None:
        """Return a row by its number."""
        return next((rule for rule in self.rules if rule.id == key), None)

    def days(self, *more: date) -> list[date]:
        """Return the days on which an answer can change, and the day before each."""
        starts = {rule.valid_from for rule in self.rules if rule.valid_from}
        ends = {rule.valid_to + ONE_DAY for rule in self.rules if rule.valid_to}
        turns = starts | ends | set(more)
        return sorted(turns | {day - ONE_DAY for day in turns})


def target_of(rule: Rule | None) -> str:
    """Return where a row sends, empty where no row speaks."""
    return rule.target if rule else ""


@lru_cache(maxsize=1)
def every_question() -> tuple[Asked, ...]:
    """Return whatever a ticket can be about: right kind × matter × area × special circumstance."""
    return tuple(
        Asked(kind, matter, area, special)
        for kind, matter, area, special in product(
            RIGHT_KINDS, MATTERS, AREAS, (ORDINARY, *SPECIALS)
        )
    )


def answers(table: Table, day: date) -> Mapping[Asked, Rule | None]:
    """Answer every question for one day, asking only the rows in force then."""
    then = Table(tuple(rule for rule in table.rules if rule.in_force(day)))
    return {asked: then.rule(asked, day) for asked in every_question()}


def faults(table: Table, days: Iterable[date] = ()) -> list[str]:
    """Name whatever has no answer or two of them; a fault is told once, for its first day."""
    told: dict[tuple[str, ...], str] = {}
    for day in days or table.days():
        then = Table(tuple(rule for rule in table.rules if rule.in_force(day)))
        for asked in every_question():
            found = then.leading(asked, day)
            if len(found) != 1:
                key = tuple(sorted(rule.id for rule in found)) or ("none", asked.matter)
                told.setdefault(key, _fault(asked, day, found))
    return [*_unknown_overrides(table), *told.values()]


def _fault(asked: Asked, day: date, found: list[Rule]) -> str:
    when = f"{day.isoformat()}收到的“{asked.words()}”"
    if not found:
        return f"{when}没有规则可用。"
    return f"{when}有 {len(found)} 条同样具体的规则：{'、'.join(rule.id for rule in found)}。"


def _unknown_overrides(table: Table) -> Iterator[str]:
    known = {rule.id for rule in table.rules}
    for rule in table.rules:
        for key in sorted(rule.overrides - known):
            yield f"规则 {rule.id} 要代替的规则 {key} 不存在。"
