"""What can be found of transfers: what they say, their numbers and those of their papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.bodies.models import Body
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.documents import queries as papers
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import Parts, joined, parts_of, typed_in, version_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens
from caseapp.transfers import lists
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.models import Transfer, TransferMove

_WHOLE = (
    sa.select(
        Transfer.id, Transfer.kind, Transfer.content, Transfer.reason, Transfer.facts,
        Transfer.their_number, Transfer.received_on, Transfer.version, Transfer.state, Transfer.holder_id, Cooperation.number,
        Cooperation.title, Cooperation.unit_path, Cooperation.opened_by, Cooperation.case_id,
        Body.name.label("body_name"), CaseFile.case_no, CaseFile.lead_no, CaseFile.is_sealed,
    )
    .join(Cooperation, Cooperation.id == Transfer.id)
    .join(Body, Body.id == Transfer.body_id)
    .outerjoin(CaseFile, CaseFile.id == Cooperation.case_id)
    .where(Transfer.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(Transfer.id)
)  # fmt: skip
_ACTS = (
    sa.select(TransferMove.transfer_id.label("of"), TransferMove.reason, TransferMove.given)
    .where(TransferMove.transfer_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(TransferMove.id)
)


class TransferSource:
    """Transfers, requests for help and opinions of supervision, out and in."""

    kind = "transfer"
    kind_name = "移送与协作"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know; what is about a sealed case is not in it."""
        rows, acts = [row for row in _rows(ids) if not row.is_sealed], _acts(ids)
        numbers = _paper_numbers([row.id for row in rows])
        for row in rows:
            body = joined(_parts(row, acts[row.id]))
            own = (row.number, row.their_number, row.case_no or row.lead_no)
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.number,
                title=_title(row),
                body=body,
                numbers=tuple(("number", text) for text in (*own, *numbers[row.id]) if text),
                names=(row.body_name, *_named(row)),
                acl=(*unit_tokens(row.unit_path), *person_tokens([row.opened_by])),
                on=row.received_on,
                version=version_of(row.version, body),
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
        """Return the id of every transfer."""
        return lists.all_ids()

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for transfers."""
        return reach_tokens(visible_units(person, "cooperation.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of; a case kept from them keeps its transfers."""
        if not ids:
            return set()
        known = sa.select(Cooperation.id).where(Cooperation.id.in_(ids), is_visible(person))
        return set(db.session.scalars(known))

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
                on=row.received_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return transfers whose own row holds one of the words, newest first."""
        shown = (Cooperation.number, Cooperation.title, Transfer.content, Transfer.their_number)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        found = sa.select(Transfer.id).join(Cooperation, Cooperation.id == Transfer.id)
        return list(
            db.session.scalars(found.where(sa.or_(*near)).order_by(Transfer.id.desc()).limit(most))
        )


def transfer_ids_about_cases(case_ids: Collection[int]) -> list[int]:
    """Return the transfers about these cases."""
    found = sa.select(Transfer.id).join(Cooperation, Cooperation.id == Transfer.id)
    return list(db.session.scalars(found.where(Cooperation.case_id.in_(case_ids))))


def transfer_ids_to_bodies(body_ids: Collection[int]) -> list[int]:
    """Return the transfers to and from these bodies."""
    return list(db.session.scalars(sa.select(Transfer.id).where(Transfer.body_id.in_(body_ids))))


def _rows(ids: Sequence[int]) -> Sequence[Any]:
    return plain_rows(_WHOLE, {"ids": list(ids)})


def _paper_numbers(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in papers.numbers_in_cooperation(ids):
        found[row.cooperation_id].append(row.number)
    return found


def _acts(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(_ACTS, {"ids": list(ids)}):
        found[row.of] += filter(None, (row.reason, *typed_in(row.given)))
    return found


def _title(row: Any) -> str:
    return f"{KINDS[row.kind].name} {row.title}"


def _named(row: Any) -> tuple[str, ...]:
    told = (row.facts or {}).get("respondent")
    return (str(told),) if told else ()


def _parts(row: Any, acts: Sequence[str]) -> Parts:
    told = [one for one in (row.facts or {}).values() if isinstance(one, str)]
    return parts_of(
        ("内容", row.content),
        ("理由", row.reason),
        ("对方单位", row.body_name),
        ("事实", told),
        ("办理经过", acts),
    )


def _address(transfer_id: int) -> str:
    try:
        return url_for("transfers.transfer", transfer_id=transfer_id)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
