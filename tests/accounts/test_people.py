"""Taking people on, their roles, and leaving."""

from datetime import date

import pytest

from caseapp.accounts import actions, queries
from caseapp.accounts import units as places
from caseapp.accounts.actions import PersonGiven
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.queries import PersonBrief
from caseapp.base.db import writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.ledger import queries as ledger

LAST_ADMIN = "这是最后一名系统管理员，不能停用或收回。"


def hire(people, login="cai", **given):
    values = {"name": "蔡新", "unit": places.TIEXI} | given
    with writing():
        return actions.add_person(by=people.jiang, login=login, **values)


def grant(by, person_id, role, *, unit=""):
    with writing():
        actions.grant_role(by=by, person_id=person_id, role=role, unit=unit)


def said(act, **given):
    """The sentences of a refusal; the act must be refused."""
    with pytest.raises(Refused) as no, writing():
        act(**given)
    return "".join(no.value.sentences)


def acts_on(person_id):
    return [row["action"] for row in ledger.acts_on(object_kind="person", object_id=person_id)]


def test_new_person_begins_without_roles_and_without_rights(people):
    person_id = hire(people, post="科员", phone="0412-5550001")
    newcomer = queries.person_by_id(person_id)
    assert newcomer == Person(
        id=person_id,
        login="cai",
        name="蔡新",
        unit_id=people.zhao.unit_id + 1,
        unit_name="铁西区知识产权局",
        unit_path=places.TIEXI,
        post="科员",
        phone="0412-5550001",
    )
    assert not decide(newcomer, "desk.use")
    assert acts_on(person_id) == ["person.added"]


def test_login_name_is_given_once(people):
    assert (
        said(actions.add_person, by=people.jiang, login=" WANG ", name="王二", unit=places.CITY)
        == "这个登录名已由王建民（执法科）使用。"
    )


@pytest.mark.parametrize("login", ["", "a", "a b", "<script>", "x" * 41, "-ab"])
def test_login_name_that_cannot_be_typed_safely_is_refused(people, login):
    sentence = said(actions.add_person, by=people.jiang, login=login, name="某", unit=places.CITY)
    assert sentence.startswith("登录名只能用")


def test_person_needs_a_name_and_a_unit_that_is_there(people):
    nobody = said(actions.add_person, by=people.jiang, login="abc", name=" ", unit=places.CITY)
    nowhere = said(actions.add_person, by=people.jiang, login="abc", name="某", unit="/999999/")
    assert (nobody, nowhere) == ("请填写姓名。", "没有这个单位，或该单位已停用。")


def test_two_administrators_saving_at_once_see_both_texts(people):
    row = queries.person_record(people.wang.id)
    first = PersonGiven("王建民", places.ENFORCEMENT, post="科长")
    second = PersonGiven("王建明", places.ENFORCEMENT, post="主任科员")
    with writing():
        actions.change_person(by=people.jiang, person_id=row.id, version=row.version, given=first)
    with pytest.raises(Conflict) as clash, writing():
        actions.change_person(by=people.shen, person_id=row.id, version=row.version, given=second)
    # The name only the second one changed merges by itself; the post both changed does not.
    assert dict(clash.value.theirs) == {"职务": "科长"}
    assert dict(clash.value.mine) == {"职务": "主任科员"}
    assert [one.mine for one in clash.value.merge.mine] == ["王建明"]
    assert (clash.value.who, clash.value.version) == ("蒋系统", row.version + 1)
    assert queries.person_record(row.id).post == "科长"


def test_who_left_cannot_act_any_more_but_stays_on_record(people):
    with writing():
        actions.deactivate_person(by=people.jiang, person_id=people.wang.id, why="调离")
    gone = queries.person_by_login("wang")
    assert not gone.is_active
    assert gone.roles == ("officer",)
    assert not decide(gone, "case.read")
    assert people.wang.id not in [who.id for who in queries.officers_of(places.ENFORCEMENT)]
    assert queries.names_of([people.wang.id]) == {people.wang.id: "王建民"}
    with writing():
        actions.reactivate_person(by=people.jiang, person_id=people.wang.id)
    assert queries.person_by_login("wang").is_active


def test_leaving_needs_a_reason_and_another_administrator(people):
    given = {"by": people.jiang, "person_id": people.wang.id}
    assert said(actions.deactivate_person, **given, why=" ") == "请写明停用原因。"
    given = {"by": people.jiang, "person_id": people.jiang.id}
    assert said(actions.deactivate_person, **given, why="退休") == "不能停用自己的账号。"
    given = {"by": people.shen, "person_id": people.jiang.id}
    assert said(actions.deactivate_person, **given, why="退休") == LAST_ADMIN


