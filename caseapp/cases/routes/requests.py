"""The page on which the request of a party is registered."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.base.clock import today
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
from caseapp.cases.actions.links import LinkGiven, link_cases
from caseapp.cases.mediation_forms import BareMediation, MediationForm
from caseapp.cases.open_file import OpenFile
from caseapp.cases.request_forms import ASKED, SIDES, BareRequest, RequestForm, fill_from
from caseapp.cases.routes.blueprint import allowed, bp, opened
from caseapp.cases.shown import unit_choices

TRACKS = {
    "infringement": "登记侵权纠纷处理请求",
    "mediation": "登记专利纠纷调解请求",
    "opinion": "登记不侵权意见请求",
}


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
    origin = _origin(track)
    values: dict[str, Any] = {
        "form": form,
        "split": origin.case.id if origin else None,
        "track": track,
        "title": TRACKS[track],
        "asked": ASKED,
        "sides": SIDES,
    }
    if request.method == "GET":
        if origin is not None:
            fill_from(form, origin)
        return page("cases/new_request.html", **values)
    if not form.validate():
        return page("cases/new_request.html", status=422, **values)
    try:
        case_id = _opened(form, track, origin)
    except Refused as no:
        return refused(no, "cases/new_request.html", **values)
    return back_to("cases.case_file", case_id=case_id)


def _opened(form: BareRequest, track: str, origin: OpenFile | None) -> int:
    """Open the case the form asks for; a mediation keeps what decides whether it may be held."""
    by, given = current_person(), form.given(track)
    if isinstance(form, BareMediation):
        return actions.open_mediation(by=by, given=given, about=form.about()).id
    case = actions.open_request(by=by, given=given)
    if origin is not None:
        link = LinkGiven("", today(), f"从{origin.case.case_no or origin.case.lead_no}分案登记")
        link_cases(by=by, case=case, other=origin.case, kind="split", given=link)
    return case.id


def _origin(track: str) -> OpenFile | None:
    """Find the case this request is split from: another patent or another respondent of one request."""
    split = request.args.get("split", type=int)
    if split is None or track != "infringement":
        return None
    file = opened(split)
    allowed(file, "case.edit")
    if file.procedure.track != track:
        raise NotVisible
    return file
