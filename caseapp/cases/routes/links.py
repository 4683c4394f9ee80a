"""The page of a dispute about the cases it is heard together with or was split from."""

from __future__ import annotations

from typing import Any

from flask import Response, flash

from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, page, refused, requires
from caseapp.cases import actions
from caseapp.cases.linked import linked_cases
from caseapp.cases.open_file import OpenFile
from caseapp.cases.request_forms import LinkForm, SeparateForm
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened


@bp.route(f"/cases/<{ID}:case_id>/links", methods=["GET"])
@requires("case.edit")
def links(case_id: int) -> Response:
    """Show what the case is linked to, and the forms to join and to split."""
    return _page(_file(case_id))


@bp.post(f"/cases/<{ID}:case_id>/links/join")
@requires("case.edit")
def join_cases(case_id: int) -> Response:
    """Hear another case together with this one."""
    file, form = _file(case_id), LinkForm()
    if not form.validate():
        return _page(file, form=form, status=422)
    try:
        actions.join_cases(by=file.by, case=file.case, given=form.given())
    except Refused as no:
        finish(commit=False)
        return _page(file, form=form, no=no)
    flash("已登记并案审理，两案仍各自立案、各自裁决。", "done")
    return back_to("cases.links", case_id=case_id)


@bp.post(f"/cases/<{ID}:case_id>/links/<{ID}:link_id>/end")
@requires("case.edit")
def separate_cases(case_id: int, link_id: int) -> Response:
    """Take two cases apart again."""
    file, form = _file(case_id), SeparateForm()
    if not form.validate():
        return _page(file, separate=form, status=422)
    try:
        actions.separate_cases(
            by=file.by,
            case=file.case,
            link_id=link_id,
            on=form.separated_on.data or today(),
            why=form.separated_why.data or "",
        )
    except Refused as no:
        finish(commit=False)
        return _page(file, separate=form, no=no)
    flash("已登记分开审理。", "done")
    return back_to("cases.links", case_id=case_id)


def _file(case_id: int) -> OpenFile:
    file = opened(case_id)
    allowed(file, "case.edit")
    if file.procedure.track != "infringement":
        raise NotVisible
    return file


def _page(
    file: OpenFile,
    *,
    form: LinkForm | None = None,
    separate: SeparateForm | None = None,
    no: Refused | None = None,
    status: int = 200,
) -> Response:
    values: dict[str, Any] = {
        **head(file),
        "form": form or LinkForm(formdata=None),
        "separate": separate or SeparateForm(formdata=None),
        "rows": linked_cases(file),
    }
    if no is not None:
        return refused(no, "cases/links.html", **values)
    return page("cases/links.html", status=status, **values)
