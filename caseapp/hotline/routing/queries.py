"""Asking the table with the office's own rows in it: who gets a ticket, by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.hotline.day_range import day_fault
from caseapp.hotline.life import AT_DESK
from caseapp.hotline.models import Ticket
from caseapp.hotline.receivers import receiving_sections
from caseapp.hotline.routing.given import WHO, RowGiven
from caseapp.hotline.routing.preview import Preview, ending, preview, with_row
from caseapp.hotline.routing.shipped import shipped
from caseapp.hotline.routing.table import ONE_DAY, Asked, Rule, Table, target_of
from caseapp.hotline.routing_models import RoutingRow

OWN = "自定-"
GONE = "承办机构已撤销，请人工分办或者改规则。"
_OWN_ROWS = sa.select(RoutingRow).order_by(RoutingRow.id)
_NAMES = sa.select(Body.id, Body.key, Body.name, Body.successor_id, Body.moved_on)
_WAITING = (
    sa.select(
        Ticket.right_kind,
        Ticket.matter,
        Ticket.area,
        Ticket.answers,
        Ticket.received_on,
    )
    .where(Ticket.state.in_(AT_DESK))
    .order_by(Ticket.id)
)


class OfTicket(Protocol):
    """What of a ticket decides where it goes."""

    right_kind: str
    matter: str
    area: str
    received_on: date
    answers: dict[str, Any]


@dataclass(frozen=True)
class Routed:
    """Where something goes by the table, and the rule that says so."""

    kind: str  # unit, body, or tell: say which channel it is and hand nothing on
    name: str
    rule: str
    sentence: str
    unit_id: int | None = None
    unit_path: str = ""
    unit_name: str = ""
    body_id: int | None = None
    body_key: str = ""
    body_name: str = ""
    also: str = ""


@dataclass(frozen=True)
class Look:
    """What a change of the table comes to: what is answered otherwise, how many waiting tickets."""

    preview: Preview
    waiting: int


def route(  # noqa: PLR0917 - the columns of the table in its order
    right_kind: str, matter: str, area: str, day: date, *, special: str = ""
) -> Routed:
    """Say who is competent for what was received on a day; the rule stands in the sentence."""
    asked = Asked.of(right_kind, matter, area=area, special=special)
    rule = table().rule(asked, day)
    if rule is None:  # kept out when a row is added; the desk still has to hold the ticket
        return Routed("none", "", "", f"分办规则对“{asked.words()}”没有唯一的答案，请人工分办。")
    return routed(rule, day)


def route_of(ticket: OfTicket, *, taken_for: str = "") -> Routed:
    """Say where a ticket goes, by what it says and the day of its receipt.

    Whoever makes a lead of one that names no right takes it for a patent: `taken_for` is that right.
    """
    return route(
        ticket.right_kind or taken_for,
        ticket.matter,
        ticket.area,
        ticket.received_on,
        special=_special(ticket.answers),
    )


def goes_on(said: Routed) -> bool:
    """Say whether a call is handed on at once: to a body that is there, or to a section with people."""
    sections = {unit_id for unit_id, _ in receiving_sections()}
    return said.body_id is not None if said.kind == "body" else said.unit_id in sections


def departure(said: Routed, *, unit_id: int, body_id: int | None = None) -> str:
    """Return the rule's sentence when somebody else is to get the ticket; empty when it is followed."""
    if said.kind == "none":
        return ""
    wanted = (said.unit_id, None) if said.kind == "unit" else (unit_id, said.body_id)
    followed = said.kind != "tell" and (unit_id, body_id) == wanted
    return "" if followed else said.sentence


def table() -> Table:
    """Return the shipped rows and the office's own."""
    return Table((*shipped().rules, *(as_rule(row) for row in own_rows())))


def refuse_row(given: RowGiven) -> None:
    """Refuse a row that cannot be, before the table is asked."""
    found = list(given.faults())
    days = ((given.since, "起始日期"), (given.until, "截止日期"))
    found += [fault for day, what in days if day and (fault := day_fault(day, what))]
    if given.to_unit and accounts.unit_by_path(given.to_unit) is None:
        found.append("选定的单位不存在。")
    if given.to_body and bodies.with_key(given.to_body) is None:
        found.append("选定的机构在起始日不在名录中。")
    elif given.to_body and _asked_body(given.to_body, given.since) is None:
        found.append(GONE)
    if given.also and _asked_body(given.also, given.since) is None:
        found.append("同时告知的机构在起始日不在名录中，或者已经撤销。")
    if unknown := set(given.overrides) - {rule.id for rule in table().rules}:
        found.append(f"没有规则 {'、'.join(sorted(unknown))}，请核对“代替的规则”。")
    if found:
        raise Refused(*found, remedy="请改正后再预览，已填内容都在。")


