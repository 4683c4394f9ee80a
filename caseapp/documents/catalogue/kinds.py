"""One kind of paper: what it is for, what it asks, who signs it, whether it is served."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from caseapp.documents import markup
from caseapp.documents.offices import Office, Series, office_on, offices
from caseapp.documents.paper import Form
from caseapp.documents.placeholders import PLACEHOLDERS, Source
from caseapp.law.procedures.tracks import PENALTY_TRACKS

TEXTS = Path(__file__).parents[3] / "templates" / "documents"
NUMBER, SIGNED_ON, OFFICE = "文号", "签发日期", "机关"
# Running text: a word that is missing there leaves a hole in a sentence.
RUNNING = ("", ">", "+", "#", "##", "###", "@右")


class Subject(StrEnum):
    """What a paper is drafted on."""

    CASE = "case"
    TICKET = "ticket"
    FAIR = "fair"
    OFFICE = "office"
    BLANK = "blank"  # a model form of the parties, handed out empty


@dataclass(frozen=True, slots=True)
class FieldOfPaper:
    """One thing a paper asks for; the key is its word in the dictionary."""

    key: str
    source: Source
    required: bool = True

    @property
    def label(self) -> str:
        """The word itself is what the form calls it."""
        return self.key


@dataclass(frozen=True, slots=True)
class Edition:
    """A paper as it was called and worded from one day to another."""

    title: str
    text: str
    since: date = date.min
    until: date = date.max
    key: str = ""  # by which a procedure names it: a case keeps its procedure, whatever the day
    number: Mapping[str, str] = field(default_factory=dict)  # where it differs from the entry's

    def __hash__(self) -> int:
        """Its text and its days tell it from the others."""
        return hash((self.text, self.title, self.since))


@dataclass(frozen=True)
class Kind:
    """One kind of paper, in all its editions."""

    key: str
    stem: str
    ids: tuple[str, ...]
    form: Form
    subject: Subject
    editions: tuple[Edition, ...]
    tracks: tuple[str, ...] = ()
    reached: Mapping[str, str] = field(default_factory=dict)
    never: Mapping[str, str] = field(default_factory=dict)
    confidence: str = "K"
    note: str = ""
    chain: tuple[str, ...] = ("undertaker",)
    hand: tuple[str, ...] = ()
    copies: int = 1
    receipt: bool = False  # a 送达回证 belongs to it
    to: tuple[str, ...] = ()  # the sides it is served on, each with its own record
    remedy: str = ""  # which remedies it has to name
    seal: bool = False
    number: Mapping[str, str] = field(default_factory=dict)  # pattern by the office that acts
    register: str = ""  # the kind whose register it shares, because its numbers have the same word
    reference: str = "案号"  # what stands under the title of a paper without its own number
    volume: str = ""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # kept with the paper, not printed on it
    sources: Mapping[str, Source] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""
    step: str = ""
    landscape: bool = False
    headed: bool = True  # the office stands over the title; not over what a party writes

    def __hash__(self) -> int:
        """A kind is known by its key."""
        return hash(self.key)

    @property
    def title(self) -> str:
        """What it is called in its latest edition."""
        return self.editions[-1].title

    @property
    def keyed(self) -> Mapping[str, Kind]:
        """Give each edition that a procedure names as a kind of its own, under its own key."""
        return {
            one.key: replace(self, key=one.key, editions=(one,), number=one.number or self.number)
            for one in self.editions
            if one.key
        }

    @property
    def has_number(self) -> bool:
        """A paper with a number of its own takes it when it is signed."""
        return bool(self.number)

    @property
    def is_open(self) -> bool:
        """An unsure paper shows its sample, drafting is off."""
        return self.confidence != "?"

    @property
    def fields(self) -> tuple[FieldOfPaper, ...]:
        """Every field of any edition, each once."""
        found: dict[str, FieldOfPaper] = {}
        for edition in self.editions:
            for one in _fields(self, edition):
                found.setdefault(one.key, one)
        return tuple(found.values())

    @property
    def places(self) -> Mapping[str, str]:
        """Where a case holds its words, by the dictionary and, before it, by its own entry."""
        known = {one.key: PLACEHOLDERS[one.key].places for one in self.fields}
        return {**{name: places for name, places in known.items() if places}, **self.prefill}

    def edition_on(self, day: date) -> Edition:
        """Give the edition of this day; before the first one the first, after the last one the last."""
        held = [one for one in self.editions if one.since <= day <= one.until]
        return held[0] if held else self.editions[0 if day < self.editions[0].since else -1]

    def title_on(self, day: date) -> str:
        """Give what the paper is called on this day."""
        return self.edition_on(day).title

    def fields_on(self, day: date) -> tuple[FieldOfPaper, ...]:
        """Give the fields in the order of the page of this day."""
        return _fields(self, self.edition_on(day))

    def text(self, day: date = date.max) -> str:
        """Read the text of the paper as it was worded on this day."""
        return read_text(self.edition_on(day).text)

    def required_keys(self, day: date = date.max) -> tuple[str, ...]:
        """Give the fields without which it cannot be signed; signing itself gives the rest."""
        return tuple(
            one.key
            for one in self.fields_on(day)
            if one.required and one.source is not Source.PAPER
        )

    def office_on(self, day: date) -> Office:
        """Give the office that issues it: disputes stay with the patent office (专利法实施细则)."""
        is_penalty = any(one in PENALTY_TRACKS for one in self.tracks) or not self.tracks
        return office_on(day) if is_penalty else offices()[0]

    def series(self, on: date) -> Series | None:
        """Give the series its number is taken from on this day; None when it has no number."""
        for office in (office_on(on), *offices()):
            if pattern := self.number.get(office.authority):
                return Series(f"{office.authority}.{self.register or self.key}", pattern)
        return None


@cache
def read_text(name: str) -> str:
    """Read a paper text by its place under templates/documents."""
    return (TEXTS / f"{name}.txt").read_text("utf-8")


@cache
def _fields(kind: Kind, edition: Edition) -> tuple[FieldOfPaper, ...]:
    nodes = markup.parse(read_text(edition.text))
    running = set(_running(nodes))
    printed = [one for one in dict.fromkeys(_in_order(nodes)) if "." not in one]
    head = [OFFICE, *([kind.reference] if kind.reference and not kind.number else [])]
    signed = [*([NUMBER] if kind.number else []), SIGNED_ON]
    names = dict.fromkeys((*head, *printed, *kind.also, *signed))
    needed = (running - set(kind.optional)) | set(kind.required)
    return tuple(
        FieldOfPaper(name, _source(kind, name), name in needed or name == OFFICE)
        for name in names
        if name in PLACEHOLDERS
    )


def _source(kind: Kind, name: str) -> Source:
    if name in kind.sources:
        return kind.sources[name]
    return Source.PAPER if name == SIGNED_ON else PLACEHOLDERS[name].source


def _in_order(nodes: tuple[markup.Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, markup.Line):
            for cell in node.cells:
                yield from markup.PLACEHOLDER.findall(cell)
            yield from (name.partition(".")[0] for name in markup.named(node))
            continue
        if node.sign != "@表":
            yield node.argument.split(" ")[0]
        yield from _in_order(node.children)


def _running(nodes: tuple[markup.Node, ...]) -> Iterator[str]:
    """Give the words of sentences that are always printed."""
    for node in nodes:
        if isinstance(node, markup.Line) and node.sign in RUNNING:
            yield from markup.PLACEHOLDER.findall(node.cells[0])
