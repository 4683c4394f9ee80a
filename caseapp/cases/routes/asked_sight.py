"""Questions of the security administrator: what does this person see, does this person see that case."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.forms import people_choices
from caseapp.accounts.person import Person
from caseapp.accounts.routes.blueprint import admin_page, grant_words
from caseapp.accounts.sight import LEVELS
from caseapp.base.web import asked_page, current_person, reads_protected, requires
from caseapp.cases import actions, seen_by
from caseapp.cases.routes.blueprint import bp


@bp.get("/admin/sight")
@requires("sight.ask")
@reads_protected
def asked_sight() -> Response:
    """Answer by number and reason only: who grants rights reads no case."""
    person = _person(request.args.get("person", ""))
    number = request.args.get("number", "").strip()[:60]
    values: dict[str, Any] = {"answer": None, "found": None, "grants": ()}
    if person is not None:
        actions.note_sight_asked(by=current_person(), person=person, number=number)
        values["grants"] = grant_words(accounts.grants_of(person.id))
        if number:
            values["answer"] = seen_by.asked_about(person, number)
        else:
            values["found"] = seen_by.cases_of(person, asked_page())
    return admin_page(
        "cases/asked_sight.html",
        person=person,
        number=number,
        people=people_choices(accounts.everybody()),
        levels=LEVELS,
        **values,
    )


def _person(text: str) -> Person | None:
    wanted = int(text) if text.isdecimal() and len(text) < 10 else 0
    return accounts.person_by_id(wanted) if wanted else None
