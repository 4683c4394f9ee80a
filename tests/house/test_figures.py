"""The table of figures: every row of every process stands in it once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

PROOFS = """
import pytest

@pytest.mark.parametrize("n", [2, 10])
def test_one(n, figure, full_size):
    figure(f"C{n}", "lost", reached=int(full_size), asked="0")

def test_that_fails(figure):
    figure("C1", "half", reached=3, asked="0")
    raise AssertionError
"""


FULL = [["C1", "half", "3", "0"], ["C2", "lost", "1", "0"], ["C10", "lost", "1", "0"]]


@pytest.mark.parametrize(
    ("asked", "table"), [("-n0 --full-size", FULL), ("-n2 --full-size", FULL), ("-n0", [])]
)
def test_each_row_of_a_full_size_is_printed_once_in_the_order_of_the_ids(
    tmp_path: Path, asked: str, table: list[list[str]]
):
    (tmp_path / "test_proofs.py").write_text(PROOFS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.figures", *asked.split()]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", tmp_path, tmp_path],
        check=False,
        capture_output=True,
        text=True,
        cwd=tree.ROOT,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    printed = [line for line in lines if line and line[0] in {"C1", "C2", "C10"}]
    assert printed == table, done.stdout
