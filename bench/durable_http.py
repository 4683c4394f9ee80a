"""What durability costs: tickets taken over HTTP by eight clients, beside the same server without flushes.

    python bench/durable_http.py [--quick] [--clients 8]

Two real servers on two copies of one office, the other with synchronous=OFF, in turn. At the end the
durable one is killed at work, and every ticket it had acknowledged must be there.
"""

from __future__ import annotations

import secrets
import sqlite3
import statistics
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from measuring import arguments, percentile, tell, times, workplace
from seeding import first_office, larger
from serving import Browser, Server, served

MOST_A_CLIENT = 2000
FORM = "/hotline/new"


@dataclass
class Round:
    """What the clients of one round got: waits in seconds, and what was acknowledged."""

    waits: list[float] = field(default_factory=list)
    kept: list[tuple[int, str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Tickets a second."""
        return len(self.waits) / self.seconds


def main() -> None:
    """Measure both servers in turn, kill the durable one, count its tickets."""
    asked = arguments(__doc__, clients=8)
    rounds, seconds = (1, 0.6) if asked.quick else (7, 3.0)
    with workplace(asked.folder) as folder, ExitStack() as running:
        first = first_office(folder / "first", with_files=False)
        offices = {mode: larger(first, folder / mode, cases=0) for mode in ("FULL", "OFF")}
        cookies = {mode: office.cookie("operator") for mode, office in offices.items()}
        servers = {
            mode: running.enter_context(served(office.folder, synchronous=mode))
            for mode, office in offices.items()
        }
        found: dict[str, list[Round]] = {mode: [] for mode in servers}
        for _ in range(rounds):
            for mode, server in servers.items():
                found[mode].append(take(server, cookies[mode], asked.clients, seconds=seconds))
        kept = [one for each in found["FULL"] for one in each.kept]
        kept += until_killed(servers["FULL"], cookies["FULL"], asked.clients)
        lost = missing(offices["FULL"].folder, kept)
    tell_all(found)
    tell("tickets acknowledged before kill -9 and not there", f"{lost} of {len(kept)}", "0")


def tell_all(found: dict[str, list[Round]]) -> None:
    """Print rates and waits, as medians over the rounds."""
    pairs = zip(found["FULL"], found["OFF"], strict=True)
    rate = statistics.median(full.rate / off.rate for full, off in pairs)
    tell("durable creation, rate against synchronous=OFF,", times(rate), ">= 0.9x")
    tails = [percentile(one.waits, 0.99) / statistics.median(one.waits) for one in found["FULL"]]
    tell("durable creation, p99 against p50,", times(statistics.median(tails)), "<= 5x")
    worst = statistics.median(max(one.waits) for one in found["FULL"])
    tell("durable creation, worst wait of a round,", f"{worst * 1000:.0f} ms", "<= 250 ms")
    rates = [statistics.median(one.rate for one in found[mode]) for mode in ("FULL", "OFF")]
    tell("durable creation, tickets a second,", f"{rates[0]:.0f}, without flushes {rates[1]:.0f}")


def take(server: Server, cookie: str, clients: int, *, seconds: float) -> Round:
    """Let the clients take tickets for some seconds."""
    result = Round()
    browsers = [Browser(server.port, cookie) for _ in range(clients)]
    for browser in browsers:
        browser.open_form(FORM)
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        works = [pool.submit(client, browser, began + seconds, result) for browser in browsers]
    for work in works:
        work.result()  # what went wrong in a client is said here
    result.seconds = time.perf_counter() - began
    return result


def client(browser: Browser, end: float, got: Round) -> None:
    """Take one ticket after the other until the end, or until the server is gone."""
    for _ in range(MOST_A_CLIENT):
        mark = secrets.token_hex(8)
        began = time.perf_counter()
        if began > end:
            break
        try:
            status, location = browser.post(FORM, call(mark))
        except (OSError, HTTPException):  # killed: what was not answered was not acknowledged
            break
        got.waits.append(time.perf_counter() - began)
        assert status == 303, status
        got.kept.append((int(location.rsplit("/", 1)[1]), mark))
    browser.close()


def call(mark: str) -> dict[str, str]:
    """Write down one call of 800 characters; the mark tells it from all others."""
    return {
        "channel": "phone",
        "matter": "advice",
        "received_on": "2024-05-06",
        "content": f"{mark}，来电人询问某商店销售的电热水壶上标注的专利号是否有效。" * 16,
        "respondent": "铁西区兴旺家电商行",
        "area": "",
        "idem": mark,
        "version": "0",
    }


def until_killed(server: Server, cookie: str, clients: int) -> Sequence[tuple[int, str]]:
    """Kill the server while the clients are at work; give what it had acknowledged."""
    power = threading.Timer(0.5, server.kill)
    power.start()
    try:
        result = take(server, cookie, clients, seconds=1.5)
    finally:
        power.join()
    return result.kept


def missing(folder: Path, kept: Sequence[tuple[int, str]]) -> int:
    """Count the acknowledged tickets that are not in the database."""
    database = sqlite3.connect(folder / "data" / "caseapp.sqlite3")
    there = {
        (number, content[:16])
        for number, content in database.execute("SELECT id, content FROM ticket")
    }
    database.close()
    return sum(one not in there for one in kept)


if __name__ == "__main__":
    main()
