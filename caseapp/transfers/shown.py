"""How a transfer is put into words for its page: facts, chain, acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from caseapp.accounts import queries as accounts
from caseapp.base.words import hours, length
from caseapp.bodies import queries as bodies
from caseapp.bodies.words import KINDS as BODY_KINDS
from caseapp.cases.given import word_of
from caseapp.law import office_hours
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.table import Field
from caseapp.law.working_days import Calendar
from caseapp.transfers.chain import chain_of
from caseapp.transfers.forms import Groups, is_body
from caseapp.transfers.given import TAKEN_DOWN
from caseapp.transfers.item_queries import SENDING
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import Life

# Kept with what was given by the program itself, not typed by anybody.
CASE_STEP = "case_step"
CHANGED = "changed"
BESIDE: Mapping[str, str] = {CASE_STEP: "案件步骤", "case": "线索编号", CHANGED: "更正的内容"}


@dataclass(frozen=True, slots=True)
class Link:
    """One holder of the chain: since when, how long, and by which act it came there."""

    holder: str
    unit: str
    stage: str
    since: datetime
    until: datetime | None
    how_long: str
    worked: str
    move: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of an act with the address it is read at; empty where there is none to read."""

    name: str
    address: str
    move_id: int | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class ActShown:
    """One act of the history with all that was given."""

    id: int
    name: str
    on: date
    at: datetime
    who: str
    for_body: str
    stage: str
    reason: str
    given: Sequence[tuple[str, str]]
    items: Sequence[Attached]


def chain(transfer_id: int, life: Life, *, moves: Sequence[Any], calendar: Calendar) -> list[Link]:
    """Return who had a transfer, in order, with all time and working time."""
    return [
        Link(
            holder=one.holder,
            unit=one.unit,
            stage=life.stages[one.state].name if one.state in life.stages else one.state,
            since=one.since,
            until=one.until,
            how_long=length(one.held),
            worked=hours(one.worked, a_day=office_hours.a_day(one.since)),
            move=life.name_of(one.move),
            by=one.by,
            reason=one.reason,
        )
        for one in chain_of(transfer_id, moves=moves, calendar=calendar)
    ]


def acts(
    rows: Sequence[Any], items: Iterable[Attached], *, kind: Kind, life: Life, edition: str = ""
) -> list[ActShown]:
    """Return what was done, the latest first; `edition` is the procedure of the case it is of."""
    of_move: dict[int, list[Attached]] = {}
    for one in items:
        of_move.setdefault(one.move_id or 0, []).append(one)
    fields = {row.id: _fields(kind, life, row.move) for row in rows}
    names = _names(rows, fields)
    return [
        ActShown(
            id=row.id,
            name=life.name_of(row.move),
            on=row.taken_on,
            at=row.at,
            who=row.by_name,
            for_body=row.body_name or "",
            stage=life.stages[row.to_state].name if row.to_state in life.stages else "",
            reason=row.reason,
            given=_given(fields[row.id], _with_step(row.given or {}, edition), names),
            items=of_move.get(row.id, ()),
        )
        for row in reversed(rows)
    ]


def attached(transfer_id: int, items: Iterable[Any]) -> list[Attached]:
    """Return the files of all acts; a sending is read as the packed file that went out."""
    found, number = [], 0
    for one in items:
        number += one.category == SENDING
        found.append(
            Attached(one.name, _address(transfer_id, one, number), one.move_id, one.withdrawn_at)
        )
    return found


def _address(transfer_id: int, one: Any, number: int) -> str:
    if one.category == SENDING:
        return url_for("transfers.sent_package", transfer_id=transfer_id, number=number)
    if one.withdrawn_at is not None or not (one.sha256 or one.paper_word):
        return ""
    return url_for("transfers.item_file", transfer_id=transfer_id, item_id=one.id)


def _with_step(told: Mapping[str, Any], edition: str) -> Mapping[str, Any]:
    """Call the step of the case as its procedure does; of a case that changed its track, as the former did."""
    key = told.get(CASE_STEP)
    if not key:
        return told
    known = [PROCEDURES[edition]] if edition in PROCEDURES else []
    names = (
        one.name for each in (*known, *PROCEDURES.values()) for one in each.steps if one.key == key
    )
    return {**told, CASE_STEP: next(names, "")}


@dataclass(frozen=True, slots=True)
class _Names:
    """People and bodies that values name by number."""

    people: Mapping[int, str]
    bodies: Mapping[int, str]


def facts(kind: Kind, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what a kind asked beyond the columns, label by label."""
    people = accounts.names_of(_ids(kind.fields, told, "officers", "person"))
    return _given(kind.fields, told, _Names(people, {}))


def _fields(kind: Kind, life: Life, key: str) -> Sequence[Field]:
    if key == "open" or key not in life.moves:
        return kind.fields
    return (*life.moves[key].fields, *life.moves[key].again, *TAKEN_DOWN)


def _names(rows: Sequence[Any], fields: Mapping[int, Sequence[Field]]) -> _Names:
    people: set[int] = set()
    named: set[int] = set()
    for row in rows:
        told = row.given or {}
        people |= _ids(fields[row.id], told, "officers", "person")
        named |= {
            int(told[one.key])
            for one in fields[row.id]
            if is_body(one) and str(told.get(one.key, "")).isdecimal()
        }
    return _Names(accounts.names_of(sorted(people)), bodies.names_of(named))


def _ids(fields: Sequence[Field], told: Mapping[str, Any], *kinds: str) -> set[int]:
    found: set[int] = set()
    for one in fields:
        value = told.get(one.key)
        if one.kind in kinds and value:
            found |= {int(each) for each in (value if isinstance(value, list) else [value])}
    return found


def _given(
    fields: Sequence[Field], told: Mapping[str, Any], names: _Names
) -> list[tuple[str, str]]:
    found = []
    for one in fields:
        value = told.get(one.key)
        if value in (None, "", []):
            continue
        if is_body(one) and str(value).isdecimal():
            found.append((one.label, names.bodies.get(int(value), "")))
        else:
            found.append((one.label, word_of(one, value, names.people)))
    found += [(label, str(told[key])) for key, label in BESIDE.items() if told.get(key)]
    return found


def bodies_by_kind(day: date) -> Groups:
    """Return the bodies in use on a day in groups, to choose one from."""
    groups: dict[str, dict[str, str]] = {name: {} for name in BODY_KINDS.values()}
    for row in bodies.in_force(day):
        groups[BODY_KINDS[row.kind]][str(row.id)] = row.name
    return {name: rows for name, rows in groups.items() if rows}
