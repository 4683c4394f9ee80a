"""Tokens of links and sessions: random, handed out once, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    """Return 256 random bits as text for a link or a cookie."""
    return secrets.token_urlsafe(BYTES)


def hash_of(token: str) -> str:
    """Return what the database keeps; a token this random needs no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
