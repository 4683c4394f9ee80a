"""One question as one statement: it matches once, then counts, draws facets and picks the first hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from caseapp.search.ask import Ask, Chosen, Found, Order
from caseapp.search.card import facet_token
from caseapp.search.index import place
from caseapp.search.matching import Match
from caseapp.search.postgres_rows import plain
from caseapp.search.postgres_words import (
    Condition,
    holds,
    is_named,
    is_numbered,
    is_written,
    leads,
    needs_proof,
)

_TEXTS = ARRAY(sa.Text)
_COUNT, _FACET, _HIT = 0, 1, 2
_EXACT_NUMBER, _IN_NAME, _IN_TEXT, _BY_SOUND = 3, 2, 1, 0
_NEVER = date.max.toordinal() + 1


def statement(ask: Ask, table: sa.Table) -> sa.CompoundSelect[tuple[object, ...]]:
    """Return the statement that answers; each of its lines says by its first column what it is."""
    names = sorted({name for name, _ in ask.chosen})
    matched = _matched(ask, table, names)
    having = {name: matched.c[_column(number)] for number, name in enumerate(names)}
    return sa.union_all(
        _counted(matched, having), _faceted(matched, having), _first(ask, matched, having)
    )


def read(lines: Iterable[sa.Row[Any]], ask: Ask) -> dict[str, Found]:
    """Return what the lines of the answer say."""
    found: dict[str, Found] = {}
    for line in lines:
        what, kind, facet, number, tier, day = tuple(line)
        mine = found.setdefault(kind, Found())
        if what == _COUNT:
            mine.total = number
        elif what == _FACET:
            name, _, value = facet.partition("=")
            mine.facets[name, value] = number
        else:
            mine.matches.append(Match(tier, day, number, kind))
    for one in found.values():
        one.matches.sort(key=place(ask.order))
    return found


def _matched(ask: Ask, table: sa.Table, names: list[str]) -> sa.CTE:
    """Match: first by lexemes and rights, last what must be read to be proved."""
    tree = ask.query.tree
    query = leads(tree)
    where: list[Condition] = []
    if query:
        where.append(table.c.lexemes.bool_op("@@")(sa.cast(query, TSQUERY)))
    where += [_permitted(ask, table), *_of_days(ask, table), *_not_elsewhere(ask, table)]
    where += [holds(part, table) for part in tree.parts if needs_proof(part)]
    heard = any(word.others for word in ask.query.words)
    by_sound = [(~is_written(tree, table), _BY_SOUND)] if heard else []
    tier = sa.case(
        (is_numbered(tree, table), _EXACT_NUMBER),
        *by_sound,
        (is_named(tree, table), _IN_NAME),
        else_=_IN_TEXT,
    )
    chosen = [
        _has_one(ask.chosen, name, table).label(_column(number))
        for number, name in enumerate(names)
    ]
    columns = (table.c.kind, table.c.object_id, table.c.day, table.c.facets)
    asked = sa.select(*columns, tier.label("tier"), *chosen).where(*where)
    return asked.cte("matched").prefix_with("MATERIALIZED", dialect="postgresql")


def _column(number: int) -> str:
    return f"has_{number}"


def _permitted(ask: Ask, table: sa.Table) -> Condition:
    """Nothing is counted, not even looked at, that carries none of a person's tokens."""
    # Joined with nothing, so that the key of the table never looks like the way to the rows.
    of = table.c.kind.concat("")
    free = [kind for kind, tokens in ask.rights.items() if tokens is None]
    bound = [
        (of == kind) & _overlaps(table.c.acl, tokens)
        for kind, tokens in ask.rights.items()
        if tokens is not None
    ]
    return sa.or_(of == sa.any_(sa.cast(free, _TEXTS)), *bound)


def _overlaps(column: sa.ColumnElement[list[str]], tokens: Iterable[str]) -> Condition:
    return column.bool_op("&&")(sa.cast(sorted(map(plain, tokens)), _TEXTS))


def _of_days(ask: Ask, table: sa.Table) -> list[Condition]:
    if not (ask.since or ask.until):
        return []
    first = ask.since.toordinal() if ask.since else 1
    last = ask.until.toordinal() if ask.until else date.max.toordinal()
    return [table.c.day.between(first, last)]


def _not_elsewhere(ask: Ask, table: sa.Table) -> list[Condition]:
    by_kind: dict[str, list[int]] = {}
    for kind, number in sorted(ask.without):
        by_kind.setdefault(kind, []).append(number)
    ids = ARRAY(sa.BigInteger)
    return [
        sa.not_((table.c.kind == kind) & (table.c.object_id == sa.any_(sa.cast(numbers, ids))))
        for kind, numbers in by_kind.items()
    ]


def _has_one(chosen: Iterable[Chosen], name: str, table: sa.Table) -> Condition:
    return _overlaps(table.c.facets, [facet_token(*one) for one in chosen if one[0] == name])


def _counted(matched: sa.CTE, having: Mapping[str, Condition]) -> sa.Select[tuple[object, ...]]:
    total = sa.func.count().filter(sa.and_(sa.true(), *having.values()))
    return sa.select(
        sa.literal(_COUNT), matched.c.kind, _no_text(), total, _no_number(), _no_number()
    ).group_by(matched.c.kind)


def _faceted(matched: sa.CTE, having: Mapping[str, Condition]) -> sa.Select[tuple[object, ...]]:
    """Count the values of every facet, each under what is chosen of the others."""
    facet = sa.func.unnest(matched.c.facets).table_valued("value", name="facet").render_derived()
    value: sa.ColumnElement[str] = facet.c.value
    ways = [
        sa.and_(_is_of(value, name), *(one for other, one in having.items() if other != name))
        for name in having
    ]
    rest = sa.and_(sa.true(), *having.values(), *(~_is_of(value, name) for name in having))
    line = sa.select(
        sa.literal(_FACET), matched.c.kind, value, sa.func.count(), _no_number(), _no_number()
    )
    from_both = line.select_from(matched.join(facet, sa.true()))
    return from_both.where(sa.or_(*ways, rest)).group_by(matched.c.kind, value)


def _is_of(value: sa.ColumnElement[str], name: str) -> Condition:
    return sa.func.starts_with(value, facet_token(name, ""))


def _first(
    ask: Ask, matched: sa.CTE, having: Mapping[str, Condition]
) -> sa.Select[tuple[object, ...]]:
    """Pick the first hits of each kind in the order asked for."""
    at = sa.func.row_number().over(partition_by=matched.c.kind, order_by=_order(ask, matched))
    columns = (matched.c.kind, matched.c.object_id, matched.c.tier, matched.c.day)
    ordered = sa.select(*columns, at.label("at")).where(*having.values()).subquery("ordered")
    hit = ordered.c
    return sa.select(
        sa.literal(_HIT), hit.kind, _no_text(), hit.object_id, hit.tier, hit.day
    ).where(hit.at <= ask.most)


def _order(ask: Ask, matched: sa.CTE) -> list[sa.ColumnElement[Any]]:
    newest: list[sa.ColumnElement[Any]] = [matched.c.day.desc(), matched.c.object_id.desc()]
    if ask.order is Order.OLDEST:
        never = sa.func.coalesce(sa.func.nullif(matched.c.day, 0), _NEVER)
        return [never.asc(), matched.c.object_id.desc()]
    return newest if ask.order is Order.NEWEST else [matched.c.tier.desc(), *newest]


def _no_text() -> sa.ColumnElement[str]:
    return sa.cast(sa.null(), sa.Text)


def _no_number() -> sa.ColumnElement[int]:
    return sa.cast(sa.null(), sa.Integer)
