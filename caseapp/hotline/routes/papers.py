"""Papers of a ticket: chosen, drafted, signed, printed, served, each on one page."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, flash, request, send_file

from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.requests import typed_fields
from caseapp.base.web import (
    back_to,
    current_person,
    keeps_typed,
    page,
    reads_protected,
    refused,
    requires,
    typed_before,
)
from caseapp.cases.paper_forms import paper_form
from caseapp.cases.paper_shown import groups_of, missing_of
from caseapp.documents import actions as documents
from caseapp.documents import printing
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import kind_of
from caseapp.documents.routes.blueprint import WORD
from caseapp.documents.words import STATE_WORDS
from caseapp.hotline import queries, ticket_papers
from caseapp.hotline.actions import ticket_papers as actions
from caseapp.hotline.callers import who_may_tell
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.ticket_page import mine
from caseapp.hotline.ticket_paper_forms import DraftForm, SignForm, TicketServiceForm, VoidForm
from caseapp.hotline.ticket_paper_values import known_words
from caseapp.revisions.page import flash_saved, merge_page

ID = "int(max=2147483647)"
PAPERS = f"/hotline/<{ID}:ticket_id>/papers"
ONE = f"{PAPERS}/<{ID}:paper_id>"
PAGE = "hotline/paper.html"
NEW = "hotline/paper_new.html"


@bp.get(f"{PAPERS}/new")
@requires("ticket.answer")
def new_paper(ticket_id: int) -> Response:
    """Offer the papers a ticket of this matter may have."""
    ticket = mine(ticket_id, "ticket.answer")
    return page(NEW, **_offered(ticket))


@bp.post(f"{PAPERS}/new")
@requires("ticket.answer")
def draft_paper(ticket_id: int) -> Response:
    """Draft the chosen paper with the words of the ticket."""
    ticket = mine(ticket_id, "ticket.answer")
    form = DraftForm()
    if not form.validate():
        return page(NEW, status=422, **_offered(ticket))
    try:
        paper_id = actions.draft_ticket_paper(
            by=current_person(), ticket=ticket, kind=str(form.kind.data)
        )
    except Refused as no:
        return refused(no, NEW, **_offered(ticket))
    return back_to("hotline.paper", ticket_id=ticket_id, paper_id=paper_id)


@bp.get(ONE)
@requires("ticket.read")
def paper(ticket_id: int, paper_id: int) -> Response:
    """Show a paper as it prints, with its fields while it is a draft."""
    return page(PAGE, **_values(ticket_id, paper_id))


@bp.post(ONE)
@requires("ticket.answer")
@keeps_typed()
def save_paper(ticket_id: int, paper_id: int) -> Response:
    """Save the words of a draft."""
    ticket = mine(ticket_id, "ticket.answer")
    record = papers.paper_of_ticket(ticket_id, paper_id)
    form = paper_form(record, day=printing.day_of(record), sent=True)
    if not form.validate():
        return page(PAGE, status=422, **_values(ticket_id, paper_id, form=form))
    try:
        both = actions.change_ticket_paper(
            by=current_person(),
            ticket=ticket,
            paper_id=paper_id,
            data=form.given(),
            version=form.version_seen(),
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=f"《{record.title}》")
    except Refused as no:
        return _again(no, ticket_id, paper_id, form=form)
    flash_saved("文书草稿已保存。", both, form)
    return back_to("hotline.paper", ticket_id=ticket_id, paper_id=paper_id)


@bp.post(f"{ONE}/sign")
@requires("ticket.read")
def sign_paper(ticket_id: int, paper_id: int) -> Response:
    """Sign a paper: it takes its number, its files are frozen."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    papers.paper_of_ticket(ticket_id, paper_id)
    form = SignForm()
    if not form.validate():
        return page(PAGE, status=422, **_values(ticket_id, paper_id, sign=form))
    try:
        signed = actions.sign_ticket_paper(
            by=by,
            ticket=ticket,
            paper_id=paper_id,
            on=form.on.data or today(),
            version=form.version_seen(),
        )
    except (Conflict, Refused) as no:
        return _again(no, ticket_id, paper_id)
    flash(f"《{signed.title}》已签发{signed.number or ''}，内容不再改动。", "done")
    return back_to("hotline.paper", ticket_id=ticket_id, paper_id=paper_id)


