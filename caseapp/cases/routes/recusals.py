"""The page of a case about recusal: who asked, what was decided, who took over."""

from __future__ import annotations

from flask import Response, flash

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, page, refused, requires
from caseapp.cases import actions, seen_by, shield
from caseapp.cases.actions.recusals import ASKED_AS, article, stops_work
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.cases.shield_forms import AskRecusalForm, DecideRecusalForm, ReasonForm

STATES = {"asked": "待决定", "granted": "准予回避", "refused": "驳回", "withdrawn": "撤回"}


@bp.get(f"/cases/<{ID}:case_id>/recusals")
@requires("recusal.ask")
def recusals(case_id: int) -> Response:
    """Show the requests, the decisions, and the form for a new one."""
    file = opened(case_id)
    allowed(file, "recusal.ask")
    return _page(file)


@bp.post(f"/cases/<{ID}:case_id>/recusals/ask")
@requires("recusal.ask")
def ask_recusal(case_id: int) -> Response:
    """Ask that somebody keep out."""
    file = opened(case_id)
    allowed(file, "recusal.ask")
    form = AskRecusalForm()
    form.person.choices = _people(file)
    if not form.validate():
        return _page(file, ask=form, status=422)
    try:
        actions.ask_recusal(by=file.by, case=file.case, given=form.given())
    except Refused as no:
        finish(commit=False)
        return _page(file, ask=form, no=no)
    meanwhile = "被申请回避的人员暂停办理本案" if stops_work(file.case) else "不停止调查"
    flash(f"回避申请已登记，等负责人决定；决定作出之前{meanwhile}。", "done")
    return back_to("cases.recusals", case_id=case_id)


@bp.post(f"/cases/<{ID}:case_id>/recusals/<{ID}:recusal_id>/decide")
@requires("recusal.decide")
def decide_recusal(case_id: int, recusal_id: int) -> Response:
    """Decide a request."""
    file = opened(case_id)
    allowed(file, "recusal.decide")
    form = DecideRecusalForm()
    form.successor.choices = _successors(file)
    if not form.validate():
        return _page(file, decision=form, status=422)
    try:
        actions.decide_recusal(
            by=file.by, case=file.case, recusal_id=recusal_id, given=form.given()
        )
    except Refused as no:
        finish(commit=False)
        return _page(file, decision=form, no=no)
    flash("决定已登记；准予回避的，该人员从现在起看不到本案。", "done")
    return back_to("cases.recusals", case_id=case_id)


@bp.post(f"/cases/<{ID}:case_id>/recusals/<{ID}:recusal_id>/withdraw")
@requires("recusal.ask")
def withdraw_recusal(case_id: int, recusal_id: int) -> Response:
    """Take a request back."""
    file = opened(case_id)
    allowed(file, "recusal.ask")
    try:
        actions.withdraw_recusal(by=file.by, case=file.case, recusal_id=recusal_id)
    except Refused as no:
        finish(commit=False)
        return _page(file, no=no)
    flash("回避申请已撤回。", "done")
    return back_to("cases.recusals", case_id=case_id)


def _page(
    file: OpenFile,
    *,
    ask: AskRecusalForm | None = None,
    decision: DecideRecusalForm | None = None,
    no: Refused | None = None,
    status: int = 200,
) -> Response:
    if ask is None:
        ask = AskRecusalForm(formdata=None)
        ask.person.choices = _people(file)
    if decision is None:
        decision = DecideRecusalForm(formdata=None)
        decision.successor.choices = _successors(file)
    rows = shield.recusals_of(file.case.id)
    may_decide = bool(decide(file.by, "recusal.decide", file.thing))
    values = {
        **head(file),
        "rows": rows,
        "states": STATES,
        "asked_as": ASKED_AS,
        "basis": article(file.case, today()),
        "stops_work": stops_work(file.case),
        "ask": ask,
        "decision": decision,
        "withdrawal": ReasonForm(formdata=None),
        "names": accounts.names_of({row.successor_id for row in rows if row.successor_id}),
        "mine": [
            row
            for row in rows
            if row.state == "asked"
            and may_decide
            and file.by.id not in (row.person_id, row.asked_by_id)
        ],
        "here": file.by.id,
        "may_decide": may_decide,
    }
    if no is not None:
        return refused(no, "cases/recusals.html", **values)
    return page("cases/recusals.html", status=status, **values)


def _people(file: OpenFile) -> list[tuple[int, str]]:
    """Return who takes part or may: those who see the case, the team first."""
    sees, _out, _all = seen_by.people_of(file.thing)
    sees.sort(key=lambda one: one.person_id not in file.thing.team)
    return [(0, "请选择"), *((one.person_id, f"{one.name}（{one.role_words}）") for one in sees)]


def _successors(file: OpenFile) -> list[tuple[int, str]]:
    taken = {*file.thing.team, *file.thing.recused}
    found = accounts.assignable_officers(file.case.unit_path, on=today())
    return [
        (0, "暂不指定"),
        *((one.person.id, one.words) for one in found if one.person.id not in taken),
    ]
