"""Signing in: password, then the code of the telephone; and both again before sensitive acts."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, request, session, url_for

from caseapp.accounts import actions
from caseapp.accounts.door import Door, Tried
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.routes.blueprint import bp
from caseapp.accounts.second_factor import FactorBox
from caseapp.accounts.sign_in_forms import CodeForm, ProveForm, SignInForm
from caseapp.accounts.sign_in_rules import profiles, rows
from caseapp.accounts.web import (
    cookie_token,
    forget_browser,
    opens_office,
    remember_browser,
    settings,
    signed_in_as,
)
from caseapp.base.addresses import own_path
from caseapp.base.clock import local, now
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, prepares, public, requires, sent_on

BUSY = "这台电脑上尝试登录的次数太多，请过一分钟再试。"
# One text for an unknown, a locked and a left account, so that a guess tells nothing.
WRONG = "登录名或密码不对，或者该账号现在不能登录。"
WRONG_CODE = "验证码不对、已经用过，或者该账号现在不能登录。"


def door() -> Door:
    """Return the door as this browser stands before it."""
    return Door(address=request.remote_addr or "", secret=settings().secret_key)


def factor_box() -> FactorBox:
    """Return what opens the office's second factors."""
    return FactorBox.of(settings().keys_dir)


def no_luck(tried: Tried, sentence: str, remedy: str = "") -> tuple[int, Refused]:
    """Return how a try in vain is answered."""
    if tried.is_busy:
        return 429, Refused(BUSY)
    wait = f"连续输错 {rows()['wrong'].value} 次，{rows()['locked'].text}内不能再在这台电脑上登录该账号。"
    return 401, Refused(
        sentence, remedy=(remedy or "请核对后再试。忘记密码请找系统管理员。") + wait
    )


def _weigh_password() -> None:
    form = g.form = SignInForm()
    g.tried = None
    if not settings().demo and form.validate():
        g.tried = door().try_password(
            login=form.login.data or "", password=form.password.data or ""
        )


@bp.get("/sign-in")
@public("登录页本身；演示系统在此说明登录链接")
def sign_in() -> Response:
    """Ask who it is; the demo says where its links are."""
    if g.person is not None:
        return sent_on(_next())
    return page("accounts/sign_in.html", form=SignInForm(formdata=None), next=_next())


@bp.post("/sign-in")
@public("登录页本身；按账号和电脑限制次数")
@prepares(_weigh_password)
def try_password() -> Response:
    """Let somebody with the right password on to the second step."""
    if settings().demo:
        raise NotVisible
    form, tried = g.form, g.tried
    if tried is None:
        return page("accounts/sign_in.html", status=422, form=form, next=_next())
    if tried.person is None:
        status, no = no_luck(tried, WRONG)
        return page("accounts/sign_in.html", status=status, form=form, next=_next(), refusal=no)
    token = actions.start_session(
        by=tried.person, address=request.remote_addr or "", level="password"
    )
    session.clear()
    return remember_browser(sent_on(url_for("accounts.sign_in_code", next=_on())), token)


def _weigh_code() -> None:
    form = g.form = CodeForm()
    g.tried = None
    g.half = credentials.on_the_way(cookie_token(), level="password")
    if g.half is not None and form.validate():
        person = g.half.person
        g.last = credentials.last_right(door().account_key(person.login))
        g.tried = door().try_factor(person=person, code=form.one_time.data or "", box=factor_box())


@bp.get("/sign-in/code")
@public("登录的第二步；只对刚输对密码的浏览器有用")
def sign_in_code() -> Response:
    """Ask for the code of the telephone."""
    if credentials.on_the_way(cookie_token(), level="password") is None:
        return sent_on(url_for("accounts.sign_in", next=_on()))
    return _code_page(CodeForm(formdata=None))


@bp.post("/sign-in/code")
@public("登录的第二步；只对刚输对密码的浏览器有用")
@prepares(_weigh_code)
def try_code() -> Response:
    """Let in who has proved both; the browser gets a new token."""
    form, tried, half = g.form, g.tried, g.half
    if half is None:
        return sent_on(url_for("accounts.sign_in", next=_on()))
    if tried is None:
        return _code_page(form, status=422)
    if tried.person is None:
        status, no = no_luck(tried, WRONG_CODE, CLOCK_HELP)
        return _code_page(form, status=status, refusal=no)
    owes = _owes_password(half.person.id)
    token = actions.finish_sign_in(by=half.person, session_id=half.session_id, owes_password=owes)
    session.clear()
    signed_in_as(half.person, half.session_id)
    if g.last is not None:
        flash(f"上次登录：{local(g.last.tried_at):%Y-%m-%d %H:%M}，来自 {g.last.address}。", "done")
    return remember_browser(sent_on(_next()), token)


CLOCK_HELP = "请等手机换下一个验证码再试；总是不对时，核对手机的时间是否与本页的服务器时间一致。"


def _weigh_both() -> None:
    form = g.form = ProveForm()
    g.tried = None
    person: Person = current_person()
    if not form.validate():
        return
    g.tried = door().try_password(login=person.login, password=form.password.data or "")
    if g.tried.person is not None:
        g.tried = door().try_factor(person=person, code=form.one_time.data or "", box=factor_box())


@bp.get("/me/prove")
@requires("session.own")
def prove() -> Response:
    """Ask for both proofs again."""
    return page(
        "accounts/prove.html",
        form=ProveForm(formdata=None),
        next=_next(),
        at=now(),
        life=rows()["fresh"].text,
    )


@bp.post("/me/prove")
@requires("session.own")
@prepares(_weigh_both)
def proved() -> Response:
    """Note that it is still the same person; the browser gets a new token."""
    form, tried = g.form, g.tried
    shown = {"form": form, "next": _next(), "at": now(), "life": rows()["fresh"].text}
    if tried is None:
        return page("accounts/prove.html", status=422, **shown)
    if tried.person is None:
        status, no = no_luck(tried, "密码或验证码不对。", CLOCK_HELP)
        return page("accounts/prove.html", status=status, refusal=no, **shown)
    token = actions.rotate_session(by=current_person(), session_id=g.session_id, is_proved=True)
    return remember_browser(sent_on(_next()), token)


@bp.post("/sign-in/again")
@public("放弃登录的第二步，回到第一步")
@opens_office
def begin_again() -> Response:
    """Forget the half-way sign-in of this browser."""
    session.clear()
    return forget_browser(back_to("accounts.sign_in"))


def _owes_password(person_id: int) -> bool:
    known = credentials.known(person_id)
    days = profiles()[settings().profile].days
    if known is None or not days:
        return False
    return (now() - known.password_set_at).days >= days


def _code_page(form: CodeForm, *, status: int = 200, **values: Any) -> Response:
    return page(
        "accounts/sign_in_code.html", status=status, form=form, next=_next(), at=now(), **values
    )


def _next() -> str:
    return own_path(request.args.get("next", "/"))


def _on() -> str | None:
    """Return the address to carry along; the first page needs none."""
    wanted = _next()
    return None if wanted == "/" else wanted
