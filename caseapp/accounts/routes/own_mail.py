"""Where my reminders go."""

from __future__ import annotations

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import MailForm
from caseapp.accounts.routes.blueprint import INVALID, bp
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, refused, requires


@bp.route("/me/mail", methods=["GET", "POST"])
@requires("session.own")
def own_mail() -> Response:
    """Show and change the address my reminders are sent to."""
    by, form = current_person(), MailForm()
    if by.body_id is not None:
        raise NotVisible  # nobody of another body is reminded of ours
    if request.method == "GET":
        form.email.data = queries.mail_of(by.id)
        return page("accounts/own_mail.html", form=form)
    if not form.validate():
        return page("accounts/own_mail.html", status=INVALID, form=form)
    try:
        actions.set_own_mail(by=by, address=form.email.data or "")
    except Refused as no:
        return refused(no, "accounts/own_mail.html", form=form)
    flash("提醒邮件地址已保存。", "done")
    return back_to("accounts.me")
