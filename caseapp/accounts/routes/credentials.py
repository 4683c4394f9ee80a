"""One's own password and codes; the administrators' part in setting them anew."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g

from caseapp.accounts import actions, passwords, queries
from caseapp.accounts.actions.credentials import change_password, make_code, new_recovery_codes
from caseapp.accounts.actions.factor_resets import agree_factor_reset, ask_factor_reset
from caseapp.accounts.forms import ButtonForm, WhyForm
from caseapp.accounts.permissions import decide
from caseapp.accounts.queries import credentials
from caseapp.accounts.routes.activation import judge
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused, bp
from caseapp.accounts.routes.sign_in import door, factor_box, no_luck
from caseapp.accounts.sign_in_forms import PasswordForm
from caseapp.accounts.sign_in_rules import profiles, rows
from caseapp.accounts.web import before_new_password, remember_browser, settings
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    back_to,
    current_person,
    needs_fresh_sign_in,
    page,
    prepares,
    requires,
)


def _weigh_new_password() -> None:
    form = g.form = PasswordForm()
    g.new_hash, g.status, g.refusal = "", INVALID, None
    person = current_person()
    if settings().demo or not form.validate():
        return
    tried = door().try_password(login=person.login, password=form.present_password.data or "")
    if tried.person is None:
        g.status, g.refusal = no_luck(tried, "现在的密码不对。")
    elif judge(form, person):
        g.new_hash = passwords.hash_of_password(form.password.data or "")


@bp.get("/me/password")
@requires("session.own")
@before_new_password
def password() -> Response:
    """Show the form for a new password."""
    return _password_page(PasswordForm(formdata=None))


@bp.post("/me/password")
@requires("session.own")
@prepares(_weigh_new_password)
@before_new_password
def new_password() -> Response:
    """Set a new password; every other sign-in ends, this browser gets a new token."""
    if settings().demo:
        raise NotVisible
    if not g.new_hash:
        return _password_page(g.form, status=g.status, refusal=g.refusal)
    by = current_person()
    change_password(by=by, password_hash=g.new_hash, session_id=g.session_id)
    token = actions.rotate_session(by=by, session_id=g.session_id, is_proved=True)
    flash("密码已修改，在别处的登录已全部结束。", "done")
    return remember_browser(back_to("accounts.me"), token)


@bp.post("/me/recovery-codes")
@requires("session.own")
@needs_fresh_sign_in
def recovery_codes() -> Response:
    """Make new codes for paper and show them once."""
    if settings().demo or credentials.known(current_person().id) is None:
        raise NotVisible
    codes = new_recovery_codes(by=current_person())
    return page("accounts/recovery_codes.html", codes=codes, first="/me")


@bp.post(f"/admin/people/<{ID}:person_id>/code")
@requires("people.manage")
@needs_fresh_sign_in
def make_activation_code(person_id: int) -> Response:
    """Make a code for a new person or a forgotten password, and show it once."""
    _not_in_demo()
    try:
        code = make_code(by=current_person(), person_id=person_id, box=factor_box())
    except Refused as no:
        return _sign_in_page(no=no)
    return _code_page(person_id, code)


@bp.post(f"/admin/people/<{ID}:person_id>/factor-reset")
@requires("sign_in.manage")
@needs_fresh_sign_in
def ask_reset(person_id: int) -> Response:
    """Ask that somebody may set a new telephone."""
    _not_in_demo()
    why = WhyForm()
    if not why.validate():
        no = Refused("请写明重设手机验证码的原因。")
        return _sign_in_page(no=no)
    try:
        ask_factor_reset(by=current_person(), person_id=person_id, why=why.why.data or "")
    except Refused as no:
        return _sign_in_page(no=no)
    flash("已申请，须由另一类管理员同意。", "done")
    return back_to("accounts.ways_in")


@bp.get("/admin/sign-in")
@requires("sign_in.manage")
def ways_in() -> Response:
    """Show requests that wait, and the numbers in force with their source."""
    return _sign_in_page()


@bp.post(f"/admin/sign-in/resets/<{ID}:reset_id>/agree")
@requires("sign_in.manage")
@needs_fresh_sign_in
def agree_reset(reset_id: int) -> Response:
    """Agree as the administrator of the other kind, and show the code once."""
    waiting = [row for row in credentials.factor_resets() if row.id == reset_id]
    if not waiting:
        raise NotVisible
    try:
        code = agree_factor_reset(by=current_person(), reset_id=reset_id, box=factor_box())
    except Refused as no:
        return _sign_in_page(no=no)
    return _code_page(waiting[0].person_id, code)


def _password_page(form: PasswordForm, *, status: int = 200, **values: Any) -> Response:
    found = g.get("open_session")
    return page(
        "accounts/password.html",
        status=status,
        form=form,
        profile=profiles()[settings().profile],
        owes=found is not None and found.owes_password,
        **values,
    )


def _sign_in_page(*, no: Refused | None = None) -> Response:
    person = current_person()
    shown: dict[str, Any] = {
        "waiting": credentials.factor_resets(),
        "rules": rows().values(),
        "profile": profiles()[settings().profile],
        "form": ButtonForm(formdata=None),
        "me_id": person.id,
        "may_see_people": bool(decide(person, "people.manage")),
    }
    if no is not None:
        return admin_refused(no, "accounts/ways_in.html", **shown)
    return admin_page("accounts/ways_in.html", **shown)


def _code_page(person_id: int, code: str) -> Response:
    return admin_page(
        "accounts/code.html",
        person=queries.person_by_id(person_id),
        code=code,
        life=rows()["activation_life"].text,
    )


def _not_in_demo() -> None:
    if settings().demo:
        raise NotVisible
