"""What is offered for a number or a month typed into the search box: the case, its paper, cases with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cases.models import CaseFile
from caseapp.cases.sources import CaseSource, PaperSource
from caseapp.documents import queries as papers
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents
from caseapp.search.offers import MOST_OFFERS, Offer, OfferGiver, Opening
from caseapp.search.parts import address
from caseapp.search.readings import Reading
from caseapp.search.sources import Row

_NUMBERS = ("case_no", "paper_no", "serial")
# A sealed case is opened by its address alone, by those it is sealed for.
_UNSEALED: Any = CaseFile.is_sealed.is_(False)
_MOST = 10 * MOST_OFFERS


def _with_number(reading: Reading) -> Sequence[int]:
    # Each of the two is read from its own index, not from the rows with their texts.
    own = [
        CaseFile.id.in_(sa.select(CaseFile.id).where(one.endswith(reading.normal, autoescape=True)))
        for one in (CaseFile.case_no, CaseFile.lead_no)
    ]
    wanted = sa.select(CaseFile.id).where(sa.or_(*own), _UNSEALED)
    return db.session.scalars(wanted.order_by(CaseFile.id.desc()).limit(_MOST)).all()


def _papers_with_number(reading: Reading) -> Sequence[int]:
    ids = papers.ids_with_number(reading.normal, _MOST)
    if not ids:
        return []
    case_of = papers.case_ids_of(ids)
    unsealed = set(_unsealed(sorted(set(case_of.values()))))
    return [one for one in ids if case_of.get(one) in unsealed]


def _with_patent(reading: Reading) -> Sequence[int]:
    # An old number without its check digit is only known for one by the mark before it.
    return _unsealed(patents.cases_with_number(f"ZL{reading.normal.removeprefix('ZL')}"))


def _with_party(reading: Reading) -> Sequence[int]:
    held = parties.ids_with_code(reading.normal)
    return _unsealed(parties.case_ids_of_parties(held)) if held else []


def _unsealed(ids: Sequence[int] | sa.Select[int]) -> Sequence[int]:
    """Return those that are no sealed cases, of a list or of what a question finds; newest first."""
    if not isinstance(ids, sa.Select) and not ids:
        return []
    wanted = sa.select(CaseFile.id).where(CaseFile.id.in_(ids), _UNSEALED)
    return db.session.scalars(wanted.order_by(CaseFile.id.desc()).limit(_MOST)).all()


def _called(ids: Sequence[int]) -> Iterator[Row]:
    """Return number, title and address; what else a case says is for the hits below."""
    wanted = sa.select(CaseFile.id, CaseFile.case_no, CaseFile.lead_no, CaseFile.title)
    for row in db.session.execute(wanted.where(CaseFile.id.in_(ids))):
        number = row.case_no or row.lead_no
        yield Row(row.id, number, row.title, address("cases.case_file", case_id=row.id))


class CaseMonthOffer:
    """The list of cases filed in a month."""

    kinds = ("days",)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:
        """Offer the list when just one month was typed, which is what it can be narrowed to."""
        first, last = reading.since, reading.until
        if not first or not last or first.day != 1 or (last - first).days < 27:
            return
        if (first.year, first.month) != (last.year, last.month):
            return
        if visible_units(by, "case.read").is_empty:
            return
        month = f"{first:%Y-%m}"
        found = url_for("cases.cases", openness="all", happened="filed", month=month)
        yield Offer(f"{month} 立案的案件", "案件列表按立案月份筛选", found)


def givers() -> tuple[OfferGiver, ...]:
    """Return what this floor offers."""
    case, paper = CaseSource(), PaperSource()
    codes = ("credit_code", "org_code", "registration_no")
    return (
        Opening(case, _NUMBERS, _with_number, "这是该案件自己的编号", called=_called),
        Opening(paper, _NUMBERS, _papers_with_number, "这是该文书自己的文号"),
        Opening(
            case,
            ("patent", "application", "old_application"),
            _with_patent,
            "案件登记了这件专利",
            is_own=False,
            called=_called,
        ),
        Opening(
            case,
            codes,
            _with_party,
            "案件的当事人登记了这个代码",
            is_own=False,
            called=_called,
        ),
        CaseMonthOffer(),
    )
