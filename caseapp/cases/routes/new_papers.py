"""The page on which a paper of a case is drafted by hand: which there are, and why others are not."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.requests import typed_fields
from caseapp.base.web import back_to, page, refused, requires
from caseapp.cases.actions import drafting
from caseapp.cases.forms import NewPaperForm
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_choice import offered
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened


@bp.route(f"/cases/<{ID}:case_id>/papers/new", methods=["GET", "POST"])
@requires("paper.draft")
def new_paper(case_id: int) -> Response:
    """Show which papers may be drafted in this case, or draft one."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    form = NewPaperForm()
    if request.method == "GET":
        return page("cases/new_paper.html", **_values(file, form))
    if not form.validate():
        return page("cases/new_paper.html", status=422, **_values(file, form))
    try:
        paper_id = drafting.draft_paper(
            by=file.by, case=file.case, kind=request.form.get("kind", ""), on=form.on.data
        )
    except Refused as no:
        return refused(no, "cases/new_paper.html", typed=typed_fields(), **_again(case_id, form))
    flash("草稿已建立，案件已有的内容已经填入。", "done")
    return back_to("cases.paper", case_id=case_id, paper_id=paper_id)


def _again(case_id: int, form: NewPaperForm) -> dict[str, Any]:
    return _values(opened(case_id), form)


def _values(file: OpenFile, form: NewPaperForm) -> dict[str, Any]:
    day = form.on.data or today()
    return {**head(file), "form": form, "offered": offered(file, day)}
