"""Who may do what: the map itself, without a database."""

import itertools

import pytest

from caseapp.accounts import units as places
from caseapp.accounts.permissions import (
    ADMIN_ROLES,
    BUSINESS_PERMISSIONS,
    BUSINESS_ROLES,
    PERMISSIONS,
    ROLE_MAP,
    Decision,
    Reach,
    Thing,
    decide,
    permissions_of,
    role_conflict,
    roles_over,
    visible_units,
)
from caseapp.accounts.person import Grant, Person
from caseapp.law.procedures.roles import Role


def person(*grants, number=7, is_active=True):
    """Somebody of the enforcement section with these roles, each (role, unit path)."""
    return Person(
        id=number,
        login="wang",
        name="王建民",
        unit_id=2,
        unit_name="执法科",
        unit_path=places.ENFORCEMENT,
        roles=tuple(dict.fromkeys(role for role, _ in grants)),
        grants=tuple(Grant(role, path) for role, path in grants),
        is_active=is_active,
    )


OFFICER = person(("officer", places.ENFORCEMENT))
CITY_CASE = Thing(places.ENFORCEMENT)
TIEXI_CASE = Thing(places.TIEXI)
OUT_OF_REACH = "不在本人的单位范围内，本人也不是承办人员。"


def test_every_role_stands_in_the_map():
    assert set(ROLE_MAP) == set(Role)


def test_the_map_names_only_permissions_that_have_words():
    assert {name for scopes in ROLE_MAP.values() for name in scopes} == set(PERMISSIONS)


def test_officer_reads_a_case_of_the_own_section():
    assert decide(OFFICER, "case.read", CITY_CASE) == Decision(
        allowed=True, reason="在本人的单位范围内。"
    )


def test_officer_of_another_district_does_not_see_the_case():
    assert decide(OFFICER, "case.read", TIEXI_CASE) == Decision(allowed=False, reason=OUT_OF_REACH)


def test_officer_lent_to_another_district_sees_that_one_case():
    lent = Thing(places.TIEXI, team={7})
    assert decide(OFFICER, "case.read", lent) == Decision(allowed=True, reason="本人是承办人员。")
    assert not decide(OFFICER, "case.read", TIEXI_CASE)


def test_the_city_does_not_see_a_district_unless_a_role_was_granted_there():
    chief = person(("chief", places.CITY))
    both = person(("chief", places.CITY), ("chief", places.TIEXI))
    assert [bool(decide(who, "case.read", TIEXI_CASE)) for who in (chief, both)] == [False, True]


def test_legal_reviewer_of_a_section_reads_the_cases_of_the_whole_office():
    legal = person(("legal", places.LEGAL))
    assert visible_units(legal, "case.read") == Reach((places.CITY,))


def test_operator_of_the_hotline_sees_every_ticket_and_no_case():
    operator = person(("operator", places.HOTLINE))
    assert visible_units(operator, "ticket.read") == Reach(("/",))
    assert visible_units(operator, "case.read") == Reach()


def test_recused_person_loses_sight_even_of_the_own_case():
    mine = Thing(places.ENFORCEMENT, team={7}, recused={7})
    assert decide(OFFICER, "case.read", mine) == Decision(allowed=False, reason="本人已回避本案。")


def test_sealed_case_is_seen_by_those_named_only():
    closed = Thing(places.ENFORCEMENT, team={8}, is_sealed=True, named={7})
    other = person(("chief", places.CITY), number=8)
    assert [bool(decide(who, "case.read", closed)) for who in (OFFICER, other)] == [True, False]
    assert decide(other, "case.read", closed).reason == "案件已封存，只有指定人员可见。"


def test_person_who_left_may_do_nothing():
    gone = person(("chief", places.CITY), is_active=False)
    assert [name for name in PERMISSIONS if decide(gone, name)] == []
    assert visible_units(gone, "case.read").is_empty


def test_person_without_a_role_is_told_so():
    assert decide(person(), "case.read") == Decision(
        allowed=False, reason="所任角色没有“查阅案件”的权限。"
    )


