"""A command opens the office and leaves nothing open behind it."""

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from caseapp.base.db import db, writing
from caseapp.bodies.models import Body, BodyCompetence
from caseapp.bodies.shipped import shipped as shipped_bodies
from caseapp.cli import main
from caseapp.cli.office import opened
from caseapp.knowledge.models import KnowledgeItem
from caseapp.knowledge.shipped import shipped
from caseapp.ledger import queries as ledger
from caseapp.ledger.models import OutboxEvent
from caseapp.likeness.models import Trait
from caseapp.revisions.models import Revision
from tests.offices import Office
from tests.people import People
from tests.stories import reported

SEEN = sa.text("SELECT count(*) FROM person")


def point_at(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEAPP_DATA", str(office.settings.data_dir))
    monkeypatch.setenv("CASEAPP_KEYS", str(office.settings.keys_dir))
    monkeypatch.setenv("CASEAPP_INDEX", str(office.settings.index_dir))
    monkeypatch.setenv("CASEAPP_DATABASE", office.settings.database_url)


def test_a_command_leaves_no_connection_to_the_database_open(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    point_at(office, monkeypatch)
    open_now: list[object] = []
    with opened():
        sa.event.listen(db.engine, "checkout", lambda one, *_: open_now.append(one))
        sa.event.listen(db.engine, "close", lambda one, *_: open_now.remove(one))
        assert db.session.scalar(SEEN)
        assert open_now
    assert open_now == []


def test_a_release_that_brings_rows_and_no_tables_is_taken_once_at_the_next_start(
    office: Office, people: People, monkeypatch: pytest.MonkeyPatch
):
    point_at(office, monkeypatch)
    reported(people)
    with writing():  # the tables are of this release, the rows were never read in
        for table in (BodyCompetence, Body, KnowledgeItem):
            db.session.execute(sa.delete(table))
        db.session.execute(sa.delete(Revision).where(Revision.object_kind == "body"))
        db.session.execute(sa.delete(Trait))
        db.session.execute(sa.delete(OutboxEvent))
    db.session.remove()
    for _ in range(2):
        assert CliRunner().invoke(main, ["tick"]).exit_code == 0
        with opened():
            found = [count(one) for one in (Body, KnowledgeItem)]
            acts = [row["action"] for row in ledger.acts_on(object_kind="body", object_id=0)]
            waiting = ledger.pending_ids(events=["ticket.saved"], object_kind="ticket")
        assert found == [len(shipped_bodies()), len(shipped())]
        assert acts.count("registers.taken") == 1
        assert waiting == {1}


def count(table: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
