"""The page that puts an application right."""

from __future__ import annotations

from flask import Response, request

from caseapp.aid import actions
from caseapp.aid.forms import CorrectForm
from caseapp.aid.routes.blueprint import ID, ask, bp, opened
from caseapp.aid.states import WORK
from caseapp.base.web import current_person, keeps_typed, requires, typed_before

MATTER = (
    *("foreign_kind", "right_kind", "right_name", "right_number", "right_holder", "right_state"),
    *("opponent", "dispute", "wishes"),
)


@bp.route(f"/aid/<{ID}:aid_id>/correct", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def correct(aid_id: int) -> Response:
    """Put right what an application is about."""
    aid = opened(aid_id, WORK)
    kept = {name: getattr(aid, name) for name in MATTER}
    is_typed = request.method == "POST" or typed_before()
    form = CorrectForm() if is_typed else CorrectForm(data=kept)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.correct(
            by=by, aid=aid, given=form.given(), reason=form.reason.data or "", seen=seen
        ),
        done="申请已更正。",
        title="更正申请",
        fields=(*MATTER, "reason"),
        press="更正",
        note="申请人的名称、证照和联系方式在工单页更正。",
    )
