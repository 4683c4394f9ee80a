"""Two libraries: one whose worker has caught up, one whose worker never comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Give an empty library with an index."""
    mine = Library(tmp_path / "index")
    mine.finder.feed.rebuild()
    yield mine
    mine.finder.index.close()


@pytest.fixture(params=["indexed", "waiting", "index is down"])
def way(request: pytest.FixtureRequest) -> str:
    """Name the three ways an answer comes about; all must answer alike."""
    return str(request.param)


@pytest.fixture
def settled(library: Library, way: str) -> "Library":
    """Give the library whose rows `catch_up` treats in one of the three ways."""
    work = library.work
    if way == "waiting":
        library.work = lambda: None  # type: ignore[method-assign]  # this worker never comes
    elif way == "index is down":

        def lose() -> None:
            work()
            serving = library.finder.index.folder.current()
            assert serving is not None
            library.finder.index.folder.mark_damaged(serving, "test")

        library.work = lose  # type: ignore[method-assign]  # this index is lost
    return library
