"""A8: the three administrators touch no case, nobody rises by their own hand, nobody agrees with themselves."""

import itertools

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as people_queries
from caseapp.accounts import units as places
from caseapp.accounts.models import PersonRow, RoleGrant
from caseapp.accounts.permissions import ADMIN_ROLES, BUSINESS_ROLES, decide
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.base.web import guard_of
from caseapp.cases import queries, seen_by
from tests.policy.doing import WHY, trail
from tests.stories import Story, walked

ADMINS = ("jiang", "shen", "yang")
# Where business is done: everything an administrator has no part in.
BUSINESS = ("/cases", "/hotline", "/desk", "/search", "/emergencies")


@pytest.fixture
def story(app, people) -> Story:
    """Give a case with one of everything."""
    return walked(people, "report")


def business_addresses(app, story: Story) -> list[tuple[str, str]]:
    """Every method and address of business, with numbers that lead to something of this case."""
    known = {
        "case_id": story.case_id,
        "ticket_id": story.case.ticket_id,
        "paper_id": story.paper("filing_approval").id,
        "goods_id": story.goods().id,
        "key": "report",
        "form": "word",
        "number": 1,
    }
    found = []
    for rule in app.url_map.iter_rules():
        # What a machine tells proves itself by a token of its own: nobody's role opens or shuts it.
        told_by_machines = getattr(app.view_functions[rule.endpoint], "for_machines", False)
        if told_by_machines or not rule.rule.startswith(BUSINESS):
            continue
        given = {name: known.get(name, 1) for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("").build(rule.endpoint, given)
        found += [(method, address) for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]
    return found


def business_rows() -> str:
    """All business tables as one text."""
    left = ("audit_row", "web_session", "done_request", "login_link")
    rows = []
    for table in db.metadata.sorted_tables:
        if table.name not in left:
            rows += [f"{table.name}{tuple(row)}" for row in db.session.execute(sa.select(table))]
    return "\n".join(rows)


@pytest.mark.parametrize("login", ADMINS)
def test_administrator_is_refused_on_every_route_of_business(*, app, story, as_person, login):
    reader = as_person(login)
    secrets = (story.case.case_no, story.case.title, story.case.content)
    addresses = business_addresses(app, story)
    assert len(addresses) > 40
    db.session.rollback()
    before = business_rows()
    for method, address in addresses:
        if method == "GET":
            page = reader.get(address, budget=40)
        else:
            reader.get("/me")  # a page of their own gives the token of the form
            page = reader.post(address, {"reason": WHY, "on": "2024-03-20"})
        assert page.status in (403, 404), (login, method, address, page.status)
        assert not any(one in page.source for one in secrets), (method, address)
    assert business_rows() == before


@pytest.mark.parametrize("login", ADMINS)
def test_page_of_an_administrator_names_no_content_of_a_case(*, app, story, as_person, login):
    reader = as_person(login)
    title, content, party = story.case.title, story.case.content, "兴旺家电"
    own = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/admin") and "<" not in rule.rule and "GET" in rule.methods
    ]
    assert len(own) > 10
    for address in own:
        source = reader.get(address, budget=60).source
        assert not any(one in source for one in (title, content, party)), address


def test_forbidden_combination_cannot_be_saved_in_either_order(app, people):
    roles = sorted({*ADMIN_ROLES, *BUSINESS_ROLES})
    saved = set()
    for number, (one, other) in enumerate(itertools.permutations(roles, 2)):
        if ADMIN_ROLES.isdisjoint({one, other}):
            continue
        try:
            with writing():
                accounts.add_person(
                    by=people.shen,
                    login=f"zhu{number}",
                    name="朱",
                    unit=places.CITY,
                    roles=(one, other),
                )
        except Refused:
            continue
        saved.add(frozenset({one, other}))
    assert saved == {frozenset({"system_admin", "security_admin"})}


def test_combination_smuggled_into_the_database_opens_no_case(*, story, people, as_person):
    city = people_queries.unit_by_path(places.CITY).id
    with writing():
        db.session.add(
            RoleGrant(
                person_id=people.jiang.id,
                role="chief",
                unit_id=city,
                granted_by="某",
                granted_at=story.case.created_at,
            )
        )
    smuggled = people_queries.person_by_id(people.jiang.id)
    assert "chief" in smuggled.roles
    assert not decide(smuggled, "case.read", seen_by.things_of([story.case_id])[story.case_id])
    assert queries.visible_ids([story.case_id], by=smuggled) == set()
    assert as_person("jiang").get(story.path).status == 403


def test_nobody_raises_themselves(app, people):
    with pytest.raises(Refused, match="不能给自己授予角色"), writing():
        accounts.grant_role(by=people.shen, person_id=people.shen.id, role="system_admin")
    with pytest.raises(Refused, match="不能调整自己的可阅级别"), writing():
        accounts.set_clearance(by=people.shen, person_id=people.shen.id, clearance=1, reason=WHY)


def test_administrator_gets_no_clearance_from_anybody(app, people):
    other = Person(id=0, login="x", name="另一人", unit_id=1, unit_name="某", unit_path="/")
    for login in ADMINS:
        with pytest.raises(Refused, match="管理员不接触案件"), writing():
            accounts.set_clearance(by=other, person_id=people[login].id, clearance=1, reason=WHY)


@pytest.mark.parametrize("login", ["wang", "chen", "wu", "jiang", "yang"])
def test_rights_are_granted_by_the_security_administrator_only(app, as_person, login):
    reader = as_person(login)
    for address in ("/admin/roles", "/admin/clearances", "/admin/delegations", "/admin/sight"):
        assert reader.get(address).status == 403, address
    reader.get("/me")
    for address in ("/admin/roles/grant", "/admin/clearances", "/admin/delegations"):
        assert reader.post(address, {"person": "1", "reason": WHY}).status == 403, address


def test_every_administrators_route_belongs_to_an_administrators_permission(app):
    """A route under /admin that a business role could open would be a side door."""
    from caseapp.accounts.permissions import BUSINESS_PERMISSIONS  # beside its only use

    wrong = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/admin")
        and guard_of(app.view_functions[rule.endpoint]).permission in BUSINESS_PERMISSIONS
    ]
    assert wrong == []


def test_what_an_administrator_tried_is_kept_with_the_reason(story, as_person):
    as_person("jiang").get(story.path)
    (row,) = trail("access.denied")
    assert (row.actor_login, row.object_key) == ("jiang", "cases.case_file")
    assert row.reason == "所任角色没有“查阅案件”的权限。"


def test_last_administrator_of_each_kind_stays(app, people):
    for login in ADMINS:
        held = db.session.scalar(
            sa.select(RoleGrant.id).where(RoleGrant.person_id == people[login].id)
        )
        with pytest.raises(Refused, match="最后一名"), writing():
            accounts.withdraw_role(by=people.shen, grant_id=held)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PersonRow)) == len(people)
