"""What every test may ask for: the office, a browser without a screen, the clock, the people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.clock import Clock, stopped

if TYPE_CHECKING:  # the application is slow to import and the tests of the law need none of it
    from flask import Flask

    from caseapp.config import Settings
    from tests.offices import Office
    from tests.pages import Reader
    from tests.people import People

pytest_plugins = ("tests.figures",)

DATABASES = ("sqlite", "postgres")
TOGETHER = ("tests/journeys/", "tests/cli/test_demo.py", "tests/documents/test_in_libreoffice.py")
# Here statements of SQL are little of what is proved: before a push one test of each such file also runs
# on PostgreSQL, and all of them do in the weekly run and with --database=postgres.
MOSTLY_PAGES = (
    *("tests/accounts/", "tests/desk/", "tests/files/", "tests/hotline/", "tests/identity/"),
    *("tests/injection/", "tests/signing_in/", "tests/policy/test_emergency.py"),
    *("tests/cases/", "tests/matrix/"),
)
EVERY_STATEMENT = ("tests/cases/test_list.py", "tests/cases/test_walk.py", "tests/cases/test_visib")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Both databases are the rule; one of them is for a quick look."""
    parser.addoption("--database", choices=("both", *DATABASES), default="both")
    parser.addoption("--rewrite", action="store_true", help="write the kept tables anew")


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marks mean."""
    config.addinivalue_line("markers", "sqlite: about SQLite's own ways, not run on PostgreSQL")
    config.addinivalue_line("markers", "postgres: about PostgreSQL's own ways, not run on SQLite")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file on one worker where an office is slow to open for them."""
    from xdist.scheduler import LoadGroupScheduling  # there only when several workers run

    class ByFile(LoadGroupScheduling):
        # Not by marks: pytest 9.2 no longer lets pytest-xdist 3.8 write groups into names.
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file.startswith(TOGETHER) else nodeid

    return ByFile(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever touches the database on both."""
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", DATABASES, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for, instead of skipping it."""
    chosen = config.getoption("--database")
    weekly = "weekly" in (config.getoption("-m") or "")
    out = [item for item in items if _is_out(item, chosen) or (not weekly and _is_weekly(item))]
    if chosen == "both" and not weekly:
        out += _spared([item for item in items if item not in set(out)])
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]


def _is_weekly(item: pytest.Item) -> bool:
    return item.get_closest_marker("weekly") is not None


def _is_out(item: pytest.Item, chosen: str) -> bool:
    marked = {name for name in DATABASES if item.get_closest_marker(name)}
    mine = getattr(getattr(item, "callspec", None), "params", {}).get("database")
    if mine in DATABASES:
        return chosen not in {"both", mine} or bool(marked and mine not in marked)
    return bool(marked) and chosen != "both" and chosen not in marked


def _spared(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return what PostgreSQL is spared before a push: all but one test of each file of pages."""
    seen: set[str] = set()
    spared = []
    for item in sorted(
        items, key=lambda each: each.nodeid
    ):  # the same ones in whatever order they run
        file = item.nodeid.partition("::")[0]
        mine = getattr(getattr(item, "callspec", None), "params", {}).get("database")
        asked_for = item.get_closest_marker("postgres") or file.startswith(EVERY_STATEMENT)
        if mine != "postgres" or asked_for or not file.startswith(MOSTLY_PAGES):
            continue
        if file in seen:
            spared.append(item)
        seen.add(file)
    return spared


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Stop the clock on a working Monday at ten; only this moves it."""
    with stopped() as hands:
        yield hands


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Office]]:
    """Open one office per database, when the first test asks for it."""
    from tests.offices import Offices  # slow import

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if own.name.startswith("popen-") else own
    with Offices(own, shared) as all_of_them:
        yield all_of_them.open


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Name the database this test runs on."""
    return str(request.param)


@pytest.fixture
def office(database: str, offices: Callable[[str], Office], clock: Clock) -> Iterator[Office]:
    """Give the office on its first day."""
    mine = offices(database)
    mine.fresh()
    yield mine
    mine.release()


@pytest.fixture
def app(office: Office) -> Iterator[Flask]:
    """Give the application, a context around the test."""
    from tests.offices import inside  # slow import

    with inside(office.app) as flask:
        yield flask


@pytest.fixture
def settings(office: Office) -> Settings:
    """Give the settings of the office."""
    return office.settings


@pytest.fixture
def client(app: Flask) -> Reader:
    """Give a strict reader who is not signed in."""
    from tests.pages import Reader  # slow import

    return Reader(app)


@pytest.fixture
def people(app: Flask) -> People:
    """Give the cast, each a Person as a signed-in one is."""
    from tests import people as cast  # slow import

    return cast.everybody()


@pytest.fixture
def as_person(app: Flask) -> Callable[[str], Reader]:
    """Give the browser of one of the cast, already signed in: `as_person("wang")`."""
    from tests import people as cast  # slow import
    from tests.pages import Reader  # slow import

    return lambda login: cast.sign_in(Reader(app), login)


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Say whether kept tables are to be written anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Name the folder of the checkout."""
    return Path(__file__).resolve().parent.parent
