"""Offices for the proofs of this folder: one of its own folder on the database whose turn it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

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
