"""The claim chart of a dispute: its page, a row added, a row changed or taken out."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires
from caseapp.cases import actions
from caseapp.cases.claim_chart import CHARTED, VERDICTS, feature_of, features_of, has_chart, outcome
from caseapp.cases.claim_forms import FeatureForm
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.evidence.forms import RemoveForm


@bp.get(f"/cases/<{ID}:case_id>/claims")
@requires("case.read")
def claim_chart(case_id: int) -> Response:
    """Show the chart and what it comes to, claim by claim."""
    file = opened(case_id)
    rows = features_of(case_id)
    return page(
        "cases/claims.html",
        **head(file),
        rows=rows,
        verdicts=VERDICTS,
        outcome=outcome(rows),
        charted=CHARTED,
        has_chart=has_chart(file.case.track),
        may_edit=file.case.is_open and bool(decide(file.by, "evidence.record", file.thing)),
    )


@bp.route(f"/cases/<{ID}:case_id>/claims/new", methods=["GET", "POST"])
@requires("evidence.record")
@keeps_typed()
def new_feature(case_id: int) -> Response:
    """Add a row to the chart."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    form = FeatureForm()
    values = _values(file, form, "登记一项特征")
    if request.method == "GET":
        return page("cases/claim.html", **values)
    if not form.validate():
        return page("cases/claim.html", status=422, **values)
    try:
        actions.add_feature(by=file.by, case=file.case, given=form.given())
    except Refused as no:
        return refused(no, "cases/claim.html", **values)
    flash("特征已登记。", "done")
    return back_to("cases.claim_chart", case_id=case_id)


@bp.route(f"/cases/<{ID}:case_id>/claims/<{ID}:feature_id>", methods=["GET", "POST"])
@requires("evidence.record")
@keeps_typed()
def edit_feature(case_id: int, feature_id: int) -> Response:
    """Change a row of the chart; a stale page keeps what was typed."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    row = feature_of(case_id, feature_id)
    form = FeatureForm(obj=row)
    values = _values(file, form, f"修改特征 {row.claim_no}-{row.feature_no}")
    values["row"] = row
    if request.method == "GET":
        return page("cases/claim.html", **values)
    if not form.validate():
        return page("cases/claim.html", status=422, **values)
    try:
        actions.change_feature(
            by=file.by,
            case=file.case,
            feature_id=feature_id,
            given=form.given(),
            version=form.version_seen(),
        )
    except (Refused, Conflict) as no:
        if isinstance(no, Conflict):
            form.version.data = str(no.version)
        return refused(no, "cases/claim.html", **values)
    flash("特征已修改。", "done")
    return back_to("cases.claim_chart", case_id=case_id)


@bp.post(f"/cases/<{ID}:case_id>/claims/<{ID}:feature_id>/drop")
@requires("evidence.record")
def drop_feature(case_id: int, feature_id: int) -> Response:
    """Take a row out of the chart, with a reason."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    row = feature_of(case_id, feature_id)
    drop = RemoveForm()
    values = _values(file, FeatureForm(formdata=None, obj=row), "移出特征") | {"row": row}
    if not drop.validate():
        return page("cases/claim.html", status=422, **values | {"drop": drop})
    try:
        actions.drop_feature(
            by=file.by, case=file.case, feature_id=feature_id, why=drop.why.data or ""
        )
    except Refused as no:
        return refused(no, "cases/claim.html", **values | {"drop": drop})
    flash("特征已移出。", "done")
    return back_to("cases.claim_chart", case_id=case_id)


def _values(file: OpenFile, form: FeatureForm, title: str) -> dict[str, Any]:
    drop = RemoveForm(formdata=None)
    return {"form": form, "title": title, "row": None, "drop": drop, **head(file)}
