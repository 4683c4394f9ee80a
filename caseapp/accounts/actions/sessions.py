"""Signing in by a one-time link, being seen, signing out."""

from __future__ import annotations

import hmac
from datetime import timedelta

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.models import LoginLink, WebSession
from caseapp.accounts.person import Person
from caseapp.accounts.tokens import hash_of, new_token
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger import actions as ledger

LINK_LIFE = timedelta(minutes=10)
# One sentence for every cause, so that a guessed link tells nothing.
DEAD_LINK = "登录链接无效：可能已用过，或已超过 10 分钟。"
DEAD_LINK_REMEDY = "请在服务器上重新生成登录链接，或向系统管理员索取。"


def make_login_link(*, by: Person, person_id: int) -> str:
    """Make a link's token that lets a person in once within ten minutes; only its hash is kept."""
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    if not person.is_active:
        raise Refused(f"{person.name}的账号已停用，不能生成登录链接。")
    token = new_token()
    at = now()
    db.session.add(
        LoginLink(
            token_hash=hash_of(token),
            person_id=person_id,
            made_by=by.name,
            made_at=at,
            expires_at=at + LINK_LIFE,
        )
    )
    db.session.flush()
    _record(by, "login_link.made", person)
    return token


def enter(*, by: Person, token: str, address: str) -> str:
    """Use up a login link and sign its person in; return the token for the cookie.

    Of two clicks at once only one gets in: the row is marked used in the same statement.
    """
    at = now()
    used = sa.update(LoginLink).where(
        LoginLink.token_hash == hash_of(token),
        LoginLink.person_id == by.id,
        LoginLink.used_at.is_(None),
        LoginLink.expires_at > at,
    )
    kept = db.session.scalar(used.values(used_at=at).returning(LoginLink.token_hash))
    if kept is None or not hmac.compare_digest(kept, hash_of(token)):
        raise Refused(DEAD_LINK, remedy=DEAD_LINK_REMEDY)
    return start_session(by=by, address=address)


def start_session(*, by: Person, address: str) -> str:
    """Sign somebody in on one browser; return the token for the cookie, of which a hash is kept."""
    token = new_token()
    at = now()
    db.session.add(
        WebSession(
            token_hash=hash_of(token),
            person_id=by.id,
            address=address[:60],
            created_at=at,
            seen_at=at,
        )
    )
    db.session.flush()
    _record(by, "session.started", by)
    return token


def switch_person(*, by: Person, to_person_id: int, session_id: int, address: str) -> str:
    """Become another person in the demo office: the old session ends, a new one begins."""
    other = queries.person_by_id(to_person_id)
    if other is None or other.id == 0 or not other.is_active:
        raise NotVisible
    end_session(by=by, session_id=session_id, why="换人")
    return start_session(by=other, address=address)


def see_session(*, by: Person, session_id: int) -> None:
    """Note that somebody is still here, so that the idle time starts again."""
    db.session.execute(
        sa.update(WebSession)
        .where(WebSession.id == session_id, WebSession.person_id == by.id)
        .values(seen_at=now())
    )


def end_session(*, by: Person, session_id: int, why: str = "退出") -> None:
    """End one of one's own sessions on the server; its cookie is worth nothing from now on."""
    ended = sa.update(WebSession).where(
        WebSession.id == session_id, WebSession.person_id == by.id, WebSession.ended_at.is_(None)
    )
    values = {"ended_at": now(), "ended_why": why}
    if db.session.scalar(ended.values(values).returning(WebSession.id)) is None:
        raise NotVisible
    _record(by, "session.ended", by, why=why)


def end_sessions_of(*, by: Person, person_id: int, why: str) -> None:
    """End every session of a person, wherever they are signed in."""
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    db.session.execute(
        sa.update(WebSession)
        .where(WebSession.person_id == person_id, WebSession.ended_at.is_(None))
        .values(ended_at=now(), ended_why=why)
    )
    _record(by, "sessions.ended", person, why=why)


def _record(by: Person, action: str, person: Person, *, why: str = "") -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="person",
        object_id=person.id,
        object_key=person.login,
        reason=why,
    )
