"""Pages of a list by keyset: never an offset, never an unbounded count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from caseapp.base.db import plain_rows

Row = TypeVar("Row")
PAGE_ROWS = 50
COUNT_CAP = 1000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, with words for how many there are."""

    rows: Sequence[Row]
    next_key: str
    total: int
    total_is_exact: bool
    first_page: bool = True

    @property
    def words(self) -> str:
        """Say "本页 n 项，共 m 项": no list hides what it left out."""
        total = f"共 {self.total:,} 项" if self.total_is_exact else f"{self.total:,} 项以上"
        return f"本页 {len(self.rows)} 项，{total}"


def count_up_to(statement: Any, cap: int = COUNT_CAP) -> tuple[int, bool]:
    """Count at most cap rows, so that a count costs the same at any size."""
    inner = statement.order_by(None).limit(cap + 1).subquery()
    n: int = plain_rows(sa.select(sa.func.count()).select_from(inner))[0][0]
    return (n, True) if n <= cap else (cap, False)


def fetch_page(
    statement: Any,
    *,
    key_of: Callable[[Any], str],
    after: sa.ColumnElement[bool] | None,
    counted: Any,
    rows: int = PAGE_ROWS,
) -> Page[Any]:
    """Fetch one page of an ordered statement; `after` is the keyset condition, None on page one."""
    wanted = statement if after is None else statement.where(after)
    found = plain_rows(wanted.limit(rows + 1))
    total, exact = count_up_to(counted)
    more = len(found) > rows
    shown = found[:rows]
    return Page(
        rows=shown,
        next_key=key_of(shown[-1]) if more else "",
        total=total,
        total_is_exact=exact,
        first_page=after is None,
    )
