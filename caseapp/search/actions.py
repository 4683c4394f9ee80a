"""What a person does with searches of their own; the trail says that it was done, never what was asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base import crypto, keys
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.text import keepable
from caseapp.ledger import actions as ledger
from caseapp.search import recent_seals
from caseapp.search.folder import Pair
from caseapp.search.kept import RULES, Kept
from caseapp.search.models import RecentSearch, SavedSearch, SavedSearchHit

LONGEST_NAME = 60


def save(
    *, by: Person, kept: Kept, name: str, notify: bool, known: Collection[Pair] = ()
) -> SavedSearch:
    """Save a question; the same one is saved once. `known` match already and are waiting for the index."""
    old = db.session.scalar(
        sa.select(SavedSearch).where(SavedSearch.person_id == by.id, SavedSearch.mark == kept.mark)
    )
    if old is not None:
        raise Refused(
            f"这次检索已经保存过，名称是“{old.name}”。", remedy="可以在已存检索里改名称。"
        )
    most = RULES.number("saved", today())
    count = sa.select(sa.func.count()).where(SavedSearch.person_id == by.id)
    if (db.session.scalar(count) or 0) >= most:
        raise Refused(
            f"已存检索已有 {most} 项，达到每人的上限。", remedy="请先删除不再需要的已存检索。"
        )
    row = SavedSearch(
        person_id=by.id,
        name=_sound_name(name),
        question=kept.question,
        given=kept.given,
        mark=kept.mark,
        notify=notify,
        saved_at=now(),
        version=1,
    )
    db.session.add(row)
    db.session.flush()
    _note_known(row.id, known)
    _record(by, "search.saved", row.id)
    return row


def change(  # one row of a form
    *,
    by: Person,
    search_id: int,
    version: int,
    name: str,
    notify: bool,
    known: Collection[Pair] = (),
) -> SavedSearch:
    """Rename a saved search, or let it tell of new hits or not; what matched meanwhile is not new."""
    row = _fresh(by, search_id, version)
    row.name = _sound_name(name)
    if notify and not row.notify:
        _note_known(row.id, known)
    row.notify = notify
    row.version += 1
    _record(by, "search.changed", row.id)
    return row


def remove(*, by: Person, search_id: int, version: int) -> None:
    """Take a saved search away, with what it found."""
    row = _fresh(by, search_id, version)
    _delete(SavedSearchHit, SavedSearchHit.search_id == row.id)
    db.session.delete(row)
    _record(by, "search.removed", search_id)


def mark_seen(*, by: Person, search_id: int, pairs: Collection[Pair]) -> int:
    """Note that its owner has looked at these new hits, those that stood on the page."""
    row = _own(by, search_id)
    row.looked_at = now()
    of_search = (SavedSearchHit.search_id == row.id, SavedSearchHit.seen_at.is_(None))
    rows = db.session.scalars(sa.select(SavedSearchHit).where(*of_search)).all()
    shown = [one for one in rows if (one.kind, one.object_id) in pairs]
    for one in shown:
        one.seen_at = now()
    _record(by, "search.seen", row.id, count=len(shown))
    return len(shown)


def note_recent(*, by: Person, kept: Kept) -> None:
    """Keep what was asked a moment ago, newest first; no act of office, so the trail is not told."""
    held = db.session.execute(
        sa.select(RecentSearch.id, RecentSearch.mark)
        .where(RecentSearch.person_id == by.id)
        .order_by(RecentSearch.asked_at.desc(), RecentSearch.id.desc())
    ).all()
    mark = recent_seals.marked(kept)
    others = [row.id for row in held if row.mark != mark]
    stay = set(others[: RULES.number("recent", today()) - 1])
    gone = [row.id for row in held if row.id not in stay]
    if gone:
        _delete(RecentSearch, RecentSearch.id.in_(gone))
    db.session.add(
        RecentSearch(
            person_id=by.id,
            sealed=recent_seals.sealed(kept, by.id),
            mark=mark,
            asked_at=now(),
        )
    )
    db.session.flush()


def forget_recent(*, by: Person) -> None:
    """Erase all a person asked lately, because they want it."""
    _delete(RecentSearch, RecentSearch.person_id == by.id)
    _record(by, "search.recent_forgotten", by.id)


def reseal_recent(*, by: Person) -> int:
    """Bring recent searches under the newest seal key; one nobody can open any more goes."""
    held = {version: key.secret for version, key in keys.load("seal").items()}
    rows = db.session.scalars(sa.select(RecentSearch)).all()
    for row in rows:
        try:
            recent_seals.reseal(row, held)
        except crypto.Locked:
            db.session.delete(row)
    db.session.flush()
    if rows:
        _record(by, "search.recent_resealed", 0, count=len(rows))
    return len(rows)


def forget_old_recent() -> None:
    """Erase what was asked longer ago than it may be kept."""
    _delete(RecentSearch, RecentSearch.asked_at <= now() - RULES.span("recent_kept", today()))


def forget_people(*, by: Person, person_ids: Sequence[int]) -> None:
    """Erase all that those keep of searching whose accounts are closed."""
    of_them = SavedSearch.person_id.in_(person_ids)
    searches = sa.select(SavedSearch.id).where(of_them)
    _delete(SavedSearchHit, SavedSearchHit.search_id.in_(searches))
    _delete(SavedSearch, of_them)
    _delete(RecentSearch, RecentSearch.person_id.in_(person_ids))
    for person_id in person_ids:
        _record(by, "search.erased", person_id)


def note_hits(*, hits: Collection[tuple[int, str, int]]) -> None:
    """Note what newly matches, once for each search and object; the oldest beyond the limit go."""
    most = RULES.number("hits", today())
    for search_id in sorted({one[0] for one in hits}):
        # A search removed a moment ago finds nothing any more.
        if db.session.get(SavedSearch, search_id, with_for_update=True) is None:
            continue
        pairs = {(kind, number) for of, kind, number in hits if of == search_id}
        _add_hits(search_id, pairs, is_seen=False)
        unseen = (SavedSearchHit.search_id == search_id, SavedSearchHit.seen_at.is_(None))
        rows = db.session.scalars(
            sa.select(SavedSearchHit)
            .where(*unseen)
            .order_by(SavedSearchHit.found_at.desc(), SavedSearchHit.object_id.desc())
            .offset(most)
        )
        for row in rows:
            row.seen_at = now()
        db.session.flush()


def note_list_exported(*, by: Person, rows: int, whole: bool) -> None:
    """Keep who took a list of what was found out of the office, before a byte of it goes."""
    ledger.record(
        by=by,
        action="search.list_exported",
        object_kind="search",
        object_id=by.id,
        details={"rows": rows, "whole": whole},
    )


def _note_known(search_id: int, known: Collection[Pair]) -> None:
    _add_hits(search_id, set(known), is_seen=True)


def _add_hits(search_id: int, pairs: set[Pair], *, is_seen: bool) -> None:
    held = sa.select(SavedSearchHit.kind, SavedSearchHit.object_id).where(
        SavedSearchHit.search_id == search_id
    )
    there = {(row.kind, row.object_id) for row in db.session.execute(held)}
    at = now()
    for kind, number in sorted(pairs - there):
        db.session.add(
            SavedSearchHit(
                search_id=search_id,
                kind=kind,
                object_id=number,
                found_at=at,
                seen_at=at if is_seen else None,
            )
        )
    db.session.flush()


def _own(by: Person, search_id: int) -> SavedSearch:
    row = db.session.get(SavedSearch, search_id, with_for_update=True, populate_existing=True)
    if row is None or row.person_id != by.id:
        raise NotVisible
    return row


def _fresh(by: Person, search_id: int, version: int) -> SavedSearch:
    row = _own(by, search_id)
    if row.version != version:
        raise Conflict(
            f"这项已存检索已在别处改为“{row.name}”，您的修改还没有保存。",
            theirs={},
            mine={},
            version=row.version,
        )
    return row


def _sound_name(name: str) -> str:
    name = keepable(name).strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"名称要有 1 至 {LONGEST_NAME} 个字。", remedy="请改短名称，便于辨认。")
    return name


def _delete(table: Any, *which: Any) -> None:
    db.session.execute(
        sa.delete(table).where(*which).execution_options(synchronize_session="fetch")
    )


def _record(by: Person, action: str, object_id: int, **details: int) -> None:
    ledger.record(by=by, action=action, object_kind="search", object_id=object_id, details=details)
