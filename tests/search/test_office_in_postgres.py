"""An office that keeps its search index in PostgreSQL works by the same commands, and only there."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner

from caseapp.backup import rows
from caseapp.base.db import db
from caseapp.cli import main
from caseapp.config import UnsafeSetting, load_settings
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.offices import Office
from tests.people import People
from tests.stories import reported


@pytest.fixture
def chosen(office: Office, people: People, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Point the commands at an office with one report, whose index is to lie in PostgreSQL."""
    reported(people)
    for name in ("data_dir", "keys_dir", "index_dir"):
        at = str(getattr(office.settings, name))
        monkeypatch.setenv(f"CASEAPP_{name.removesuffix('_dir').upper()}", at)
    monkeypatch.setenv("CASEAPP_DATABASE", office.settings.database_url)
    monkeypatch.setenv("SEARCH_ENGINE", "postgres")
    db.session.remove()
    return office


def typed(*words: str) -> str:
    """Run a command that must end well."""
    done = CliRunner().invoke(main, ["search", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.postgres
def test_rebuild_check_and_find_by_command(chosen: Office):
    assert typed("rebuild").startswith("索引已重建：")
    drain_all(REACTIONS)
    db.session.remove()
    typed("rebuild")
    assert typed("check").startswith("索引与数据库一致，共 ")
    found = json.loads(typed("12330", "--as", "wang", "--json"))
    assert found["notices"] == []
    with db.engine.begin() as connection:
        held = set(sa.inspect(connection).get_table_names(schema="search_index"))
        assert {"current", "generation", "note"} <= held
        changes = compare_metadata(MigrationContext.configure(connection), db.metadata)
        named = [str(one) for one in changes if "search_index" in str(one)]
        connection.execute(sa.DDL("DROP SCHEMA search_index CASCADE"))
    assert named == []
    assert {table.schema for table in rows.tables()} == {None}


def test_an_office_on_sqlite_is_refused_with_the_way_out(tmp_path: Path):
    given = {"DATA": tmp_path / "data", "KEYS": tmp_path / "keys", "INDEX": tmp_path / "index"}
    environ = {f"CASEAPP_{name}": str(at) for name, at in given.items()}
    with pytest.raises(UnsafeSetting, match="本机关的数据库是 SQLite。请用 CASEAPP_DATABASE 指明"):
        load_settings({**environ, "SEARCH_ENGINE": "postgres"})
