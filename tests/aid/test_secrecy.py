"""Whoever asked for secrecy stands in no aid file by name, unless they agree to it."""

from caseapp.accounts import units as places
from caseapp.aid import queries
from caseapp.hotline import queries as tickets
from caseapp.ledger import queries as ledger
from tests.aid.aids import fresh
from tests.aid.test_pages import TYPED
from tests.stories import unit_id

NAMED = {"caller_name": "鞍山炉窑阀门有限公司", "caller_phone": "0412-5550123"}


def test_secrecy_ends_when_the_applicant_agrees_and_not_before(as_person):
    liu = as_person("liu")
    liu.get("/hotline/new")
    liu.submit(press="只登记", matter="aid", content="阀门在展会被扣。", wants_secrecy="y", **NAMED)
    alias = tickets.entry_row(1).informant_alias
    given = TYPED | {"unit_id": str(unit_id(places.ENFORCEMENT))}
    liu.get("/hotline/1/aid")
    page = liu.submit("/hotline/1/aid", **given)
    assert (page.status, f"{alias}要求保密" in page.text) == (409, True)
    kept = tickets.entry_row(1)
    assert (queries.all_ids(), kept.state, kept.informant_alias) == ([], "open", alias)
    assert liu.submit("/hotline/1/aid", **given, ends_secrecy="y").status == 303
    known = tickets.entry_row(1)
    assert (known.informant_id, known.informant_alias, known.wants_secrecy) == (None, "", False)
    assert known.caller_id == fresh(1).applicant_id
    acts = ledger.acts_on(object_kind="ticket", object_id=1)
    (ended,) = [row for row in acts if row["action"] == "ticket.secrecy_ended"]
    assert (ended["actor_login"], alias in str(ended["details"])) == ("liu", True)


def test_nobody_is_asked_about_secrecy_who_did_not_ask_for_it(as_person):
    liu = as_person("liu")
    liu.get("/hotline/new")
    liu.submit(press="只登记", matter="aid", content="阀门在展会被扣。", **NAMED)
    assert liu.get("/hotline/1/aid").all(".//*[@name='ends_secrecy']") == []
