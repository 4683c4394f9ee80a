"""Notes on a case: the list and the form for another one."""

from __future__ import annotations

from flask import Response, flash, request

from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires
from caseapp.cases import actions, kept_queries
from caseapp.cases.note_forms import NoteForm
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened


@bp.route(f"/cases/<{ID}:case_id>/notes", methods=["GET", "POST"])
@requires("case.note")
@keeps_typed()
def notes(case_id: int) -> Response:
    """Show the notes of a case, or write one."""
    file = opened(case_id)
    allowed(file, "case.note")
    form = NoteForm()
    values = {"form": form, "notes": kept_queries.notes_of(case_id), **head(file)}
    if request.method == "GET":
        return page("cases/notes.html", **values)
    if not form.validate():
        return page("cases/notes.html", status=422, **values)
    try:
        actions.write_note(by=file.by, case=file.case, words=form.words.data or "")
    except Refused as no:
        finish(commit=False)
        return refused(no, "cases/notes.html", **values)
    flash("记事已保存。", "done")
    return back_to("cases.case_file", case_id=case_id)
