"""Every engine of search side by side: Whoosh, PostgreSQL, SQLite FTS5 and bare tantivy on the same tokens.

    python bench/search_engines.py --size 10000 --corpus FILE.jsonl.gz
    python bench/search_engines.py --size 36000 --corpus FILE.jsonl.gz --engines whoosh
    python bench/search_engines.py --size 100000 --corpus FILE.jsonl.gz --engines postgres

FTS5 always runs, tantivy where it is installed (`pip install tantivy`). All ask within the rights of a
reader of 40 of 60 units, and return the exact total and the first twenty hits.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import pickle
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa
from search_vs_fts5 import (
    MOST,
    SHOWN,
    UNITS,
    Fts5,
    Ours,
    Question,
    cases,
    fts_words,
    percentiles,
    questions,
)

from caseapp.search.ask import Ask
from caseapp.search.card import Card, SearchEntry, make_card
from caseapp.search.language import parse
from caseapp.search.postgres import PostgresIndex
from tests.postgres import cluster

try:
    import tantivy
except ImportError:  # said on the page: the row is left out
    tantivy = None

WIDE = 40
BASELINES = ("FTS5", "tantivy")
UPDATES = 20


class Spool(Sequence[Card]):
    """Cards that lie in a file: 100,000 of them, held in memory by two processes, are too many for it."""

    def __init__(self, path: Path, entries: Iterable[SearchEntry]) -> None:
        self.path, self.places = path, [0]
        with path.open("wb") as file:
            for one in entries:
                pickle.dump(make_card(one), file, pickle.HIGHEST_PROTOCOL)
                self.places.append(file.tell())

    def __len__(self) -> int:
        return len(self.places) - 1

    def __iter__(self) -> Iterator[Card]:
        with self.path.open("rb") as file:
            for _ in range(len(self)):
                yield pickle.load(file)  # noqa: S301 - written a moment ago by ourselves

    def __getitem__(self, number: Any) -> Any:
        with self.path.open("rb") as file:
            file.seek(self.places[number])
            return pickle.load(file)  # noqa: S301 - as above

    def reading(self) -> float:
        """Return the seconds it takes to read all of them, which are no engine's."""
        started = time.perf_counter()
        for _ in self:
            pass
        return time.perf_counter() - started


class Engine(Protocol):
    """What is measured of an engine."""

    def build(self, cards: Spool) -> None:
        """Build it anew."""

    def ask(self, question: Question) -> int:
        """Return the total, having fetched the first hits."""

    def update(self, card: Card) -> None:
        """Put one changed card in, so that the next question finds it."""

    def size(self) -> float:
        """Return the mebibytes it takes on disk."""


class Whoosh(Ours):
    """The embedded default."""

    def update(self, card: Card) -> None:
        """Replace one card."""
        self.index.apply([card])

    def size(self) -> float:
        """Count the files."""
        return _files(self.folder)


class Fts(Fts5):
    """The baseline."""

    def update(self, card: Card) -> None:
        """Replace one card; this SQLite wants the old words to forget them."""
        with self.base:
            number, body = fts_words(card)
            self.base.execute(
                "INSERT INTO t(t, rowid, num, body) VALUES ('delete', ?, ?, ?)",
                (card.object_id, number, body),
            )
            self.base.execute(
                "INSERT INTO t(rowid, num, body) VALUES (?, ?, ?)", (card.object_id, number, body)
            )

    def size(self) -> float:
        """Count the files."""
        return _files(self.folder)


class Postgres:
    """The engine of offices with several web machines."""

    def __init__(self, address: str) -> None:
        self.lines = sa.create_engine(address.format(database="postgres"))
        self.index = PostgresIndex(lambda: self.lines)

    def build(self, cards: Spool) -> None:
        """Build as `caseapp search rebuild` does."""
        self.index.rebuild_into(lambda: cards, lambda _: [])

    def ask(self, question: Question) -> int:
        """Ask one statement."""
        units = frozenset(f"u:{unit}" for unit in question.units) or None
        query = parse(question.typed, {"case": "案件"})
        found = self.index.search(Ask(query, {"case": units}, MOST)).get("case")
        return 0 if found is None else [len(found.matches[:SHOWN]), found.total][1]

    def update(self, card: Card) -> None:
        """Replace one card."""
        self.index.apply([card])

    def size(self) -> float:
        """Ask the server for the tables of the index."""
        tables = sa.text(
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'search_index' AND c.relkind = 'r'"
        )
        with self.lines.connect() as line:
            return float(line.execute(tables).scalar_one()) / 2**20


