"""Files that are found as part of what they hang on: their text stands among its words, with the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.extracts.holders import Held
from caseapp.extracts.models import ExtractedPart

_IDS: Any = sa.bindparam("ids", expanding=True)
Parts = tuple[tuple[str, str], ...]


class OwnedFiles:
    """Files of one kind of object; its source asks for their texts, its rights are theirs."""

    def __init__(
        self, kind: str, word: str, rows: sa.Select[*tuple[Any, ...]], *, matters: Sequence[str]
    ) -> None:
        """Take what such a file is called, and rows of owner, sha256, filename, is_open and each matter."""
        self.kind, self.matters = kind, tuple(matters)
        self._word, self._rows = word, rows.subquery()

    def held(self, matter: str, matter_ids: Collection[int]) -> Held:
        """Return the files of some matters."""
        at = self._rows.c
        asked = sa.select(at.sha256, at.is_open).where(at[matter].in_(_IDS))
        rows = plain_rows(asked, {"ids": list(matter_ids)})
        is_open = frozenset(row.sha256 for row in rows if row.is_open)
        return Held(is_open, frozenset(row.sha256 for row in rows) - is_open)

    def all_open(self) -> Iterable[str]:
        """Return every file that may be read."""
        at = self._rows.c
        return list(db.session.scalars(sa.select(at.sha256).where(at.is_open).distinct()))

    def holding(self, hashes: Collection[str]) -> Sequence[tuple[int, str]]:
        """Return the objects these files hang on."""
        at = self._rows.c
        asked = sa.select(at.owner, at.sha256).where(at.is_open, at.sha256.in_(hashes)).distinct()
        return [(row.owner, row.sha256) for row in db.session.execute(asked)]

    def texts(self, ids: Collection[int]) -> dict[int, Parts]:
        """Return what stands in the files of some objects, each piece with its file and place."""
        at = self._rows.c
        asked = (
            sa.select(at.owner, at.filename, ExtractedPart.place, ExtractedPart.text)
            .join(ExtractedPart, ExtractedPart.sha256 == at.sha256)
            .where(at.owner.in_(_IDS), at.is_open)
            .order_by(at.owner, at.filename, ExtractedPart.sha256, ExtractedPart.number)
        )
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for row in plain_rows(asked, {"ids": list(ids)}):
            found[row.owner].append((f"{self._word}“{row.filename}”{row.place}", row.text))
        return defaultdict(tuple, {owner: tuple(parts) for owner, parts in found.items()})
