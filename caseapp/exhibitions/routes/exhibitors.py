"""Pages of exhibitors: the list with its search, one of them, entered and changed by hand."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request, url_for

from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    accepts_files,
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    reads_protected,
    refused,
    requires,
    typed_before,
    uploads,
)
from caseapp.cases import queries as cases
from caseapp.exhibitions import exhibitor_queries, list_queries, prechecks, queries
from caseapp.exhibitions.actions import exhibitors as acts
from caseapp.exhibitions.exhibitor_forms import (
    ExhibitorForm,
    LeaveForm,
    PromiseForm,
    VerdictForm,
)
from caseapp.exhibitions.exhibitor_given import OWN, ExhibitGiven, written
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp
from caseapp.ledger import actions as ledger
from caseapp.ledger.sending import send_stored

LIST, ONE = "exhibitions/exhibitors.html", "exhibitions/exhibitor.html"
SHEET = "exhibitions/exhibitor_sheet.html"
ALL = f"/fairs/<{ID}:fair_id>/exhibitors"
EACH = f"{ALL}/<{ID}:exhibitor_id>"
LONGEST_ASKED = 60


@bp.get(ALL)
@requires("fair.read")
def exhibitors(fair_id: int) -> Response:
    """List who exhibits in the order of the booths, searched by booth, name or exhibit."""
    found = queries.visible_fair(fair_id, by=current_person())
    words = request.args.get("q", "").strip()[:LONGEST_ASKED]
    gone = request.args.get("gone") == "1"
    everywhere = request.args.get("everywhere") == "1"
    rows = exhibitor_queries.page_of_exhibitors(
        fair_id, words, asked_page(), gone=gone, everywhere=everywhere
    )
    return page(
        LIST,
        found=found,
        rows=rows,
        shown=exhibitor_queries.exhibits_of([row.id for row in rows.rows]),
        complaints=exhibitor_queries.complaints_at([row.id for row in rows.rows]),
        words=words,
        gone=gone,
        everywhere=everywhere,
        is_booth=not everywhere and exhibitor_queries.means_booth(fair_id, words),
        may_enter=may_act(found),
    )


@bp.route(f"{ALL}/new", methods=["GET", "POST"])
@requires("fair.manage")
@keeps_typed()
def new_exhibitor(fair_id: int) -> Response:
    """Enter somebody at a booth by hand."""
    found = enterable(fair_id)
    form: Any = ExhibitorForm()
    shown: dict[str, Any] = {"found": found, "row": None, "title": "登记参展商"}
    shown |= {"back": url_for("exhibitions.exhibitors", fair_id=fair_id)}
    if request.method == "GET":
        return page(SHEET, form=form, **shown)
    if not form.validate():
        return page(SHEET, status=INVALID, form=form, **shown)
    try:
        made = acts.add_exhibitor(by=current_person(), opened=found, given=form.given())
    except Refused as no:
        finish(commit=False)
        return refused(no, SHEET, form=form, **{**shown, "found": _again(fair_id)})
    flash("参展商已登记。", "done")
    return back_to("exhibitions.exhibitor", fair_id=fair_id, exhibitor_id=made)


@bp.get(EACH)
@requires("fair.read")
def exhibitor(fair_id: int, exhibitor_id: int) -> Response:
    """Show one exhibitor: exhibits, promise, what was known before, complaints against it."""
    found = queries.visible_fair(fair_id, by=current_person())
    return page(ONE, **_one(found, exhibitor_id))


@bp.route(f"{EACH}/edit", methods=["GET", "POST"])
@requires("fair.manage")
@keeps_typed()
def edit_exhibitor(fair_id: int, exhibitor_id: int) -> Response:
    """Change what is said of an exhibitor."""
    found = enterable(fair_id)
    row = queries.exhibitor(fair_id, exhibitor_id)
    is_typed = request.method == "POST" or typed_before()
    form: Any = ExhibitorForm() if is_typed else ExhibitorForm(data=_values(row))
    shown: dict[str, Any] = {"row": row, "title": f"修改参展商：{row.name}"}
    shown |= {"back": url_for("exhibitions.exhibitor", fair_id=fair_id, exhibitor_id=exhibitor_id)}
    if request.method == "GET":
        if not is_typed:
            form.version.data = str(row.version)
        return page(SHEET, found=found, form=form, **shown)
    if not form.validate():
        return page(SHEET, status=INVALID, found=found, form=form, **shown)
    try:
        acts.change_exhibitor(
            by=current_person(),
            opened=found,
            exhibitor_id=exhibitor_id,
            given=form.given(),
            seen=form.version_seen(),
        )
    except Refused as no:
        finish(commit=False)
        shown["row"] = queries.exhibitor(fair_id, exhibitor_id)
        form.version.data = str(shown["row"].version)
        return refused(no, SHEET, found=_again(fair_id), form=form, **shown)
    flash("参展商已修改。", "done")
    return back_to("exhibitions.exhibitor", fair_id=fair_id, exhibitor_id=exhibitor_id)


@bp.post(f"{EACH}/leave")
@requires("fair.manage")
@keeps_typed()
def leave_fair(fair_id: int, exhibitor_id: int) -> Response:
    """Let an exhibitor leave the fair."""
    found, form = enterable(fair_id), LeaveForm()
    queries.exhibitor(fair_id, exhibitor_id)
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, exhibitor_id, leave=form))
    try:
        acts.leave(
            by=current_person(),
            opened=found,
            exhibitor_id=exhibitor_id,
            why=form.why.data or "",
            seen=form.version_seen(),
        )
    except Refused as no:
        return _refused(no, fair_id, exhibitor_id, leave=form)
    flash("已登记退展。", "done")
    return back_to("exhibitions.exhibitor", fair_id=fair_id, exhibitor_id=exhibitor_id)


@bp.post(f"{EACH}/promise")
@requires("fair.manage")
@accepts_files
@keeps_typed()
def keep_promise(fair_id: int, exhibitor_id: int) -> Response:
    """Keep the letter in which an exhibitor promised to respect others' rights."""
    found = enterable(fair_id)
    form: Any = PromiseForm()
    queries.exhibitor(fair_id, exhibitor_id)
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, exhibitor_id, promise=form))
    files = uploads("letter")
    try:
        acts.keep_promise(
            by=current_person(),
            opened=found,
            exhibitor_id=exhibitor_id,
            promised_on=form.promised_on.data,
            file=files[0] if files else None,
            seen=form.version_seen(),
        )
    except Refused as no:
        return _refused(no, fair_id, exhibitor_id, promise=form)
    flash("承诺书已登记。", "done")
    return back_to("exhibitions.exhibitor", fair_id=fair_id, exhibitor_id=exhibitor_id)


