import re

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger.models import AuditRow
from caseapp.parties import actions, queries, sealing
from caseapp.parties.actions import Identity
from caseapp.parties.models import Informant

NAME, PHONE, ADDRESS = "金丝雀", "13900001234", "鞍山市铁西区某街1号"


@pytest.fixture
def canary(people):
    with writing():
        return actions.add_informant(by=people.liu, name=NAME, phone=PHONE, address=ADDRESS)


def audit_rows():
    columns = (AuditRow.action, AuditRow.result, AuditRow.object_key, AuditRow.reason)
    chosen = sa.select(*columns).where(AuditRow.object_kind == "informant").order_by(AuditRow.seq)
    return [tuple(row) for row in db.session.execute(chosen)]


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


def test_informant_desk_opens_an_identity_and_leaves_a_trace(canary, people):
    with writing():
        opened = actions.unseal(by=people.zhou, informant_id=canary.id, why="回访核实线索")
    assert opened == Identity(canary.alias, name=NAME, phone=PHONE, address=ADDRESS)
    assert audit_rows() == [
        ("informant.sealed", "ok", canary.alias, ""),
        ("informant.unsealed", "ok", canary.alias, "回访核实线索"),
    ]


@pytest.mark.parametrize("login", ["wang", "wu", "chen", "liu", "zhao", "jiang", "shen", "yang"])
def test_nobody_else_opens_an_identity(canary, people, login):
    with pytest.raises(Refused, match="不能查看举报人身份"), writing():
        actions.unseal(by=people[login], informant_id=canary.id, why="办案需要查看")


@pytest.mark.parametrize("why", ["", "  ", "看看"])
def test_identity_does_not_open_without_a_reason(canary, people, why):
    with pytest.raises(Refused, match="写明理由"), writing():
        actions.unseal(by=people.zhou, informant_id=canary.id, why=why)


def test_identity_of_nobody_is_not_visible(canary, people):
    with pytest.raises(NotVisible), writing():
        actions.unseal(by=people.zhou, informant_id=canary.id + 1, why="回访核实线索")


def test_value_moved_to_another_row_stays_locked_and_is_recorded(canary, people):
    with writing():
        other = actions.add_informant(by=people.liu, name="另一人", phone="13900005678")
        stolen = sa.select(Informant.name_sealed).where(Informant.id == canary.id).scalar_subquery()
        move = sa.update(Informant).where(Informant.id == other.id).values(name_sealed=stolen)
        db.session.execute(move.execution_options(synchronize_session=False))
        db.session.expire_all()
    with writing():
        opened = actions.unseal(by=people.zhou, informant_id=other.id, why="回访核实线索")
    assert (opened.name, opened.phone) == ("", "")
    assert opened.locked == "封存内容与所在位置或者密钥不符，可能被改动或者移动过。"
    assert [row[:2] for row in audit_rows()][-2:] == [
        ("informant.unsealed", "ok"),
        ("informant.unsealed", "locked"),
    ]


def test_lost_keys_lock_identities_and_are_not_replaced(canary, people, app):
    app.extensions.pop("sealer")
    (sealing.keys_folder() / "seal-1.key").unlink()
    with writing():
        opened = actions.unseal(by=people.zhou, informant_id=canary.id, why="回访核实线索")
    assert opened == Identity(canary.alias, locked="密钥目录中没有封存密钥。")
    with pytest.raises(Refused, match="不能登记举报人"), writing():
        actions.add_informant(by=people.liu, name="后来人")
    assert not (sealing.keys_folder() / "seal-1.key").exists()


def test_another_provider_can_seal(people, app):
    sealer = sealing.AesGcmSealer(sealing.Keys({9: b"9" * 32}, b"b" * 32))
    app.extensions["sealer"] = sealer
    with writing():
        sealed = actions.add_informant(by=people.liu, name=NAME)
    assert queries.informant(sealed.id).name_sealed.startswith("aes-256-gcm:9:")
