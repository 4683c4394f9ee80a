"""The list of cases, and the form for a lead the office found itself."""

from __future__ import annotations

from datetime import date

from flask import Response, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import now, today
from caseapp.base.errors import Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
)
from caseapp.cases import actions, queries
from caseapp.cases.actions import LeadGiven
from caseapp.cases.forms import LeadForm
from caseapp.cases.routes.blueprint import bp
from caseapp.cases.shown import case_lines, limit_shown, unit_choices
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.sources import Source

HAPPENED_WORDS = {"filed": "立案", "decided": "决定", "closed": "结案"}
OPENNESS = {"open": "在办", "closed": "已结", "all": "全部"}


@bp.get("/cases")
@requires("case.read")
def cases() -> Response:
    """List the visible cases, newest first, with the next limit of each."""
    wanted = _wanted()
    by = current_person()
    found = queries.page_of_cases(by, wanted, asked_page())
    ids = [row.id for row in found.rows]
    due = deadlines.next_due_of(ids)
    people = queries.team_of(ids)
    names = accounts.names_of({one for each in people.values() for one in each})
    team = {
        case_id: "、".join(names.get(one, "") for one in each) for case_id, each in people.items()
    }
    at, day, calendar = now(), today(), accounts.office_calendar()
    shown = {
        case_id: limit_shown(row, now=at, today=day, calendar=calendar, whole=False)
        for case_id, row in due.items()
    }
    return page(
        "cases/cases.html",
        found=found,
        wanted=wanted,
        openness=OPENNESS,
        happened_words=HAPPENED_WORDS,
        procedures=PROCEDURES,
        lines=case_lines(found.rows, team=team, due=shown),
        values=_values(wanted),
    )


@bp.route("/cases/new", methods=["GET", "POST"])
@requires("case.open_lead")
@keeps_typed()
def new_lead() -> Response:
    """Register a lead that came without a ticket."""
    form = LeadForm()
    form.unit_id.choices = unit_choices(current_person())
    if request.method == "GET":
        return page("cases/new_lead.html", form=form)
    if not form.validate():
        return page("cases/new_lead.html", status=422, form=form)
    try:
        case = actions.open_lead(by=current_person(), given=_given(form))
    except Refused as no:
        return refused(no, "cases/new_lead.html", form=form)
    return back_to("cases.case_file", case_id=case.id)


def _given(form: LeadForm) -> LeadGiven:
    return LeadGiven(
        source=Source(form.source.data),
        received_on=form.received_on.data or today(),
        unit_id=form.unit_id.data,
        content=form.content.data or "",
        respondent=form.respondent.data or "",
        place=form.place.data or "",
        product=form.product.data or "",
        patent_as_printed=form.patent_as_printed.data or "",
    )


def _wanted() -> queries.Filters:
    asked = request.args
    edition = asked.get("edition", "")
    openness = asked.get("openness", "open")
    states = {state.key for one in PROCEDURES.values() for state in one.states}
    return queries.Filters(
        state=asked.get("state", "") if asked.get("state", "") in states else "",
        openness=openness if openness in OPENNESS else "open",
        edition=edition if edition in PROCEDURES else "",
        mine=asked.get("mine", "") == "1",
        happened=asked.get("happened", "") if asked.get("happened", "") in HAPPENED_WORDS else "",
        month=_month(asked.get("month", "")),
    )


def _month(text: str) -> date | None:
    """Read a month such as 2026-11; anything else narrows nothing."""
    try:
        month = date.fromisoformat(f"{text}-01") if len(text) == len("2026-11") else None
    except ValueError:
        return None
    return month if month is not None and month.year < date.max.year else None


def _values(wanted: queries.Filters) -> dict[str, str]:
    values = {
        "state": wanted.state,
        "openness": wanted.openness,
        "edition": wanted.edition,
        "mine": "1" if wanted.mine else "",
        "happened": wanted.happened if wanted.month else "",
        "month": wanted.month.strftime("%Y-%m") if wanted.month and wanted.happened else "",
    }
    return {key: value for key, value in values.items() if value}
