"""What is known of exhibitors and their marks before the doors open: earlier findings, closed cases, numbers that cannot be right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.base.paging import Page, fetch_page
from caseapp.base.words import long_day
from caseapp.cases.models import CaseFile
from caseapp.exhibitions.complaint_models import FairRepeat
from caseapp.exhibitions.complaint_queries import session_before
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor, FairWarning
from caseapp.exhibitions.exhibitor_queries import of_fair
from caseapp.exhibitions.models import Fair
from caseapp.parties.models import CaseParty, Party
from caseapp.patents.given import STATES, numbers_in
from caseapp.patents.models import Patent, PatentLookup

KINDS: Mapping[str, str] = {
    "barred": "禁止参展",
    "repeat": "往届认定",
    "case": "本机关案件",
    "number": "专利号有误",
    "patent": "专利已失效",
}
VERDICTS: Mapping[str, str] = {
    "settled": "已核对、已处理",
    "told": "已告知主办单位",
    "not_same": "不是同一主体或者与本展品无关",
}
_GONE = ("ended", "invalid", "not_granted", "no_such_number")
_RESPONDENT = "respondent"
_SAME_FIRM = sa.or_(
    sa.and_(Exhibitor.credit_code != "", Exhibitor.credit_code == FairRepeat.credit_code),
    # Without a code on one side the name is all there is.
    sa.and_(
        Exhibitor.name_mark == FairRepeat.name_mark,
        sa.or_(Exhibitor.credit_code == "", FairRepeat.credit_code == ""),
    ),
)
_PARTS = 500


@dataclass(frozen=True)
class Known:
    """One thing known of an exhibitor; `source` says what it rests on, so that it is asked once."""

    exhibitor_id: int
    kind: str
    source: str
    words: str


@dataclass(frozen=True)
class Looked:
    """What a look before the show found; which exhibits show a patent the office knows."""

    known: tuple[Known, ...]
    patents: Mapping[int, int]
    # Marks of the right form whose status nobody looked up.
    open_numbers: int = 0


def look(fair: Fair, *, today: date) -> Looked:
    """Look through everything the office knows of the exhibitors of a fair and their marks."""
    marks = _marks(fair, today=today)
    found = (*_findings(fair), *_cases(fair), *marks.known)
    once = {(one.exhibitor_id, one.kind, one.source): one for one in found}
    return Looked(tuple(once.values()), marks.patents, marks.open_numbers)


def page_of_warnings(fair_id: int, after: str, *, is_open: bool, seen_cases: Any) -> Page[Any]:
    """Return one page of what is known; of cases only those the reader may know of (`seen_cases`)."""
    wanted = [FairWarning.fair_id == fair_id, Exhibitor.gone_at.is_(None), seen_cases]
    if is_open:
        wanted.append(FairWarning.verdict == "")
    key = FairWarning.id > int(after) if after.isdecimal() and len(after) < 10 else None
    joined = _WARNING.join(Exhibitor, Exhibitor.id == FairWarning.exhibitor_id).where(*wanted)
    return fetch_page(
        joined.order_by(FairWarning.id),
        key_of=lambda row: str(row.id),
        after=key,
        counted=joined,
    )


def warnings_of(exhibitor_id: int, *, seen_cases: Any) -> Sequence[Any]:
    """Return what is known of one exhibitor."""
    joined = _WARNING.join(Exhibitor, Exhibitor.id == FairWarning.exhibitor_id)
    mine = joined.where(FairWarning.exhibitor_id == exhibitor_id, seen_cases)
    return plain_rows(mine.order_by(FairWarning.id))


def warning(fair_id: int, warning_id: int, *, seen_cases: Any) -> Any | None:
    """Return one warning of a fair the reader may know of."""
    wanted = sa.select(FairWarning.id, FairWarning.exhibitor_id)
    mine = wanted.where(FairWarning.fair_id == fair_id, FairWarning.id == warning_id, seen_cases)
    return next(iter(plain_rows(mine)), None)


def case_ids(fair_id: int) -> list[int]:
    """Return the cases warnings of a fair rest on, to ask which of them a reader may know of."""
    wanted = sa.select(FairWarning.source).where(
        FairWarning.fair_id == fair_id, FairWarning.kind == "case"
    )
    return sorted({int(source.partition(":")[2]) for (source,) in plain_rows(wanted)})


def may_be_seen(seen: Sequence[int] | set[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a warning rests on no case but these."""
    sources = [f"case:{one}" for one in sorted(seen)]
    return sa.or_(FairWarning.kind != "case", FairWarning.source.in_(sources))


_WARNING = sa.select(
    FairWarning.id,
    FairWarning.exhibitor_id,
    FairWarning.kind,
    FairWarning.source,
    FairWarning.words,
    FairWarning.found_at,
    FairWarning.verdict,
    FairWarning.verdict_words,
    FairWarning.verdict_by,
    FairWarning.verdict_at,
    Exhibitor.booth,
    Exhibitor.hall,
    Exhibitor.name,
)


