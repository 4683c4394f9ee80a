"""Questions about attachments' texts: what waits, how many of each state, the text of some files."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.extracts import words
from caseapp.extracts.models import ExtractedFile, ExtractedPart
from caseapp.extracts.words import DONE, REFUSED, WAITING

_HASHES: Any = sa.bindparam("hashes", expanding=True)
_NEXT = (
    sa.select(ExtractedFile.sha256)
    .where(ExtractedFile.state == WAITING)
    .order_by(ExtractedFile.asked_at, ExtractedFile.sha256)
    .limit(1)
)
_COUNTS = sa.select(ExtractedFile.state, ExtractedFile.reason, sa.func.count()).group_by(
    ExtractedFile.state, ExtractedFile.reason
)
_FILES = sa.select(ExtractedFile.__table__).where(ExtractedFile.sha256.in_(_HASHES))
_PARTS = (
    sa.select(ExtractedPart.sha256, ExtractedPart.place, ExtractedPart.text)
    .where(ExtractedPart.sha256.in_(_HASHES))
    .order_by(ExtractedPart.sha256, ExtractedPart.number)
)
_REFUSED = sa.select(ExtractedFile.sha256).where(ExtractedFile.state == REFUSED)
_SOME = 500
Parts = dict[str, list[tuple[str, str]]]


def next_waiting() -> str | None:
    """Return the file that waits longest."""
    return db.session.scalar(_NEXT)


def counts() -> dict[tuple[str, str], int]:
    """Count the files by state and reason."""
    return {(state, reason): count for state, reason, count in db.session.execute(_COUNTS)}


def files(hashes: Collection[str]) -> dict[str, Any]:
    """Return what became of these files."""
    rows = plain_rows(_FILES, {"hashes": list(hashes)}) if hashes else ()
    return {row.sha256: row for row in rows}


def parts(hashes: Collection[str]) -> Parts:
    """Return the text of these files, piece by piece with the places."""
    found: Parts = defaultdict(list)
    for row in plain_rows(_PARTS, {"hashes": list(hashes)}) if hashes else ():
        found[row.sha256].append((row.place, row.text))
    return found


def unknown(hashes: Collection[str]) -> list[str]:
    """Return which of these files were never asked for, in a fixed order."""
    wanted, known = sorted(set(hashes)), set[str]()
    for at in range(0, len(wanted), _SOME):
        asked = {"hashes": wanted[at : at + _SOME]}
        known |= {row.sha256 for row in plain_rows(_FILES, asked)}
    return [one for one in wanted if one not in known]


def said_of(sha256: str | None) -> str:
    """Say in words what became of a file; empty where it was never asked for."""
    row = files([sha256]).get(sha256) if sha256 else None
    return "" if row is None else words.said_of(row.state, row.reason, row.cut)


def listed(state: str, most: int) -> list[Any]:
    """Return files of one state, those looked at last first."""
    newest = sa.func.coalesce(ExtractedFile.made_at, ExtractedFile.asked_at).desc()
    wanted = sa.select(ExtractedFile.__table__).where(ExtractedFile.state == state)
    return list(plain_rows(wanted.order_by(newest, ExtractedFile.sha256).limit(most)))


def refused() -> list[str]:
    """Return the files that were not read for a reason other tools or limits may take away."""
    return list(db.session.scalars(_REFUSED))


def stamp(*told: str) -> int:
    """Tell a state of what is indexed from any other: rows with files have no count of their changes."""
    # Half of what a checksum may be, so that every column of whole numbers holds it.
    return zlib.crc32("\x00".join(told).encode("utf-8", "replace")) >> 1


def is_done(row: Any) -> bool:
    """Say whether there is text."""
    return bool(row is not None and row.state == DONE)
