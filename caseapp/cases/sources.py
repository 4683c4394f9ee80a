"""What can be found of cases and their papers; the sealed and the unseen never enter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cases import kept_queries, queries
from caseapp.cases.list_filters import TRACKS
from caseapp.cases.models import CaseFile
from caseapp.cases.proof_files import PROOFS
from caseapp.documents import queries as papers
from caseapp.documents.catalogue.reading import catalogue
from caseapp.documents.models import PaperRecord
from caseapp.documents.words import STATE_WORDS
from caseapp.evidence import queries as evidence
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, typed_in, version_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens

_CASES = sa.select(CaseFile)
# The index is a file that others could read: a sealed case and its papers never enter it.
_UNSEALED = _CASES.where(CaseFile.is_sealed.is_(False))
_ALL = sa.select(CaseFile.id).order_by(CaseFile.id)


class CaseSource:
    """Cases and leads: numbers, parties, patents, goods, the text of the lead, the acts and the notes."""

    kind = "case"
    kind_name = "案件"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know, with a fixed number of questions; who reported is not in it."""
        team = queries.team_of(ids)
        names, numbers = _names_and_numbers(ids)
        cases = db.session.scalars(_UNSEALED.where(CaseFile.id.in_(ids))).all()
        texts = _parts_of_cases(cases)
        for case in cases:
            own = (case.lead_no, case.case_no or "", *numbers[case.id])
            yield SearchEntry(
                kind=self.kind,
                object_id=case.id,
                key=case.case_no or case.lead_no,
                title=case.title,
                body=joined(texts[case.id]),
                numbers=tuple(("number", one) for one in dict.fromkeys(own) if one),
                names=tuple(dict.fromkeys(names[case.id])),
                acl=(*unit_tokens(case.unit_path), *person_tokens(team.get(case.id, ()))),
                on=case.received_on,
                version=case.version,
                facets=facets(
                    procedure=case.track,
                    state=PROCEDURES[case.edition].state(case.state).name,
                    unit=case.unit_path,
                    people=team.get(case.id, ()),
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: TRACKS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every case."""
        return list(db.session.scalars(_ALL))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for cases."""
        return reach_tokens(visible_units(person, "case.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        return queries.visible_ids(ids, by=person) if ids else set()

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        cases = db.session.scalars(_CASES.where(CaseFile.id.in_(ids))).all()
        texts = _parts_of_cases(cases)
        for case in cases:
            yield Row(
                object_id=case.id,
                key=case.case_no or case.lead_no,
                title=case.title,
                url=address("cases.case_file", case_id=case.id),
                text=joined(texts[case.id]),
                parts=texts[case.id],
                on=case.received_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return cases whose own row holds one of the words, newest first."""
        shown = (CaseFile.title, CaseFile.content, CaseFile.case_no, CaseFile.lead_no)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        return list(
            db.session.scalars(
                _ALL.where(sa.or_(*near)).order_by(None).order_by(CaseFile.id.desc()).limit(most)
            )
        )


class PaperSource:
    """Papers: title, number, words; who may see the case may see its papers."""

    kind = "paper"
    kind_name = "文书"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of papers."""
        records = papers.records(ids)
        held = {one.case_id for one in records if one.case_id}
        cases = {one.id: one for one in db.session.scalars(_UNSEALED.where(CaseFile.id.in_(held)))}
        team, proofs = queries.team_of(held), PROOFS.texts(ids)
        for record in records:
            case = cases.get(record.case_id or 0)
            if case is None or record.state == "void":
                continue
            yield SearchEntry(
                kind=self.kind,
                object_id=record.id,
                key=record.number or record.title,
                # What the case is called is the case's own name: it stands above its papers.
                title=record.title,
                body="\n".join((case.title, paper_text(record.data), joined(proofs[record.id]))),
                numbers=(("paper_no", record.number),) if record.number else (),
                names=(),
                acl=(*unit_tokens(case.unit_path), *person_tokens(team.get(case.id, ()))),
                on=record.signed_on,
                # Who works on the case finds its papers: another officer makes another card.
                version=version_of(
                    record.version, case.unit_path, team.get(case.id, ()), *proofs[record.id]
                ),
                facets=facets(
                    procedure=record.kind,
                    state=STATE_WORDS[record.state],
                    unit=case.unit_path,
                    people=(record.drafted_by,),
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(
            name, values, {PROCEDURE: {key: one.title for key, one in catalogue().items()}}
        )

    def all_ids(self) -> Iterable[int]:
        """Return the id of every paper."""
        return papers.all_ids()

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for papers."""
        return reach_tokens(visible_units(person, "paper.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these stand in a case the person may know of."""
        if not ids or visible_units(person, "paper.read").is_empty:
            return set()
        held = sa.select(PaperRecord.id).join(CaseFile, CaseFile.id == PaperRecord.case_id)
        known = held.where(PaperRecord.id.in_(ids), queries.is_visible(person))
        return set(db.session.scalars(known))

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        records, proofs = papers.records(ids), PROOFS.texts(ids)
        held = {one.case_id for one in records if one.case_id}
        cases = {one.id: one for one in db.session.scalars(_CASES.where(CaseFile.id.in_(held)))}
        for record in records:
            case = cases[record.case_id or 0]
            parts = (*parts_of(("文书正文", paper_text(record.data))), *proofs[record.id])
            yield Row(
                object_id=record.id,
                key=record.number or record.title,
                title=f"《{record.title}》{case.case_no or case.lead_no} {case.title}"
                if record.number
                else f"{case.case_no or case.lead_no} {case.title}",
                url=address("cases.paper", case_id=record.case_id, paper_id=record.id),
                text=joined(parts),
                parts=parts,
                on=record.signed_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return papers whose title or number holds one of the words."""
        return papers.ids_with(words, most)


def _parts_of_cases(cases: Sequence[CaseFile]) -> dict[int, Parts]:
    """Return the words of cases for the index and the snippets, each with the name of its field."""
    ids = [case.id for case in cases]
    goods = evidence.goods_words(ids)
    acts: dict[int, list[str]] = defaultdict(list)
    beside: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in queries.given_in_cases(ids):
        acts[row.case_id] += typed_in(row.given)
    for row in kept_queries.words_beside_cases(ids):
        beside[row.case_id][row.what].append(row.words.strip())
    found = {}
    for case in cases:
        found[case.id] = parts_of(
            ("线索内容", case.content),
            ("涉嫌当事人", case.respondent),
            ("地点", case.place),
            ("产品", case.product),
            ("涉案物品", "；".join(goods.get(case.id, ()))),
            ("办理经过", acts[case.id]),
            *beside[case.id].items(),
        )
    return found


def _names_and_numbers(ids: Sequence[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    names: dict[int, list[str]] = defaultdict(list)
    numbers: dict[int, list[str]] = defaultdict(list)
    for row in parties.called_in_cases(ids):
        names[row.case_id].append(row.name)
        codes = (row.credit_code, row.registration_no, row.org_code)
        numbers[row.case_id] += [code for code in codes if code]
    for row in patents.printed_in_cases(ids):
        numbers[row.case_id].append(row.number or row.as_printed)
    for row in papers.numbers_in_cases(ids):
        numbers[row.case_id].append(row.number)
    return names, numbers


def paper_text(data: dict[str, Any]) -> str:
    """Return the words of a paper."""
    found = []
    for value in data.values():
        if isinstance(value, str):
            found.append(value)
        else:
            found += [" ".join(row.values()) for row in value]
    return "\n".join(found)
