"""Pages beside a draft: its versions with their differences, and words taken from another paper."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import back_to, page, refused, requires
from caseapp.cases.actions import drafting
from caseapp.cases.actions.drafting import CopyGiven
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_copying import pairs, sources
from caseapp.cases.paper_forms import AsideForm
from caseapp.cases.paper_versions import history
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.documents import queries


@bp.get(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/versions")
@requires("paper.read")
def paper_versions(case_id: int, paper_id: int) -> Response:
    """Show the versions of a paper and the differences between two of them."""
    return page("cases/paper_versions.html", **_versions(opened(case_id), paper_id))


@bp.post(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/versions")
@requires("paper.draft")
def restore_paper(case_id: int, paper_id: int) -> Response:
    """Take a draft back to an earlier version, as a new one."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    queries.paper_of_case(case_id, paper_id)
    number = _number(request.form.get("number", ""))
    version = AsideForm().version_seen()
    try:
        drafting.restore_version(
            by=file.by, case=file.case, paper_id=paper_id, number=number, version=version
        )
    except (Refused, Conflict) as no:
        finish(commit=False)
        values = _versions(opened(case_id), paper_id)
        return refused(no, "cases/paper_versions.html", **values)
    flash(f"已恢复第 {number} 版的内容，存为新的版本。", "done")
    return back_to("cases.paper", case_id=case_id, paper_id=paper_id)


@bp.get(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/copy")
@requires("paper.draft")
def copy_paper(case_id: int, paper_id: int) -> Response:
    """Show which words of another paper of the case could be taken over."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    return page("cases/paper_copy.html", **_copying(file, paper_id, request.args.get("from", "")))


@bp.post(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/copy")
@requires("paper.draft")
def copy_into_paper(case_id: int, paper_id: int) -> Response:
    """Take the chosen words over."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    queries.paper_of_case(case_id, paper_id)
    chosen = request.form.getlist("words")
    given = CopyGiven(
        _number(request.form.get("from", "")), chosen, version=AsideForm().version_seen()
    )
    try:
        drafting.copy_words(by=file.by, case=file.case, paper_id=paper_id, given=given)
    except (Refused, Conflict) as no:
        finish(commit=False)
        values = _copying(opened(case_id), paper_id, str(given.from_id), chosen=chosen)
        return refused(no, "cases/paper_copy.html", **values)
    flash(f"已带入 {len(chosen)} 项内容，存为新的版本。", "done")
    return back_to("cases.paper", case_id=case_id, paper_id=paper_id)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _versions(file: OpenFile, paper_id: int) -> dict[str, Any]:
    record = queries.paper_of_case(file.case.id, paper_id)
    wanted = (_number(request.args.get(one, "")) for one in ("first", "last"))
    return {
        **head(file),
        "paper": record,
        "history": history(record, first=next(wanted), last=next(wanted)),
        "form": _form(record),
        "may_restore": record.state == "draft" and bool(decide(file.by, "paper.draft", file.thing)),
    }


def _copying(
    file: OpenFile, paper_id: int, wanted: str, *, chosen: list[str] | None = None
) -> dict[str, Any]:
    record = queries.paper_of_case(file.case.id, paper_id)
    if record.state != "draft":
        raise Refused(
            f"《{record.title}》已经签发或者作废，不能再带入内容。", remedy="请另行起草文书。"
        )
    source = queries.paper_of_case(file.case.id, _number(wanted)) if wanted else None
    found, alike = pairs(source, record) if source is not None else ([], 0)
    return {
        **head(file),
        "paper": record,
        "sources": sources(file, record),
        "source": source,
        "pairs": found,
        "alike": alike,
        "chosen": [one.word for one in found if one.is_chosen] if chosen is None else chosen,
        "form": _form(record),
    }


def _form(record: Any) -> AsideForm:
    return AsideForm(formdata=None, data={"version": str(record.version)})
