"""K2: a sealed value opens in its table, column, row and case, under its key version, or not at all."""

import pytest
import sqlalchemy as sa

from caseapp.base import keys
from caseapp.base.db import db, writing
from caseapp.ledger.queries import AUDIT
from caseapp.parties import actions, queries, sealing
from caseapp.parties.models import Informant
from tests.identity.people import GIVEN, seal
from tests.stories import reported

WHY = "回访核实线索中的进货时间和经手人"
SEALED = ("key_sealed", "name_sealed", "phone_sealed", "id_number_sealed", "address_sealed")
MOVED = "封存内容与所在位置或者密钥不符，可能被改动或者移动过。"


def write(row_id, **values):
    with writing():
        db.session.execute(sa.update(Informant).where(Informant.id == row_id).values(values))
    db.session.expire_all()


def read(people, row_id):
    with writing():
        opening = actions.ask_to_open(by=people.zhou, informant_id=row_id, reason=WHY)
        if opening.state == "asked":
            actions.decide_opening(by=people.chen, opening_id=opening.id, agrees=True)
    with writing():
        return actions.read_identity(by=people.zhou, informant_id=row_id)


def last_result():
    rows = sa.select(AUDIT.c.action, AUDIT.c.result, AUDIT.c.reason).order_by(AUDIT.c.seq.desc())
    return tuple(db.session.execute(rows.limit(1)).one())


def stored(row_id, column):
    return db.session.scalar(sa.select(getattr(Informant, column)).where(Informant.id == row_id))


def assert_locked(people, row_id):
    opened = read(people, row_id)
    assert opened.locked
    assert not {opened.name, opened.phone, opened.id_number, opened.address} & set(GIVEN.values())
    assert last_result() == ("informant.unsealed", "locked", opened.locked)


@pytest.mark.parametrize("column", SEALED)
def test_value_of_another_row_stays_locked(people, column):
    one, other = seal(people), seal(people, name="另一人")
    write(other.id, **{column: stored(one.id, column)})
    assert_locked(people, other.id)


def test_whole_set_of_values_of_another_row_stays_locked(people):
    one, other = seal(people), seal(people, name="另一人")
    write(other.id, **{column: stored(one.id, column) for column in SEALED})
    assert_locked(people, other.id)


@pytest.mark.parametrize(("source", "target"), [("name", "address"), ("phone", "name")])
def test_value_in_another_field_stays_locked(people, source, target):
    one = seal(people)
    write(one.id, **{f"{target}_sealed": stored(one.id, f"{source}_sealed")})
    assert_locked(people, one.id)


def test_identity_of_one_case_stays_locked_in_another(people):
    story = reported(people, caller_name=GIVEN["name"], caller_phone=GIVEN["phone"])
    row = queries.informant_with_alias(story.case.informant_alias)
    assert row.case_id == story.case_id
    write(row.id, case_id=story.case_id + 1)
    assert_locked(people, row.id)


def test_identity_taken_out_of_its_case_stays_locked(people):
    story = reported(people, caller_name=GIVEN["name"], caller_phone=GIVEN["phone"])
    row = queries.informant_with_alias(story.case.informant_alias)
    write(row.id, case_id=None)
    assert_locked(people, row.id)


@pytest.mark.parametrize("column", ["key_sealed", "name_sealed"])
def test_another_key_version_written_over_stays_locked(people, column):
    one = seal(people)
    with writing():
        keys.make_next("seal")
    write(one.id, **{column: stored(one.id, column).replace(":1:", ":2:")})
    assert_locked(people, one.id)


def test_protected_row_turned_into_an_open_one_stays_locked(people):
    one = seal(people)
    write(one.id, is_protected=False)
    assert_locked(people, one.id)


def test_row_that_was_not_touched_opens(people):
    one = seal(people)
    assert read(people, one.id).name == GIVEN["name"]


def test_page_of_a_moved_value_says_locked_and_shows_nothing(people, as_person):
    one, other = seal(people), seal(people, name="另一人")
    write(other.id, name_sealed=stored(one.id, "name_sealed"))
    with writing():
        opening = actions.ask_to_open(by=people.zhou, informant_id=other.id, reason=WHY)
        actions.decide_opening(by=people.chen, opening_id=opening.id, agrees=True)
    page = as_person("zhou").get(f"/identities/{other.id}/open")
    assert page.status == 200
    assert page.text.count("已锁定") >= 4
    assert MOVED in page.text
    assert not [value for value in GIVEN.values() if value in page.source]
    assert last_result()[1] == "locked"


def test_row_sealed_before_rows_had_keys_opens_and_is_brought_into_the_new_form(people):
    one = seal(people)
    held = sealing.masters()
    old = {
        f"{name}_sealed": sealing.crypto.seal(
            GIVEN[name].encode(),
            key=held.held[1],
            version=1,
            bound=("informant", f"{name}_sealed", one.alias),
        )
        for name in sealing.FIELDS
    }
    write(one.id, key_sealed="", **old)
    assert sealing.open_row(queries.informant(one.id), held) == GIVEN
    with writing():
        assert actions.rewrap_some(by=people.jiang, limit=10) == 1
    assert queries.informant(one.id).key_sealed.startswith("aes-256-gcm:1:")
    assert sealing.open_row(queries.informant(one.id), held) == GIVEN
