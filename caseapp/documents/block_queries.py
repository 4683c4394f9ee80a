"""Questions about text blocks: which somebody may use, one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.documents.block_models import TextBlock
from caseapp.documents.block_words import OWN

# So many stand on a drafting page; the library lists all.
MOST_OFFERED = 40
_MINE = sa.or_(
    sa.and_(TextBlock.scope == OWN, TextBlock.owner_id == sa.bindparam("person_id")),
    sa.and_(TextBlock.scope != OWN, TextBlock.path.in_(sa.bindparam("paths", expanding=True))),
)
_VISIBLE = (
    sa.select(TextBlock.__table__).where(_MINE).order_by(TextBlock.is_retired, TextBlock.title)
)
_OFFERED = _VISIBLE.where(TextBlock.is_retired.is_(False))


def blocks_of(person: Person) -> Sequence[sa.Row[Any]]:
    """Return every block this person may use or once could, retired ones last."""
    return plain_rows(_VISIBLE, _of(person))


def offered_to(person: Person, kind: str) -> list[Any]:
    """Return the blocks in use that fit a kind of paper, those made for it first."""
    fitting = [
        row for row in plain_rows(_OFFERED, _of(person)) if not row.kinds or kind in row.kinds
    ]
    return sorted(fitting, key=lambda row: (kind not in row.kinds, not row.words))


def block_for(person: Person, block_id: int) -> TextBlock:
    """Return one block this person may use; any other is not there."""
    found = db.session.get(TextBlock, block_id)
    if found is None or not _sees(person, found):
        raise NotVisible
    return found


def _sees(person: Person, block: TextBlock) -> bool:
    if block.scope == OWN:
        return block.owner_id == person.id
    return block.path in above(person.unit_path)


def _of(person: Person) -> dict[str, Any]:
    return {"person_id": person.id, "paths": above(person.unit_path)}


def above(path: str) -> list[str]:
    """Return a unit's path and those of the units it lies under."""
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[:count])}/" for count in range(1, len(parts) + 1)]
