"""The system's state, for the system administrator."""

from __future__ import annotations

from flask import Response, current_app

from caseapp.accounts import doctor
from caseapp.accounts.routes.blueprint import admin_page
from caseapp.base.web import requires
from caseapp.desk import state
from caseapp.desk.routes.blueprint import bp


@bp.get("/admin/status")
@requires("status.read")
def status() -> Response:
    """Show what is well and what is not, each with what to do."""
    settings = current_app.extensions["settings"]
    found: list[state.Toned] = [*state.lines(settings), *doctor.findings(settings)]
    return admin_page("desk/status.html", lines=found, worst=state.worst(found), words=state.WORDS)
