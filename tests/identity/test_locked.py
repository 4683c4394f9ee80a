"""K4: without its key the office runs, identities say 已锁定, and nothing sealed is written over."""

import dataclasses

import pytest
import sqlalchemy as sa

from caseapp.app import create_app
from caseapp.base import keys
from caseapp.base.db import db
from caseapp.config import UnsafeSetting, load_settings
from caseapp.hotline import queries as hotline
from caseapp.parties import queries, sealing
from caseapp.parties.models import Informant
from tests.identity.people import GIVEN
from tests.pages import Reader
from tests.people import sign_in
from tests.stories import reported

CALLER = {f"caller_{key}": value for key, value in GIVEN.items()}
CALL = {"received_on": "2024-03-04", "content": "有人卖假货。", "matter": "report"}
COLUMNS = sa.select(Informant.__table__)


@pytest.fixture
def story(people):
    return reported(people, **CALLER)


@pytest.fixture(params=["seal-1.key", "blind-1.key", "both"])
def lost(request, story, office):
    """Start the office again without a key."""
    names = ["seal-1.key", "blind-1.key"] if request.param == "both" else [request.param]
    for name in names:
        (keys.keys_folder() / name).unlink()
    again = create_app(office.settings)
    yield again
    with again.app_context():
        db.session.remove()
        db.engine.dispose()


def test_office_runs_and_says_locked(story, people, as_person):
    (keys.keys_folder() / "seal-1.key").unlink()
    row = queries.informant_with_alias(story.case.informant_alias)
    desk = as_person("zhou")
    for address in ("/identities", f"/identities/{row.id}"):
        page = desk.get(address)
        assert page.status == 200
        assert "已锁定" in page.text
        assert "密钥目录中没有“封存身份”的密钥" in page.text
    desk.submit("ask", reason="回访核实线索中的进货时间和经手人")
    chief = as_person("chen")
    chief.get("/identities/requests")
    chief.submit("agree", why="")
    page = desk.get(f"/identities/{row.id}/open")
    assert page.status == 200
    assert page.texts(".//dd") == ["已锁定"] * 4
    for login, address in (("wang", story.path), ("liu", "/hotline/1"), ("wang", "/desk")):
        assert as_person(login).get(address).status == 200


def test_nothing_is_written_over_and_no_new_key_is_made(lost, story, people):
    before = db.session.execute(COLUMNS).all()
    there = sorted(path.name for path in keys.keys_folder().glob("*.key"))
    desk = sign_in(Reader(lost), "liu")
    desk.get("/hotline/new")
    assert desk.submit(press="只登记", **CALL, **CALLER).status == 409
    assert db.session.execute(COLUMNS).all() == before
    assert sorted(path.name for path in keys.keys_folder().glob("*.key")) == there


def test_caller_is_refused_with_a_sentence_and_the_rest_of_the_ticket_is_kept(lost, people):
    desk = sign_in(Reader(lost), "liu")
    desk.get("/hotline/new")
    page = desk.submit(press="只登记", **CALL, **CALLER, wants_reply="y")
    assert page.status == 409
    assert "系统不以明文保存身份" in page.text
    assert page.by_id("caller_phone").get("value") == GIVEN["phone"]  # nothing typed is lost
    typed = {"press": "不存身份，先登记工单"}
    assert desk.submit(**typed).status == 303
    ticket = hotline.entry_row(2)
    assert (ticket.content, ticket.informant_id, ticket.wants_reply) == (
        CALL["content"],
        None,
        False,
    )
    assert "匿名，未留身份" in desk.follow().text


def test_anonymous_call_needs_no_key(lost, people):
    desk = sign_in(Reader(lost), "liu")
    desk.get("/hotline/new")
    assert desk.submit(press="只登记", **CALL).status == 303


def test_identities_open_again_when_the_key_comes_back(story):
    path = keys.keys_folder() / "seal-1.key"
    kept = path.read_text()
    path.unlink()
    with pytest.raises(keys.KeyMissing):
        sealing.masters()
    path.touch(mode=0o600)
    path.write_text(kept)
    row = queries.informant_with_alias(story.case.informant_alias)
    assert sealing.open_row(row, sealing.masters()) == GIVEN


def test_another_office_s_key_in_its_place_opens_nothing(story):
    path = keys.keys_folder() / "seal-1.key"
    path.unlink()
    keys.make("seal")
    row = queries.informant_with_alias(story.case.informant_alias)
    with pytest.raises(sealing.Locked):
        sealing.open_row(row, sealing.masters())


@pytest.mark.parametrize(
    "key",
    [
        "0123456789abcdef" * 4,
        "deadbeef" * 8,
        "ab" * 32,
        "00" * 32,
        "abc",
        "".join(f"{n:02x}" for n in range(32)),
    ],
)
def test_key_everybody_knows_stops_the_start(tmp_path, key):
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    (folder / "session.key").touch(mode=0o600)
    (folder / "session.key").write_text(key)
    with pytest.raises(UnsafeSetting, match="太短或太简单，或者人所共知"):
        load_settings({"CASEAPP_DATA": str(tmp_path / "data"), "CASEAPP_KEYS": str(folder)})


def test_two_new_offices_share_no_key(tmp_path):
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        made += [keys.make(purpose, folder).secret for purpose in ("seal", "blind", "audit")]
    assert len(set(made)) == 6


def test_suite_that_is_not_built_yet_stops_the_start(office):
    with pytest.raises(UnsafeSetting, match="国密算法"):
        create_app(dataclasses.replace(office.settings, crypto="guomi"))
