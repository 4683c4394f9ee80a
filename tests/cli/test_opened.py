"""A command opens the office and leaves nothing open behind it."""

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cli.office import opened
from tests.offices import Office

SEEN = sa.text("SELECT count(*) FROM person")


def test_a_command_leaves_no_connection_to_the_database_open(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CASEAPP_DATA", str(office.settings.data_dir))
    monkeypatch.setenv("CASEAPP_KEYS", str(office.settings.keys_dir))
    monkeypatch.setenv("CASEAPP_INDEX", str(office.settings.index_dir))
    monkeypatch.setenv("CASEAPP_DATABASE", office.settings.database_url)
    open_now: list[object] = []
    with opened():
        sa.event.listen(db.engine, "checkout", lambda one, *_: open_now.append(one))
        sa.event.listen(db.engine, "close", lambda one, *_: open_now.remove(one))
        assert db.session.scalar(SEEN)
        assert open_now
    assert open_now == []
