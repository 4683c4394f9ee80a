"""Imports go down the floors."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.house import tree

ROOMS = {"routes", "forms", "actions", "queries", "models"}


def test_every_contract_of_the_floors_is_kept():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "120"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_with_rooms_is_in_the_contract_of_rooms():
    text = (tree.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    with_rooms = {  # base has no rooms: its forms.py is what all forms build on
        path.parent.name
        for path in tree.under("caseapp")
        if path.stem in ROOMS
        and path.parent.parent == tree.ROOT / "caseapp"
        and path.parent.name != "base"
    }
    assert {name for name in with_rooms if f'"caseapp.{name}"' not in text} == set()


def test_the_root_imports_nothing():
    assert tree.parsed(tree.ROOT / "caseapp" / "__init__.py").body[1:] == []


def test_the_law_asks_no_clock_and_no_database():
    for path in tree.under("caseapp/law"):
        wanted = [
            alias.name if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"
            for node in ast.walk(tree.parsed(path))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        ]
        # The zone is no clock; asking what time it is there is.
        asked = {f"caseapp.base.clock.{name}" for name in ("now", "today")}
        rooms = tuple(f"caseapp.base.{room}" for room in ("db", "web", "requests", "forms"))
        assert [n for n in wanted if n in asked or n.startswith(rooms)] == [], tree.name(path)
