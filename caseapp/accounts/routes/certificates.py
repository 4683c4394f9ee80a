"""Pages for the system administrator: enforcement certificates and their validity."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import CertificateForm, EndCertificateForm, own_choices
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused, bp
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import asked_page, back_to, current_person, requires

STATES = {"valid": "有效", "soon": "将到期", "over": "已过期或停用", "all": "全部"}


@bp.get("/admin/certificates")
@requires("certificates.manage")
def certificates() -> Response:
    """List certificates, those that end first at the top."""
    state = request.args.get("state", "all")
    wanted = {
        "state": state if state in STATES else "all",
        "words": request.args.get("words", "").strip()[:60],
    }
    on = today()
    found = queries.certificates_page(
        state=wanted["state"], on=on, words=wanted["words"], after=asked_page()
    )
    return admin_page(
        "accounts/certificates.html",
        found=found,
        lines=[(row, *queries.validity_words(row, on)) for row in found.rows],
        wanted=wanted,
        states=STATES,
        on=on,
    )


@bp.route("/admin/certificates/new", methods=["GET", "POST"])
@requires("certificates.manage")
def new_certificate() -> Response:
    """Enter a certificate as printed."""
    form = _certificate_form()
    if request.method == "GET":
        return admin_page("accounts/new_certificate.html", form=form)
    if not form.validate():
        return admin_page("accounts/new_certificate.html", status=INVALID, form=form)
    given = form.given()
    try:
        actions.add_certificate(
            by=current_person(),
            person_id=given.person_id,
            kind=given.kind,
            number=given.number,
            issuer=given.issuer,
            valid_from=given.valid_from,
            valid_to=given.valid_to,
        )
    except Refused as no:
        return admin_refused(no, "accounts/new_certificate.html", form=form)
    flash(f"已登记证件 {given.number}。", "done")
    return back_to("accounts.certificates")


@bp.get(f"/admin/certificates/<{ID}:certificate_id>")
@requires("certificates.manage")
def certificate(certificate_id: int) -> Response:
    """Show a certificate and offer to end it."""
    return admin_page(
        "accounts/certificate.html", form=EndCertificateForm(), **_shown(certificate_id)
    )


@bp.post(f"/admin/certificates/<{ID}:certificate_id>/end")
@requires("certificates.manage")
def end_certificate(certificate_id: int) -> Response:
    """End a certificate from a day on."""
    form = EndCertificateForm()
    shown = _shown(certificate_id)
    if not form.validate():
        return admin_page("accounts/certificate.html", status=INVALID, form=form, **shown)
    try:
        actions.end_certificate(
            by=current_person(),
            certificate_id=certificate_id,
            on=form.day(),
            why=form.why.data or "",
        )
    except Refused as no:
        return admin_refused(no, "accounts/certificate.html", form=form, **shown)
    flash("证件已停用。", "done")
    return back_to("accounts.certificate", certificate_id=certificate_id)


def _certificate_form() -> CertificateForm:
    form = CertificateForm()
    form.person.choices = own_choices(queries.everybody())
    asked = request.args.get("person", "")
    if request.method == "GET" and asked.isdecimal() and len(asked) < 10:
        form.person.data = int(asked)
    return form


def _shown(certificate_id: int) -> dict[str, Any]:
    row = queries.certificate_by_id(certificate_id)
    if row is None:
        raise NotVisible
    words, tone = queries.validity_words(row, today())
    return {"row": row, "words": words, "tone": tone}
