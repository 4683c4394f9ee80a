"""Finding bodies: by key, by what they are competent for on a day, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db, plain_rows
from caseapp.base.paging import Page, fetch_page
from caseapp.base.words import long_day
from caseapp.bodies.areas import area_name, around
from caseapp.bodies.models import Body, BodyCompetence, BodyContact
from caseapp.bodies.words import is_unsure
from caseapp.law.rights import MATTERS, RIGHT_KINDS

_BODIES: Any = Body.__table__
_COMPETENCES: Any = BodyCompetence.__table__
_DAY = sa.bindparam("day", type_=sa.Date())
_BEGINS = sa.func.coalesce(Body.since, Body.asked_from)
_IN_FORCE = sa.and_(
    sa.or_(_BEGINS.is_(None), _BEGINS <= _DAY),
    sa.or_(Body.until.is_(None), Body.until >= _DAY),
    sa.or_(Body.moved_on.is_(None), Body.moved_on > _DAY),
)
_RUNS = sa.and_(
    sa.or_(BodyCompetence.since.is_(None), BodyCompetence.since <= _DAY),
    sa.or_(BodyCompetence.until.is_(None), BodyCompetence.until >= _DAY),
)
_WITH_KEY = sa.select(Body).where(Body.key == sa.bindparam("key"))
_ALL_IN_FORCE = sa.select(_BODIES).where(_IN_FORCE).order_by(Body.id)
_NAMED = sa.select(_BODIES).where(
    Body.name == sa.bindparam("name"),
    Body.area == sa.bindparam("area"),
    Body.until.is_(None),
    Body.moved_on.is_(None),
)
_OF_MATTER = (
    _RUNS,
    BodyCompetence.right_kind.in_(("", sa.bindparam("right"))),
    BodyCompetence.matter.in_(("", sa.bindparam("matter"))),
    BodyCompetence.area.in_(sa.bindparam("areas", expanding=True)),
)
# What a body left open when it was ended goes on with who took over, named in its place.
_LEFT = (
    sa.select(Body.key, *(one for one in _COMPETENCES.c if one.name != "id"))
    .add_columns(BodyCompetence.id.label("competence_id"))
    .join(BodyCompetence, BodyCompetence.body_id == Body.id)
    .where(Body.successor_id.is_not(None), Body.moved_on <= _DAY, *_OF_MATTER)
)
_COMPETENT = (
    sa.select(
        *(Body.id, Body.key, Body.name, Body.short_name, Body.kind, Body.channel),
        *(column for column in _COMPETENCES.c if column.name not in ("id", "body_id")),
        BodyCompetence.id.label("competence_id"),
        Body.confidence.label("body_confidence"),
    )
    .join(BodyCompetence, BodyCompetence.body_id == Body.id)
    .where(_IN_FORCE, *_OF_MATTER)
)


@dataclass(frozen=True, slots=True)
class Competent:
    """A body that is competent for a matter on a day, and why."""

    body_id: int
    key: str
    name: str
    short_name: str
    kind: str
    channel: str
    limited_to: str
    basis: str
    is_unsure: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of bodies is narrowed to; `day` None shows those that are no more as well."""

    kind: str = ""
    right: str = ""
    matter: str = ""
    area: str = ""
    words: str = ""
    day: date | None = None


def body(body_id: int) -> Body | None:
    """Return a body by its id."""
    return db.session.get(Body, body_id)


def with_key(key: str) -> Body | None:
    """Return a body by the key that the tables of the law and of routing name it by."""
    return db.session.scalar(_WITH_KEY, {"key": key})


def named(name: str, area: str) -> Any | None:
    """Return the body of this name and area that is still asked."""
    found = plain_rows(_NAMED, {"name": name, "area": area})
    return found[0] if found else None


def in_force(day: date) -> Sequence[Any]:
    """Return the bodies that are asked on a day."""
    return plain_rows(_ALL_IN_FORCE, {"day": day})


def is_in_force(row: Any, day: date) -> bool:
    """Say whether a body is asked on a day."""
    begins = row.since or row.asked_from
    return (
        (begins is None or begins <= day)
        and (row.until is None or row.until >= day)
        and (row.moved_on is None or row.moved_on > day)
    )


def successor_on(key: str, day: date) -> Body | None:
    """Return who is asked on a day in the place of this body: itself, or who took over."""
    found = with_key(key)
    while found is not None and found.successor_id and found.moved_on and found.moved_on <= day:
        found = body(found.successor_id)
    return found


def line_after(body_id: int, *, by_day: date | None = None) -> list[int]:
    """Return a body and all that took over after it, in order; with a day only those that had by then."""
    line: list[int] = []
    found = body(body_id)
    while found is not None and found.id not in line:
        line.append(found.id)
        has_moved = by_day is None or (found.moved_on is not None and found.moved_on <= by_day)
        found = body(found.successor_id) if found.successor_id and has_moved else None
    return line


def predecessors(body_id: int) -> Sequence[Any]:
    """Return the bodies whose work this one took over."""
    return plain_rows(sa.select(_BODIES).where(Body.successor_id == body_id).order_by(Body.id))


def contacts(body_id: int) -> Sequence[Any]:
    """Return whom to ask at a body, those who left last."""
    table: Any = BodyContact.__table__
    mine = sa.select(table).where(BodyContact.body_id == body_id)
    return plain_rows(mine.order_by(BodyContact.until.is_not(None), BodyContact.id))


