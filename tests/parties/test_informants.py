import re

import pytest
import sqlalchemy as sa

from caseapp.base import keys
from caseapp.base.db import db, writing
from caseapp.ledger.models import AuditRow
from caseapp.parties import actions, queries
from caseapp.parties.models import Informant

NAME, PHONE, ADDRESS = "金丝雀", "13900001234", "鞍山市铁西区某街1号"


@pytest.fixture
def canary(people):
    with writing():
        return actions.add_informant(by=people.liu, name=NAME, phone=PHONE, address=ADDRESS)


def test_file_knows_an_alias_and_the_table_nothing_readable(canary):
    row = queries.informant(canary.id)
    assert re.fullmatch(r"举报人-[A-HJ-NP-Z][1-9][0-9]?", canary.alias)
    assert row.alias == canary.alias
    stored = " ".join(str(getattr(row, column.name)) for column in Informant.__table__.columns)
    assert not [secret for secret in (NAME, PHONE, ADDRESS) if secret in stored]


def test_audit_trail_holds_no_identity(canary):
    everything = db.session.execute(sa.select(AuditRow.__table__)).all()
    written = " ".join(str(row) for row in everything)
    assert "informant.sealed" in written
    assert not [secret for secret in (NAME, PHONE, ADDRESS) if secret in written]


@pytest.mark.parametrize(
    "typed", ["13900001234", "139 0000 1234", "+86-139-0000-1234", "１３９００００１２３４"]
)
def test_second_call_from_a_number_is_known_in_any_spelling(canary, typed):
    assert queries.reported_before(typed).informant_ids == (canary.id,)
    assert queries.informants_with_phone(typed) == [canary.id]


def test_three_calls_from_one_number_are_three_aliases(canary, people):
    with writing():
        more = [actions.add_informant(by=people.liu, phone=PHONE) for _ in range(2)]
    assert queries.reported_before(PHONE).count == 3
    assert len({canary.alias, *(one.alias for one in more)}) == 3


def test_unknown_number_and_no_number_found_nobody(canary):
    assert queries.reported_before("13900004321").count == 0
    assert queries.reported_before("").count == 0
    assert queries.reported_before("不详").count == 0


def test_office_without_keys_knows_no_caller(people):
    assert queries.reported_before(PHONE).count == 0


def test_lost_keys_are_not_replaced(canary, people):
    for lost in ("seal-1.key", "blind-1.key"):
        path = keys.keys_folder() / lost
        kept = path.read_text()
        path.unlink()
        with pytest.raises(keys.KeyMissing), writing():
            actions.add_informant(by=people.liu, name="后来人")
        assert not path.exists()
        path.touch(mode=0o600)
        path.write_text(kept)
