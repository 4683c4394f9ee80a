"""What a release ships beside its tables: taken into the office once, and marked with its digest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import current_app

from caseapp.config import Settings

_KIND, _ID = "body", 0  # the register as a whole, as its own acts name it
_TAKEN = "registers.taken"


def take_what_is_new() -> None:
    """Take what this release ships unless it was taken already; an office nobody is in yet waits."""
    from caseapp.accounts import queries as accounts  # needs the tables

    if _mark() != digest() and accounts.everybody():
        take_registers()


def take_registers() -> None:
    """Bring what this version ships into an office that lives already; a new one begins with it."""
    from caseapp.base.db import writing

    settings: Settings = current_app.extensions["settings"]
    with writing():
        take(demo=settings.demo)


def take(*, demo: bool) -> None:
    """Take it all and mark it within one transaction: killed in between, the next start does it."""
    from caseapp.accounts.person import Person
    from caseapp.bodies import actions as bodies
    from caseapp.hotline import actions as hotline
    from caseapp.knowledge import actions as knowledge
    from caseapp.ledger import actions as ledger

    by = Person.system()
    bodies.take_shipped(by=by, demo=demo)
    knowledge.take_shipped(by=by)
    hotline.queue_unread(by=by)
    if _mark() != digest():
        ledger.record(
            by=by, action=_TAKEN, details={"digest": digest()}, object_kind=_KIND, object_id=_ID
        )


def digest() -> str:
    """Return the digest of every file that is taken, by name and content."""
    from caseapp.bodies.shipped import FOLDER as BODIES
    from caseapp.knowledge.shipped import FOLDER as ITEMS

    read = hashlib.sha256()
    for path in (*_files(BODIES), *_files(ITEMS)):
        read.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return read.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.toml"))


def _mark() -> str:
    from caseapp.ledger import queries as ledger

    rows = ledger.acts_on(object_kind=_KIND, object_id=_ID)
    taken = [row for row in rows if row["action"] == _TAKEN]
    return str(json.loads(taken[-1]["details"])["digest"]) if taken else ""
