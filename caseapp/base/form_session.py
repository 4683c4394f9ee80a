"""What one browser is told once: kept on the server, sealed; the cookie is a bare random number.

Flask's own session would put the data itself into a signed cookie, where anybody can read it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from typing import Any

from flask import Flask, Request, Response, g, request
from flask.sessions import SessionInterface, SessionMixin

from caseapp.base import crypto

NAME = "caseapp_form"
TOKEN = "csrf_token"  # noqa: S105 - the name under which Flask-WTF looks for it
_ID = re.compile(r"[\w-]{43}", re.ASCII)
_VERSION = 1  # the key of the browser cookies is never rotated while a session lives


class FormSession(dict[str, Any], SessionMixin):
    """The token of this browser's forms, and what the next page is to say."""

    def __init__(self, form_id: str, secret: str, *, is_new: bool) -> None:
        super().__init__()
        self.form_id = form_id
        self.new = is_new
        self.is_renewed = False
        self._secret = secret
        self[TOKEN] = self._token()

    def _token(self) -> str:
        made = crypto.frame("caseapp form token", self.form_id)
        return hmac.new(self._secret.encode(), made, hashlib.sha256).hexdigest()

    def clear(self) -> None:
        """Begin anew with another number, so that no form of before is taken any more."""
        super().clear()
        self.form_id = secrets.token_urlsafe(32)
        self.is_renewed = True
        self[TOKEN] = self._token()

    @property
    def told(self) -> dict[str, Any]:
        """Return what is kept on the server: all but the token, which is derived."""
        return {name: value for name, value in self.items() if name != TOKEN}


class OnServer(SessionInterface):
    """Hands out the browser's number and nothing else."""

    session_class = FormSession

    def open_session(self, app: Flask, request: Request) -> FormSession:
        """Read the number; anything else is none."""
        sent = request.cookies.get(cookie_name(NAME, is_secure=request.is_secure), "")
        is_ours = _ID.fullmatch(sent) is not None
        number = sent if is_ours else secrets.token_urlsafe(32)
        return FormSession(number, str(app.secret_key), is_new=not is_ours)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002 - Flask's signature
        """Hand the number to a browser that has none and got a form, or is to begin anew."""
        if not isinstance(session, FormSession):
            return
        if session.is_renewed or (session.new and TOKEN in g):
            put_cookie(response, NAME, session.form_id)


def cookie_name(name: str, *, is_secure: bool) -> str:
    """Return a cookie's name; the prefix binds it to this host, and browsers take it only over TLS."""
    return f"__Host-{name}" if is_secure else name


def put_cookie(response: Response, name: str, value: str) -> None:
    """Set a cookie no script reads and no other site sends."""
    response.set_cookie(
        cookie_name(name, is_secure=request.is_secure),
        value,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
        path="/",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(
        cookie_name(name, is_secure=request.is_secure),
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
        path="/",
    )


def sealed(told: dict[str, Any], *, key: str, session_id: int) -> str:
    """Return what is to be told as it may lie in the database; empty for nothing."""
    if not told:
        return ""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return crypto.seal(
        text.encode(), key=_key(key), version=_VERSION, bound=("web_session", str(session_id))
    )


def unsealed(kept: str, *, key: str, session_id: int) -> dict[str, Any]:
    """Return what is to be told; nothing when it was moved or altered."""
    if not kept:
        return {}
    try:
        raw = crypto.unseal(
            kept, keys={_VERSION: _key(key)}, bound=("web_session", str(session_id))
        )
    except crypto.Locked:
        return {}
    found: dict[str, Any] = json.loads(raw)
    return found


def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"caseapp told once", hashlib.sha256).digest()
