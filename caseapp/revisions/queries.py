"""Questions about what people wrote: a record at a version, one's own unsaved text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict
from caseapp.base.merging import Change, Merge, Values, merge, plain
from caseapp.revisions.keeping_rules import kept_for
from caseapp.revisions.models import Revision, UnsavedText

_REVISIONS = (
    sa.select(Revision.__table__)
    .where(
        Revision.object_kind == sa.bindparam("kind"),
        Revision.object_id == sa.bindparam("object_id"),
    )
    .order_by(Revision.version)
)


def revisions(kind: str, object_id: int) -> Sequence[sa.Row[Any]]:
    """Return a record at each of its versions, oldest first."""
    return db.session.execute(_REVISIONS, {"kind": kind, "object_id": object_id}).all()


def revision(kind: str, object_id: int, version: int) -> Revision | None:
    """Return a record at one version."""
    return db.session.get(Revision, (kind, object_id, version))


def merged(
    *, kind: str, object_id: int, seen: int, version: int, theirs: Values, mine: Values,
    labels: Mapping[str, str], sentence: str, who: str, when: datetime | None,
) -> Merge:  # fmt: skip
    """Merge what was typed on version `seen` into the record as it is; an overlap is a Conflict."""
    if seen == version:
        return Merge(mine)
    base = revision(kind, object_id, seen)
    both = merge(base=base.data if base else None, theirs=theirs, mine=mine).signed(who, when)
    if not both.overlaps:
        return both
    raise Conflict(
        sentence,
        theirs=_words(both.overlaps, "theirs", labels),
        mine=_words(both.overlaps, "mine", labels),
        base=_words(both.overlaps, "base", labels),
        who=who,
        when=when,
        version=version,
        seen=seen,
        merge=both,
    )


def _words(changes: Sequence[Change], side: str, labels: Mapping[str, str]) -> dict[str, str]:
    return {labels.get(one.field, one.field): line(getattr(one, side)) for one in changes}


def line(value: Any) -> str:
    """Write a kept value as text; rows of a list are one a line."""
    written = plain(value)
    if isinstance(written, list):
        rows = ("｜".join(row.values()) if isinstance(row, dict) else str(row) for row in written)
        return "\n".join(rows)
    return str(written)


def unsaved(person_id: int, address: str) -> UnsavedText | None:
    """Return what this person typed into this form and did not save, unless it is too old."""
    found = db.session.get(UnsavedText, (person_id, address))
    oldest = now() - kept_for(today())
    return found if found is not None and found.saved_at > oldest else None
