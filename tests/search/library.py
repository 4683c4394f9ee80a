"""A small library to search: a source whose rows a test can change, and two readers of it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from caseapp.accounts.person import Person
from caseapp.search.card import SearchEntry
from caseapp.search.engines import SearchEngine
from caseapp.search.finder import Finder
from caseapp.search.folder import Pair
from caseapp.search.index import Index
from caseapp.search.sources import Row, person_tokens, unit_tokens

TIEXI, LISHAN, CITY = "/210303/", "/210304/", "/"


def reader(number: int, unit_path: str) -> Person:
    """Make a person of a unit."""
    return Person(number, f"p{number}", f"读者{number}", number, "单位", unit_path)


CHIEF = reader(1, CITY)
OFFICER = reader(2, TIEXI)
STRANGER = reader(3, LISHAN)


def entry(number: int, title: str = "", body: str = "", **more: object) -> SearchEntry:
    """Make a row of a unit of 铁西区 unless told otherwise."""
    plain = SearchEntry(
        kind="case",
        object_id=number,
        key=f"鞍知案字〔2015〕{number}号",
        title=title,
        body=body,
        acl=unit_tokens(TIEXI),
        on=date(2015, 6, 1),
        version=1,
    )
    return replace(plain, **more)


@dataclass
class Shelf:
    """One kind of object, kept in memory instead of tables."""

    kind: str = "case"
    kind_name: str = "案件"
    rows: dict[int, SearchEntry] = field(default_factory=dict)
    recused: set[tuple[int, int]] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    everyone: frozenset[str] = frozenset()
    # What values of facets are called; one without a word is called by itself.
    words: dict[tuple[str, str], str] = field(default_factory=dict)

    def put(self, *entries: SearchEntry) -> None:
        """Save rows as they are now."""
        for one in entries:
            self.rows[one.object_id] = replace(one, kind=self.kind)

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know."""
        self.asked.append(f"entries {len(ids)}")
        return [self.rows[number] for number in ids if number in self.rows]

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return {value: self.words.get((name, value), value) for value in values}

    def all_ids(self) -> Iterable[int]:
        """Return every id."""
        return sorted(self.rows)

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return the tokens of a reader: those of the unit, and of the person."""
        if person.unit_path == CITY:
            return None
        own = {f"u:{person.unit_path}", *person_tokens([person.id])}
        return self.everyone | own

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these may be seen."""
        held = self.tokens(person)
        return {
            number
            for number in ids
            if number in self.rows
            and (held is None or held & set(self.rows[number].acl))
            and (person.id, number) not in self.recused
        }

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows as shown."""
        for number in ids:
            if number in self.rows:
                one = self.rows[number]
                yield Row(number, one.key, one.title, f"/x/{number}", one.body, one.on)

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return the newest rows."""
        return sorted(self.rows, reverse=True)[:most]


class Library:
    """A finder with shelves, and the list of what the worker has not reached yet."""

    def __init__(self, root: Path, made: Callable[[Path], SearchEngine] = Index) -> None:
        self._made = made
        self.cases = Shelf()
        self.tickets = Shelf("ticket", "工单")
        self.waiting: list[Pair] = []
        self.doubts = 0
        self.finder = self.open(root)

    def open(self, root: Path) -> Finder:
        """Open the finder of this library, as another process would."""
        finder = Finder(
            root,
            pending=lambda: tuple(self.waiting),
            on_doubt=self._doubt,
            index=self._made(root),
        )
        finder.register(self.cases)
        finder.register(self.tickets)
        return finder

    def _doubt(self) -> None:
        self.doubts += 1

    def save(self, *entries: SearchEntry) -> None:
        """Save rows and leave word for the worker."""
        self.cases.put(*entries)
        self.waiting += [("case", one.object_id) for one in entries]

    def work(self) -> None:
        """Let the worker catch up."""
        for kind in {kind for kind, _ in self.waiting}:
            ids = [number for one, number in self.waiting if one == kind]
            self.finder.feed.index_objects(kind, ids)
        self.waiting.clear()

    def keys(self, text: str, by: Person = CHIEF) -> set[int]:
        """Return the ids found, all pages together."""
        page, found = 1, set[int]()
        while True:
            result = self.finder.find(text, by=by, page=page, per_page=100)
            found |= {hit.object_id for hit in result.hits}
            if not result.has_next:
                return found
            page += 1
