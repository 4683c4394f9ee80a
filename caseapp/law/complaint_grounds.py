"""On what grounds a complaint is refused and its mediation ended, as dated rows with their article."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date

from caseapp.law.citations import Citation
from caseapp.law.rows import HERE, rows_on

FILE = HERE / "complaint_grounds.toml"
REFUSE, END = "refuse", "end"
UNSURE = frozenset({"K-", "?"})


@dataclass(frozen=True)
class Ground:
    """One ground: its words and its article, in force from a day to a day."""

    key: str
    kind: str
    words: str
    rule: str
    confidence: str
    article: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def basis(self) -> str:
        """Cite the rule, and say when its article is not confirmed."""
        remark = "待核实" if self.article and self.confidence in UNSURE else ""
        return str(Citation(self.rule, self.article, remark))


@dataclass(frozen=True)
class Rule:
    """One of the two rules on complaints and reports; of the later one no number is confirmed."""

    name: str
    numbered: bool
    valid_from: date | None = None
    valid_to: date | None = None


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return tuple(Rule(**row) for row in tomllib.loads(FILE.read_text("utf-8"))["rule"])


def cited(article: str, on: date) -> str:
    """Cite an article of the rules on complaints as they stood on a day; before the first, that one."""
    rules = _rules()
    rule = next(iter(rows_on(rules, on)), rules[0])
    return str(Citation(rule.name, article if rule.numbered else ""))


@functools.cache
def every_ground() -> tuple[Ground, ...]:
    """Read all grounds once, in the order of the file."""
    return tuple(Ground(**row) for row in tomllib.loads(FILE.read_text("utf-8"))["ground"])


def grounds(kind: str, on: date) -> tuple[Ground, ...]:
    """Return the grounds of a kind that hold on the day of the decision."""
    return tuple(rows_on((row for row in every_ground() if row.kind == kind), on))


def ground(kind: str, name: str, on: date) -> Ground | None:
    """Return the ground with this key or these words, if it holds on the day."""
    return next((row for row in grounds(kind, on) if name in {row.key, row.words}), None)
