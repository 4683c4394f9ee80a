"""Pages for the audit administrator: the trail, whether it holds, its head for the daily register."""

from __future__ import annotations

import re
from datetime import date

from flask import Flask, Response, current_app, request, stream_with_context

from caseapp.accounts import queries
from caseapp.accounts.forms import ButtonForm
from caseapp.accounts.routes.blueprint import admin_page, bp
from caseapp.accounts.words import ACTS, act_words, object_words
from caseapp.base import crypto
from caseapp.base.clock import today
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    needs_fresh_sign_in,
    reads_protected,
    requires,
)
from caseapp.ledger import actions as ledger_actions
from caseapp.ledger import checks, exporting
from caseapp.ledger import queries as ledger
from caseapp.ledger.checking import CHECKED, Checking
from caseapp.ledger.checkpoints import Witness, public_halves

UNDER_WAY = "audit_check"
PATIENCE = 1.5  # seconds a page waits for a check to end before it shows how far it is
LOOK_AGAIN = "2"
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@bp.get("/admin/audit")
@requires("audit.read")
def audit() -> Response:
    """Leaf through the trail, newest first."""
    wanted = {
        "login": request.args.get("login", "").strip()[:40],
        "action": request.args.get("action", "").strip()[:60],
    }
    found = queries.audit_page(login=wanted["login"], action=wanted["action"], after=asked_page())
    lines = [(row, act_words(row.action), object_words(row.object_kind)) for row in found.rows]
    return admin_page("accounts/audit.html", found=found, lines=lines, wanted=wanted, acts=ACTS)


@bp.get("/admin/audit/verify")
@requires("audit.read")
def audit_check() -> Response:
    """Say how far the check is, or what it found."""
    running: Checking | None = current_app.extensions.get(UNDER_WAY)
    over = running is None or running.is_over(patience=PATIENCE)
    answer = admin_page(
        "accounts/audit_check.html",
        form=ButtonForm(formdata=None),
        verdict=running.verdict if running and over else None,
        running=None if over else running,
        last=checks.last("audit", CHECKED),
    )
    if not over:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


@bp.post("/admin/audit/verify")
@requires("audit.read")
def verify_audit() -> Response:
    """Begin to recompute the whole chain, unless that is going on."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - how a werkzeug proxy is opened
    running: Checking | None = app.extensions.get(UNDER_WAY)
    if running is None or running.is_over(patience=0):
        by = current_person()
        ledger_actions.record(
            by=by, action="audit.check_begun", object_kind="audit", object_id="chain"
        )
        begun = Checking(app.app_context, _witness(), by=by)
        app.extensions[UNDER_WAY] = begun
        begun.start()
    return back_to("accounts.audit_check")


@bp.get("/admin/audit/register")
@requires("audit.read")
def audit_register() -> Response:
    """Show the heads of a month, to be printed, signed and stamped."""
    asked = _MONTH.fullmatch(request.args.get("month", ""))
    first = date(int(asked[1]), int(asked[2]), 1) if asked else today().replace(day=1)
    prints = {
        version: crypto.digest(public).partition(":")[2][:16]
        for version, public in public_halves(_witness().keys).items()
    }
    return admin_page(
        "accounts/audit_register.html",
        month=f"{first:%Y-%m}",
        this_month=f"{today():%Y-%m}",
        lines=ledger.heads_of_month(first),
        prints=prints,
    )


@bp.get("/admin/audit/export")
@requires("audit.read")
@needs_fresh_sign_in
@reads_protected
def export_audit() -> Response:
    """Send the whole trail as lines of JSON; who took it is recorded before the first line goes."""
    ledger_actions.record(
        by=current_person(), action="audit.exported", object_kind="audit", object_id="chain"
    )
    lines = stream_with_context(exporting.lines(_witness()))
    answer = Response(lines, mimetype="application/x-ndjson")
    answer.headers["Content-Disposition"] = f"attachment; filename=audit-{today()}.jsonl"
    return answer


def _witness() -> Witness:
    return Witness.of(current_app.extensions["settings"])
