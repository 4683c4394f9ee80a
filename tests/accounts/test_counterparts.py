"""Accounts of other bodies: one body, one role, nothing of the office."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caseapp.accounts import actions, queries
from caseapp.accounts import units as places
from caseapp.accounts.actions import DeputyGiven, PersonGiven
from caseapp.accounts.permissions import PERMISSIONS, decide
from caseapp.accounts.person import Grant
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.ledger import queries as ledger
from tests.counterparts import body_id, invite, merge, person

THEIRS = {"session.own", "counterpart.read", "counterpart.answer"}


def refused(act, **given) -> Refused:
    """The refusal of an act that must be refused."""
    with pytest.raises(Refused) as no, writing():
        act(**given)
    return no.value


def may(who) -> set[str]:
    return {name for name in PERMISSIONS if decide(who, name)}


def given_of(login, **changed) -> PersonGiven:
    row = queries.person_record(queries.person_by_login(login).id)
    kept = PersonGiven(row.name, row.unit_path, is_principal=row.is_principal, body_id=row.body_id)
    return replace(kept, **changed)


def change(people, login, **changed):
    who = queries.person_by_login(login)
    return actions.change_person(
        by=people.jiang, person_id=who.id, version=who.version, given=given_of(login, **changed)
    )


def test_account_of_another_body_acts_for_it_and_may_nothing_else(people):
    jing = invite("jing")["jing"]
    assert (jing.unit_name, jing.body_id) == ("鞍山市公安局", body_id("anshan_police"))
    assert may(jing) == THEIRS
    row = ledger.acts_on(object_kind="person", object_id=jing.id)
    assert [one["action"] for one in row] == ["person.added", "role.granted"]


def test_account_of_another_body_is_nobodys_colleague(people):
    jing = invite("jing")["jing"]
    assert jing.id not in {one.id for one in queries.colleagues(places.GENERAL)}
    assert jing.id not in {one.id for one in queries.people_with_role("counterpart")}
    assert jing.id in {one.id for one in queries.everybody()}


def test_a_role_of_ours_smuggled_beside_opens_nothing(people):
    jing = invite("jing")["jing"]
    roles = ("officer", "chief", "system_admin", "counterpart")
    grants = tuple(Grant(role, "/210300/") for role in roles)
    assert may(replace(jing, roles=roles, grants=grants)) == THEIRS
    # Without the body the role is worth nothing, and the body nothing without the role.
    assert may(replace(jing, body_id=None)) == set()
    assert may(replace(people.wang, body_id=jing.body_id)) == set()


def test_the_role_needs_a_body_and_stands_alone(people):
    jing = invite("jing")["jing"]
    grant = {"by": people.shen, "unit": ""}
    no = refused(actions.grant_role, **grant, person_id=people.xu.id, role="counterpart")
    assert str(no) == "徐志强的资料中没有所属外单位，不能授予外单位联络员。"
    assert no.remedy == "请先由系统管理员在人员资料中填写所属外单位。"
    for role in ("officer", "liaison", "audit_admin"):
        no = refused(actions.grant_role, **grant, person_id=jing.id, role=role)
        assert str(no) == "景卫民是鞍山市公安局的人员，只能担任外单位联络员。"
    no = refused(actions.grant_role, by=people.shen, unit=places.CITY, person_id=jing.id, role="counterpart")  # fmt: skip
    assert str(no) == "景卫民已是外单位联络员。"


def test_somebody_with_roles_of_ours_gets_no_body_and_a_counterpart_keeps_one(people):
    invite("jing")
    with pytest.raises(Refused) as no, writing():
        change(people, "wang", body_id=body_id("anshan_police"))
    assert str(no.value) == "王建民现任执法人员，不能登记为外单位人员。"
    with pytest.raises(Refused) as no, writing():
        change(people, "jing", body_id=None)
    assert str(no.value) == "景卫民是外单位联络员，必须填写所属外单位。"
    with pytest.raises(Refused) as no, writing():
        change(people, "jing", is_principal=True)
    assert str(no.value) == "外单位人员不能登记为本局的正职负责人。"
    assert person("jing").body_id == body_id("anshan_police")


def test_the_body_must_be_in_the_register_and_still_be_asked(people):
    given = {"by": people.jiang, "login": "lin", "name": "林某", "unit": places.GENERAL}
    no = refused(actions.add_person, **given, body_id=2_000_000)
    assert str(no) == "机构名录中没有所选的外单位。"
    no = refused(actions.add_person, **given, body_id=body_id("anshan_culture_2015"))
    assert str(no) == (
        "鞍山市文化广电新闻出版局的职责自2019年4月1日起由鞍山市文化旅游和广播电视局承接。"
    )
    assert no.remedy == "请选择鞍山市文化旅游和广播电视局。"
    assert queries.person_by_login("lin") is None


def test_account_whose_body_was_merged_stays_and_can_be_saved(people):
    invite("shi")
    merge("anshan_market_bureau", "anshan_commerce", by=people.wei)
    with writing():
        change(people, "shi", post="主任")
    assert (person("shi").post, person("shi").unit_name) == ("主任", "鞍山市市场监督管理局")
    with writing():
        change(people, "shi", body_id=body_id("anshan_commerce"))
    assert person("shi").unit_name == "鞍山市商务局"
    acts = [
        row["action"] for row in ledger.acts_on(object_kind="person", object_id=person("shi").id)
    ]
    assert acts[-2:] == ["sessions.ended", "person.changed"]


def test_counterpart_gets_no_clearance_and_signs_for_nobody(people):
    jing = invite("jing")["jing"]
    clearance = {"person_id": jing.id, "clearance": 1, "reason": "审批单"}
    no = refused(actions.set_clearance, by=people.shen, **clearance)
    assert str(no) == "景卫民不是本局人员，没有可阅级别。"
    days = {"since": today(), "until": today() + timedelta(days=3), "why": "年休"}
    given = DeputyGiven(absent_id=people.chen.id, deputy_id=jing.id, **days)
    no = refused(actions.add_deputy, by=people.chen, given=given)
    assert str(no) == "景卫民不是本局人员，不能代签案件。"
    assert not decide(jing, "emergency.ask")


def test_an_office_has_one_head(people):
    assert (people.chen.is_principal, people.han.is_principal, people.wu.is_principal) == (
        True,
        True,
        False,
    )
    with pytest.raises(Refused) as no, writing():
        change(people, "wu", is_principal=True)
    assert str(no.value) == "陈立新已登记为该局的正职负责人或者主持工作的负责人。"
    with writing():
        change(people, "chen", is_principal=False)
        change(people, "wu", is_principal=True)
    assert queries.principal_of(places.ENFORCEMENT).name == "吴国栋"


def test_administrator_enters_an_account_of_another_body(people, as_person):
    jiang = as_person("jiang")
    page = jiang.get("/admin/people/new")
    police = str(body_id("anshan_police"))
    assert "鞍山市文化广电新闻出版局" not in page.text
    done = jiang.submit(login="ma", name="马联络", unit=places.GENERAL, body=police)
    assert done.status == 303
    page = jiang.get(done.location)
    assert "鞍山市公安局（外单位账号，由办公室管理）" in page.text
    listed = jiang.get("/admin/people?words=ma")
    assert "鞍山市公安局（外单位）" in listed.text
    jiang.get(done.location)
    again = jiang.submit("record", body="0", is_principal="y")
    assert again.status == 409
    assert "陈立新已登记为该局的正职负责人或者主持工作的负责人。" in again.text
