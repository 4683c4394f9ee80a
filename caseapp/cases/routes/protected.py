"""Protected persons of a case: seal one, and see by which alias the file knows them."""

from __future__ import annotations

from typing import Any

from flask import Response, flash

from caseapp.base.errors import Refused
from caseapp.base.keys import KeyMissing
from caseapp.base.web import back_to, page, refused, requires
from caseapp.cases import actions
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.parties import queries
from caseapp.parties.forms import ProtectedForm


# Nothing typed here is kept unsaved: it is an identity, whole.
@bp.route(f"/cases/<{ID}:case_id>/protected", methods=["GET", "POST"])
@requires("party.edit")
def protected(case_id: int) -> Response:
    """Seal a witness or a complainant who asks for protection; the file gets an alias."""
    file = opened(case_id)
    allowed(file, "party.edit")
    form = ProtectedForm()
    if not form.is_submitted():
        return page("cases/protected.html", form=form, **_values(file))
    if not form.validate():
        return page("cases/protected.html", status=422, form=form, **_values(file))
    try:
        sealed = actions.seal_person(by=file.by, case=file.case, given=form.given())
    except KeyMissing as fault:
        no = Refused(
            f"不能登记：{fault}系统不以明文保存身份。",
            remedy="请系统管理员从备份恢复密钥目录后再登记。",
        )
        return refused(no, "cases/protected.html", form=form, **_values(file))
    flash(f"已加密登记，案卷和文书中一律写“{sealed.alias}”。", "done")
    return back_to("cases.protected", case_id=case_id)


def _values(file: OpenFile) -> dict[str, Any]:
    rows = queries.of_case(file.case.id, alias=file.case.informant_alias)
    return {**head(file), "rows": [row for row in rows if row.is_protected]}