@bp.get(f"{EACH}/promise")
@requires("fair.read")
@reads_protected
def promise_letter(fair_id: int, exhibitor_id: int) -> Response:
    """Send the letter of promise as its bytes came."""
    found = queries.visible_fair(fair_id, by=current_person())
    row = queries.exhibitor(fair_id, exhibitor_id)
    if row.promise_sha256 is None:
        raise NotVisible
    ledger.record(
        by=current_person(),
        action="exhibitor.promise_read",
        object_kind="fair",
        object_id=found.id,
        object_key=found.row.number,
        details={"exhibitor": exhibitor_id},
    )
    return send_stored(row.promise_sha256, name=row.promise_filename, shown=True)


def may_act(found: Opened) -> bool:
    """Say whether the reader may enter exhibitors at this fair now."""
    return acts.may_enter(current_person(), found) and found.fair.state in acts.STATES


def enterable(fair_id: int) -> Opened:
    """Find a fair at which this person may enter exhibitors; any other is not there."""
    found = queries.visible_fair(fair_id, by=current_person())
    if not acts.may_enter(current_person(), found):
        raise NotVisible
    return found


def seen_cases(fair_id: int) -> Any:
    """Return the condition on warnings: those of cases the reader may not know of are left out."""
    known = prechecks.case_ids(fair_id)
    return prechecks.may_be_seen(cases.visible_ids(known, by=current_person()) if known else ())


def _again(fair_id: int) -> Opened:
    return queries.visible_fair(fair_id, by=current_person())


def _refused(no: Refused, fair_id: int, exhibitor_id: int, **forms: Any) -> Response:
    finish(commit=False)
    again = _again(fair_id)
    for form in forms.values():
        form.version.data = str(queries.exhibitor(fair_id, exhibitor_id).version)
    return refused(no, ONE, **_one(again, exhibitor_id, **forms))


def _values(row: Any) -> dict[str, Any]:
    shown = exhibitor_queries.exhibits(row.id)
    told = tuple(ExhibitGiven(one.name, one.model, one.as_printed) for one in shown)
    return {**{name: getattr(row, name) for name in OWN}, "exhibits": written(told)}


def _one(found: Opened, exhibitor_id: int, **forms: Any) -> dict[str, Any]:
    row = queries.exhibitor(found.id, exhibitor_id)
    data = {"version": str(row.version)}
    warnings = prechecks.warnings_of(exhibitor_id, seen_cases=seen_cases(found.id))
    return {
        "found": found,
        "row": row,
        "shown": exhibitor_queries.exhibits(exhibitor_id),
        "complaints": exhibitor_queries.complaints_of(exhibitor_id),
        "checks": exhibitor_queries.checks_of(exhibitor_id),
        "neighbours": exhibitor_queries.beside(row),
        "warnings": warnings,
        "numbers": case_numbers(warnings),
        "kinds": prechecks.KINDS,
        "verdicts": prechecks.VERDICTS,
        "states": STATES,
        "came_from": list_queries.list_named(row.list_id),
        "may_enter": may_act(found),
        "leave": LeaveForm(formdata=None, data=data),
        "promise": PromiseForm(formdata=None, data=data),
        "verdict": VerdictForm(formdata=None),
        "answering": 0,
        **forms,
    }


def case_numbers(warnings: Any) -> dict[str, Any]:
    """Return the cases warnings rest on, by their source, of those the reader may know of."""
    wanted = [int(row.source.partition(":")[2]) for row in warnings if row.kind == "case"]
    if not wanted:
        return {}
    rows = cases.rows_of(wanted, by=current_person())
    return {f"case:{one}": row for one, row in rows.items()}
