"""Measuring two things side by side: rounds that take turns, CPU time, medians, lines of ratios."""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from werkzeug.test import create_environ

Work = Callable[[], object]


@dataclass(frozen=True)
class Answer:
    """One answer of an application called without a server."""

    status: int
    location: str
    body: bytes


def arguments(about: str | None, **sizes: int) -> argparse.Namespace:
    """Read --quick, --folder and the sizes a benchmark has."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="a run of seconds; its figures say little"
    )
    parser.add_argument(
        "--folder", type=Path, help="where the offices are built; default: temporary"
    )
    for name, size in sizes.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=size)
    return parser.parse_args()


@contextmanager
def workplace(folder: Path | None) -> Iterator[Path]:
    """Give a folder on a real disk that is gone afterwards."""
    with TemporaryDirectory(prefix="caseapp-bench-", dir=folder) as made:
        yield Path(made)


def asker(app: Flask, path: str, cookie: str = "") -> Callable[[], Answer]:
    """Give a function that asks for a page as a server would; refuse any answer but a page."""
    at, _, query = path.partition("?")
    headers = {"Cookie": cookie} if cookie else {}
    environ = create_environ(at, query_string=query, headers=headers)

    def ask() -> Answer:
        said: dict[str, object] = {}

        def start(status: str, headers: Sequence[tuple[str, str]], _exc: object = None) -> None:
            said["status"] = int(status.split(" ", 1)[0])
            said["location"] = dict(headers).get("Location", "")

        given = app.wsgi_app(dict(environ), start)
        body = b"".join(given)
        if hasattr(given, "close"):
            given.close()
        answer = Answer(int(str(said["status"])), str(said["location"]), body)
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer

    return ask


def hello() -> Flask:
    """Make the bare application everything is compared with."""
    app = Flask("hello")
    app.add_url_rule("/hello", "hello", lambda: "hello")
    return app


def take_turns(works: Mapping[str, Work], *, rounds: int, seconds: float) -> dict[str, list[float]]:
    """Run each work in every round for some CPU time; give its CPU seconds a call by round."""
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(cpu_a_call(work, seconds))
    return found


def cpu_a_call(work: Work, seconds: float, most: int = 20_000) -> float:
    """Call a work for some CPU time and say what one call took."""
    gc.collect()
    calls, began = 0, time.process_time()
    while time.process_time() - began < seconds and calls < most:
        work()
        calls += 1
    return (time.process_time() - began) / calls


def ratio(found: Mapping[str, Sequence[float]], one: str, other: str) -> float:
    """Give the median of the ratios inside the rounds: what disturbs a round disturbs both."""
    return statistics.median(a / b for a, b in zip(found[one], found[other], strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def tell(name: str, figure: str, goal: str = "") -> None:
    """Print one figure, with the goal it is measured against."""
    print(f"{name} {figure}" + (f" (goal {goal})" if goal else ""), flush=True)


def times(value: float) -> str:
    """Write a ratio."""
    return f"{value:.2f}x"
