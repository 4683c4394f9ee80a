"""Pages that ask the law without a case: a limit, a fine, all rules, the procedures as tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.base.chinese import parse_date
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, page, requires
from caseapp.cases.penalty_forms import PenaltyForm
from caseapp.desk.forms import DueForm, FineForm
from caseapp.desk.routes.blueprint import bp
from caseapp.documents.catalogue import kind_of
from caseapp.documents.to_confirm import doubtful_bases
from caseapp.law import penalties, time_limits
from caseapp.law.errors import NoAnswer
from caseapp.law.penalty_desk import reckon_penalty
from caseapp.law.procedures.fields import GAINS_KINDS
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.table import Step
from caseapp.law.unconfirmed import unconfirmed as to_confirm
from caseapp.law.wording import span


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
        try:
            answer = _fine(form)
        except NoAnswer as no:
            fault = no.sentence
    return page("desk/fine.html", form=form, answer=answer, fault=fault, asked=bool(request.args))


@bp.get("/law/penalty")
@requires("law.ask")
def penalty() -> Response:
    """Reckon a whole penalty without a case: gains, range, hearing, crime, surcharge."""
    form = PenaltyForm(request.args if request.args else None, meta={"csrf": False})
    answer, fault = None, ""
    if request.args and form.validate():
        try:
            answer = reckon_penalty(form.facts())
        except NoAnswer as no:
            fault = no.sentence
    return page(
        "desk/penalty.html", form=form, answer=answer, fault=fault, asked=bool(request.args)
    )


def _fine(form: FineForm) -> Any:
    kind = str(form.gains_kind.data)
    if kind == "known" and form.gains.data is None:
        raise NoAnswer("没有填写违法所得数额；没有违法所得的，请选择“没有违法所得”。")
    return penalties.fine_range(
        form.gains.data if kind == "known" else None,
        form.act_end.data or today(),
        form.decided.data or today(),
        reason="" if kind == "known" else dict(GAINS_KINDS)[kind],
    )


def _due(form: DueForm) -> Any:
    pauses = []
    if bool(form.pause_first.data) != bool(form.pause_last.data):
        raise NoAnswer("不计入期间的首日和末日应当都填写。")
    if form.pause_first.data and form.pause_last.data:
        pauses.append(time_limits.Pause(form.pause_first.data, form.pause_last.data))
    if not form.start.data:
        raise time_limits.load().start_unknown(str(form.rule.data))
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


@bp.get("/law/rules")
@requires("law.ask")
def rules() -> Response:
    """List every row of limits with its article and confidence; unsure ones stand there switched off."""
    rows = [
        (row, span(row.length, row.unit) if row.length else "未定")
        for row in time_limits.load().rows
    ]
    return page(
        "desk/rules.html",
        on=[one for one in rows if one[0].enabled],
        off=[one for one in rows if not one[0].enabled],
        may_confirm=decide(current_person(), "law.confirm"),
    )


@bp.get("/law/unconfirmed")
@requires("law.confirm")
def unconfirmed() -> Response:
    """List every row of the law that is switched off or doubtful, with what hangs on it."""
    rows = (*to_confirm(), *doubtful_bases())
    off = sum(not row.enabled for row in rows)
    return page("desk/unconfirmed.html", rows=rows, off=off)


@bp.get("/law/procedures")
@requires("law.ask")
def procedures() -> Response:
    """List the editions of the procedures."""
    return page("desk/procedures.html", procedures=PROCEDURES)


@bp.get("/law/procedures/<key>")
@requires("law.ask")
def procedure(key: str) -> Response:
    """Show one edition as the table it is: steps, who, gates, papers, limits."""
    found = PROCEDURES.get(key)
    if found is None:
        raise NotVisible
    rows = [(step, _papers(step), _limits(step)) for step in found.steps]
    return page("desk/procedure.html", procedure=found, rows=rows)


def _papers(step: Step) -> tuple[str, ...]:
    """Name the papers of a step."""
    return (*(kind_of(key).title for key in step.papers), *step.later_papers)


def _limits(step: Step) -> list[tuple[str, str]]:
    """Say what the limits that a step starts are about; their number alone tells nobody."""
    rows = reversed(time_limits.load().rows)  # of a family the first row is the usual one
    named = {name: row.what for row in rows for name in (row.family, row.id)}
    return [(family, named.get(family, "")) for family in step.starts]
