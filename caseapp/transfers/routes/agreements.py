"""Pages of regional agreements: the register, one agreement with what was done under it, its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.accounts.sight import Thing
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
)
from caseapp.bodies import queries as bodies
from caseapp.bodies.words import KINDS as BODY_KINDS
from caseapp.cases.shown import unit_choices
from caseapp.documents import queries as papers
from caseapp.documents.words import STATE_WORDS
from caseapp.transfers import agreements as found_by
from caseapp.transfers.actions import agreements as actions
from caseapp.transfers.agreement_forms import AgreementForm, EndForm
from caseapp.transfers.agreements import HEAPS, SCOPES
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.routes.blueprint import bp

ONE = "/agreements/<int(max=2147483647):agreement_id>"
FORM, END = "transfers/agreement_form.html", "transfers/agreement_end.html"
INVALID = 422
# Who can be party to an agreement with us, the neighbours first.
PARTIES = ("partner_city", "county", "superior", "platform", "customs", "department", "police")


@bp.get("/agreements")
@requires("cooperation.read")
def agreements() -> Response:
    """List the agreements with their parties and how much was done under each."""
    heap = request.args.get("heap", "")
    heap = heap if heap in HEAPS else ""
    found = found_by.page_of_agreements(heap, asked_page(), today=today())
    ids = [row.id for row in found.rows]
    done = found_by.done_under(ids, by=current_person())
    return page(
        "transfers/agreements.html",
        found=found,
        parties=found_by.parties_of(ids),
        done={key: sum(one.values()) for key, one in done.items()},
        heaps=HEAPS,
        heap=heap,
        standing={row.id: _standing(row, today()) for row in found.rows},
        may_open=bool(decide(current_person(), "cooperation.manage")),
    )


@bp.get(ONE)
@requires("cooperation.read")
def agreement(agreement_id: int) -> Response:
    """Show one agreement with what was done under it, as far as it is there for this person."""
    by, found = current_person(), found_by.agreement(agreement_id)
    matter = found_by.matter_of(found.id)
    thing = Thing(matter.unit_path, frozenset({matter.opened_by}))
    return page(
        "transfers/agreement.html",
        agreement=found,
        matter=matter,
        standing=_standing(found, today()),
        scope=[SCOPES[key] for key in found.scope],
        parties=found_by.parties_of([found.id])[found.id],
        done=[
            (KINDS[key].name, key, number)
            for key, number in sorted(found_by.done_under([found.id], by=by)[found.id].items())
        ],
        papers=papers.papers_of_cooperation(found.id),
        paper_states=STATE_WORDS,
        may_draft=bool(decide(by, "cooperation.work", thing)),
        may_change=bool(decide(by, "cooperation.manage", thing)),
        may_open=bool(decide(by, "cooperation.work")),
    )


@bp.route("/agreements/new", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def new_agreement() -> Response:
    """Show the form of a new agreement, or enter it."""
    form = AgreementForm(data={"unit_id": current_person().unit_id})
    values = _form_values(form)
    if request.method == "GET":
        return page(FORM, **values)
    if not form.validate():
        return page(FORM, status=INVALID, **values)
    try:
        made = actions.open_agreement(by=current_person(), given=form.given())
    except Refused as no:
        finish(commit=False)
        return refused(no, FORM, **values)
    flash(f"已登记协议 {found_by.matter_of(made.id).number}。", "done")
    return back_to("transfers.agreement", agreement_id=made.id)


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def edit_agreement(agreement_id: int) -> Response:
    """Show what an agreement says to put it right, or save it."""
    found = _to_change(agreement_id)
    matter = found_by.matter_of(found.id)
    named = [row.id for row in found_by.parties_of([found.id])[found.id]]
    told = {key: getattr(found, key) for key in ("signed_on", "since", "until", "answer_days")}
    form = AgreementForm(
        data={
            **told,
            "title": matter.title,
            "unit_id": matter.unit_id,
            "bodies": named,
            "scope": found.scope,
            "text": found.text,
        }
    )
    values = _form_values(form, found)
    if request.method == "GET":
        if typed_before() is None:
            form.version.data = str(found.version)
        return page(FORM, **values)
    if not form.validate():
        return page(FORM, status=INVALID, **values)
    try:
        actions.change_agreement(by=current_person(), agreement=found, given=form.given())
    except (Refused, Conflict) as no:
        finish(commit=False)
        again = found_by.agreement(agreement_id)
        if isinstance(no, Conflict):
            form.version.data = str(again.version)
        return refused(no, FORM, **{**values, "agreement": again})
    flash("已保存。", "done")
    return back_to("transfers.agreement", agreement_id=agreement_id)


@bp.route(f"{ONE}/end", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def agreement_end(agreement_id: int) -> Response:
    """Ask for the last day and the reason, or end the agreement."""
    found, form = _to_change(agreement_id), EndForm()
    values = {"agreement": found, "matter": found_by.matter_of(found.id), "form": form}
    if request.method == "GET":
        return page(END, **values)
    if not form.validate():
        return page(END, status=INVALID, **values)
    try:
        actions.end_agreement(
            by=current_person(),
            agreement=found,
            on=form.on.data or today(),
            why=form.why.data or "",
        )
    except Refused as no:
        finish(commit=False)
        again = found_by.agreement(agreement_id)
        matter = found_by.matter_of(agreement_id)
        return refused(no, END, **{**values, "agreement": again, "matter": matter})
    flash("已登记终止。", "done")
    return back_to("transfers.agreement", agreement_id=agreement_id)


def _to_change(agreement_id: int) -> Any:
    """Return an agreement this person may change; of any other there is no form."""
    found = found_by.agreement(agreement_id)
    matter = found_by.matter_of(found.id)
    thing = Thing(matter.unit_path, frozenset({matter.opened_by}))
    if not decide(current_person(), "cooperation.manage", thing):
        raise NotVisible
    return found


def _form_values(form: AgreementForm, found: Any = None) -> dict[str, Any]:
    """Offer the bodies that were there when it was signed, in groups."""
    rows = [row for row in bodies.in_force(form.signed_on.data or today()) if row.kind in PARTIES]
    rows.sort(key=lambda row: PARTIES.index(row.kind))
    names = {row.id: row.name for row in rows}
    named = [one for one in form.bodies.data or () if isinstance(one, int) and one not in names]
    choices: dict[Any, str] = {**names, **bodies.names_of(named)}
    form.bodies.choices = choices
    form.unit_id.choices = unit_choices(current_person(), "cooperation.manage")
    groups = {one: BODY_KINDS[one] for one in PARTIES}
    kinds = {str(row.id): row.kind for row in rows}
    return {"form": form, "agreement": found, "groups": groups, "kind_of_body": kinds}


def _standing(row: Any, day: date) -> str:
    """Say whether an agreement is in force on a day."""
    if row.ended_why:
        return "已终止" if row.until < day else f"到 {row.until} 终止"
    if row.until is not None and row.until < day:
        return "已期满"
    return "有效" if row.since <= day else "尚未生效"
