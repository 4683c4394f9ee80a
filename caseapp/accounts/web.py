"""Who is here: the cookie, the signed-in person, the answer of the guards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, Response, abort, current_app, g, request, session, url_for
from flask_login import LoginManager, current_user

from caseapp.accounts import actions, queries
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.sign_in_rules import rows, span
from caseapp.accounts.tokens import hash_of
from caseapp.base.addresses import own_path
from caseapp.base.clock import now
from caseapp.base.db import is_writing, writing
from caseapp.base.errors import Refused
from caseapp.base.form_session import cookie_name, drop_cookie, put_cookie, sealed, unsealed
from caseapp.base.requests import READING, hooks
from caseapp.base.storage import unless_the_disk_is_in_trouble
from caseapp.base.web import Guard, View, sent_on
from caseapp.config import Settings
from caseapp.ledger.actor import come_from

COOKIE = "caseapp"
SEEN_EVERY = timedelta(minutes=5)
MOST_REMEMBERED = 10_000


def register(app: Flask) -> None:
    """Let the guards know who is here."""
    login = LoginManager(app)
    login.session_protection = None  # our sessions live on the server
    login.request_loader(_person_of)
    mine = hooks(app)
    mine.load_person = load_person
    mine.check = check
    mine.keep_told = _keep_told
    app.extensions["seen"] = {}
    app.after_request(_hand_over)


def load_person() -> Person | None:
    """Return who is signed in on this browser; note where the request came from."""
    come_from(address=request.remote_addr or "")
    g.session_id = 0
    if not current_user.is_authenticated:
        return None
    person: Person = current_user._get_current_object()  # noqa: SLF001 - how a werkzeug proxy is opened
    return person


def check(guard: Guard) -> Response | None:
    """Stop a request whose person lacks the declared permission, or has something to do first."""
    view = current_app.view_functions.get(request.endpoint or "")
    if _is_closed() and not getattr(view, "opens_office", False):
        return _instead("accounts.activation")
    if guard.permission is None:
        return None
    if g.person is None:
        return _ask_to_sign_in()
    if not decide(g.person, guard.permission):
        with writing():  # a short act of its own: what was tried is kept, the page is not shown
            actions.note_denied(
                by=g.person, permission=guard.permission, place=request.endpoint or ""
            )
        abort(403)
    return _first_something_else(view)


def opens_office(view: View) -> View:
    """Let a page answer before the three administrators are ready: only those that make them so."""
    view.opens_office = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def before_new_password(view: View) -> View:
    """Let a page answer to somebody whose password is to be changed first."""
    view.before_new_password = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def is_fresh() -> bool:
    """Say whether password and code were given a moment ago; a link of the demo always counts."""
    found: queries.OpenSession | None = g.get("open_session")
    if found is None:
        return False
    if found.level == "link":
        return True
    return found.proved_at is not None and now() - found.proved_at <= span("fresh")


def cookie_token() -> str:
    """Return the token this browser sent."""
    return request.cookies.get(cookie_name(COOKIE, is_secure=request.is_secure), "")


def signed_in_as(person: Person, session_id: int) -> None:
    """Let the rest of this request know who has just come in."""
    g.person, g.session_id = person, session_id


def _first_something_else(view: Any) -> Response | None:
    found: queries.OpenSession | None = g.get("open_session")
    owes = found is not None and found.owes_password
    if owes and not getattr(view, "before_new_password", False):
        return _instead("accounts.password")
    if getattr(view, "needs_fresh", False) and not is_fresh():
        if request.method in READING:
            return sent_on(url_for("accounts.prove", next=_here()))
        raise Refused(
            f"这一步要求 {rows()['fresh'].text}内验证过密码和验证码。",
            remedy="请先验证身份，再回来办理。",
            link=url_for("accounts.prove"),
        )
    return None


def _instead(endpoint: str) -> Response:
    """Send a reader to what has to be done first; anything else is not done."""
    if request.method not in READING:
        abort(403)
    return sent_on(url_for(endpoint))


def _ask_to_sign_in() -> Response:
    """Send a person to the sign-in page and back; a program is told the plain truth."""
    wants_page = request.accept_mimetypes.accept_html
    if request.method not in READING or not wants_page or _is_fetched():
        abort(401)
    here = _here()
    return sent_on(url_for("accounts.sign_in", next=None if here == "/" else here))


def _is_fetched() -> bool:
    return request.headers.get("Sec-Fetch-Dest", "document") != "document"


def _here() -> str:
    """Return the address asked for, if it may be gone back to."""
    wanted = request.full_path.rstrip("?")
    return own_path(quote(wanted, safe="/?&=%+,:;@!$'()*~-._"))


def _is_closed() -> bool:
    """Say whether a real office still waits for its three administrators."""
    if not settings().is_real or current_app.extensions.get("office_is_open"):
        return False
    if not credentials.all_administrators_ready():
        return True
    current_app.extensions["office_is_open"] = True  # it never closes again
    return False


def settings() -> Settings:
    """Return the settings of the running program."""
    found: Settings = current_app.extensions["settings"]
    return found


def idle_time() -> timedelta:
    """Return how long a sign-in lasts without a sign of life."""
    return span("demo_idle") if settings().demo else span("idle")


def remember_browser(answer: Response, token: str) -> Response:
    """Hand the browser its token; no script can read it."""
    put_cookie(answer, COOKIE, token)
    return answer


def forget_browser(answer: Response) -> Response:
    """Take the token back, and let the browser forget whatever it kept of this office."""
    drop_cookie(answer, COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def _person_of(asked: Request) -> Any:
    token = cookie_token()
    if not token:
        return None
    found = queries.person_by_session(token, idle=idle_time() + SEEN_EVERY)
    if found is None or not _was_here(token, found):
        _end_idle(token)
        return None
    g.session_id, g.open_session = found.session_id, found
    come_from(address=asked.remote_addr or "", session=str(found.session_id))
    stale = now() - found.seen_at > SEEN_EVERY or found.must_rotate
    if stale and not _asks_by_itself():
        _note_seen(found)
    g.told = unsealed(found.kept, key=settings().secret_key, session_id=found.session_id)
    session.update(g.told)
    return found.person


def _end_idle(token: str) -> None:
    """End what has idled out for good: the clock may be set back one day."""
    session_id = queries.session_left_alone(token, idle=idle_time())
    if session_id is None or is_writing():
        return
    with unless_the_disk_is_in_trouble(), writing():
        actions.end_idle_session(by=Person.system(), session_id=session_id)


def _was_here(token: str, found: queries.OpenSession) -> bool:
    """Say whether the idle time has not passed; between two notes in the database memory knows."""
    seen: dict[str, datetime] = current_app.extensions["seen"]
    mark, at = hash_of(token), now()
    last = max(found.seen_at, seen.get(mark, found.seen_at))
    if at - last >= idle_time():
        seen.pop(mark, None)
        return False
    if _asks_by_itself():
        return True
    if len(seen) > MOST_REMEMBERED:
        seen.clear()  # the database's own notes are then a few minutes early, never late
    seen[mark] = at
    return True


def _asks_by_itself() -> bool:
    """Say whether an open page asks, and not the person before it."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "asks_by_itself", False)


