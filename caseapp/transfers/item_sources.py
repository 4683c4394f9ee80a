"""What can be found of the files that went with a transfer or came back: their text with the places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.extracts import queries as extracts
from caseapp.extracts.holders import Held
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens
from caseapp.transfers.item_queries import PACKAGE, SENDING
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.models import Transfer, TransferItem

_IDS: Any = sa.bindparam("ids", expanding=True)
# A paper and a piece of evidence of ours are found as what they are.
_OWN_FILE = (
    TransferItem.sha256.is_not(None),
    TransferItem.paper_id.is_(None),
    TransferItem.evidence_id.is_(None),
    TransferItem.category.not_in((SENDING, PACKAGE)),
)
_IS_OPEN = sa.and_(
    TransferItem.withdrawn_at.is_(None),
    sa.or_(Cooperation.case_id.is_(None), CaseFile.is_sealed.is_(False)),
)
_FILES = (
    sa.select(
        TransferItem.id, TransferItem.transfer_id, TransferItem.name, TransferItem.filename,
        TransferItem.sha256, TransferItem.withdrawn_at, _IS_OPEN.label("is_open"),
        Transfer.kind, Transfer.state, Transfer.holder_id, Transfer.received_on,
        Cooperation.number, Cooperation.title, Cooperation.unit_path, Cooperation.opened_by,
    )
    .join(Transfer, Transfer.id == TransferItem.transfer_id)
    .join(Cooperation, Cooperation.id == TransferItem.transfer_id)
    .outerjoin(CaseFile, CaseFile.id == Cooperation.case_id)
    .where(*_OWN_FILE)
    .order_by(TransferItem.id)
)  # fmt: skip
_WHOLE = _FILES.where(TransferItem.id.in_(_IDS), TransferItem.withdrawn_at.is_(None))
_OF_TRANSFERS = _FILES.where(TransferItem.transfer_id.in_(_IDS))
_OF_CASES = _FILES.where(Cooperation.case_id.in_(_IDS))
_MOST_READ = 20


class TransferItemSource:
    """Files of transfers; who may see the transfer may find them."""

    kind = "transfer_item"
    kind_name = "移送材料"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know; what is about a sealed case is not in it."""
        rows = [row for row in _rows(ids) if row.is_open]
        parts = extracts.parts({row.sha256 for row in rows})
        for row in rows:
            text = "\n".join(one for _, one in parts.get(row.sha256, ()))
            called = f"{row.name} {row.filename} {row.title}"
            acl = (*unit_tokens(row.unit_path), *person_tokens([row.opened_by]))
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=f"{row.number}/材料{row.id}",
                title=called,
                body=text,
                acl=acl,
                on=row.received_on,
                version=extracts.stamp(called, text, row.state, str(row.holder_id), *sorted(acl)),
                facets=facets(
                    procedure=row.kind,
                    state=life_of(row.kind).stages[row.state].name,
                    unit=row.unit_path,
                    people=(row.holder_id or row.opened_by,),
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: {key: one.name for key, one in KINDS.items()}})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every file of a transfer."""
        wanted = sa.select(TransferItem.id).where(*_OWN_FILE).order_by(TransferItem.id)
        return list(db.session.scalars(wanted))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: what they hold of transfers."""
        return reach_tokens(visible_units(person, "cooperation.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these stand in a transfer the person may know of, and were not withdrawn."""
        if not ids:
            return set()
        known = (
            sa.select(TransferItem.id)
            .join(Cooperation, Cooperation.id == TransferItem.transfer_id)
            .where(
                TransferItem.id.in_(ids), TransferItem.withdrawn_at.is_(None), is_visible(person)
            )
        )
        return set(db.session.scalars(known))

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page; a snippet says in which place of the file its words stand."""
        rows = _rows(ids)
        parts = extracts.parts({row.sha256 for row in rows})
        for row in rows:
            found = parts.get(row.sha256, [])
            yield Row(
                object_id=row.id,
                key=f"{row.number}/材料{row.id}",
                title=f"{row.name} {row.filename} {row.title}",
                url=_address(row.transfer_id),
                text="\n".join(f"{place}：{text}" for place, text in found),
                on=row.received_on,
                parts=tuple(found),
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return files by their names, newest first."""
        shown = (TransferItem.name, TransferItem.filename)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        wanted = sa.select(TransferItem.id).where(*_OWN_FILE, sa.or_(*near))
        wanted = wanted.order_by(TransferItem.id.desc()).limit(min(most, _MOST_READ))
        return list(db.session.scalars(wanted))


class TransferItemHolder:
    """Files of transfers; about a sealed case none is open."""

    kind = "transfer_item"
    matters = ("transfer", "case")

    def held(self, matter: str, matter_ids: Collection[int]) -> Held:
        """Return the files of some transfers, or of all transfers about some cases."""
        asked = _OF_CASES if matter == "case" else _OF_TRANSFERS
        rows = plain_rows(asked, {"ids": list(matter_ids)})
        is_open = frozenset(row.sha256 for row in rows if row.is_open)
        return Held(is_open, frozenset(row.sha256 for row in rows) - is_open)

    def all_open(self) -> Iterable[str]:
        """Return every file that may be read."""
        return [row.sha256 for row in db.session.execute(_FILES.where(_IS_OPEN))]

    def holding(self, hashes: Collection[str]) -> Sequence[tuple[int, str]]:
        """Return the rows with these files."""
        found = db.session.execute(_FILES.where(_IS_OPEN, TransferItem.sha256.in_(hashes)))
        return [(row.id, row.sha256) for row in found]


def ids_in_transfers(transfer_ids: Collection[int]) -> Sequence[int]:
    """Return the files of some transfers, the withdrawn ones as well."""
    wanted = sa.select(TransferItem.id).where(*_OWN_FILE)
    return list(
        db.session.scalars(
            wanted.where(TransferItem.transfer_id.in_(transfer_ids)).order_by(TransferItem.id)
        )
    )


def ids_about_cases(case_ids: Collection[int]) -> Sequence[int]:
    """Return the files of the transfers of some cases: a case that is sealed takes them along."""
    of_cases = sa.select(Cooperation.id).where(Cooperation.case_id.in_(case_ids))
    return ids_in_transfers(list(db.session.scalars(of_cases)))


def _rows(ids: Sequence[int]) -> Sequence[Any]:
    return plain_rows(_WHOLE, {"ids": list(ids)})


def _address(transfer_id: int) -> str:
    try:
        return f"{url_for('transfers.transfer', transfer_id=transfer_id)}#things"
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
