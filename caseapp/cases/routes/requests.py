"""The page on which the request of a party is registered."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
)
from caseapp.cases import actions
from caseapp.cases.mediation_forms import BareMediation, MediationForm
from caseapp.cases.request_forms import ASKED, SIDES, BareRequest, RequestForm
from caseapp.cases.routes.blueprint import bp
from caseapp.cases.shown import unit_choices

TRACKS = {"infringement": "登记侵权纠纷处理请求", "mediation": "登记专利纠纷调解请求"}


@bp.route("/cases/requests/new", methods=["GET", "POST"])
@requires("case.open_lead")
@keeps_typed()
def new_request() -> Response:
    """Register a request to settle or to mediate a dispute."""
    track = request.args.get("track", "infringement")
    if track not in TRACKS:
        raise NotVisible
    form = MediationForm() if track == "mediation" else RequestForm()
    form.unit_id.choices = unit_choices(current_person())
    values: dict[str, Any] = {
        "form": form,
        "track": track,
        "title": TRACKS[track],
        "asked": ASKED,
        "sides": SIDES,
    }
    if request.method == "GET":
        return page("cases/new_request.html", **values)
    if not form.validate():
        return page("cases/new_request.html", status=422, **values)
    try:
        case_id = _opened(form, track)
    except Refused as no:
        return refused(no, "cases/new_request.html", **values)
    return back_to("cases.case_file", case_id=case_id)


def _opened(form: BareRequest, track: str) -> int:
    """Open the case the form asks for; a mediation keeps what decides whether it may be held."""
    by, given = current_person(), form.given(track)
    if isinstance(form, BareMediation):
        return actions.open_mediation(by=by, given=given, about=form.about()).id
    return actions.open_request(by=by, given=given).id
