"""What every screen shares: its declared guard, who is here, files, answers to a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import (
    Response,
    abort,
    current_app,
    g,
    has_request_context,
    make_response,
    render_template,
    request,
    url_for,
)

from caseapp.base.db import finish
from caseapp.base.errors import Conflict, Refused

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Guard:
    """Who may call a route: holders of a permission, or everybody with a reason."""

    permission: str | None
    why: str = ""


@dataclass(frozen=True)
class Upload:
    """A file of this request whose bytes are already safe on disk."""

    filename: str
    media_type: str
    sha256: str
    size: int


def requires(permission: str) -> Callable[[View], View]:
    """Declare that a route needs this permission; app.py checks it before the view."""

    def mark(view: View) -> View:
        view.guard = Guard(permission)  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


def public(why: str) -> Callable[[View], View]:
    """Declare that a route is open to everybody, with the reason."""

    def mark(view: View) -> View:
        view.guard = Guard(None, why)  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


def accepts_files(view: View) -> View:
    """Let a route receive files; their bytes are stored before the transaction begins."""
    view.accepts_files = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def reads_protected(view: View) -> View:
    """Let a view that only shows something write who saw it; the row is kept before a byte goes out.

    The view calls `ledger.actions.record(action="….read", …)`; if that row cannot be kept, nothing is shown.
    """
    view.reads_protected = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def draws_only(view: View) -> View:
    """Let a view answer a sent form without an act: nothing is saved, and nobody waits for a lock."""
    view.draws_only = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def for_machines(view: View) -> View:
    """Let another machine of the office tell something: no browser's token, and a lock only once it is known.

    The view proves the sender itself, by a token of its own, before it begins to write.
    """
    view.for_machines = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def asks_by_itself(view: View) -> View:
    """Mark what an open page asks again and again: it is no sign that somebody sits there."""
    view.asks_by_itself = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def keeps_typed(**left_out: str) -> Callable[[View], View]:
    """Keep what is typed into this view's form until it is saved, but for these fields and their words."""

    def mark(view: View) -> View:
        view.keeps_typed = left_out  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


def typed_before(address: str = "") -> Any:
    """Return the unsaved text this page was asked to bring back into the form of this address."""
    if not has_request_context() or request.method != "GET":
        return None
    wanted = request.args.get("restore", "")
    if not wanted or wanted != (address or request.path):
        return None
    if "typed_before" not in g:
        g.typed_before = current_app.extensions["hooks"].typed_before(wanted)
    return g.typed_before


def prepares(work: Callable[[], None]) -> Callable[[View], View]:
    """Do what takes long, such as weighing a password, before this view's act takes the lock."""

    def mark(view: View) -> View:
        view.prepare = work  # type: ignore[attr-defined]  # a mark on the function
        return view

    return mark


def needs_fresh_sign_in(view: View) -> View:
    """Ask for password and code again before this view unless they were given a moment ago."""
    view.needs_fresh = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """Return what a view declared, or None if somebody forgot."""
    return getattr(view, "guard", None)


def current_person() -> Any:
    """Return who is here; its type is known one floor up (accounts.person.Person)."""
    person = g.get("person")
    if person is None:
        abort(401)
    return person


def uploads(field: str) -> list[Upload]:
    """Return the stored files of a form field, in the order they were sent."""
    stored: dict[str, list[Upload]] = g.get("uploads", {})
    return stored.get(field, [])


def refused(no: Refused | Conflict, template: str, /, **values: Any) -> Response:
    """Answer 409 with the same page and everything that was typed."""
    finish(commit=False)
    if isinstance(no, Conflict):
        values["conflict"] = no
    else:
        note_refusal(no)
        values["refusal"] = no
    return page(template, status=409, **values)


def note_refusal(no: Refused) -> None:
    """Keep the audit row of an attempt the auditor must know of, after the act itself is undone."""
    if no.note is not None:
        current_app.extensions["hooks"].note_refusal(no.note)


def page(template: str, /, *, status: int = 200, **values: Any) -> Response:
    """Render a page; a refusal and a conflict are always named for the strict template."""
    values.setdefault("refusal", None)
    values.setdefault("conflict", None)
    return make_response(render_template(template, **values), status)


def back_to(endpoint: str, /, **values: Any) -> Response:
    """Send the browser on with GET after an act."""
    return sent_on(url_for(endpoint, **values))


def sent_on(address: str) -> Response:
    """Send the browser on without a word: the usual page of a redirect speaks English."""
    answer = make_response("", 303)
    answer.headers["Location"] = address
    return answer


def asked_page() -> str:
    """Return the keyset mark of the wanted page, cut to a sane length."""
    return request.args.get("after", "")[:200]
