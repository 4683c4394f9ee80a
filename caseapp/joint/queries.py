"""Finding joint actions: what this person may know of, what hangs on an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.joint.life import INSPECTED
from caseapp.joint.models import (
    JointAct,
    JointAction,
    JointBody,
    JointFinding,
    JointGroup,
    JointInspection,
    JointMember,
    JointPhoto,
    JointPlace,
    JointPresence,
)

_LIST = (
    sa.select(
        *(JointAction.id, JointAction.state, JointAction.first_on, JointAction.last_on),
        *(Cooperation.number, Cooperation.title, JointAction.lead_id),
        sa.select(sa.func.count())
        .where(JointBody.joint_id == JointAction.id)
        .scalar_subquery()
        .label("bodies"),
    )
    .join(Cooperation, Cooperation.id == JointAction.id)
    .order_by(JointAction.id.desc())
)
_INSPECTION = (
    sa.select(
        *(JointInspection.id, JointInspection.joint_id, JointInspection.group_id),
        *(JointInspection.place_id, JointInspection.inspected_on, JointInspection.goods),
        *(JointInspection.patent_goods, JointInspection.looked_at, JointInspection.person_met),
        *(JointInspection.note, JointInspection.by_id, JointInspection.by_name),
        *(JointInspection.made_at, JointInspection.voided_at, JointInspection.void_why),
        *(JointPlace.name.label("shop"), JointPlace.address, JointPlace.area, JointPlace.kind),
        JointGroup.name.label("group_name"),
        sa.select(sa.func.count())
        .where(JointFinding.inspection_id == JointInspection.id)
        .scalar_subquery()
        .label("findings"),
    )
    .join(JointPlace, JointPlace.id == JointInspection.place_id)
    .join(JointGroup, JointGroup.id == JointInspection.group_id)
)
_FINDING = (
    sa.select(
        *(column for column in JointFinding.__table__.c),
        *(JointPlace.name.label("shop"), JointPlace.address, JointPlace.area),
        *(JointInspection.inspected_on, JointInspection.group_id),
        JointGroup.name.label("group_name"),
    )
    .join(JointInspection, JointInspection.id == JointFinding.inspection_id)
    .join(JointPlace, JointPlace.id == JointInspection.place_id)
    .join(JointGroup, JointGroup.id == JointInspection.group_id)
    .where(JointInspection.voided_at.is_(None))
)
VALID = JointInspection.voided_at.is_(None)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    state: str = ""
    words: str = ""


@dataclass(frozen=True)
class Opened:
    """An action with its row in the register."""

    action: JointAction
    row: Cooperation

    @property
    def id(self) -> int:
        """Return the id both have."""
        return self.action.id


def is_visible(by: Person) -> sa.ColumnElement[bool]:
    """Return the condition to know of an action: by its unit, or because one goes out with a group."""
    own = sa.exists().where(JointMember.joint_id == Cooperation.id, JointMember.person_id == by.id)
    return sa.or_(cooperation.is_visible(by), own)


def visible_action(joint_id: int, *, by: Person) -> Opened:
    """Return the action, or NotVisible."""
    found = db.session.execute(
        sa.select(JointAction, Cooperation)
        .join(Cooperation, Cooperation.id == JointAction.id)
        .where(JointAction.id == joint_id, is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return Opened(*found)


def knows(by: Person, cooperation_id: int) -> bool:
    """Say whether this person may know of another matter of the register, as a transfer made here."""
    asked = sa.select(Cooperation.id).where(
        Cooperation.id == cooperation_id, cooperation.is_visible(by)
    )
    return db.session.scalar(asked) is not None


def may(by: Person, permission: str, opened: Opened) -> bool:
    """Say whether this person may do this to an action; who goes out with a group may inspect."""
    if decide(by, permission, Thing(opened.row.unit_path)):
        return True
    is_member = permission == "joint.inspect" and bool(decide(by, permission))
    return is_member and group_of(opened.id, by.id) is not None


def roles_of(by: Person, opened: Opened) -> frozenset[str]:
    """Return the roles this person holds over an action."""
    return roles_over(by, Thing(opened.row.unit_path), "joint.plan")


def page_of_actions(by: Person, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the list, newest first."""
    narrowed = [is_visible(by)]
    if wanted.state:
        narrowed.append(JointAction.state == wanted.state)
    if wanted.words:
        texts = (Cooperation.number, Cooperation.title, JointAction.aim)
        narrowed.append(sa.or_(*(one.contains(wanted.words, autoescape=True) for one in texts)))
    return fetch_page(
        _LIST.where(*narrowed),
        key_of=lambda row: str(row.id),
        after=JointAction.id < int(after) if after.isdecimal() and len(after) < 10 else None,
        counted=sa.select(JointAction.id)
        .join(Cooperation, Cooperation.id == JointAction.id)
        .where(*narrowed),
    )


def to_inspect(by: Person, day: date) -> Sequence[Any]:
    """Return the actions in which somebody goes out on a day."""
    mine = sa.exists().where(
        JointMember.joint_id == JointAction.id,
        JointMember.person_id == by.id,
        JointMember.left_at.is_(None),
    )
    running = (JointAction.first_on <= day, JointAction.last_on >= day)
    return plain_rows(_LIST.where(mine, JointAction.state.in_(INSPECTED), *running))


def acts_of(joint_id: int) -> Sequence[JointAct]:
    """Return the history of an action, oldest first."""
    wanted = sa.select(JointAct).where(JointAct.joint_id == joint_id).order_by(JointAct.id)
    return db.session.scalars(wanted).all()