def _findings(fair: Fair) -> Iterator[Known]:
    """Give what was found against an exhibitor at other fairs, and who is barred from this one."""
    asked = (
        sa.select(
            Exhibitor.id,
            FairRepeat.id.label("repeat_id"),
            FairRepeat.complaint_id,
            FairRepeat.fair_id,
            FairRepeat.found_on,
            FairRepeat.is_barred,
            FairRepeat.barred_why,
            Fair.name.label("fair_name"),
        )
        .join(FairRepeat, _SAME_FIRM)
        .join(Fair, Fair.id == FairRepeat.fair_id)
        .where(of_fair(fair.id), FairRepeat.fair_id != fair.id, FairRepeat.lifted_on.is_(None))
    )
    # The bar is for the very next session.
    before = session_before(fair)
    for row in plain_rows(asked):
        if row.is_barred and before is not None and row.fair_id == before.id:
            yield Known(row.id, "barred", f"barred:{row.repeat_id}", row.barred_why)
        else:
            words = f"{long_day(row.found_on)}在“{row.fair_name}”被认定侵权"
            yield Known(row.id, "repeat", f"complaint:{row.complaint_id}", words[:400])


def _cases(fair: Fair) -> Iterator[Known]:
    """Give the closed cases of the office with the same party: by code, or by the same name without one."""
    same = sa.or_(
        sa.and_(Exhibitor.credit_code != "", Exhibitor.credit_code == Party.credit_code),
        sa.and_(
            Exhibitor.name == Party.name,
            sa.or_(Exhibitor.credit_code == "", Party.credit_code == ""),
        ),
    )
    asked = (
        sa.select(Exhibitor.id, CaseFile.id.label("case_id"), CaseFile.closed_on)
        .join(Party, same)
        .join(CaseParty, CaseParty.party_id == Party.id)
        .join(CaseFile, CaseFile.id == CaseParty.case_id)
        .where(
            of_fair(fair.id),
            CaseParty.part == _RESPONDENT,
            CaseFile.filed_on.is_not(None),
            CaseFile.is_open.is_(False),
        )
    )
    for row in plain_rows(asked):
        day = "" if row.closed_on is None else f"，{long_day(row.closed_on)}结案"
        yield Known(row.id, "case", f"case:{row.case_id}", f"曾是本机关一起案件的当事人{day}")


def _marks(fair: Fair, *, today: date) -> Looked:
    """Read every printed mark: numbers that cannot be right, patents that ended before the fair."""
    asked = sa.select(Exhibit.id, Exhibit.exhibitor_id, Exhibit.name, Exhibit.as_printed)
    asked = asked.join(Exhibitor, Exhibitor.id == Exhibit.exhibitor_id)
    rows = plain_rows(asked.where(of_fair(fair.id), Exhibit.as_printed != ""))
    read = {text: numbers_in(text, today=today) for text in {row.as_printed for row in rows}}
    digits = {_digits(one) for found in read.values() for one in found}
    patents = _patents(sorted(digits))
    status = _status([row.id for row in patents.values()])
    known: list[Known] = []
    shown: dict[int, int] = {}
    count = 0
    for row in rows:
        known += _of_mark(row, read[row.as_printed])
        for one in read[row.as_printed]:
            patent = patents.get(_digits(one))
            words = "" if patent is None else _over(patent, status.get(patent.id), fair.first_on)
            if patent is not None:
                shown.setdefault(row.id, patent.id)
            if patent is not None and words:
                told = f"展品“{row.name[:40]}”标注的{one.normal}：{words}"
                known.append(Known(row.exhibitor_id, "patent", f"patent:{patent.id}", told))
            count += one.valid and (patent is None or patent.id not in status)
    return Looked(tuple(known), shown, count)


def _of_mark(row: Any, found: Sequence[Any]) -> Iterator[Known]:
    """Say why a mark cannot be right; what is printed differently is another question."""
    source = f"number:{hashlib.sha256(row.as_printed.encode()).hexdigest()[:16]}"
    wrong = [f"{one.raw}：{one.why}" for one in found if not one.valid]
    if not found:
        wrong = [f"“{row.as_printed[:60]}”中没有专利号"]
    if wrong:
        words = f"展品“{row.name[:40]}”的标注有误：{'；'.join(wrong)}"
        yield Known(row.exhibitor_id, "number", source, words[:400])


def _over(patent: Any, looked: Any, first_on: date) -> str:
    """Say why a patent was no longer, or never, in force on the first day of the fair."""
    if patent.ended_on is not None and patent.ended_on <= first_on:
        why = f"（{patent.ended_why}）" if patent.ended_why else ""
        return f"专利已于{long_day(patent.ended_on)}终止{why}"
    if looked is not None and looked.status in _GONE:
        return f"{long_day(looked.looked_up_on)}查询为“{STATES[looked.status]}”"
    return ""


def _patents(digits: Sequence[str]) -> dict[str, Any]:
    wanted = sa.select(Patent.id, Patent.digits, Patent.ended_on, Patent.ended_why)
    found: dict[str, Any] = {}
    for at in range(0, len(digits), _PARTS):
        part = wanted.where(Patent.digits.in_(digits[at : at + _PARTS]))
        found.update((row.digits, row) for row in plain_rows(part))
    return found


def _status(patent_ids: Sequence[int]) -> dict[int, Any]:
    """Return the last look into the register of each patent."""
    wanted = sa.select(PatentLookup.patent_id, PatentLookup.status, PatentLookup.looked_up_on)
    found: dict[int, Any] = {}
    for at in range(0, len(patent_ids), _PARTS):
        part = wanted.where(PatentLookup.patent_id.in_(patent_ids[at : at + _PARTS]))
        found.update((row.patent_id, row) for row in plain_rows(part.order_by(PatentLookup.id)))
    return found


def _digits(found: Any) -> str:
    return str(found.normal.removeprefix("ZL").replace(".", ""))
