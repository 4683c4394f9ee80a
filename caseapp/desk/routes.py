"""A person's first page, the keys, and the pages that reckon a limit or a fine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.base.chinese import parse_date
from caseapp.base.clock import now, today
from caseapp.base.web import current_person, page, public, requires
from caseapp.cases.shown import limit_shown
from caseapp.desk import queries
from caseapp.desk.forms import DueForm, FineForm
from caseapp.law import penalties, time_limits
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.fields import GAINS_KINDS
from caseapp.law.procedures.registry import PROCEDURES

bp = Blueprint("desk", __name__)


@bp.get("/")
@requires("session.own")
def home() -> Response:
    """Send everybody to where their work is."""
    person = current_person()
    first = "desk.desk" if decide(person, "desk.use") else "accounts.admin"
    answer: Response = redirect(url_for(first))  # type: ignore[assignment]  # Flask's own class
    return answer


@bp.get("/desk")
@requires("desk.use")
def desk() -> Response:
    """Show what is due, what waits for me, what I have in hand."""
    by = current_person()
    waiting, running = queries.waiting(by), queries.running(by)
    calendar = accounts.office_calendar()

    def shown(row: Any) -> Any:
        return limit_shown(row, now=now(), today=today(), calendar=calendar)

    nearest = queries.nearest([*waiting, *running])
    return page(
        "desk/desk.html",
        due=[(shown(one.limit), one.case) for one in queries.due_now(by, today())],
        waiting=waiting,
        running=running,
        nearest={case_id: shown(row) for case_id, row in nearest.items()},
        figures=queries.figures(by, today()),
        procedures=PROCEDURES,
        most=queries.MOST_SHOWN,
    )


@bp.get("/keys")
@public("快捷键说明，不含办案信息")
def keys() -> Response:
    """List the keys."""
    return page("desk/keys.html")


@bp.get("/law/due")
@requires("law.ask")
def due() -> Response:
    """Reckon one limit and say why."""
    form = DueForm(request.args, meta={"csrf": False})
    answer, fault = None, ""
    if request.args and form.validate():
        try:
            answer = _due(form)
        except NoAnswer as no:
            fault = no.sentence
    return page("desk/due.html", form=form, answer=answer, fault=fault, asked=bool(request.args))


@bp.get("/law/fine")
@requires("law.ask")
def fine() -> Response:
    """Reckon the range of a fine and say why."""
    form = FineForm(request.args, meta={"csrf": False})
    answer, fault = None, ""
    if request.args and form.validate():
        kind = str(form.gains_kind.data)
        try:
            answer = penalties.fine_range(
                form.gains.data if kind == "known" else None,
                form.act_end.data or today(),
                form.decided.data or today(),
                reason="" if kind == "known" else dict(GAINS_KINDS)[kind],
            )
        except NoAnswer as no:
            fault = no.sentence
    return page("desk/fine.html", form=form, answer=answer, fault=fault, asked=bool(request.args))


def _due(form: DueForm) -> Any:
    pauses = []
    if form.pause_first.data and form.pause_last.data:
        pauses.append(time_limits.Pause(form.pause_first.data, form.pause_last.data))
    return time_limits.load().due(
        str(form.rule.data),
        _start(form.start.data or ""),
        calendar=accounts.office_calendar(),
        pauses=pauses,
        extensions=[time_limits.Extension(form.extend.data)] if form.extend.data else [],
        local=time_limits.load_local(),
    )


def _start(text: str) -> Any:
    if "T" in text or ":" in text:
        try:
            return datetime.fromisoformat(text)  # an hour rule starts at the minute, office time
        except ValueError:
            raise NoAnswer(f"“{text}”不是时刻，请写成 2015-10-01T09:30。") from None
    day = parse_date(text)
    if day is None:
        raise NoAnswer(f"“{text}”不是有效的日期，请写成 2015-09-01。")
    return day
