"""The system administrator's page of what the background could not do."""

from __future__ import annotations

from flask import Response, flash

from caseapp.accounts.forms import ButtonForm
from caseapp.accounts.routes.blueprint import admin_page, bp
from caseapp.accounts.words import event_words, object_words
from caseapp.base.web import back_to, current_person, requires
from caseapp.ledger import actions
from caseapp.ledger import queries as ledger


@bp.get("/admin/outbox")
@requires("outbox.manage")
def outbox() -> Response:
    """List what waits to be done in the background, and what was given up after eight tries."""
    waiting = ledger.backlog()
    lines = [
        (row, event_words(row.event), object_words(row.object_kind), row.retry_at)
        for row in waiting.rows
    ]
    form = ButtonForm(formdata=None)
    return admin_page("accounts/outbox.html", form=form, waiting=waiting, lines=lines)


@bp.post("/admin/outbox/retry")
@requires("outbox.manage")
def retry_outbox() -> Response:
    """Send what was given up to the worker once more."""
    count = actions.retry_parked(by=current_person())
    flash(f"已重新安排 {count} 项，后台随即处理。", "done")
    return back_to("accounts.outbox")