def body_choices(day: date) -> list[tuple[str, str]]:
    """Return the bodies that are asked on a day, for a picker."""
    return [(row.key, row.name) for row in bodies.in_force(day)]


def asked_key(key: str, day: date) -> str:
    """Return the key of who is asked by now in a body's place, for a picker."""
    found = _asked_body(key, day)
    return found.key if found is not None else ""


def body_names() -> dict[str, str]:
    """Return every body's name by its key, with who is asked in its place by now."""
    rows = db.session.execute(_NAMES).all()
    names = {row.id: row.name for row in rows}
    return {
        row.key: f"{row.name}（{row.moved_on.isoformat()}起：{names[row.successor_id]}）"
        if row.moved_on and row.successor_id
        else row.name
        for row in rows
    }


def own_rows() -> list[RoutingRow]:
    """Return the office's own rows, oldest first, ended ones too."""
    return list(db.session.scalars(_OWN_ROWS))


def own_row(row_id: int) -> RoutingRow | None:
    """Return one of the office's own rows."""
    return db.session.get(RoutingRow, row_id)


def as_rule(row: RoutingRow) -> Rule:
    """Read an own row as the table does."""
    return Rule(
        id=f"{OWN}{row.id}",
        right_kinds=frozenset(row.right_kinds),
        matters=frozenset(row.matters),
        areas=frozenset(row.areas),
        specials=frozenset(row.specials),
        valid_from=row.since,
        valid_to=row.until,
        sentence=row.sentence,
        basis=row.basis,
        to_unit=row.to_unit,
        to_body=row.to_body,
        tell=row.tell,
        also=row.also,
        overrides=frozenset(row.overrides),
        note=row.reason,
    )


def waiting_elsewhere(before: Table, after: Table) -> int:
    """Count the tickets still at the desk that another table would send elsewhere; no content is read."""
    waiting = Counter((_question(row), row.received_on) for row in db.session.execute(_WAITING))
    return sum(
        count
        for (asked, day), count in waiting.items()
        if target_of(before.rule(asked, day)) != target_of(after.rule(asked, day))
    )


def look_at(given: RowGiven) -> Look:
    """Say what a row that is not saved yet would change."""
    before = table()
    return _look(before, with_row(before, given.rule("")), given.since)


def look_at_ending(row: RoutingRow, last: date) -> Look:
    """Say what ending an own row would change."""
    before = table()
    return _look(before, ending(before, as_rule(row).id, last), last + ONE_DAY)


def _look(before: Table, after: Table, since: date) -> Look:
    return Look(preview(before, after, since), waiting_elsewhere(before, after))


def _question(row: Any) -> Asked:
    special = _special(row.answers)
    return Asked.of(row.right_kind, row.matter, area=row.area, special=special)


def _special(answers: Mapping[str, Any] | None) -> str:
    return str((answers or {}).get("special", ""))


def routed(rule: Rule, day: date) -> Routed:
    """Say where one row sends: the rule is that of the day, the body the one asked by now."""
    body = _asked_body(rule.to_body, day)
    also = _asked_body(rule.also, day)
    if rule.to_body and body is None and not rule.tell:
        return Routed("none", "", rule.id, f"按{rule.basis}（规则 {rule.id}）：{GONE}")
    unit = accounts.unit_by_path(rule.to_unit) if rule.to_unit else None
    told = f"{rule.tell}（{body.name}）" if rule.tell and body else rule.tell
    name = told or (unit.name if unit else "") or (body.name if body else rule.to_body)
    return Routed(
        kind=rule.kind,
        name=name,
        rule=rule.id,
        sentence=_sentence(rule, name),
        unit_id=unit.id if unit else None,
        unit_path=rule.to_unit,
        unit_name=unit.name if unit else "",
        body_id=body.id if body else None,
        body_key=body.key if body else "",
        body_name=body.name if body else "",
        also=also.name if also else "",
    )


def _asked_body(key: str, day: date) -> Body | None:
    """Return who is asked by now in a body's place; a day to come is looked at as it will be."""
    on = max(day, today())
    found = bodies.successor_on(key, on) if key else None
    return found if found is not None and bodies.is_in_force(found, on) else None


def _sentence(rule: Rule, name: str) -> str:
    since = f"，{rule.valid_from.isoformat()}起" if rule.valid_from else ""
    said = rule.sentence.replace(WHO, name)
    return f"按{rule.basis}：{said}（规则 {rule.id}{since}）"
