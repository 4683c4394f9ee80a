"""What is kept of backups: a line in the trail for each, and how many old ones stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from caseapp.backup.making import ENDING, Made
from caseapp.base.db import writing
from caseapp.ledger import checks
from caseapp.ledger.actor import ActorLike

DAYS, WEEKS, MONTHS = 7, 4, 12
MADE, FAILED = "backup.made", "backup.failed"
_STAMP = "%Y%m%d-%H%M%S"


def note_made(made: Made, *, by: ActorLike, verified: bool) -> None:
    """Keep that a backup was written, and whether it was proved."""
    told = made.contents
    details = {
        "size": made.path.stat().st_size,
        "files": len(told.files),
        "damaged": len(told.damaged),
        "verified": verified,
    }
    with writing():
        checks.note(
            by=by,
            action=MADE,
            what="backup",
            ok=not told.damaged,
            key=made.path.name,
            details=details,
        )


def note_failed(folder: Path, *, by: ActorLike, why: str) -> None:
    """Keep that a backup failed, so that the page of the system's state turns red."""
    details = {"why": why[:500]}
    with writing():
        checks.note(by=by, action=FAILED, what="backup", ok=False, key=folder.name, details=details)


def rotate(folder: Path, *, keep: Path) -> tuple[Path, ...]:
    """Remove what is neither of the last days, weeks nor months; the one just proved always stays."""
    found = {path: made for path in folder.glob(f"*{ENDING}") if (made := _made_at(path))}
    stay = kept(found.values())
    gone = tuple(sorted(path for path, made in found.items() if made not in stay and path != keep))
    for path in gone:
        path.unlink()
    return gone


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Choose the newest backup of each of the last 7 days, 4 weeks and 12 months that have one."""
    newest_first = sorted(moments, reverse=True)
    stay: set[datetime] = set()
    for rule, most in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        of_period: dict[str, datetime] = {}
        for moment in newest_first:
            of_period.setdefault(moment.strftime(rule), moment)
        stay |= set(list(of_period.values())[:most])
    return stay


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name.removesuffix(ENDING), _STAMP)  # noqa: DTZ007 - a name, compared with names
    except ValueError:
        return None
