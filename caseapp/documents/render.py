"""Puts a paper together from its kind and values, and gives it as Word, PDF or pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.documents import pdf, word
from caseapp.documents.catalogue import Kind, kind_of
from caseapp.documents.fill import fill
from caseapp.documents.offices import bases_on
from caseapp.documents.paper import NO_NUMBER_YET, Paper
from caseapp.documents.terms import HEARING, terms_on
from caseapp.documents.values import Value, Values, clean

DRAFT_MARK = "草稿　未签发"
SAMPLE_MARK = "演示样张　不具有法律效力"


def build(
    kind_key: str,
    values: Values,
    *,
    on: date,
    signed: bool = True,
    number: str = "",
    mark: str = "",
) -> Paper:
    """Make the paper of this kind; articles hold by the day `on`, a draft has no date of issue."""
    kind = kind_of(kind_key)
    known = with_rows_of_day(kind, values, on)
    if signed:
        known["签发日期"] = on.isoformat()
    known["文号"] = number or NO_NUMBER_YET
    filled = fill(kind.text(on), known)
    return Paper(
        kind=kind.key,
        form=kind.form,
        office=_text(known, "机关") or kind.office_on(on).name,
        title=kind.title_on(on),
        blocks=tuple(filled.blocks),
        number=number if kind.has_number else None,
        reference=_reference(kind, known),
        dated=on if signed else None,
        page_signatures=filled.page_signatures,
        signatory=filled.signatory,
        heading=filled.heading,
        mark=mark,
        landscape=kind.landscape,
        headed=kind.headed,
    )


def with_rows_of_day(kind: Kind, values: Values, on: date) -> dict[str, Value]:
    """Complete the words with the office, articles and periods of the day the paper asks for."""
    asked = {one.key for one in kind.fields_on(on)}
    # A paper that always names the time to ask for a hearing is made only when there is the right.
    terms = terms_on(on, hearing=HEARING in kind.required_keys(on))
    rows = {**bases_on(on), **terms, "机关": kind.office_on(on).name}
    of_day = {name: text for name, text in rows.items() if name in asked}
    filled = {name: value for name, value in values.items() if value}
    return {**of_day, **filled}


def docx(paper: Paper) -> bytes:
    """Give the paper as a Word file; the same paper gives the same bytes."""
    return word.docx(paper)


def as_pdf(paper: Paper) -> bytes:
    """Give the paper as PDF/A."""
    return pdf.pdf(paper)


def pictures(paper: Paper, *, ppi: float = 96) -> list[bytes]:
    """Give the pages as PNG for the preview."""
    return pdf.pictures(paper, ppi=ppi)


def _reference(kind: Kind, known: Mapping[str, Value]) -> str:
    if kind.has_number or not kind.reference:
        return ""
    label = "编号" if kind.reference == "案源编号" else kind.reference
    return f"{label}：{_text(known, kind.reference)}"


def _text(known: Mapping[str, Value], name: str) -> str:
    value = known.get(name, "")
    return clean(value) if isinstance(value, str) else ""
