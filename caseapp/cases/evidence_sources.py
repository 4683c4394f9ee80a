"""What can be found of evidence: what it is called, what it proves, the text of its file with the places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cases import queries
from caseapp.cases.list_filters import TRACKS
from caseapp.cases.models import CaseFile
from caseapp.evidence.models import EvidenceItem
from caseapp.extracts import queries as extracts
from caseapp.extracts.holders import Held
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens

_IDS: Any = sa.bindparam("ids", expanding=True)
_IN_FORCE = EvidenceItem.removed_on.is_(None)
_UNSEALED = CaseFile.is_sealed.is_(False)
_WHOLE = (
    sa.select(
        EvidenceItem.__table__,
        *(CaseFile.case_no, CaseFile.lead_no, CaseFile.title.label("case_title")),
        *(CaseFile.unit_path, CaseFile.track, CaseFile.edition, CaseFile.state, CaseFile.is_sealed),
    )
    .join(CaseFile, CaseFile.id == EvidenceItem.case_id)
    .where(EvidenceItem.id.in_(_IDS), _IN_FORCE)
    .order_by(EvidenceItem.id)
)
_OF_CASES = (
    sa.select(EvidenceItem.sha256, sa.and_(_IN_FORCE, _UNSEALED).label("is_open"))
    .join(CaseFile, CaseFile.id == EvidenceItem.case_id)
    .where(EvidenceItem.case_id.in_(_IDS), EvidenceItem.sha256.is_not(None))
)
_ALL_OPEN = (
    sa.select(EvidenceItem.id, EvidenceItem.sha256)
    .join(CaseFile, CaseFile.id == EvidenceItem.case_id)
    .where(EvidenceItem.sha256.is_not(None), _IN_FORCE, _UNSEALED)
)
# Where the index cannot be asked, so many files are read through instead, and no more.
_MOST_READ = 20


class EvidenceSource:
    """Pieces of evidence; who may see the case may find them."""

    kind = "evidence"
    kind_name = "证据"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know; nothing of a sealed case, nothing that was taken out."""
        rows = [row for row in _rows(ids) if not row.is_sealed]
        team = queries.team_of({row.case_id for row in rows})
        texts = _texts(rows)
        for row in rows:
            people = team.get(row.case_id, ())
            # What the case is called is the case's own name: it stands above its evidence.
            body = "\n".join((row.case_title, *(text for _, text in texts[row.id])))
            acl = (*unit_tokens(row.unit_path), *person_tokens(people))
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=_key(row),
                title=row.title,
                body=body,
                acl=acl,
                on=row.taken_on,
                version=extracts.stamp(_key(row), _title(row), body, row.state, *sorted(acl)),
                facets=facets(
                    procedure=row.track,
                    state=PROCEDURES[row.edition].state(row.state).name,
                    unit=row.unit_path,
                    people=people,
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: TRACKS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every piece of evidence."""
        return list(db.session.scalars(sa.select(EvidenceItem.id).order_by(EvidenceItem.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: what they hold of cases."""
        return reach_tokens(visible_units(person, "case.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these are in force and stand in a case the person may know of."""
        rows = _rows(list(ids)) if ids else ()
        seen = queries.visible_ids({row.case_id for row in rows}, by=person) if rows else set()
        return {row.id for row in rows if row.case_id in seen}

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page; a snippet says in which place of the file its words stand."""
        rows = _rows(ids)
        texts = _texts(rows)
        for row in rows:
            yield Row(
                object_id=row.id,
                key=_key(row),
                title=_title(row),
                url=_address(row.case_id, row.id),
                text="\n".join(f"{place}：{text}" for place, text in texts[row.id]),
                on=row.taken_on,
                parts=tuple(texts[row.id]),
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return evidence whose own row holds one of the words, newest first."""
        shown = (EvidenceItem.title, EvidenceItem.filename, EvidenceItem.proves)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        wanted = sa.select(EvidenceItem.id).where(sa.or_(*near)).order_by(EvidenceItem.id.desc())
        return list(db.session.scalars(wanted.limit(min(most, _MOST_READ))))


class EvidenceHolder:
    """Files of evidence; of a sealed case none is open."""

    kind = "evidence"
    matters = ("case",)

    def held(self, _matter: str, matter_ids: Collection[int]) -> Held:
        """Return the files of some cases."""
        rows = plain_rows(_OF_CASES, {"ids": list(matter_ids)})
        is_open = frozenset(row.sha256 for row in rows if row.is_open)
        return Held(is_open, frozenset(row.sha256 for row in rows) - is_open)

    def all_open(self) -> Iterable[str]:
        """Return every file that may be read."""
        return [row.sha256 for row in db.session.execute(_ALL_OPEN)]

    def holding(self, hashes: Collection[str]) -> Sequence[tuple[int, str]]:
        """Return the evidence with these files."""
        found = db.session.execute(_ALL_OPEN.where(EvidenceItem.sha256.in_(hashes)))
        return [(row.id, row.sha256) for row in found]


def ids_in_cases(case_ids: Collection[int]) -> Sequence[int]:
    """Return the evidence of some cases, what was taken out as well."""
    wanted = sa.select(EvidenceItem.id).where(EvidenceItem.case_id.in_(case_ids))
    return list(db.session.scalars(wanted.order_by(EvidenceItem.id)))


def _rows(ids: Sequence[int]) -> Sequence[Any]:
    return plain_rows(_WHOLE, {"ids": list(ids)})


def _texts(rows: Sequence[Any]) -> dict[int, list[tuple[str, str]]]:
    """Return for each row its own words and the text of its file, each with its place."""
    parts = extracts.parts({row.sha256 for row in rows if row.sha256})
    return {
        row.id: [
            *((name, text) for name, text in _own(row) if text),
            *parts.get(row.sha256, ()),
        ]
        for row in rows
    }


def _own(row: Any) -> tuple[tuple[str, str], ...]:
    told = (("证明", row.proves), ("来源", row.source), ("取得地点", row.taken_at))
    return (*told, ("文件名", row.filename), ("备注", row.note))


def _key(row: Any) -> str:
    return f"{row.case_no or row.lead_no}/证据{row.serial}"


def _title(row: Any) -> str:
    return f"{row.title}（{row.case_title}）"


def _address(case_id: int, item_id: int) -> str:
    try:
        return url_for("cases.item", case_id=case_id, item_id=item_id)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