def test_only_the_informant_desk_comes_near_an_identity():
    holders = [role for role, scopes in ROLE_MAP.items() if "informant.reveal" in scopes]
    assert holders == [Role.INFORMANT_DESK]


def test_only_the_chief_signs():
    assert [role for role, scopes in ROLE_MAP.items() if "paper.sign" in scopes] == [Role.CHIEF]


def test_administrators_may_do_no_business():
    for role in ADMIN_ROLES:
        assert BUSINESS_PERMISSIONS.isdisjoint(ROLE_MAP[Role(role)])


def test_administrator_with_a_smuggled_business_role_still_sees_no_case():
    smuggled = person(("officer", places.CITY), ("system_admin", places.CITY))
    assert visible_units(smuggled, "case.read").is_empty
    assert not decide(smuggled, "case.read", CITY_CASE)
    assert decide(smuggled, "people.manage")


def test_forbidden_pairs_of_roles_are_exactly_these():
    allowed_admin_pair = {"system_admin", "security_admin"}
    for one, other in itertools.permutations([*ADMIN_ROLES, *BUSINESS_ROLES], 2):
        admins = {one, other} & ADMIN_ROLES
        forbidden = bool(admins) and {one, other} != allowed_admin_pair
        forbidden = forbidden or "counterpart" in (one, other)
        assert bool(role_conflict([one], other)) == forbidden, (one, other)


def test_conflict_is_said_in_a_sentence():
    assert role_conflict(["audit_admin"], "system_admin") == (
        "安全审计员不得兼任系统管理员或安全保密管理员：监督者不得监督自己。"
    )
    assert role_conflict(["officer"], "security_admin") == (
        "管理员不得兼任办案角色：管理员不接触业务数据。"
    )


def test_role_held_for_another_unit_is_no_role_over_this_case():
    both = person(("officer", places.ENFORCEMENT), ("chief", places.TIEXI))
    assert roles_over(both, CITY_CASE) == {"officer"}
    assert roles_over(both, TIEXI_CASE) == {"chief"}
    assert roles_over(both, Thing(places.TIEXI, recused={7})) == frozenset()
    assert roles_over(both, Thing(places.LISHAN, team={7})) == {"officer"}


def test_time_itself_acts_everywhere_but_signs_nothing():
    assert decide(Person.system(), "case.step", TIEXI_CASE)
    assert not decide(Person.system(), "paper.sign", TIEXI_CASE)


def test_unknown_permission_is_a_fault_of_the_program():
    with pytest.raises(LookupError, match="no such permission"):
        decide(OFFICER, "case.reed")


def test_a_unit_whose_code_begins_alike_is_not_within_reach():
    assert not Reach((places.CITY,)).covers(places.HIGH_TECH)


def test_role_is_shown_with_its_rights_in_chinese():
    assert permissions_of("audit_admin") == (
        "管理自己的登录",
        "期限计算与罚款测算",
        "进入管理",
        "查看紧急查阅",
        "核查紧急查阅",
        "查阅与核验审计日志",
    )


def test_every_unit_that_is_shipped_lies_under_one_that_is():
    paths = {seed.path for seed in places.ANSHAN_UNITS}
    assert len(paths) == len(places.ANSHAN_UNITS) == 14
    assert {seed.parent_path for seed in places.ANSHAN_UNITS} - paths == {""}


def test_seven_districts_and_counties_carry_their_codes():
    districts = {
        seed.area_code: seed.name
        for seed in places.ANSHAN_UNITS
        if seed.kind == places.UnitKind.DISTRICT
    }
    assert districts == {
        "210302": "铁东区知识产权局",
        "210303": "铁西区知识产权局",
        "210304": "立山区知识产权局",
        "210311": "千山区知识产权局",
        "210321": "台安县知识产权局",
        "210323": "岫岩满族自治县知识产权局",
        "210381": "海城市知识产权局",
    }
