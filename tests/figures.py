"""Figures of a run: what was reached beside what was asked, printed when all tests are done."""

from collections.abc import Callable
from typing import Any

import pytest

Figure = Callable[..., None]
ROWS = pytest.StashKey[list[tuple[str, str, str, str]]]()
HEADS = ("test", "what", "reached", "asked")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The full sizes take hours; only the weekly run asks for them."""
    parser.addoption("--full-size", action="store_true", help="run each proof at its full size")


@pytest.fixture(scope="session")
def full_size(request: pytest.FixtureRequest) -> bool:
    """Say whether proofs run at their full size: under `dev.py weekly`, never before a push."""
    return bool(request.config.getoption("--full-size"))


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Give the pen that writes a figure down: `figure("C1", "kills", reached=30, asked="30")`."""
    node = request.node

    def write(test_id: str, what: str, *, reached: object, asked: object) -> None:
        # Properties travel with the report, so that the rows of all processes meet in one table.
        node.user_properties.append(("figure", [test_id, what, str(reached), str(asked)]))

    return write


def pytest_configure(config: pytest.Config) -> None:
    """Begin with an empty table."""
    config.stash[ROWS] = []
    config.pluginmanager.register(Table(config.stash[ROWS]), "table-of-figures")


class Table:
    """The rows of all tests, in the process that prints the summary."""

    def __init__(self, rows: list[tuple[str, str, str, str]]) -> None:
        self._rows = rows

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the rows of a test once, when it is over."""
        if report.when == "teardown":
            kept = [value for name, value in report.user_properties if name == "figure"]
            self._rows += [_row(value) for value in kept]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Print the table, in the order of the ids."""
        # Small sizes prove that the proofs work; only full sizes are figures to compare.
        if not (self._rows and terminalreporter.config.getoption("--full-size")):
            return
        terminalreporter.section("figures reached beside figures asked")
        rows = [HEADS, *sorted(self._rows, key=_by_id)]
        wide = [max(len(row[n]) for row in rows) for n in range(3)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, wide, strict=False)]
            terminalreporter.write_line("  ".join([*cells, row[3]]))


def _row(value: Any) -> tuple[str, str, str, str]:
    test_id, what, reached, asked = value
    return (test_id, what, reached, asked)


def _by_id(row: tuple[str, str, str, str]) -> tuple[str, int, str]:
    letters = row[0].rstrip("0123456789")
    return letters, int(row[0][len(letters) :] or 0), row[1]
