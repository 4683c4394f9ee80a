"""Tickets from before the comparison are compared as well, once the command was run."""

import sqlalchemy as sa
from click.testing import CliRunner

from caseapp.base.db import db, writing
from caseapp.cli import main
from caseapp.ledger.worker import drain_all
from caseapp.likeness.models import Trait
from caseapp.reactions import REACTIONS
from tests.stories import reported


def kept():
    return set(db.session.execute(sa.select(Trait.object_id, Trait.kind, Trait.value)).all())


def test_all_tickets_are_read_anew(people, office, monkeypatch):
    for name in ("data_dir", "keys_dir", "index_dir"):
        monkeypatch.setenv(
            f"CASEAPP_{name.removesuffix('_dir').upper()}", str(getattr(office.settings, name))
        )
    monkeypatch.setenv("CASEAPP_DATABASE", office.settings.database_url)
    for _ in range(2):
        reported(people)
    drain_all(REACTIONS)
    before = kept()
    assert {row.object_id for row in before} == {1, 2}
    with writing():
        db.session.execute(sa.delete(Trait).where(Trait.object_id == 1))
        db.session.add(Trait(object_kind="ticket", kind="name", value="旧名", object_id=2))
    db.session.remove()
    done = CliRunner().invoke(main, ["likeness", "rebuild"])
    assert done.exit_code == 0, done.output
    assert "已重新提取：2 张工单。" in done.output
    assert kept() == before
