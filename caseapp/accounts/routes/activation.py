"""Activation: with a code on paper somebody sets password and telephone; the first three open the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, g, request, session, url_for

from caseapp.accounts import actions, passwords
from caseapp.accounts.actions.credentials import ACTIVATION, FACTOR, PASSWORD, Proofs, activate
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.routes.blueprint import bp
from caseapp.accounts.routes.sign_in import CLOCK_HELP, door, factor_box, no_luck
from caseapp.accounts.second_factor import address_of, picture_of, step_of
from caseapp.accounts.sign_in_forms import (
    ActivateForm,
    ActivationForm,
    ForgottenForm,
    NewFactorForm,
    SecretForm,
)
from caseapp.accounts.sign_in_rules import profiles
from caseapp.accounts.web import (
    cookie_token,
    opens_office,
    remember_browser,
    settings,
    signed_in_as,
)
from caseapp.base.clock import now
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import page, prepares, public, sent_on
from caseapp.law.procedures.roles import Role

WRONG_CODE = "登录名或激活码不对，或者激活码已用过、已过期。"
FORMS: dict[str, type[SecretForm]] = {
    ACTIVATION: ActivateForm,
    PASSWORD: ForgottenForm,
    FACTOR: NewFactorForm,
}


@dataclass(frozen=True)
class Setting:
    """Who is setting what, on which browser, with which code."""

    person: Person
    session_id: int
    code_id: int
    purpose: str
    secret: str


def _weigh_code() -> None:
    form = g.form = ActivationForm()
    g.tried = None
    if not settings().demo and form.validate():
        g.tried = door().try_code(login=form.login.data or "", code=form.one_time.data or "")


@bp.get("/activate")
@public("激活账号的第一步：登录名和激活码")
@opens_office
def activation() -> Response:
    """Ask for the code; while the office is not open yet, show who is still missing."""
    return _first_page(ActivationForm(formdata=None))


@bp.post("/activate")
@public("激活账号的第一步；按账号和电脑限制次数")
@prepares(_weigh_code)
@opens_office
def try_activation() -> Response:
    """Let somebody with a code on to setting a password."""
    if settings().demo:
        raise NotVisible
    form, tried = g.form, g.tried
    if tried is None:
        return _first_page(form, status=422)
    if tried.person is None:
        status, no = no_luck(tried, WRONG_CODE, "请核对后再试，或向管理员索取新的激活码。")
        return _first_page(form, status=status, refusal=no)
    token = actions.start_session(
        by=tried.person, address=request.remote_addr or "", level="activation"
    )
    session.clear()
    return remember_browser(sent_on(url_for("accounts.set_up")), token)


def _weigh_proofs() -> None:
    """Weigh all that is typed before the lock: a new password is compared with the last ones."""
    g.setting, g.proofs, g.refusal, g.status = _setting(), None, None, 422
    if g.setting is None:
        return
    form = g.form = FORMS[g.setting.purpose]()
    if form.validate() and _password_is_good(form, g.setting.person) and _is_proved(form):
        new = form.password.data if g.setting.purpose != FACTOR else ""
        step = step_of(g.setting.secret, form.one_time.data or "", now())
        g.proofs = Proofs(
            password_hash=passwords.hash_of_password(new) if new else "",
            factor_sealed=g.sealed if g.setting.purpose != PASSWORD else "",
            factor_step=step,
        )


def _is_proved(form: Any) -> bool:
    """Ask for the proof that stays; without one the new telephone proves that it works."""
    setting: Setting = g.setting
    if setting.purpose == PASSWORD:
        tried = door().try_factor(
            person=setting.person, code=form.one_time.data or "", box=factor_box()
        )
        if tried.person is None:
            g.status, g.refusal = no_luck(tried, "验证码不对或已经用过。", CLOCK_HELP)
        return tried.person is not None
    if setting.purpose == FACTOR:
        tried = door().try_password(
            login=setting.person.login, password=form.present_password.data or ""
        )
        if tried.person is None:
            g.status, g.refusal = no_luck(tried, "密码不对。")
            return False
    if not step_of(setting.secret, form.one_time.data or "", now()):
        form.one_time.errors = [*form.one_time.errors, f"验证码不对。{CLOCK_HELP}"]
        return False
    return True


def _password_is_good(form: Any, person: Person) -> bool:
    if not hasattr(form, "password_again"):
        return True
    return judge(form, person)


def judge(form: Any, person: Person) -> bool:
    """Say on the form itself what stands against a new password."""
    if form.password.data != form.password_again.data:
        form.password_again.errors = ["两次输入的密码不一致。"]
        return False
    profile = profiles()[settings().profile]
    found = passwords.faults(
        form.password.data or "",
        profile=profile,
        own_words=passwords.words_of_name(person.name, person.login),
        old_hashes=credentials.old_hashes(person.id, profile.not_again),
    )
    form.password.errors = found
    return not found


@bp.get("/activate/set")
@public("激活账号的第二步；只对刚输对激活码的浏览器有用")
@opens_office
def set_up() -> Response:
    """Show what is to be set."""
    setting = _setting()
    if setting is None:
        return sent_on(url_for("accounts.activation"))
    return _second_page(setting, FORMS[setting.purpose](formdata=None))


@bp.post("/activate/set")
@public("激活账号的第二步；只对刚输对激活码的浏览器有用")
@prepares(_weigh_proofs)
@opens_office
def finish_set_up() -> Response:
    """Use the code up, sign its holder in, and show the codes for paper once."""
    setting: Setting | None = g.setting
    if setting is None:
        return sent_on(url_for("accounts.activation"))
    if g.proofs is None:
        return _second_page(setting, g.form, status=g.status, refusal=g.refusal)
    try:
        codes = activate(
            by=setting.person,
            code_id=setting.code_id,
            session_id=setting.session_id,
            proofs=g.proofs,
        )
    except Refused as no:
        return _second_page(setting, g.form, status=409, refusal=no)
    token = actions.finish_sign_in(by=setting.person, session_id=setting.session_id)
    session.clear()
    signed_in_as(setting.person, setting.session_id)
    answer = page("accounts/recovery_codes.html", codes=codes, first="/")
    return remember_browser(answer, token)


def _setting() -> Setting | None:
    half = credentials.on_the_way(cookie_token(), level="activation")
    if half is None:
        return None
    code = credentials.open_code(half.person.id)
    if code is None:
        return None
    g.sealed = code.factor_sealed
    secret = factor_box().unseal(code.factor_sealed, half.person.id) if code.factor_sealed else ""
    return Setting(half.person, half.session_id, code.id, code.purpose, secret)


def _first_page(form: ActivationForm, *, status: int = 200, **values: Any) -> Response:
    waiting = []
    if settings().is_real:
        waiting = [
            (Role(admin.role).label, admin.name, admin.is_active)
            for admin in credentials.administrators()
        ]
    is_open = not settings().is_real or all(ready for _, _, ready in waiting)
    return page(
        "accounts/activate.html",
        status=status,
        form=form,
        waiting=[] if is_open else waiting,
        **values,
    )


def _second_page(setting: Setting, form: Any, *, status: int = 200, **values: Any) -> Response:
    profile = profiles()[settings().profile]
    picture = (
        picture_of(address_of(setting.secret, setting.person.login)) if setting.secret else None
    )
    return page(
        "accounts/set_up.html",
        status=status,
        form=form,
        person=setting.person,
        purpose=setting.purpose,
        picture=picture,
        profile=profile,
        at=now(),
        secret=" ".join(setting.secret[at : at + 4] for at in range(0, len(setting.secret), 4)),
        **values,
    )
