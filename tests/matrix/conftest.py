"""The world of the matrix: built once for each worker, laid out anew for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.matrix.cells import Desk
from tests.matrix.world import World, build

BUILT: dict[int, World] = {}


@pytest.fixture
def world(app: Flask, tmp_path_factory: Any) -> World:
    """Give the city with everything in it."""
    if id(app) not in BUILT:
        kept: Path = tmp_path_factory.mktemp("world")
        BUILT[id(app)] = build(app, kept)
    BUILT[id(app)].lay_out()
    return BUILT[id(app)]


@pytest.fixture
def desk(world: World) -> Iterator[Desk]:
    """Give the browsers of everybody, and the watch over the database."""
    with world.watched() as watch:
        yield Desk(world, watch)
