"""Citing the law: a rule, its article, and from when to when that text was the one to cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.law.rows import rows_on


@dataclass(frozen=True)
class Citation:
    """One rule and its article; a row that brings its own words has them in `plain`."""

    rule: str = ""
    article: str = ""
    remark: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    plain: str = ""

    def __str__(self) -> str:
        """Write the citation as papers do."""
        if self.plain:
            return self.plain
        marks = [] if self.article else ["条号待核"]
        if self.remark:
            marks.append(self.remark)
        tail = f"（{'，'.join(marks)}）" if marks else ""
        return f"《{self.rule}》{self.article}{tail}"


def citations(parts: Iterable[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Turn the basis of a row into citations."""
    return tuple(Citation(**part) for part in parts)


def cited_on(cites: Iterable[Citation], day: date) -> str:
    """Cite the rules as they stood on a day; where none stood, as they stand at all."""
    every = tuple(cites)
    return "、".join(str(cite) for cite in rows_on(every, day) or every)