@bp.post(f"{ONE}/void")
@requires("ticket.read")
def void_paper(ticket_id: int, paper_id: int) -> Response:
    """Void a paper with its reason."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    papers.paper_of_ticket(ticket_id, paper_id)
    form = VoidForm()
    if not form.validate():
        return page(PAGE, status=422, **_values(ticket_id, paper_id, void=form))
    try:
        actions.void_ticket_paper(by=by, ticket=ticket, paper_id=paper_id, why=form.why.data or "")
    except Refused as no:
        return _again(no, ticket_id, paper_id, void=form)
    flash("文书已作废，文号保留在登记簿中。", "done")
    return back_to("hotline.paper", ticket_id=ticket_id, paper_id=paper_id)


@bp.post(f"{ONE}/serve")
@requires("ticket.answer")
def serve_paper(ticket_id: int, paper_id: int) -> Response:
    """Record how a paper reached its receiver."""
    ticket = mine(ticket_id, "ticket.answer")
    papers.paper_of_ticket(ticket_id, paper_id)
    form = TicketServiceForm()
    if not form.validate():
        return page(PAGE, status=422, **_values(ticket_id, paper_id, serve=form))
    try:
        actions.serve_ticket_paper(
            by=current_person(), ticket=ticket, paper_id=paper_id, given=form.given()
        )
    except Refused as no:
        return _again(no, ticket_id, paper_id, serve=form)
    flash("送达已登记。", "done")
    return back_to("hotline.paper", ticket_id=ticket_id, paper_id=paper_id)


@bp.get(f"{ONE}/<form>")
@requires("ticket.read")
@reads_protected
def paper_file(ticket_id: int, paper_id: int, form: str) -> Response:
    """Send the Word or PDF file: the frozen bytes once it is signed."""
    by = current_person()
    queries.visible_ticket(ticket_id, by=by)
    record = papers.paper_of_ticket(ticket_id, paper_id)
    if form not in ("word", "pdf"):
        raise NotVisible
    content = printing.word_file(record) if form == "word" else printing.pdf_file(record)
    mime, ending = (WORD, "docx") if form == "word" else ("application/pdf", "pdf")
    documents.note_download(by=by, record=record, form=form)
    name = f"{record.title}{record.number or '（草稿）'}.{ending}"
    return send_file(io.BytesIO(content), mime, as_attachment=True, download_name=name)


@bp.get(f"{ONE}/pages/<int(max=999):number>")
@requires("ticket.read")
def paper_page(ticket_id: int, paper_id: int, number: int) -> Response:
    """Send one page as a picture for the preview."""
    queries.visible_ticket(ticket_id, by=current_person())
    pages = printing.preview(papers.paper_of_ticket(ticket_id, paper_id)).pages
    if not 1 <= number <= len(pages):
        raise NotVisible
    return send_file(io.BytesIO(pages[number - 1]), "image/png")


def _again(no: Refused | Conflict, ticket_id: int, paper_id: int, **forms: Any) -> Response:
    finish(commit=False)  # what the refused act began must not show
    values = _values(ticket_id, paper_id, **forms) | {"typed": typed_fields()}
    return refused(no, PAGE, **values)


def _offered(ticket: Any) -> dict[str, Any]:
    rows = [
        (kind, kind.title_on(today()), ticket_papers.said_of(kind))
        for kind in ticket_papers.kinds_for(ticket)
    ]
    return {
        "ticket": ticket,
        "rows": rows,
        "form": DraftForm(formdata=None),
        "drafted": papers.papers_of_ticket(ticket.id),
        "state_words": STATE_WORDS,
    }


def _values(ticket_id: int, paper_id: int, **forms: Any) -> dict[str, Any]:
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    record = papers.paper_of_ticket(ticket_id, paper_id)
    kind, is_draft = kind_of(record.kind), record.state == "draft"
    may_edit = is_draft and ticket_papers.may_draft(by, ticket)
    why_not = ticket_papers.may_sign(by, ticket, kind, drafted_by=record.drafted_by)
    form = forms.get("form") or paper_form(
        record, day=printing.day_of(record), sent=typed_before() is not None
    )
    groups = _groups(ticket, record, form) if may_edit else []
    is_out = kind.receipt and record.state in ("signed", "served")
    signer = ticket_papers.may_sign(by, ticket, kind, drafted_by=0)
    return {
        "ticket": ticket,
        "paper": record,
        "kind": kind,
        "state_word": STATE_WORDS[record.state],
        "said": ticket_papers.said_of(kind, record.number),
        "form": form,
        "may_edit": may_edit,
        "groups": groups,
        "missing": missing_of(groups),
        "sign": is_draft and not why_not and (forms.get("sign") or _sign_form(record)),
        "why_not": why_not if is_draft else "",
        "void": _may_void(record, is_draft=is_draft, may_edit=may_edit, signer=signer)
        and (forms.get("void") or VoidForm(formdata=None)),
        "serve": is_out
        and bool(who_may_tell(by, ticket))
        and (forms.get("serve") or TicketServiceForm(formdata=None)),
        "services": () if is_draft else papers.services_of_paper(paper_id),
        "preview": printing.preview(record),
        "stand_ins": printing.stand_ins(),
        "typed": [],
    }


def _may_void(record: Any, *, is_draft: bool, may_edit: bool, signer: str) -> bool:
    return may_edit if is_draft else record.state == "signed" and not signer


def _groups(ticket: Any, record: Any, form: Any) -> Any:
    day = printing.day_of(record)
    known = known_words(ticket, kind_of(record.kind), by=current_person(), day=day)
    return groups_of(record, form, known=known, day=day, blocks=())


def _sign_form(record: Any) -> SignForm:
    # What is frozen is what the page showed: another text saved meanwhile is not.
    return SignForm(formdata=None, data={"version": str(record.version)})
