"""Pages for the audit administrator: the trail, and whether it holds."""

from __future__ import annotations

from flask import Response, request

from caseapp.accounts import queries
from caseapp.accounts.routes.blueprint import admin_page, bp
from caseapp.accounts.words import ACTS, act_words, object_words
from caseapp.base.web import asked_page, requires
from caseapp.ledger import queries as ledger


@bp.get("/admin/audit")
@requires("audit.read")
def audit() -> Response:
    """Leaf through the trail, newest first."""
    return _audit_page(verdict=None)


@bp.get("/admin/audit/verify")
@requires("audit.read")
def verify_audit() -> Response:
    """Recompute the whole chain and say where it does not hold."""
    return _audit_page(verdict=ledger.verify_chain())


def _audit_page(*, verdict: ledger.Verdict | None) -> Response:
    wanted = {
        "login": request.args.get("login", "").strip()[:40],
        "action": request.args.get("action", "").strip()[:60],
    }
    found = queries.audit_page(login=wanted["login"], action=wanted["action"], after=asked_page())
    lines = [(row, act_words(row.action), object_words(row.object_kind)) for row in found.rows]
    return admin_page(
        "accounts/audit.html", found=found, lines=lines, wanted=wanted, acts=ACTS, verdict=verdict
    )