def last_act(joint_id: int) -> JointAct | None:
    """Return what was done last to an action."""
    wanted = sa.select(JointAct).where(JointAct.joint_id == joint_id)
    return db.session.scalars(wanted.order_by(JointAct.id.desc()).limit(1)).one_or_none()


def bodies_of(joint_id: int) -> Sequence[JointBody]:
    """Return the bodies that take part, ours first."""
    wanted = sa.select(JointBody).where(JointBody.joint_id == joint_id)
    return db.session.scalars(wanted.order_by(JointBody.is_ours.desc(), JointBody.id)).all()


def groups_of(joint_id: int) -> Sequence[JointGroup]:
    """Return the groups of an action."""
    wanted = sa.select(JointGroup).where(JointGroup.joint_id == joint_id)
    return db.session.scalars(wanted.order_by(JointGroup.id)).all()


def members_of(joint_id: int, group_id: int | None = None) -> Sequence[Any]:
    """Return who goes out, with the name of their body; those who left are marked."""
    table: Any = JointMember.__table__
    wanted = sa.select(table, JointBody.name.label("body_name"), JointBody.is_ours)
    wanted = wanted.join(JointBody, JointBody.id == JointMember.body_id)
    wanted = wanted.where(JointMember.joint_id == joint_id).order_by(JointMember.id)
    return plain_rows(wanted if group_id is None else wanted.where(table.c.group_id == group_id))


def group_of(joint_id: int, person_id: int) -> int | None:
    """Return the group somebody of ours goes out with."""
    return db.session.scalar(
        sa.select(JointMember.group_id)
        .where(
            JointMember.joint_id == joint_id,
            JointMember.person_id == person_id,
            JointMember.left_at.is_(None),
        )
        .order_by(JointMember.id.desc())
        .limit(1)
    )


def places_of(joint_id: int) -> Sequence[Any]:
    """Return the places of an action with how often each was visited."""
    table: Any = JointPlace.__table__
    visits = (
        sa.select(sa.func.count())
        .where(JointInspection.place_id == table.c.id, VALID)
        .scalar_subquery()
    )
    wanted = sa.select(table, visits.label("visits")).where(table.c.joint_id == joint_id)
    return plain_rows(wanted.order_by(table.c.group_id, table.c.id))


def place_with_mark(joint_id: int, mark: str) -> JointPlace | None:
    """Return the place that is called so and lies there."""
    wanted = sa.select(JointPlace).where(JointPlace.joint_id == joint_id, JointPlace.mark == mark)
    return db.session.scalars(wanted).one_or_none()


def visit_on(place_id: int, day: date) -> Any | None:
    """Return the latest visit of a place on a day."""
    found = plain_rows(
        _INSPECTION.where(
            JointInspection.place_id == place_id, JointInspection.inspected_on == day, VALID
        ).order_by(JointInspection.id.desc())
    )
    return found[0] if found else None


def inspections_of(joint_id: int, *narrowed: Any) -> Sequence[Any]:
    """Return the inspections of an action, newest first."""
    wanted = _INSPECTION.where(JointInspection.joint_id == joint_id, *narrowed)
    return plain_rows(wanted.order_by(JointInspection.id.desc()))


def inspections_on(joint_id: int, day: date | None) -> Sequence[Any]:
    """Return the valid inspections of a day, newest first."""
    return inspections_of(joint_id, JointInspection.inspected_on == day, VALID)


def inspection_of(joint_id: int, inspection_id: int) -> Any:
    """Return one inspection, or NotVisible."""
    found = inspections_of(joint_id, JointInspection.id == inspection_id)
    if not found:
        raise NotVisible
    return found[0]


def present_at(inspection_id: int) -> Sequence[Any]:
    """Return who was there at an inspection."""
    wanted = (
        sa.select(JointMember.id, JointMember.name, JointMember.person_id, JointMember.post)
        .add_columns(JointBody.name.label("body_name"), JointBody.is_ours)
        .join(JointPresence, JointPresence.member_id == JointMember.id)
        .join(JointBody, JointBody.id == JointMember.body_id)
        .where(JointPresence.inspection_id == inspection_id)
        .order_by(JointMember.id)
    )
    return plain_rows(wanted)


def findings_of(joint_id: int, *narrowed: Any) -> Sequence[Any]:
    """Return what was found, oldest first."""
    wanted = _FINDING.where(JointFinding.joint_id == joint_id, *narrowed)
    return plain_rows(wanted.order_by(JointFinding.id))


def finding_of(joint_id: int, finding_id: int) -> Any:
    """Return one finding, or NotVisible."""
    found = findings_of(joint_id, JointFinding.id == finding_id)
    if not found:
        raise NotVisible
    return found[0]


def photos_of(inspection_id: int) -> Sequence[Any]:
    """Return the photos of an inspection."""
    table: Any = JointPhoto.__table__
    wanted = sa.select(table).where(table.c.inspection_id == inspection_id)
    return plain_rows(wanted.order_by(table.c.id))


def photo_of(inspection_id: int, photo_id: int) -> Any:
    """Return one photo, or NotVisible."""
    found = next((one for one in photos_of(inspection_id) if one.id == photo_id), None)
    if found is None:
        raise NotVisible
    return found


def undecided(joint_id: int) -> Sequence[Any]:
    """Return the findings of which nobody knows yet what became of them."""
    return findings_of(
        joint_id,
        JointFinding.outcome == "",
        JointFinding.case_id.is_(None),
        JointFinding.transfer_id.is_(None),
    )
