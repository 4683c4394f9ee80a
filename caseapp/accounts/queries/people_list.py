"""The list of people and one person's record, for the administrator's pages."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow, Unit
from caseapp.accounts.queries.bodies import BODY
from caseapp.base.db import db
from caseapp.base.paging import Page, fetch_page

_LIST = (
    sa.select(
        PersonRow.id,
        PersonRow.login,
        PersonRow.name,
        PersonRow.post,
        PersonRow.phone,
        PersonRow.is_active,
        PersonRow.is_principal,
        Unit.name.label("unit_name"),
        BODY.c.name.label("body_name"),
    )
    .join(Unit, Unit.id == PersonRow.unit_id)
    .outerjoin(BODY, BODY.c.id == PersonRow.body_id)
)
_RECORD = _LIST.add_columns(
    Unit.path.label("unit_path"),
    PersonRow.legal_qualification_no,
    PersonRow.legal_qualified_on,
    PersonRow.reviews_since,
    PersonRow.body_id,
    PersonRow.version,
    PersonRow.changed_by,
    PersonRow.changed_at,
).where(PersonRow.id == sa.bindparam("id"))


def people_page(
    *, words: str = "", unit_path: str = "", state: str = "active", after: str = ""
) -> Page[Any]:
    """Return a page of the list of people, by login name."""
    statement = _LIST
    if words:
        like = PersonRow.name.contains(words, autoescape=True)
        statement = statement.where(like | PersonRow.login.contains(words, autoescape=True))
    if unit_path:
        statement = statement.where(Unit.path.startswith(unit_path, autoescape=True))
    if state in ("active", "left"):
        statement = statement.where(PersonRow.is_active.is_(state == "active"))
    return fetch_page(
        statement.order_by(PersonRow.login),
        key_of=lambda row: str(row.login),
        after=PersonRow.login > after if after else None,
        counted=statement,
    )


def person_record(person_id: int) -> Any | None:
    """Return a person's whole record for the edit page."""
    return db.session.execute(_RECORD, {"id": person_id}).first()
