"""Signing in by a one-time link, signing out, one's own sign-ins, becoming another in the demo."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, make_response, request, session, url_for

from caseapp.accounts import actions, queries
from caseapp.accounts.actions.sessions import DEAD_LINK, DEAD_LINK_REMEDY
from caseapp.accounts.forms import ButtonForm, SwitchForm
from caseapp.accounts.permissions import decide, is_foreign
from caseapp.accounts.person import Person
from caseapp.accounts.routes.blueprint import ID, bp, grant_words
from caseapp.accounts.web import forget_browser, idle_time, remember_browser, settings
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, public, refused, requires


@bp.get("/enter/<token>")
@public("登录链接本身就是凭证；打开页面不算使用")
def entrance(token: str) -> Response:
    """Ask before the link is used, so that a preview in a chat does not use it up."""
    person = queries.person_by_link(token)
    if person is None:
        dead = Refused(DEAD_LINK, remedy=DEAD_LINK_REMEDY)
        return page("accounts/enter.html", status=410, form=None, person=None, refusal=dead)
    return page("accounts/enter.html", form=ButtonForm(), **_who(person))


@bp.post("/enter/<token>")
@public("登录链接本身就是凭证，只能用一次")
def enter(token: str) -> Response:
    """Use the link up and sign its person in."""
    person = queries.person_by_link(token)
    if person is None:
        dead = Refused(DEAD_LINK, remedy=DEAD_LINK_REMEDY)
        return refused(dead, "accounts/enter.html", form=None, person=None)
    if g.person is not None:
        actions.end_session(by=g.person, session_id=g.session_id, why="改用他人链接")
    try:
        cookie = actions.enter(by=person, token=token, address=request.remote_addr or "")
    except Refused as no:
        return refused(no, "accounts/enter.html", form=None, person=None)
    return _signed_in(person, cookie)


@bp.post("/leave")
@requires("session.own")
def leave() -> Response:
    """End this session on the server and in the browser."""
    actions.end_session(by=current_person(), session_id=g.session_id)
    session.clear()
    return forget_browser(back_to("accounts.left"))


@bp.get("/left")
@public("退出后的说明页，不含办案信息")
def left() -> Response:
    """Say that one is out."""
    return page("accounts/left.html")


@bp.get("/me")
@requires("session.own")
def me() -> Response:
    """Show where I am signed in, and what I may do."""
    person = current_person()
    return page(
        "accounts/me.html",
        form=ButtonForm(),
        rows=queries.open_sessions(person.id, idle=idle_time()),
        here=g.session_id,
        grants=grant_words(queries.grants_of(person.id)),
        certificates=queries.certificates_of(person.id),
        **_who(person),
    )


@bp.post(f"/me/sessions/<{ID}:session_id>/end")
@requires("session.own")
def end_my_session(session_id: int) -> Response:
    """End one of my sign-ins on another browser."""
    actions.end_session(by=current_person(), session_id=session_id, why="本人在别处结束")
    flash("已结束该处登录。", "done")
    return back_to("accounts.me")


@bp.get("/people-switch")
@requires("session.own")
def switch() -> Response:
    """List the people of the demo office under their roles."""
    _only_in_demo()
    return page(
        "accounts/switch.html",
        form=ButtonForm(),
        groups=[(queries.role_words([role])[0], who) for role, who in queries.by_role()],
        here=current_person().id,
    )


@bp.post("/people-switch")
@requires("session.own")
def become() -> Response:
    """Become another person of the demo office."""
    _only_in_demo()
    by = current_person()
    other = queries.person_by_id(SwitchForm().person_id())
    if other is None or other.id == 0:
        raise NotVisible
    cookie = actions.switch_person(
        by=by,
        to_person_id=other.id,
        session_id=g.session_id,
        address=request.remote_addr or "",
    )
    return _signed_in(other, cookie)


def _signed_in(person: Person, cookie: str) -> Response:
    """Send the browser to the person's first page with a new token; nothing old survives."""
    session.clear()
    works = decide(person, "desk.use") or decide(person, "counterpart.read")
    first = "/" if works else url_for("accounts.admin")
    answer = make_response("", 303)
    answer.headers["Location"] = first
    return remember_browser(answer, cookie)


def _only_in_demo() -> None:
    """Let only our own people of the demo office do it: another body's account knows none of them."""
    if not settings().demo or is_foreign(current_person()):
        raise NotVisible


def _who(person: Person) -> dict[str, Any]:
    return {"person": person, "role_words": "、".join(queries.role_words(person.roles))}
