"""Signing in by a one-time link, being seen, signing out."""

from __future__ import annotations

import hmac
from datetime import timedelta

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.actions.trail import record_of_person
from caseapp.accounts.models import LoginLink, WebSession
from caseapp.accounts.person import Person
from caseapp.accounts.queries.people import SIGNED_IN
from caseapp.accounts.sign_in_rules import number
from caseapp.accounts.tokens import hash_of, new_token
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused

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
    record_of_person(by, "login_link.made", person)
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


def start_session(*, by: Person, address: str, level: str = "link") -> str:
    """Sign somebody in on one browser; return the token for the cookie, of which a hash is kept.

    A level of its own marks who has come only part of the way. The oldest sign-in beyond the
    allowed number ends.
    """
    token = new_token()
    at = now()
    db.session.add(
        WebSession(
            token_hash=hash_of(token),
            person_id=by.id,
            address=address[:60],
            created_at=at,
            seen_at=at,
            level=level,
        )
    )
    db.session.flush()
    if level in SIGNED_IN:
        _end_oldest(by)
        record_of_person(by, "session.started", by)
    return token


def finish_sign_in(*, by: Person, session_id: int, owes_password: bool = False) -> str:
    """Let somebody in who has proved both password and second factor; return a new token."""
    at = now()
    token = new_token()
    done = sa.update(WebSession).where(
        WebSession.id == session_id, WebSession.person_id == by.id, WebSession.ended_at.is_(None)
    )
    values = {
        "token_hash": hash_of(token),
        "level": "full",
        "created_at": at,
        "seen_at": at,
        "proved_at": at,
        "owes_password": owes_password,
    }
    if db.session.scalar(done.values(values).returning(WebSession.id)) is None:
        raise NotVisible
    _end_oldest(by)
    record_of_person(by, "session.started", by)
    return token


def rotate_session(*, by: Person, session_id: int, is_proved: bool = False) -> str:
    """Give a browser a new token; the old one is worth nothing from now on."""
    token = new_token()
    values = {"token_hash": hash_of(token), "must_rotate": False, "seen_at": now()}
    if is_proved:
        values |= {"proved_at": now(), "owes_password": False}
    mine = sa.update(WebSession).where(WebSession.id == session_id, WebSession.person_id == by.id)
    db.session.execute(mine.values(values))
    return token


def rotate_sessions_of(*, by: Person, person_id: int) -> None:
    """Let every browser of somebody whose rights changed get a new token with its next request.

    Nobody changes their own rights, so the browser of the one who acts is none of them.
    """
    db.session.execute(
        sa.update(WebSession)
        .where(
            WebSession.person_id == person_id,
            WebSession.person_id != by.id,
            WebSession.ended_at.is_(None),
        )
        .values(must_rotate=True)
    )


def keep_for_session(*, by: Person, session_id: int, kept: str) -> None:
    """Keep what a page tells only once, sealed, until the next page has shown it."""
    db.session.execute(
        sa.update(WebSession)
        .where(WebSession.id == session_id, WebSession.person_id == by.id)
        .values(kept=kept)
    )


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
    values = {"ended_at": now(), "ended_why": why, "kept": ""}
    if db.session.scalar(ended.values(values).returning(WebSession.id)) is None:
        raise NotVisible
    record_of_person(by, "session.ended", by, why=why)


def end_idle_session(*, by: Person, session_id: int) -> None:
    """End a session that was left alone too long, so that a clock set back does not revive it."""
    ended = sa.update(WebSession).where(WebSession.id == session_id, WebSession.ended_at.is_(None))
    values = {"ended_at": now(), "ended_why": "久未使用", "kept": ""}
    if (found := db.session.scalar(ended.values(values).returning(WebSession.person_id))) is None:
        return
    person = queries.person_by_id(found)
    record_of_person(by, "session.ended", person or by, why="久未使用")


def end_sessions_of(*, by: Person, person_id: int, why: str, but: int = 0) -> None:
    """End every session of a person, wherever they are signed in, but for one of them."""
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    db.session.execute(
        sa.update(WebSession)
        .where(
            WebSession.person_id == person_id,
            WebSession.ended_at.is_(None),
            WebSession.id != but,
        )
        .values(ended_at=now(), ended_why=why, kept="")
    )
    record_of_person(by, "sessions.ended", person, why=why)


def _end_oldest(by: Person) -> None:
    """End the sign-ins beyond the allowed number, those not seen for longest first."""
    is_open = (WebSession.person_id == by.id, WebSession.ended_at.is_(None))
    newest = sa.select(WebSession.id).where(*is_open, WebSession.level.in_(SIGNED_IN))
    kept = newest.order_by(WebSession.seen_at.desc(), WebSession.id.desc())
    ids = db.session.scalars(kept.limit(number("sessions"))).all()
    db.session.execute(
        sa.update(WebSession)
        .where(*is_open, WebSession.level.in_(SIGNED_IN), WebSession.id.not_in(ids))
        .values(ended_at=now(), ended_why="登录处数超过上限", kept="")
    )
