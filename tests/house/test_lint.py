"""The tools find nothing: form, faults, types."""

import subprocess
import sys

import pytest

from tests.house import tree

TOOLS = {
    "lint": ("ruff", "check", "--no-cache", "."),
    "form": ("ruff", "format", "--no-cache", "--check", "."),
    "types": ("mypy",),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing(tool):
    done = subprocess.run(
        [sys.executable, "-m", *TOOLS[tool]],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
