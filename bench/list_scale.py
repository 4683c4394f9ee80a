"""The list of cases at 1,000 and at 100,000: any filter, any page, for a chief, an officer, a small unit.

    python bench/list_scale.py [--quick] [--small 1000] [--large 100000] [--million]

CPU time of one process, answer by answer; both offices are asked the same questions in turn. Pages
of as many rows are compared, because the fuller page of a larger office costs more at any size.
"""

from __future__ import annotations

import gc
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from measuring import Answer, arguments, asker, percentile, tell, times, workplace
from seeding import Office, first_office, larger
from sqlalchemy import event
from sqlalchemy.engine import Engine

MILLION = 1_000_000
READERS = {
    "chief": "chief",
    "officer": "officer0-3",
    "officer of the smallest unit": "officer3-0",
}
OPENNESS = ("open", "closed", "all")
EDITIONS = ("", "counterfeit-2015", "counterfeit-2021")
STATES = ("", "", "", "notice", "review", "closed")
PLACES = (0.0, 0.0, 0.1, 0.5, 0.9, 0.99)


@dataclass
class Times:
    """What the answers of one office took: those of equal pages by reader, and all of them."""

    equal: dict[str, list[float]] = field(default_factory=dict)
    every: list[float] = field(default_factory=list)

    def all_equal(self) -> list[float]:
        """Give those of equal pages, whoever asked."""
        return [one for listed in self.equal.values() for one in listed]


def main() -> None:
    """Ask both offices in turn and print how much slower the larger one is."""
    million = "--million" in sys.argv
    if million:
        sys.argv.remove("--million")
    asked = arguments(__doc__, small=1000, large=MILLION if million else 100_000)
    sizes = (200, 2000) if asked.quick else (asked.small, asked.large)
    rounds = 6 if asked.quick else 400
    with workplace(asked.folder) as folder:
        first = first_office(folder / "first")
        offices = {
            size: larger(first, folder / str(size), cases=size, whole_files=False) for size in sizes
        }
        taken = {size: Times() for size in sizes}
        most = ask_in_turn(offices, taken, rounds=rounds)
    small, large = (taken[size] for size in sizes)
    tell_all(sizes, small, large)
    tell("list, most statements for one page,", str(most), "<= 6 beside the session's own")


def tell_all(sizes: tuple[int, int], small: Times, large: Times) -> None:
    """Print the ratios, of all and of each reader."""
    name = f"list, {sizes[1]} against {sizes[0]} cases"
    middle = statistics.median(large.all_equal()) / statistics.median(small.all_equal())
    slow = percentile(large.all_equal(), 0.95) / percentile(small.all_equal(), 0.95)
    tell(f"{name}, p50", times(middle), "<= 1.25x")
    tell(f"{name}, p95", times(slow), "<= 2x")
    for reader in READERS:
        one, other = large.equal[reader], small.equal[reader]
        middle = statistics.median(one) / statistics.median(other)
        slow = percentile(one, 0.95) / percentile(other, 0.95)
        tell(f"{name}, {reader}, p50 {times(middle)}, p95", times(slow))
    worst = max(large.every) / statistics.median(large.every)
    tell(f"list, {sizes[1]} cases, worst against p50", times(worst))


def ask_in_turn(offices: dict[int, Office], taken: dict[int, Times], *, rounds: int) -> int:
    """Put the same question to both offices, one after the other; give the most statements seen."""
    dice = random.Random(7)
    cookies = {
        (size, login): office.cookie(login)
        for size, office in offices.items()
        for login in READERS.values()
    }
    gc.collect()
    gc.freeze()  # or a collection of all modules falls into one answer
    most = 0
    for turn, (reader, login) in itertools.product(range(rounds), READERS.items()):
        question, place = drawn(dice)
        rows, seconds = {}, {}
        for size, office in offices.items():
            ask = asker(office.app, path(office, question, place), cookies[size, login])
            with counted() as statements:
                # The first answer warms what both keep: pages of the file, statements.
                rows[size] = ask().body.count(b"<tr data-href")
            most = max(most, len(statements))
            seconds[size] = lasted(ask)
        if turn == 0:
            continue
        for size, one in seconds.items():
            taken[size].every.append(one)
            if len(set(rows.values())) == 1:
                taken[size].equal.setdefault(reader, []).append(one)
    return most


def drawn(dice: random.Random) -> tuple[dict[str, str], float]:
    """Draw a filter and how deep in the list the page lies."""
    question = {
        "openness": dice.choice(OPENNESS),
        "edition": dice.choice(EDITIONS),
        "state": dice.choice(STATES),
        "mine": dice.choice(("", "", "1")),
    }
    return {key: value for key, value in question.items() if value}, dice.choice(PLACES)


def path(office: Office, question: dict[str, str], place: float) -> str:
    """Write the address of that page in this office."""
    if place:
        question = question | {"after": str(int(office.copied[-1] * (1 - place)))}
    return f"/cases?{urlencode(question)}"


def lasted(ask: Callable[[], Answer]) -> float:
    """Give the CPU time of one answer."""
    began = time.process_time()
    ask()
    return time.process_time() - began


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements of a page but the question who is here."""
    found: list[str] = []

    def note(*said: object) -> None:
        statement = str(said[2])
        if statement.startswith("SELECT") and "web_session" not in statement:
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


if __name__ == "__main__":
    main()
