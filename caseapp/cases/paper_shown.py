"""The fields of a draft as its page shows them: in groups, explained, what is missing, what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from caseapp.cases.paper_forms import PaperForm, asked_of
from caseapp.cases.paper_known import Known
from caseapp.cases.paper_words import written_word
from caseapp.documents.catalogue import FieldOfPaper, Kind, Source, kind_of
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.render import with_rows_of_day
from caseapp.documents.values import clean_value, misread

GROUPS = {
    Source.PARTY: "当事人",
    Source.CASE: "案件",
    Source.OFFICER: "承办人填写",
    Source.RULE: "规则",
}
# A word that is a paragraph of its own, or fills a high row of a table, is written in a large box.
ALONE = re.compile(r"^(?:>|\+|#{1,3}|@右)?\s*\{\{([^{}.]+)\}\}[。；]?\s*$")
HIGH_ROW = re.compile(r"^\|\s*高(?:[2-9]\d|\d{3})\b.*\{\{([^{}.]+)\}\}\s*$")


@dataclass(frozen=True)
class FieldShown:
    """One field of a draft with what is said about it."""

    field: Any
    word: str
    required: bool
    source: str
    about: str
    columns: tuple[str, ...]
    is_long: bool
    is_missing: bool
    by_itself: str  # what signing would put in where nothing is written
    case_text: str  # what the case holds where the draft differs
    is_empty: bool
    fault: str
    blocks: Sequence[Any]

    @property
    def is_wide(self) -> bool:
        """Say whether it takes the whole width of the form."""
        return self.is_long or PLACEHOLDERS[self.word].type in (Type.ROWS, Type.CHOICE)

    @property
    def needs_eyes(self) -> bool:
        """Say whether its group has to stand open."""
        return bool(self.is_missing or self.case_text or self.fault or self.field.errors)


@dataclass(frozen=True)
class GroupShown:
    """The fields of one source."""

    key: str
    title: str
    fields: tuple[FieldShown, ...]

    @property
    def is_open(self) -> bool:
        """What the officer writes stands open, the rest where something is to be looked at."""
        return self.key == Source.OFFICER.name or any(one.needs_eyes for one in self.fields)

    @property
    def missing(self) -> int:
        """Count what still has to be written."""
        return sum(one.is_missing for one in self.fields)


@dataclass(frozen=True)
class _Said:
    """What is known beside the typed words."""

    known: Known
    of_day: Mapping[str, Any]
    long: frozenset[str]
    blocks: Sequence[Any]

    def blocks_for(self, word: str) -> tuple[Any, ...]:
        """Give the text blocks that fit a word: those made for it, and those for any long text."""
        if PLACEHOLDERS[word].type is not Type.TEXT:
            return ()
        is_long = word in self.long
        return tuple(one for one in self.blocks if word in one.words or (is_long and not one.words))


def groups_of(
    record: Any, form: PaperForm, *, known: Known, day: date, blocks: Sequence[Any] = ()
) -> tuple[GroupShown, ...]:
    """Return the fields of a draft in the groups of the page."""
    kind = kind_of(record.kind)
    said = _Said(known, with_rows_of_day(kind, {}, day), long_words(kind, day), blocks)
    typed = form.given()
    found: dict[Source, list[FieldShown]] = {source: [] for source in GROUPS}
    for name, asked in zip(form.names, asked_of(record, day), strict=True):
        value = clean_value(typed[asked.key])
        found[asked.source].append(_shown(form[name], asked, value=value, said=said))
    return tuple(
        GroupShown(source.name, GROUPS[source], tuple(fields))
        for source, fields in found.items()
        if fields
    )


def fillable(groups: Sequence[GroupShown]) -> int:
    """Count the empty fields the case has words for."""
    return sum(one.is_empty and bool(one.case_text) for group in groups for one in group.fields)


def missing_of(groups: Sequence[GroupShown]) -> list[FieldShown]:
    """Return what has to be written before the paper can be signed, in the order of the page."""
    return [one for group in groups for one in group.fields if one.is_missing]


def _shown(field: Any, asked: FieldOfPaper, *, value: Any, said: _Said) -> FieldShown:
    placeholder, word = PLACEHOLDERS[asked.key], asked.key
    by_itself = "" if value else written_word(said.of_day.get(word, ""))
    return FieldShown(
        field=field,
        word=word,
        required=asked.required,
        source=said.known.source(asked),
        about=placeholder.about,
        columns=placeholder.columns,
        is_long=placeholder.type is Type.TEXT and word in said.long,
        is_missing=asked.required and not value and not by_itself,
        by_itself=by_itself,
        case_text=_case_text(said, word, value) if not by_itself else "",
        is_empty=not value,
        fault=misread(word, value) if value else "",
        blocks=said.blocks_for(word),
    )


def _case_text(said: _Said, word: str, value: Any) -> str:
    return written_word(said.known.values[word]) if said.known.differs(word, value) else ""


def long_words(kind: Kind, day: date) -> frozenset[str]:
    """Return the words of a paper that are whole passages."""
    return _long(kind.text(day))


@cache
def _long(text: str) -> frozenset[str]:
    return frozenset(_passages(text))


def _passages(text: str) -> Iterator[str]:
    for row in text.splitlines():
        found = ALONE.match(row) or HIGH_ROW.match(row)
        if found:
            yield found[1]


def put_in(form: PaperForm, field: str, text: str) -> None:
    """Put a text at the end of what is typed in a field."""
    typed = form[field].data or ""
    form[field].data = f"{typed}\n{text}" if typed else text


def put_back(form: PaperForm, field: str, known: Known) -> None:
    """Put into a field what the case holds for its word."""
    word = form.names[field]
    form[field].data = form.written(word, known.values.get(word, ""))


def fill_empty(form: PaperForm, known: Known) -> int:
    """Put into each empty field what the case holds for its word; say how many there were."""
    empty = [name for name, word in form.names.items() if word in known.values]
    empty = [name for name in empty if not form[name].data]
    for name in empty:
        put_back(form, name, known)
    return len(empty)
