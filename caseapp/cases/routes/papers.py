"""Papers of a case: the page as it prints, its fields while a draft, Word and PDF, service."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from flask import Response, flash, request, send_file

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.requests import typed_fields
from caseapp.base.web import (
    back_to,
    keeps_typed,
    page,
    reads_protected,
    refused,
    requires,
    typed_before,
)
from caseapp.cases import actions
from caseapp.cases.forms import CloseForm, ServiceForm
from caseapp.cases.notices import running_notices
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_forms import paper_form
from caseapp.cases.paper_values import shared
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.cases.routes.issue_shown import issue_values
from caseapp.cases.routes.paper_drafts import draft_values, put_aside
from caseapp.documents import actions as documents
from caseapp.documents import printing, queries
from caseapp.documents.catalogue import kind_of
from caseapp.documents.routes.blueprint import WORD
from caseapp.documents.words import BY_NOTICE, STATE_WORDS
from caseapp.law.procedures.sides import SIDE_WORDS
from caseapp.revisions.page import flash_saved, merge_page


@bp.get(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>")
@requires("paper.read")
def paper(case_id: int, paper_id: int) -> Response:
    """Show a paper: pages as printed, fields while it is a draft, service when it is signed."""
    return page("cases/paper.html", **_values(opened(case_id), paper_id))


@bp.post(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>")
@requires("paper.draft")
@keeps_typed()
def save_paper(case_id: int, paper_id: int) -> Response:
    """Save a draft's fields."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    record = queries.paper_of_case(case_id, paper_id)
    form = paper_form(record, day=printing.day_of(record), sent=True)
    if told := put_aside(file, record, form):
        flash(told, "info")
        return page("cases/paper.html", **_values(file, paper_id, form=form, is_unsaved=True))
    if not form.validate():
        return page("cases/paper.html", status=422, **_values(file, paper_id, form=form))
    try:
        both = actions.change_draft(
            by=file.by,
            case=file.case,
            paper_id=paper_id,
            data=form.given(),
            version=form.version_seen(),
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=f"《{record.title}》")
    except Refused as no:
        return again(no, case_id, paper_id, form=form)
    flash_saved("文书草稿已保存。", both, form)
    return back_to("cases.paper", case_id=case_id, paper_id=paper_id)