class Tantivy:
    """Bare tantivy with the tokens of the same cards, nothing of ours around it."""

    def __init__(self, folder: Path) -> None:
        build = tantivy.SchemaBuilder()
        build.add_integer_field("id", stored=True, indexed=True)
        for name, record in (("body", "position"), ("num", "basic"), ("unit", "basic")):
            build.add_text_field(name, tokenizer_name="whitespace", index_option=record)
        self.folder, self.schema = folder, build.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer("whitespace", analyser)

    def build(self, cards: Spool) -> None:
        """Write all in one commit."""
        writer = self.index.writer(num_threads=1)
        for card in cards:
            writer.add_document(self._document(card))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def update(self, card: Card) -> None:
        """Replace one document."""
        writer = self.index.writer(num_threads=1)
        writer.delete_documents("id", card.object_id)
        writer.add_document(self._document(card))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def ask(self, question: Question) -> int:
        """Return the total of phrases, number forms and units."""
        parts = [self._word(word) for word in parse(question.typed, {}).words]
        if question.units:
            parts.append(self._any("unit", [f"u{unit}" for unit in question.units]))
        every = [(tantivy.Occur.Must, part) for part in parts]
        found = self.index.searcher().search(tantivy.Query.boolean_query(every), SHOWN, count=True)
        return int(found.count)

    def size(self) -> float:
        """Count the files."""
        return _files(self.folder)

    def _document(self, card: Card) -> Any:
        numbers, body = fts_words(card)
        unit = next(iter(card.tokens["acl"])).replace(":", "")
        made = tantivy.Document(body=[body], num=[numbers], unit=[unit])
        made.add_integer("id", card.object_id)
        return made

    def _word(self, word: Any) -> Any:
        if word.forms and any(form.isascii() or form[-1] == "号" for form in word.forms):
            return self._any("num", sorted(word.forms))
        pairs = [a + b for a, b in zip(word.text, word.text[1:], strict=False)]
        if len(pairs) == 1:
            return tantivy.Query.term_query(self.schema, "body", pairs[0])
        return tantivy.Query.phrase_query(self.schema, "body", pairs)

    def _any(self, field: str, words: Sequence[str]) -> Any:
        each = [tantivy.Query.term_query(self.schema, field, word) for word in words]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in each])