def test_role_granted_for_a_district_opens_that_district_only(people):
    grant(people.shen, people.wang.id, "officer", unit=places.TIEXI)
    wang = queries.person_by_login("wang")
    assert [g.unit_path for g in wang.grants] == [places.ENFORCEMENT, places.TIEXI]
    assert wang.roles == ("officer",)
    assert acts_on(wang.id)[-1] == "role.granted"


def test_same_role_for_the_same_unit_is_given_once(people):
    assert (
        said(actions.grant_role, by=people.shen, person_id=people.wang.id, role="officer")
        == "王建民已是执法科的执法人员。"
    )


def test_nobody_grants_to_themselves(people):
    sentence = said(actions.grant_role, by=people.shen, person_id=people.shen.id, role="chief")
    assert sentence == "不能给自己授予角色。"


@pytest.mark.parametrize(
    ("login", "role", "sentence"),
    [
        (
            "yang",
            "system_admin",
            "安全审计员不得兼任系统管理员或安全保密管理员：监督者不得监督自己。",
        ),
        (
            "jiang",
            "audit_admin",
            "安全审计员不得兼任系统管理员或安全保密管理员：监督者不得监督自己。",
        ),
        ("jiang", "officer", "管理员不得兼任办案角色：管理员不接触业务数据。"),
        ("wang", "system_admin", "管理员不得兼任办案角色：管理员不接触业务数据。"),
        ("wang", "clock", "没有这个角色。"),
        ("wang", "emperor", "没有这个角色。"),
    ],
)
def test_combination_that_breaks_the_separation_is_not_saved(people, *, login, role, sentence):
    before = people[login].grants
    assert (
        said(actions.grant_role, by=people.shen, person_id=people[login].id, role=role) == sentence
    )
    assert queries.person_by_login(login).grants == before


def test_an_office_of_two_people_can_still_have_all_three_administrators(people):
    with writing():
        actions.grant_role(by=Person.system(), person_id=people.shen.id, role="system_admin")
    assert queries.person_by_login("shen").roles == ("system_admin", "security_admin")


def test_last_administrator_keeps_the_role(people):
    mine = queries.grants_of(people.jiang.id)[0]
    assert said(actions.withdraw_role, by=people.shen, grant_id=mine.id) == LAST_ADMIN


def test_withdrawn_role_is_gone_at_once(people):
    mine = queries.grants_of(people.wang.id)[0]
    with writing():
        actions.withdraw_role(by=people.shen, grant_id=mine.id)
    assert queries.person_by_login("wang").grants == ()
    assert acts_on(people.wang.id)[-1] == "role.withdrawn"


def test_what_is_not_there_is_not_visible(people):
    for act, given in (
        (actions.withdraw_role, {"grant_id": 999}),
        (actions.grant_role, {"person_id": 0, "role": "chief"}),
        (actions.reactivate_person, {"person_id": 999}),
        (actions.make_login_link, {"person_id": 999}),
        (actions.end_sessions_of, {"person_id": 0, "why": "试"}),
    ):
        with pytest.raises(NotVisible), writing():
            act(by=people.shen, **given)


def test_pickers_offer_whoever_holds_a_certificate_that_day_first(people):
    found = queries.assignable_officers(places.ENFORCEMENT, on=date(2015, 9, 1))
    assert [(one.person.login, bool(one.certificate)) for one in found] == [
        ("li", True),
        ("wang", True),
        ("xu", False),
    ]
    assert found[0].words == f"李秀英（执法科，证件 {found[0].certificate}）"
    assert found[2].words == "徐志强（执法科，当日无有效证件）"


def test_holders_of_a_role_are_found_for_an_office(people):
    everywhere = queries.people_with_role("chief")
    in_the_city = queries.people_with_role("chief", unit_path=places.ENFORCEMENT)
    assert [who.login for who in everywhere] == ["chen", "han"]
    assert in_the_city == [
        PersonBrief(people.chen.id, "chen", "陈立新", "", "鞍山市知识产权局", places.CITY)
    ]


def test_colleagues_are_those_of_the_same_office(people):
    assert {one.login for one in queries.colleagues(places.TIEDONG)} == {"han", "qian", "zhao"}
    assert "zhao" not in {one.login for one in queries.colleagues(places.ENFORCEMENT)}


def test_one_of_each_role_is_enough_to_walk_through_the_office(people):
    chosen = queries.first_of_each_role()
    held = [role for person in chosen for role in person.roles]
    assert sorted(held) == sorted({role for person in people.values() for role in person.roles})
    assert len({person.id for person in chosen}) == len(chosen)


def test_setting_the_units_up_twice_adds_nothing(people):
    with writing():
        assert actions.seed_units(by=people.jiang) == 0
    assert len(queries.units()) == len(places.ANSHAN_UNITS)