def competences(body_id: int) -> Sequence[Any]:
    """Return what a body is competent for and once was."""
    mine = sa.select(_COMPETENCES).where(BodyCompetence.body_id == body_id)
    return plain_rows(mine.order_by(BodyCompetence.until.is_not(None), BodyCompetence.id))


def competent(right_kind: str, matter: str, *, area: str, day: date) -> list[Competent]:
    """Return who is competent, nearest first; who is for a part of such matters only comes last."""
    wide = around(area)
    asked = {"right": right_kind, "matter": matter, "areas": wide, "day": day}
    rows = [*plain_rows(_COMPETENT, asked), *_taken_over(asked)]
    ordered = sorted(
        rows,
        key=lambda row: (
            bool(row.limited_to),
            wide.index(row.area),
            row.right_kind == "",
            row.matter == "",
            row.competence_id,
        ),
    )
    return [_competent(row) for row in ordered]


@dataclass(frozen=True, slots=True)
class _Inherited:
    """A competence of a body that is no more, with who holds it now."""

    id: int
    key: str
    name: str
    short_name: str
    kind: str
    channel: str
    right_kind: str
    matter: str
    area: str
    since: date | None
    until: date | None
    basis: str
    limited_to: str
    confidence: str
    competence_id: int
    body_confidence: str


def _taken_over(asked: Mapping[str, Any]) -> list[_Inherited]:
    """Return what bodies that ended left open, under who is asked in their place."""
    found = []
    for row in plain_rows(_LEFT, asked):
        heir = successor_on(row.key, asked["day"])
        if heir is not None and is_in_force(heir, asked["day"]):
            found.append(_inherited(row, heir))
    return found


def _inherited(row: Any, heir: Body) -> _Inherited:
    return _Inherited(
        id=heir.id,
        key=heir.key,
        name=heir.name,
        short_name=heir.short_name,
        kind=heir.kind,
        channel=heir.channel,
        right_kind=row.right_kind,
        matter=row.matter,
        area=row.area,
        since=row.since,
        until=row.until,
        basis=row.basis,
        limited_to=row.limited_to,
        confidence=row.confidence,
        competence_id=row.competence_id,
        body_confidence=heir.confidence,
    )


def names_of(ids: Iterable[int]) -> Mapping[int, str]:
    """Return the names of bodies by id, for lists that only hold the id."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = plain_rows(sa.select(Body.id, Body.name).where(Body.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def choices(day: date, kinds: Sequence[str] = ()) -> list[tuple[int, str]]:
    """Return the bodies to choose from on a day, all of them or those of some kinds."""
    return [(row.id, row.name) for row in in_force(day) if not kinds or row.kind in kinds]


def page_of_bodies(wanted: Wanted, after: str) -> Page[Any]:
    """Return one page of the register."""
    asked = sa.select(_BODIES).where(*_narrowed(wanted)).order_by(Body.id)
    later = Body.id > int(after) if after.isdecimal() and len(after) < 10 else None
    return fetch_page(
        asked.params(day=wanted.day or today()),
        key_of=lambda row: str(row.id),
        after=later,
        counted=asked.params(day=wanted.day or today()),
    )


def _narrowed(wanted: Wanted) -> list[Any]:
    given: list[Any] = []
    if wanted.day is not None:
        given.append(_IN_FORCE)
    if wanted.kind:
        given.append(Body.kind == wanted.kind)
    if wanted.area:
        given.append(Body.area.in_(around(wanted.area)))
    if wanted.words:
        given.append(
            sa.or_(
                Body.name.contains(wanted.words, autoescape=True),
                Body.short_name.contains(wanted.words, autoescape=True),
                Body.speciality.contains(wanted.words, autoescape=True),
            )
        )
    if wanted.right or wanted.matter:
        given.append(Body.id.in_(_for_matter(wanted)))
    return given


def _for_matter(wanted: Wanted) -> Any:
    asked = sa.select(BodyCompetence.body_id)
    if wanted.right:
        asked = asked.where(BodyCompetence.right_kind.in_(("", wanted.right)))
    if wanted.matter:
        asked = asked.where(BodyCompetence.matter.in_(("", wanted.matter)))
    return asked if wanted.day is None else asked.where(_RUNS)


def _competent(row: Any) -> Competent:
    doubtful = is_unsure(row.confidence) or is_unsure(row.body_confidence)
    return Competent(
        body_id=row.id,
        key=row.key,
        name=row.name,
        short_name=row.short_name or row.name,
        kind=row.kind,
        channel=row.channel,
        limited_to=row.limited_to,
        basis=row.basis,
        is_unsure=doubtful,
        reason=_reason(row, doubtful=doubtful),
    )


def _reason(row: Any, *, doubtful: bool) -> str:
    what = "、".join(
        (
            RIGHT_KINDS.get(row.right_kind, "各类权利"),
            MATTERS.get(row.matter, "各类事项"),
            area_name(row.area),
        )
    )
    parts = [f"主管{what}"]
    if row.limited_to:
        parts.append(f"仅限{row.limited_to}")
    if row.since:
        parts.append(f"自{long_day(row.since)}起")
    if row.until:
        parts.append(f"至{long_day(row.until)}止")
    if row.basis:
        parts.append(f"依据：{row.basis}")
    return "，".join(parts) + ("（待核实）" if doubtful else "") + "。"
