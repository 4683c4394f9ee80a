"""The application without an office, for tests that only read what it is made of."""

import pytest
from flask import Flask

from caseapp.app import create_app
from caseapp.config import Settings


@pytest.fixture(scope="session")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give an application that has never seen a database."""
    place = tmp_path_factory.mktemp("bare")
    return create_app(
        Settings(
            data_dir=place,
            keys_dir=tmp_path_factory.mktemp("bare-keys"),
            index_dir=place / "index",
            database_url="sqlite:///:memory:",
            secret_key="0123456789abcdef" * 4,
            worker=False,
            testing=True,
        )
    )
