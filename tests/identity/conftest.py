"""Keys of the office belong to one test."""

from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def fresh_keys(request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin and end without keys, where a test has an office at all."""
    app: Flask | None = request.getfixturevalue("app") if "app" in request.fixturenames else None
    _forget(app)
    yield
    _forget(app)


def _forget(app: Flask | None) -> None:
    if app is not None:
        for path in app.extensions["settings"].keys_dir.glob("*.key"):
            path.unlink()
