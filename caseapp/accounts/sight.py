"""Who may see a file: one table of rules, each for a single file and as a condition of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import Unit
from caseapp.accounts.person import Person

# What an emergency opens: reading, never acting.
IN_EMERGENCY = frozenset({"case.read", "paper.read"})
# What a delegated unit's cases are open for: the one above reads, and does not act.
DELEGATED = frozenset({"case.read", "paper.read"})
LEVELS = {0: "普通", 1: "敏感"}


@dataclass(frozen=True)
class Thing:
    """What a decision is about, as far as rights are concerned."""

    unit_path: str
    team: Collection[int] = frozenset()
    recused: Collection[int] = frozenset()
    is_sealed: bool = False
    named: Collection[int] = frozenset()
    level: int = 0
    id: int = 0


@dataclass(frozen=True)
class Decision:
    """Yes or no, with the reason for the log."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        """Let a decision stand where a yes or no is asked."""
        return self.allowed


@dataclass(frozen=True)
class Reach:
    """Which units a permission covers; those another unit lets it read are `lent`."""

    paths: tuple[str, ...] = ()
    own: bool = False
    lent: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all is in reach."""
        return not self.paths and not self.own

    @property
    def is_everything(self) -> bool:
        """Say whether no filter by unit is needed."""
        return "/" in self.paths

    @property
    def all_paths(self) -> tuple[str, ...]:
        """Return the units covered and those lent."""
        return (*self.paths, *self.lent)

    def covers(self, unit_path: str) -> bool:
        """Say whether a unit is in reach, its own or lent."""
        return lies_under(unit_path, self.all_paths)


@dataclass(frozen=True)
class Files:
    """The columns and conditions of a table of files; `me` may be a number or a bound value."""

    id: sa.SQLColumnExpression[int]
    unit_path: sa.SQLColumnExpression[str]
    level: sa.SQLColumnExpression[int]
    is_sealed: sa.SQLColumnExpression[bool]
    on_team: Callable[[Any], sa.ColumnElement[bool]]
    recused: Callable[[Any], sa.ColumnElement[bool]]
    named: Callable[[Any], sa.ColumnElement[bool]]


@dataclass(frozen=True)
class Who:
    """Who asks and for what: the value a filter is built from, kept as long as it stays the same."""

    me: Any
    clearance: Any
    reach: Reach
    emergencies: tuple[int, ...] = ()
    is_clock: bool = False


def who(person: Person, permission: str, reach: Reach) -> Who:
    """Return what the rules look at of a person who asks for a permission."""
    return Who(
        me=person.id,
        clearance=person.clearance,
        reach=reach,
        emergencies=person.emergencies if permission in IN_EMERGENCY else (),
        is_clock=person.is_clock,
    )


@dataclass(frozen=True)
class Rule:
    """One line of the table; the first that holds decides."""

    key: str
    allows: bool
    words: str
    holds: Callable[[Who, Thing], bool]
    where: Callable[[Who, Files], sa.ColumnElement[bool]]


def _is_one_of(number: sa.SQLColumnExpression[int], ids: Collection[int]) -> sa.ColumnElement[bool]:
    return number.in_(ids) if ids else sa.false()


def lies_under(unit_path: str, paths: Iterable[str]) -> bool:
    """Say whether a unit lies under one of the paths."""
    return any(unit_path.startswith(path) for path in paths)


def under(unit_path: sa.SQLColumnExpression[str], paths: Collection[str]) -> sa.ColumnElement[bool]:
    """Return the same as a condition: whole paths of the few units, so that any index serves."""
    if not paths:
        return sa.false()
    if "/" in paths:
        return sa.true()
    lies = sa.or_(*(Unit.path.startswith(path, autoescape=True) for path in paths))
    return unit_path.in_(sa.select(Unit.path).where(lies))


# Read from the top; what no rule allows is refused. Each line says the same thing twice, side by
# side, for one file and for a list: tests/policy asks both of random offices.
RULES: tuple[Rule, ...] = (
    Rule(
        "clock",
        allows=True,
        words="期限届满由系统自动办理。",
        holds=lambda by, _thing: by.is_clock,
        where=lambda by, _files: sa.true() if by.is_clock else sa.false(),
    ),
    Rule(
        "recused",
        allows=False,
        words="本人已回避本案。",
        holds=lambda by, thing: by.me in thing.recused,
        where=lambda by, files: files.recused(by.me),
    ),
    Rule(
        "emergency",
        allows=True,
        words="经核准紧急查阅，尚未到时。",
        holds=lambda by, thing: thing.id in by.emergencies,
        where=lambda by, files: _is_one_of(files.id, by.emergencies),
    ),
    Rule(
        "sealed",
        allows=False,
        words="案件已封存，只有指定人员可见。",
        holds=lambda by, thing: thing.is_sealed and by.me not in thing.named,
        where=lambda by, files: sa.and_(files.is_sealed, sa.not_(files.named(by.me))),
    ),
    Rule(
        "level",
        allows=False,
        words="案件级别高于本人的可阅级别。",
        holds=lambda by, thing: thing.level > by.clearance,
        where=lambda by, files: files.level > by.clearance,
    ),
    Rule(
        "unit",
        allows=True,
        words="在本人的单位范围内。",
        holds=lambda by, thing: lies_under(thing.unit_path, by.reach.paths),
        where=lambda by, files: under(files.unit_path, by.reach.paths),
    ),
    Rule(
        "own",
        allows=True,
        words="本人是承办人员。",
        holds=lambda by, thing: by.reach.own and by.me in thing.team,
        where=lambda by, files: files.on_team(by.me) if by.reach.own else sa.false(),
    ),
    Rule(
        "lent",
        allows=True,
        words="按授权表，本单位可以查阅该单位的案件。",
        holds=lambda by, thing: lies_under(thing.unit_path, by.reach.lent),
        where=lambda by, files: under(files.unit_path, by.reach.lent),
    ),
)
NAMED = "在指定人员名单中；"
NO_RULE = "不在本人的单位范围内，本人也不是承办人员。"
DENIES = tuple(rule for rule in RULES if not rule.allows)


def judge(by: Who, thing: Thing) -> Decision:
    """Say what the first rule that holds says of one file."""
    for rule in RULES:
        if rule.holds(by, thing):
            named = NAMED if rule.allows and by.me in thing.named else ""
            return Decision(rule.allows, named + rule.words)
    return Decision(allowed=False, reason=NO_RULE)


def condition(by: Who, files: Files, rules: tuple[Rule, ...] = RULES) -> sa.ColumnElement[bool]:
    """Return the same rules as one condition on a list."""
    if by.reach.is_empty:
        return sa.false()
    seen: sa.ColumnElement[bool] = sa.false()
    for rule in reversed(rules):
        where = rule.where(by, files)
        seen = sa.or_(where, seen) if rule.allows else sa.and_(sa.not_(where), seen)
    return seen


def not_denied(by: Who, files: Files, *, in_emergency: bool = False) -> sa.ColumnElement[bool]:
    """Return what is left when every rule that denies is asked; in an emergency recusal alone is."""
    denies = [rule for rule in DENIES if rule.key == "recused" or not in_emergency]
    return sa.and_(*(sa.not_(rule.where(by, files)) for rule in denies))
