"""Does the store hold what the database counts on, unaltered, and nothing else? Check and sweep."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from caseapp.base.clock import now
from caseapp.base.db import db, finish, start_write
from caseapp.ledger import checks, queries
from caseapp.ledger.actor import ActorLike
from caseapp.ledger.store import FileStore

# A file lies in the store before the act that refers to it; after a day no such act comes any more.
ORPHAN_AGE = timedelta(hours=24)
SHOWN = 50
CHECKED, REFUSED, SWEPT = "files.checked", "file.refused", "files.swept"
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Findings:
    """What a look through the whole store found."""

    checked: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    orphans: tuple[str, ...]
    complete: bool = True

    @property
    def ok(self) -> bool:
        """Say whether every file the office counts on is there and unaltered."""
        return not (self.missing or self.altered)

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        wrong = [
            f"缺失 {len(self.missing)} 个" if self.missing else "",
            f"被改动 {len(self.altered)} 个" if self.altered else "",
        ]
        found = "、".join(part for part in wrong if part)
        return f"共核对 {self.checked:,} 个文件，{found or '全部完好'}。"


def check(
    store: FileStore,
    *,
    tell: Tell = lambda _done, _total: None,
    stop: threading.Event | None = None,
) -> Findings:
    """Read every file the database counts on, and list what nobody refers to since a day."""
    referred = list(queries.stored_hashes())
    db.session.rollback()  # reading the files may take long; no snapshot is held meanwhile
    missing: list[str] = []
    altered: list[str] = []
    done = 0
    for done, sha256 in enumerate(referred, start=1):
        if stop is not None and stop.is_set():
            return Findings(done - 1, tuple(missing), tuple(altered), (), complete=False)
        if store.size_of(sha256) is None:
            missing.append(sha256)
        elif not store.verify(sha256):
            altered.append(sha256)
        tell(done, len(referred))
    return Findings(done, tuple(missing), tuple(altered), orphans(store))


def orphans(store: FileStore) -> tuple[str, ...]:
    """Return the files without a record that are older than a day."""
    lying = [one for one in store.all_hashes() if _is_old(store, one)]
    referred = set(queries.stored_hashes())
    db.session.rollback()
    return tuple(one for one in lying if one not in referred)


def sweep(store: FileStore, *, by: ActorLike) -> tuple[str, ...]:
    """Remove the files without a record that are older than a day; never one that is referred to."""
    if not orphans(store):
        return ()
    start_write()  # before the store's lock: whoever signs a paper takes them in this order too
    try:
        with store.removing():
            # Asked again under both locks: nothing can come to refer to a file meanwhile.
            referred = set(queries.stored_hashes())
            before = (now() - ORPHAN_AGE).timestamp()
            lying = [one for one in store.all_hashes() if one not in referred]
            gone = tuple(one for one in lying if store.remove_older(one, before))
        details = {"removed": len(gone), "hashes": list(gone[:SHOWN])}
        checks.note(by=by, action=SWEPT, what="sweep", ok=True, details=details)
    except BaseException:
        finish(commit=False)
        raise
    finish(commit=True)
    return gone


def note_check(findings: Findings, *, by: ActorLike) -> None:
    """Keep what a check found, for the page of the system's state."""
    details = {
        "checked": findings.checked,
        "missing": len(findings.missing),
        "altered": len(findings.altered),
        "orphans": len(findings.orphans),
        "hashes": list((*findings.missing, *findings.altered)[:SHOWN]),
    }
    checks.note(by=by, action=CHECKED, what="files", ok=findings.ok, details=details)


def note_damage(sha256: str, *, by: ActorLike) -> None:
    """Keep that a file was asked for and refused, because it is not what was stored."""
    checks.note(by=by, action=REFUSED, what="files", ok=False, details={"hashes": [sha256]})


def _is_old(store: FileStore, sha256: str) -> bool:
    return store.age_of(sha256, now().timestamp()) > ORPHAN_AGE.total_seconds()