def _files(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(engine: Engine, cards: Spool, *, asked: list[Question], passes: int) -> dict[str, Any]:
    """Build, ask in rounds, change; seconds, milliseconds, mebibytes and the totals."""
    before, started = _memory(), time.perf_counter()
    engine.build(cards)
    seconds = time.perf_counter() - started - cards.reading()
    times: list[list[float]] = [[] for _ in asked]
    totals = []
    for lap in range(passes):
        for number, question in enumerate(asked):
            began = time.perf_counter()
            total = engine.ask(question)
            times[number].append((time.perf_counter() - began) * 1000)
            if lap == 0:
                totals.append(total)
    best = [min(laps) for laps in times]
    changes = []
    for card in random.Random(5).sample(cards, min(UPDATES, len(cards))):
        began = time.perf_counter()
        engine.update(replace(card, version=card.version + 1))
        changes.append((time.perf_counter() - began) * 1000)
    groups = {
        group: percentiles([best[n] for n, one in enumerate(asked) if one.group == group])
        for group in dict.fromkeys(one.group for one in asked)
    }
    return {
        "rate": len(cards) / seconds,
        "change": percentiles(changes)[0],
        "size": engine.size(),
        "memory": max(0.0, _memory() - before),
        "all": percentiles(best),
        "groups": groups,
        "totals": totals,
    }


def widened(asked: list[Question]) -> list[Question]:
    """Let every question be asked by a reader of 40 of 60 units, unless it names units itself."""
    units = tuple(random.Random(3).sample(range(UNITS), WIDE))
    return [one if one.units else replace(one, units=units) for one in asked]


def report(name: str, mine: dict[str, Any], bases: dict[str, dict[str, Any]]) -> None:
    """Print an engine's figures, each as a ratio to the baselines of the same run."""
    for base, theirs in bases.items():
        if base == name:
            continue
        print(f"\n{name} against {base}")
        for word in ("rate", "change", "size", "memory"):
            print(f"  {word:<10}{mine[word]:>12,.2f}{_ratio(mine[word], theirs[word])}")
        for group, (p50, p95) in {**mine["groups"], "all": mine["all"]}.items():
            b50, b95 = theirs["all"] if group == "all" else theirs["groups"][group]
            room = " " * (22 - len(group) - sum(sign > "\u2e80" for sign in group))
            print(f"  {group}{room}{p50:>8.2f}/{p95:<8.2f} ms{_ratio(p50, b50)}{_ratio(p95, b95)}")
        equal = sum(a == b for a, b in zip(mine["totals"], theirs["totals"], strict=True))
        print(f"  equal totals: {equal} of {len(mine['totals'])}")


def alone(
    make: Callable[[], Engine], cards: Spool, *, asked: list[Question], passes: int
) -> dict[str, Any]:
    """Measure an engine in a process of its own: its memory is what that process took more."""
    here, there = multiprocessing.Pipe(duplex=False)

    def work() -> None:
        engine = make()
        told = measured(engine, cards, asked=widened(asked), passes=passes)
        told["wide"] = wide_against_none(engine, asked, passes)
        there.send(told)

    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    there.close()
    told: dict[str, Any] = here.recv()
    child.join()
    return told


def _ratio(mine: float, theirs: float) -> str:
    return f"{mine / theirs:>9.2f}x" if theirs else f"{'-':>10}"


@contextlib.contextmanager
def engines(wanted: Sequence[str], place: Path) -> Iterator[dict[str, Callable[[], Engine]]]:
    """Give the makers of the engines asked for, the baselines first."""
    made: dict[str, Callable[[], Engine]] = {"FTS5": lambda: Fts(_folder(place / "fts5"))}
    if tantivy is None:
        print("tantivy is not installed: its rows are left out")
    else:
        made["tantivy"] = lambda: Tantivy(_folder(place / "tantivy"))
    if "whoosh" in wanted:
        made["Whoosh"] = lambda: Whoosh(place / "whoosh")
    if "postgres" not in wanted:
        yield made
        return
    with cluster() as address:
        made["PostgreSQL"] = lambda: Postgres(address)
        yield made


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def wide_against_none(engine: Engine, asked: list[Question], passes: int) -> float:
    """Return what the wide permission costs: median with it against without, in turns."""
    pairs = [(one, replace(one, units=())) for one in widened(asked) if len(one.units) == WIDE]
    times: tuple[list[float], list[float]] = ([], [])
    for both in pairs:
        for side, one in enumerate(both):
            laps = []
            for _ in range(passes):
                began = time.perf_counter()
                engine.ask(one)
                laps.append(time.perf_counter() - began)
            times[side].append(min(laps))
    return percentiles(times[0])[0] / percentiles(times[1])[0]


def main() -> None:
    """Build all, ask all the same, print the ratios."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--size", type=int, default=10_000)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--each", type=int, default=25, help="questions of each class")
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--engines", nargs="+", default=["whoosh", "postgres"])
    options.add_argument("--json", type=Path, help="write the figures there too")
    options.add_argument("--folder", type=Path, help="where they are built; default: temporary")
    options.add_argument("--quick", action="store_true", help="seconds; the figures say little")
    chosen = options.parse_args()
    if chosen.quick:
        chosen.size, chosen.each, chosen.passes = min(chosen.size, 200), 2, 1
    started = time.process_time()
    entries = cases(chosen.size, chosen.corpus)
    asked = questions(entries, chosen.each)
    found: dict[str, dict[str, Any]] = {}
    parse("李伟芳 zhang", {})  # what the first question loads is no engine's time
    with (
        tempfile.TemporaryDirectory(dir=chosen.folder) as place,
        engines(chosen.engines, Path(place)) as makers,
    ):
        cards = Spool(Path(place) / "cards", entries)
        print(f"{len(cards):,} cases cut into tokens, {time.process_time() - started:.1f} CPU s")
        entries.clear()
        for name, make in makers.items():
            print(f"{name} …", flush=True)
            found[name] = alone(make, cards, asked=asked, passes=chosen.passes)
    bases = {name: one for name, one in found.items() if name in BASELINES}
    for name, mine in found.items():
        report(name, mine, bases)
        if name not in bases:
            print(f"  a wide permission against none: {mine['wide']:.2f}x")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
