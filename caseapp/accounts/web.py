"""Who is here: the cookie, the signed-in person, the answer of the guards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, abort, current_app, g, request
from flask_login import LoginManager, current_user

from caseapp.accounts import actions, queries
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import is_writing, writing
from caseapp.base.requests import hooks
from caseapp.base.web import Guard
from caseapp.config import Settings
from caseapp.ledger.actor import come_from

SEEN_EVERY = timedelta(minutes=5)


def register(app: Flask) -> None:
    """Let the guards know who is here."""
    login = LoginManager(app)
    login.session_protection = None  # our sessions live on the server
    login.request_loader(_person_of)
    mine = hooks(app)
    mine.load_person = load_person
    mine.check = check


def load_person() -> Person | None:
    """Return who is signed in on this browser; note where the request came from."""
    come_from(address=request.remote_addr or "")
    g.session_id = 0
    if not current_user.is_authenticated:
        return None
    person: Person = current_user._get_current_object()  # noqa: SLF001 - how a werkzeug proxy is opened
    return person


def check(guard: Guard) -> Response | None:
    """Stop a request whose person lacks the declared permission."""
    if guard.permission is None:
        return None
    if g.person is None:
        abort(401)
    if not decide(g.person, guard.permission):
        with writing():  # a short act of its own: what was tried is kept, the page is not shown
            actions.note_denied(
                by=g.person, permission=guard.permission, place=request.endpoint or ""
            )
        abort(403)
    return None


def settings() -> Settings:
    """Return the settings of the running program."""
    found: Settings = current_app.extensions["settings"]
    return found


def idle_time() -> timedelta:
    """Return how long a sign-in lasts without a sign of life."""
    return timedelta(minutes=settings().idle_minutes)


def remember_browser(answer: Response, token: str) -> Response:
    """Hand the browser its token; no script can read it."""
    answer.set_cookie(
        _cookie_name(), token, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )
    return answer


def forget_browser(answer: Response) -> Response:
    """Take the token back."""
    answer.delete_cookie(
        _cookie_name(), httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )
    return answer


def _cookie_name() -> str:
    # The prefix binds the cookie to this host; browsers take it only over TLS.
    return "__Host-caseapp" if request.is_secure else "caseapp"


def _person_of(asked: Request) -> Any:
    token = asked.cookies.get(_cookie_name(), "")
    if not token:
        return None
    found = queries.person_by_session(token, idle=idle_time())
    if found is None:
        return None
    g.session_id = found.session_id
    come_from(address=asked.remote_addr or "", session=str(found.session_id))
    if now() - found.seen_at > SEEN_EVERY:
        _note_seen(found)
    return found.person


def _note_seen(found: queries.OpenSession) -> None:
    if is_writing():
        actions.see_session(by=found.person, session_id=found.session_id)
        return
    with writing():  # a short act of its own: reading a page must not hold the lock
        actions.see_session(by=found.person, session_id=found.session_id)
