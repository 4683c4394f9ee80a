"""The locks pin every package with its hashes and name no registry."""

import re
import tomllib

import pytest

from tests.house import tree

FOLDER = tree.ROOT / "requirements"
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.IGNORECASE)
LOCKS = ("app", "all", "uv")


def pins(lock: str) -> dict[str, str]:
    """Package to version."""
    found = (PIN.match(line) for line in tree.lines(FOLDER / f"{lock}.txt"))
    return {match["name"].lower(): match["version"] for match in found if match}


def declared(group: str) -> set[str]:
    """The names pyproject.toml asks for."""
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "app": project["project"]["dependencies"],
        "all": project["dependency-groups"]["dev"],
    }[group]
    return {re.split(r"[^a-z0-9-]", line.lower(), maxsplit=1)[0] for line in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_its_hashes(lock):
    text = (FOLDER / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert len(packages) == len(pins(lock))
    assert [line for line in packages if "--hash=sha256:" not in line] == []


def test_the_tests_run_on_what_the_office_runs_on():
    office, whole = pins("app"), pins("all")
    assert {name: whole.get(name) for name in office} == office


@pytest.mark.parametrize("group", ["app", "all"])
def test_the_lock_holds_what_is_declared(group):
    assert declared(group) - set(pins(group)) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock):
    assert "://" not in (FOLDER / f"{lock}.txt").read_text(encoding="utf-8")
