"""Contacts and competences of a body: added, and ended on a day; nothing is deleted."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies.actions.keeping import body_to_change
from caseapp.bodies.actions.record import note
from caseapp.bodies.areas import areas
from caseapp.bodies.given import CompetenceGiven, ContactGiven
from caseapp.bodies.models import Body, BodyCompetence, BodyContact
from caseapp.law.rights import MATTERS, RIGHT_KINDS


def add_contact(*, by: Person, body_id: int, given: ContactGiven) -> BodyContact:
    """Write down whom to ask at a body."""
    body = body_to_change(body_id)
    row = BodyContact(body_id=body.id, **asdict(given))
    db.session.add(row)
    db.session.flush()
    note(body, by=by, action="body.contact_added", details={"contact": row.id})
    return row


def end_contact(*, by: Person, body_id: int, contact_id: int, on: date) -> None:
    """Say from when a contact is not to be asked any more."""
    body = body_to_change(body_id)
    row = db.session.get(BodyContact, contact_id)
    if row is None or row.body_id != body.id:
        raise NotVisible
    _refuse_end(row.since, row.until, on, what="联系人")
    row.until = on
    note(body, by=by, action="body.contact_ended", details={"contact": row.id})


def add_competence(*, by: Person, body_id: int, given: CompetenceGiven) -> BodyCompetence:
    """Write down what a body is competent for, by which rule, from when to when."""
    body = body_to_change(body_id)
    _sound(given)
    row = BodyCompetence(body_id=body.id, is_shipped=False, **asdict(given))
    db.session.add(row)
    db.session.flush()
    note(body, by=by, action="body.competence_added", details={"competence": row.id})
    return row


def end_competence(*, by: Person, body_id: int, competence_id: int, on: date) -> None:
    """End a competence on its last day; a shipped body is the office's own from then on."""
    body = body_to_change(body_id)
    row = db.session.get(BodyCompetence, competence_id)
    if row is None or row.body_id != body.id:
        raise NotVisible
    _refuse_end(row.since, row.until, on, what="职责")
    row.until = on
    _leave_to_office(body)
    note(body, by=by, action="body.competence_ended", details={"competence": row.id})


def _leave_to_office(body: Body) -> None:
    body.is_edited = body.is_shipped
    db.session.flush()


def _sound(given: CompetenceGiven) -> None:
    if given.right_kind and given.right_kind not in RIGHT_KINDS:
        raise Refused("请选择权利种类。")
    if given.matter and given.matter not in MATTERS:
        raise Refused("请选择事项。")
    if given.area and given.area not in areas():
        raise Refused(f"没有区划代码为“{given.area}”的区域。", remedy="请从区域清单中选择。")
    if not given.basis.strip():
        raise Refused("职责应当有依据。", remedy="请填写法律、文件的名称和条号。")
    if given.since and given.until and given.until < given.since:
        raise Refused("职责的终止日期早于开始日期。", remedy="请核对两个日期。")


def _refuse_end(since: date | None, until: date | None, on: date, *, what: str) -> None:
    if until is not None:
        raise Refused(f"这项{what}已经终止。")
    if since and on < since:
        raise Refused(f"终止日期早于这项{what}的开始日期。", remedy="请核对日期。")
