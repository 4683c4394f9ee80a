"""The office that is backed up."""

import pytest

from tests.backup.kept import SMALL, WHOLE, Kept, fill


@pytest.fixture
def kept(app, people, *, settings, tmp_path, full_size) -> Kept:
    """Give an office in which a case was walked and files of every kind were taken in."""
    mine = Kept(app, settings, tmp_path)
    fill(mine, people, photos=WHOLE if full_size else SMALL)
    return mine