@bp.post(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/close")
@requires("paper.draft")
def close_paper(case_id: int, paper_id: int) -> Response:
    """Freeze a record or sheet."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    queries.paper_of_case(case_id, paper_id)
    form = CloseForm()
    if not form.validate():
        return page("cases/paper.html", status=422, **_values(file, paper_id, close=form))
    try:
        actions.close_record(
            by=file.by,
            case=file.case,
            paper_id=paper_id,
            on=form.on.data or today(),
            version=form.version_seen(),
        )
    except Conflict as clash:
        record = queries.paper_of_case(case_id, paper_id)
        return again(clash, case_id, paper_id, close=_close_form(record, on=form.on.data))
    except Refused as no:
        return again(no, case_id, paper_id, close=form)
    flash("文书已定稿，内容不再改动。", "done")
    return back_to("cases.paper", case_id=case_id, paper_id=paper_id)


@bp.post(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/serve")
@requires("paper.serve")
def serve_paper(case_id: int, paper_id: int) -> Response:
    """Record a service; the step that waits for it is taken in the same act."""
    file = opened(case_id)
    allowed(file, "paper.serve")
    queries.paper_of_case(case_id, paper_id)
    form = _service_form(file, queries.paper_of_case(case_id, paper_id))
    if not form.validate():
        return page("cases/paper.html", status=422, **_values(file, paper_id, serve=form))
    try:
        step = actions.serve_paper(
            by=file.by, case=file.case, paper_id=paper_id, given=form.given()
        )
    except Refused as no:
        return again(no, case_id, paper_id, serve=form)
    flash(_told_of(paper_id, form) or f"送达已登记。{f'已办理：{step}。' if step else ''}", "done")
    return back_to("cases.case_file", case_id=case_id)


@bp.get(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/<form>")
@requires("paper.read")
@reads_protected
def paper_file(case_id: int, paper_id: int, form: str) -> Response:
    """Send the Word or PDF file: the frozen bytes once it is signed."""
    file = opened(case_id)
    record = queries.paper_of_case(case_id, paper_id)
    name = f"{record.title}{record.number or '（草稿）'}"
    if form == "word":
        content, mime, ending = printing.word_file(record), WORD, "docx"
    elif form == "pdf":
        content, mime, ending = printing.pdf_file(record), "application/pdf", "pdf"
    else:
        raise NotVisible
    documents.note_download(by=file.by, record=record, form=form)
    return send_file(
        io.BytesIO(content), mime, as_attachment=True, download_name=f"{name}.{ending}"
    )


@bp.get(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/pages/<int(max=999):number>")
@requires("paper.read")
def paper_page(case_id: int, paper_id: int, number: int) -> Response:
    """Send one page as a picture for the preview."""
    opened(case_id)
    pages = printing.preview(queries.paper_of_case(case_id, paper_id)).pages
    if not 1 <= number <= len(pages):
        raise NotVisible
    return send_file(io.BytesIO(pages[number - 1]), "image/png")


def _told_of(paper_id: int, form: ServiceForm) -> str:
    """Say of a notice until when it runs: nothing is served yet."""
    running = running_notices(paper_id, today=today()) if form.mode.data == BY_NOTICE else []
    if not running:
        return ""
    last = running[-1]
    return f"公告已登记，还没有送达：公告期至 {last.due_on} 届满（{last.rule_id}），期满视为送达。"


def shown(file: OpenFile, paper_id: int, **forms: Any) -> Response:
    """Show the page of a paper again with what a form of it has to change."""
    return page("cases/paper.html", status=422, **_values(file, paper_id, **forms))


def again(no: Refused | Conflict, case_id: int, paper_id: int, **forms: Any) -> Response:
    """Show the page of a paper again with why an act was refused and what was typed."""
    finish(commit=False)  # what the refused act began must not show
    values = _values(opened(case_id), paper_id, **forms)
    return refused(no, "cases/paper.html", typed=typed_fields(), **values)


def _values(file: OpenFile, paper_id: int, **forms: Any) -> dict[str, Any]:
    record = queries.paper_of_case(file.case.id, paper_id)
    kind = kind_of(record.kind)
    is_draft = record.state == "draft"
    form = forms.get("form") or paper_form(
        record, day=printing.day_of(record), sent=typed_before() is not None
    )
    may_draft = bool(decide(file.by, "paper.draft", file.thing))
    may_serve = bool(decide(file.by, "paper.serve", file.thing))
    services = () if is_draft else queries.services_of_paper(paper_id)
    out = issue_values(file, record, services=services, forms=forms)
    waits = not kind.to or bool(queries.sides_left(record, services))
    notices = () if is_draft else running_notices(paper_id, today=today())
    may_serve = kind.receipt and record.state in ("signed", "served") and may_serve and waits
    return {
        **head(file),
        "paper": record,
        "kind": kind,
        "state_word": STATE_WORDS[record.state],
        "form": form,
        "is_unsaved": forms.get("is_unsaved", False),
        "close": forms.get("close") or _close_form(record),
        "serve": forms.get("serve") or (may_serve and _service_form(file, record, notices=notices)),
        "may_edit": is_draft and may_draft,
        "may_close": is_draft and may_draft and out["approval"].way.by_hand,
        "by_step": is_draft and out["approval"].way.by_step,
        **out,
        "may_serve": may_serve,
        "services": services,
        "notices": notices,
        "preview": printing.preview(record),
        "stand_ins": printing.stand_ins(),
        **(draft_values(file, record, form) if is_draft and may_draft else {}),
    }


def _ask_side(form: ServiceForm, file: OpenFile, record: Any, *, sent: bool) -> None:
    """Between two sides each is served for itself; a paper to one party only does not ask."""
    sides = kind_of(record.kind).to
    if not sides:
        del form.part
        return
    form.part.choices = [
        (one, f"{SIDE_WORDS[one]}：{shared.side_name(file, one)}") for one in sides
    ]
    left = queries.sides_left(record, file.services)
    if left and not sent:
        form.part.data = left[0]


def _close_form(record: Any, *, on: Any = None) -> CloseForm:
    # What is frozen is what the page showed: another text saved meanwhile is not.
    data = {"version": str(record.version)}
    return CloseForm(formdata=None, data=data | ({"on": on} if on else {}))


def _service_form(
    file: OpenFile, record: Any, *, notices: Sequence[Any] | None = None
) -> ServiceForm:
    """Return the form as it was sent, or a fresh one that knows what notices are running."""
    sent = notices is None
    form = ServiceForm() if sent else ServiceForm(formdata=None)
    _ask_side(form, file, record, sent=sent)
    form.servers.choices = [
        (one.person.id, one.words)
        for one in accounts.assignable_officers(file.case.unit_path, on=today())
    ]
    if notices is not None:
        form.servers.data = list(file.team_ids[:2])
        form.place.data = file.case.place
        _fill_notice(form, notices)
    return form


def _fill_notice(form: ServiceForm, notices: Sequence[Any]) -> None:
    """While a notice runs, or when it is over, the form says what was told of it."""
    for one in notices[-1:]:
        form.mode.data, form.published_on.data = BY_NOTICE, one.published_on
        form.published_in.data, form.tried.data = one.published_in, one.tried
        if one.part:
            form.part.data = one.part
