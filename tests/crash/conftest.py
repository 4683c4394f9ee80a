"""Offices for the proofs of this folder: one of its own folder on the database whose turn it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import disks
from tests.crash.place import Place
from tests.postgres import cluster


@pytest.fixture
def place(database: str, tmp_path: Path) -> Iterator[Place]:
    """Give an office whose servers may be killed."""
    with contextlib.ExitStack() as running:
        url = ""
        if database == "postgres":
            url = running.enter_context(cluster()).format(database="postgres")
        yield Place(tmp_path, url).open()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Place, bool]]:
    """Give an office on a small disk, and say whether the machine let us have one."""
    with disks.small_disk(tmp_path / "disk") as is_small:
        yield Place(tmp_path / "disk").open(), is_small
