"""What can be found of parties and patents: only through the cases a person may know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cases import queries
from caseapp.cases.models import CaseFile
from caseapp.parties.models import CaseParty, Party
from caseapp.patents.models import CasePatent, Patent
from caseapp.search.card import SearchEntry
from caseapp.search.facets import facets, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, version_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens


class NamedSource:
    """An object without rights of its own: who may know of one of its cases may know of it."""

    kind: str
    kind_name: str
    # The table, and the one that names its cases.
    table: Any
    link: Any
    # Columns that are read by word where there is no index.
    shown: tuple[Any, ...]

    def called(self, row: Any) -> SearchEntry:
        """Return what the row says of itself."""
        raise NotImplementedError

    def parts(self, row: Any) -> Parts:
        """Return the labelled texts of a row."""
        raise NotImplementedError

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know: what stands in sealed cases alone is not in it."""
        held = self._cases(ids)
        team = queries.team_of({row.case_id for rows in held.values() for row in rows})
        for row in plain_rows(self._rows(ids)):
            cases = held.get(row.id)
            if not cases:
                continue
            told, units = self.called(row), sorted({one.unit_path for one in cases})
            people = sorted({number for one in cases for number in team.get(one.case_id, ())})
            acl = [token for unit in units for token in unit_tokens(unit)]
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=told.key,
                title=told.title,
                body=joined(self.parts(row)),
                numbers=told.numbers,
                names=told.names,
                acl=tuple(dict.fromkeys((*acl, *person_tokens(people)))),
                on=max(one.received_on for one in cases),
                version=version_of(row.version, units, people, len(cases)),
                facets=tuple(pair for unit in units for pair in facets(unit=unit)),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every row there is."""
        return list(db.session.scalars(sa.select(self.table.id).order_by(self.table.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for cases."""
        return reach_tokens(visible_units(person, "case.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these stand in a case the person may know of."""
        if not ids:
            return set()
        held = self._held().join(CaseFile, CaseFile.id == self.link.case_id)
        known = held.where(self._own().in_(ids), queries.is_visible(person))
        return {row.owner_id for row in db.session.execute(known)}

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page; the address lists the cases the reader may know of."""
        for row in plain_rows(self._rows(ids)):
            told, parts = self.called(row), self.parts(row)
            yield Row(
                object_id=row.id,
                key=told.key,
                title=told.title,
                url=address("search.found", q=told.key, kind="case"),
                text=joined(parts),
                parts=parts,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return rows that hold one of the words, newest first."""
        near = [column.contains(word, autoescape=True) for word in words for column in self.shown]
        if not near:
            return []
        found = sa.select(self.table.id).where(sa.or_(*near))
        return list(db.session.scalars(found.order_by(self.table.id.desc()).limit(most)))

    def ids_in_cases(self, case_ids: Collection[int]) -> list[int]:
        """Return what stands in these cases: it is found by whoever works on them."""
        held = self._held().where(self.link.case_id.in_(case_ids)).distinct()
        return sorted(row.owner_id for row in db.session.execute(held))

    def _own(self) -> Any:
        return getattr(self.link, f"{self.kind}_id")

    def _held(self) -> Any:
        return sa.select(self._own().label("owner_id"), self.link.case_id)

    def _rows(self, ids: Collection[int]) -> Any:
        return (
            sa.select(*self.table.__table__.c).where(self.table.id.in_(ids)).order_by(self.table.id)
        )

    def _cases(self, ids: Collection[int]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        held = self._held().add_columns(CaseFile.unit_path, CaseFile.received_on)
        joins = held.join(CaseFile, CaseFile.id == self.link.case_id)
        unsealed = joins.where(self._own().in_(ids), CaseFile.is_sealed.is_(False))
        for row in db.session.execute(unsealed.order_by(self.link.id)):
            found[row.owner_id].append(row)
        return found


class PartySource(NamedSource):
    """Parties to cases; who reported is sealed elsewhere and never among them."""

    kind, kind_name = "party", "当事人"
    table, link = Party, CaseParty
    shown = (Party.name, Party.former_names, Party.credit_code, Party.address)

    def called(self, row: Any) -> SearchEntry:
        """Return a party by its name, its codes and the names it had."""
        codes = (row.credit_code, row.registration_no, row.org_code)
        return SearchEntry(
            kind=self.kind,
            object_id=row.id,
            key=row.name,
            title=row.legal_representative,
            numbers=tuple(("number", code) for code in codes if code),
            names=tuple(one for one in (row.name, row.former_names) if one),
        )

    def parts(self, row: Any) -> Parts:
        """Return names, codes and addresses; telephones and identity numbers stay out."""
        return parts_of(
            ("曾用名", row.former_names),
            ("统一社会信用代码", row.credit_code),
            ("注册号", row.registration_no),
            ("组织机构代码", row.org_code),
            ("法定代表人", row.legal_representative),
            ("住所", row.address),
            ("送达地址", row.service_address),
        )


class PatentSource(NamedSource):
    """Patents of cases, wrong numbers too: a made-up number is evidence."""

    kind, kind_name = "patent", "专利"
    table, link = Patent, CasePatent
    shown = (Patent.number, Patent.digits, Patent.raw, Patent.title, Patent.holder)

    def called(self, row: Any) -> SearchEntry:
        """Return a patent by its number, what it is called and whose it is."""
        return SearchEntry(
            kind=self.kind,
            object_id=row.id,
            key=row.number or row.raw,
            title=row.title,
            numbers=tuple(("patent", one) for one in dict.fromkeys((row.number, row.raw)) if one),
            names=(row.holder,) if row.holder else (),
        )

    def parts(self, row: Any) -> Parts:
        """Return what the register says of it, and what is wrong with the number."""
        return parts_of(
            ("专利权人", row.holder),
            ("标注的号码", row.raw),
            ("号码核验", row.why),
            ("终止原因", row.ended_why),
        )
