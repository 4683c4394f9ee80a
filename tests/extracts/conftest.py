"""Reading a file as the office does."""

import tempfile
from collections.abc import Callable
from datetime import date

import pytest

from caseapp.extracts import ocr
from caseapp.extracts.extracting import Found, extract, limits_on

DAY = date(2026, 11, 23)
Read = Callable[..., Found]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes in the confined process; limits may be changed."""

    def reading(data: bytes, *, with_ocr: bool = True, **limits: int) -> Found:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            recogniser = ocr.installed() if with_ocr else None
            return extract(file, {**limits_on(DAY), **limits}, recogniser)

    return reading