def _note_seen(found: queries.OpenSession) -> None:
    if is_writing():
        _see(found)
        return
    # A short act of its own: reading a page must not hold the lock, nor end with a full disk.
    with unless_the_disk_is_in_trouble(), writing():
        _see(found)


def _see(found: queries.OpenSession) -> None:
    if found.must_rotate:
        g.new_token = actions.rotate_session(by=found.person, session_id=found.session_id)
    else:
        actions.see_session(by=found.person, session_id=found.session_id)


def _hand_over(answer: Response) -> Response:
    """Give the browser the token that replaced its own, unless the page itself gave it another."""
    token = g.pop("new_token", "")
    if token and not any(COOKIE + "=" in one for one in answer.headers.getlist("Set-Cookie")):
        remember_browser(answer, token)
    return answer


def _keep_told(told: dict[str, Any]) -> None:
    """Keep what the next page of this browser is to tell; nobody signed in is told nothing."""
    person: Person | None = g.get("person")
    if person is None or not g.get("session_id"):
        return
    kept = sealed(told, key=settings().secret_key, session_id=g.session_id)
    if is_writing():
        actions.keep_for_session(by=person, session_id=g.session_id, kept=kept)
        return
    with writing():
        actions.keep_for_session(by=person, session_id=g.session_id, kept=kept)
