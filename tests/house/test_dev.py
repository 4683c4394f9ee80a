"""The tool that sets everything up: standard library alone, sentences instead of tracebacks."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

PROGRAM = tree.ROOT / "dev.py"


def dev(*arguments, **environ):
    return subprocess.run(
        [sys.executable, PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environ},
    )


def test_it_needs_nothing_that_a_bare_machine_lacks():
    wanted = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").split(".")[0]
        for node in ast.walk(tree.parsed(PROGRAM))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert wanted - sys.stdlib_module_names == set()


def test_an_old_python_can_read_it_as_far_as_the_sentence():
    ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_without_a_verb_it_names_them_all():
    done = dev()
    assert done.returncode == 0
    for verb in ("run", "test", "setup", "check", "bench", "weekly"):
        assert f"\n  {verb} " in done.stdout


def test_an_unknown_verb_is_refused():
    done = dev("dance")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_readme_gives_the_two_commands():
    text = (tree.ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py run" in text
    assert "python3 dev.py test" in text


def test_the_machine_runs_the_command_of_the_readme():
    lines = tree.lines(tree.ROOT / ".ci" / "run")
    assert lines[-1] == "exec python3 dev.py test"
    assert "set -eu" in lines
    assert os.access(tree.ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("path", [".venv/", "/build/", "/data/", "/keys/"])
def test_what_it_makes_is_never_committed(path):
    assert path in tree.lines(Path(tree.ROOT / ".gitignore"))
