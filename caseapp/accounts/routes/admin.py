"""The administrators' first page: what each of the three may do here."""

from __future__ import annotations

from flask import Response

from caseapp.accounts.routes.blueprint import admin_page, bp
from caseapp.base.web import requires


@bp.get("/admin")
@requires("admin.home")
def admin() -> Response:
    """List the pages this administrator may open."""
    return admin_page("accounts/admin.html")
