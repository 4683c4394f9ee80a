"""What can be found of aid files: number, applicant, opponent, the right and what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.models import AidAct, AidFile
from caseapp.aid.states import STAGE_WORDS
from caseapp.base.db import db, plain_rows
from caseapp.law.rights import RIGHT_KINDS
from caseapp.parties.models import Party
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import Parts, joined, parts_of
from caseapp.search.sources import Row, reach_tokens, unit_tokens

_WHOLE = (
    sa.select(
        *(AidFile.id, AidFile.number, AidFile.applied_on, AidFile.right_name, AidFile.right_number),
        *(AidFile.right_holder, AidFile.opponent, AidFile.dispute, AidFile.plan_text),
        *(
            AidFile.opinion,
            AidFile.unit_path,
            AidFile.version,
            AidFile.state,
            AidFile.right_kind,
            AidFile.taken_by,
            Party.name.label("applicant"),
        ),
    )
    .join(Party, Party.id == AidFile.applicant_id)
    .where(AidFile.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(AidFile.id)
)
_ACTS = (
    sa.select(AidAct.aid_id.label("of"), AidAct.reason)
    .where(AidAct.aid_id.in_(sa.bindparam("ids", expanding=True)), AidAct.reason != "")
    .order_by(AidAct.id)
)


class AidSource:
    """Files of rights assistance."""

    kind = "aid"
    kind_name = "维权援助"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these files; telephones and addresses are not in it."""
        acts = _acts(ids)
        for row in _rows(ids):
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.number,
                title=_title(row),
                body=joined(_parts(row, acts[row.id])),
                numbers=tuple(("number", text) for text in (row.number, row.right_number) if text),
                names=tuple(
                    name for name in (row.applicant, row.opponent, row.right_holder) if name
                ),
                acl=unit_tokens(row.unit_path),
                on=row.applied_on,
                version=row.version,
                facets=facets(
                    procedure=row.right_kind,
                    state=STAGE_WORDS[row.state],
                    unit=row.unit_path,
                    people=(row.taken_by,),
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: RIGHT_KINDS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every file."""
        return queries.all_ids()

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for aid files."""
        return reach_tokens(visible_units(person, "aid.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        return queries.visible_ids(ids, by=person) if ids else set()

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        acts = _acts(ids)
        for row in _rows(ids):
            yield Row(
                object_id=row.id,
                key=row.number,
                title=_title(row),
                url=_address(row.id),
                text=joined(_parts(row, acts[row.id])),
                parts=_parts(row, acts[row.id]),
                on=row.applied_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return files whose own row holds one of the words, newest first."""
        shown = (AidFile.number, AidFile.opponent, AidFile.right_name, AidFile.dispute, Party.name)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        found = sa.select(AidFile.id).join(Party, Party.id == AidFile.applicant_id)
        wanted = found.where(sa.or_(*near)).order_by(AidFile.id.desc()).limit(most)
        return list(db.session.scalars(wanted))


def _rows(ids: Sequence[int]) -> Sequence[Any]:
    return plain_rows(_WHOLE, {"ids": list(ids)})


def _acts(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(_ACTS, {"ids": list(ids)}):
        found[row.of].append(row.reason)
    return found


def _title(row: Any) -> str:
    about = row.right_name or row.opponent
    return f"{row.applicant}申请维权援助" + (f"（{about}）" if about else "")


def _parts(row: Any, acts: Sequence[str]) -> Parts:
    return parts_of(
        ("权利名称", row.right_name),
        ("纠纷情况", row.dispute),
        ("对方当事人", row.opponent),
        ("援助方案", row.plan_text),
        ("意见", row.opinion),
        ("办理经过", acts),
    )


def _address(aid_id: int) -> str:
    try:
        return url_for("aid.file", aid_id=aid_id)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
