"""Papers of a matter of cooperation: chosen, drafted, changed, shown as they print."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, request, send_file

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
from caseapp.cases.forms import CloseForm
from caseapp.cases.issue_forms import HandInForm, OpinionForm, SealForm, TakeBackForm, VoidForm
from caseapp.cases.paper_forms import paper_form
from caseapp.cases.paper_shown import groups_of, missing_of
from caseapp.cooperation import actions, paper_line
from caseapp.cooperation.forms import DraftForm, ServeForm, SignHereForm
from caseapp.cooperation.owners import InTheField, Matter
from caseapp.cooperation.paper_values import known_words
from caseapp.cooperation.routes.blueprint import ONE, PAPERS, bp, mine, opened
from caseapp.documents import actions as documents
from caseapp.documents import issuing, printing
from caseapp.documents import queries as papers
from caseapp.documents.approval import VERDICT_WORDS
from caseapp.documents.catalogue import kind_of
from caseapp.documents.routes.blueprint import WORD
from caseapp.documents.words import STATE_WORDS
from caseapp.revisions.page import flash_saved, merge_page

PAGE = "cooperation/paper.html"
NEW = "cooperation/papers.html"


@bp.get(f"{PAPERS}/new")
@requires("cooperation.work")
def new_paper(matter_id: int) -> Response:
    """Offer the papers a matter may have."""
    return page(NEW, **_offered(mine(matter_id)))


@bp.post(f"{PAPERS}/new")
@requires("cooperation.work")
def draft_paper(matter_id: int) -> Response:
    """Draft the chosen paper with the words of the matter."""
    matter = mine(matter_id)
    form = DraftForm()
    if not form.validate():
        return page(NEW, status=422, **_offered(matter, form))
    try:
        paper_id = actions.draft_paper(
            by=current_person(), matter=matter, kind=str(form.kind.data), on=form.on.data
        )
    except Refused as no:
        return refused(no, NEW, **_offered(matter, form))
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.get(ONE)
@requires("cooperation.read")
def paper(matter_id: int, paper_id: int) -> Response:
    """Show a paper as it prints, with its fields while it is a draft."""
    return page(PAGE, **paper_values(matter_id, paper_id))


@bp.post(ONE)
@requires("cooperation.work")
@keeps_typed()
def save_paper(matter_id: int, paper_id: int) -> Response:
    """Save the words of a draft."""
    matter = mine(matter_id)
    record = papers.paper_of_cooperation(matter_id, paper_id)
    form = paper_form(record, day=printing.day_of(record), sent=True)
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, form=form))
    try:
        both = actions.change_paper(
            by=current_person(),
            matter=matter,
            paper_id=paper_id,
            data=form.given(),
            version=form.version_seen(),
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=f"《{record.title}》")
    except Refused as no:
        return again(no, matter_id, paper_id, form=form)
    flash_saved("文书草稿已保存。", both, form)
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.get(f"{ONE}/<form>")
@requires("cooperation.read")
@reads_protected
def paper_file(matter_id: int, paper_id: int, form: str) -> Response:
    """Send the Word or PDF file: the frozen bytes once it is signed."""
    opened(matter_id)
    record = papers.paper_of_cooperation(matter_id, paper_id)
    if form not in ("word", "pdf"):
        raise NotVisible
    content = printing.word_file(record) if form == "word" else printing.pdf_file(record)
    mime, ending = (WORD, "docx") if form == "word" else ("application/pdf", "pdf")
    documents.note_download(by=current_person(), record=record, form=form)
    name = f"{record.title}{record.number or '（草稿）'}.{ending}"
    return send_file(io.BytesIO(content), mime, as_attachment=True, download_name=name)


@bp.get(f"{ONE}/pages/<int(max=999):number>")
@requires("cooperation.read")
def paper_page(matter_id: int, paper_id: int, number: int) -> Response:
    """Send one page as a picture for the preview."""
    opened(matter_id)
    pages = printing.preview(papers.paper_of_cooperation(matter_id, paper_id)).pages
    if not 1 <= number <= len(pages):
        raise NotVisible
    return send_file(io.BytesIO(pages[number - 1]), "image/png")


def again(no: Refused | Conflict, matter_id: int, paper_id: int, **forms: Any) -> Response:
    """Show the page of a paper anew with what stood in the way; nothing typed is lost."""
    finish(commit=False)  # what the refused act began must not show
    values = paper_values(matter_id, paper_id, **forms) | {"typed": typed_fields()}
    return refused(no, PAGE, **values)


def _offered(matter: Matter, form: DraftForm | None = None) -> dict[str, Any]:
    rows = [
        (kind, kind.title_on(today()), paper_line.said_of(matter, kind))
        for kind in paper_line.kinds_for(matter)
    ]
    return {
        "matter": matter,
        "back": matter.owner.url(matter.record),
        "rows": rows,
        "form": form or DraftForm(formdata=None),
        "drafted": papers.papers_of_cooperation(matter.entry.id),
        "state_words": STATE_WORDS,
    }


def paper_values(matter_id: int, paper_id: int, **forms: Any) -> dict[str, Any]:
    """Return everything the page of a paper shows."""
    by, matter = current_person(), opened(matter_id)
    record = papers.paper_of_cooperation(matter_id, paper_id)
    kind = kind_of(record.kind)
    may_edit = record.state == "draft" and paper_line.may_draft(by, matter)
    form = forms.get("form") or paper_form(
        record, day=printing.day_of(record), sent=typed_before() is not None
    )
    groups = _groups(matter, record, form) if may_edit else []
    return {
        "matter": matter,
        "back": matter.owner.url(matter.record),
        "paper": record,
        "kind": kind,
        "state_word": STATE_WORDS[record.state],
        "said": paper_line.said_of(matter, kind),
        "line": paper_line.line_of(by, matter, record),
        "verdicts": VERDICT_WORDS,
        "form": form,
        "may_edit": may_edit,
        "groups": groups,
        "missing": missing_of(groups),
        "void": paper_line.may_void(by, matter, record)
        and (forms.get("void") or VoidForm(formdata=None)),
        "wants_seal": kind.seal and record.state in ("signed", "served"),
        "seals": issuing.seals(paper_id),
        "seal": forms.get("seal") or _seal_form(matter, record),
        "services": papers.services_of_paper(paper_id),
        "serve": forms.get("serve") or _serve_form(matter, record),
        "preview": printing.preview(record),
        "stand_ins": printing.stand_ins(),
        "typed": [],
        **_line_forms(record, forms),
    }


def _seal_form(matter: Matter, record: Any) -> SealForm | None:
    """Return the form of the seal for whoever keeps it, once there is something to seal."""
    by, kind = current_person(), kind_of(record.kind)
    if record.state not in ("signed", "served") or not actions.keeps_seal(by=by, matter=matter):
        return None
    return SealForm(formdata=None, data={"copies": kind.copies, "sealed_by": by.name})


def _serve_form(matter: Matter, record: Any) -> ServeForm | None:
    """Return the form of a service for whoever works with the matter, once there is something to serve."""
    kind = kind_of(record.kind)
    if record.state not in ("signed", "served") or not kind.receipt:
        return None
    if not paper_line.may_draft(current_person(), matter):
        return None
    owner = matter.owner
    known = owner.service(matter.record, kind) if isinstance(owner, InTheField) else {}
    return ServeForm(formdata=None, data=dict(known))


def _line_forms(record: Any, forms: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the line; what is agreed to is what the page showed."""
    made = {
        "close": CloseForm,
        "hand_in": HandInForm,
        "opinion": OpinionForm,
        "take_back": TakeBackForm,
        "here": SignHereForm,
    }
    shown = {name: forms.get(name) or form(formdata=None) for name, form in made.items()}
    for form in shown.values():
        form.version.data = str(record.version)
    return shown


def _groups(matter: Matter, record: Any, form: Any) -> Any:
    day = printing.day_of(record)
    known = known_words(matter, kind_of(record.kind), by=current_person(), day=day)
    return groups_of(record, form, known=known, day=day)
