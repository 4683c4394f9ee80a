"""K8: nobody sees an identity without a reason, a second person, a right in force and a trail."""

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as staff
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.law.procedures.roles import Role
from caseapp.ledger.queries import AUDIT
from caseapp.parties import actions, queries
from caseapp.parties.actions import Identity
from caseapp.parties.opening_rules import number
from tests.identity.people import GIVEN, seal, second_desk_officer

WHY = "回访核实线索中的进货时间和经手人"


@pytest.fixture
def canary(people):
    return seal(people)


@pytest.fixture
def ma(people):
    return second_desk_officer()


def ask(by, who, why=WHY):
    with writing():
        return actions.ask_to_open(by=by, informant_id=who.id, reason=why)


def answer(by, opening, *, agrees=True, why=""):
    with writing():
        return actions.decide_opening(by=by, opening_id=opening.id, agrees=agrees, why=why)


def read(by, who):
    with writing():
        return actions.read_identity(by=by, informant_id=who.id)


def trail():
    columns = (AUDIT.c.action, AUDIT.c.result, AUDIT.c.actor_login, AUDIT.c.object_key)
    rows = sa.select(*columns).where(AUDIT.c.object_kind == "informant").order_by(AUDIT.c.seq)
    return [tuple(row) for row in db.session.execute(rows)]


@pytest.mark.parametrize("second", ["ma", "chen"])
def test_identity_opens_after_a_reason_and_a_second_person(*, canary, people, ma, second):
    opening = ask(people.zhou, canary)
    answer(ma if second == "ma" else people[second], opening)
    assert read(people.zhou, canary) == Identity(canary.alias, **GIVEN)
    assert trail() == [
        ("informant.sealed", "ok", "liu", canary.alias),
        ("informant.asked", "ok", "zhou", canary.alias),
        ("informant.agreed", "ok", second, canary.alias),
        ("informant.unsealed", "ok", "zhou", canary.alias),
    ]


@pytest.mark.parametrize("why", ["", "  ", "看看", "办案需要", "字 " * 9])
def test_no_request_without_a_real_reason(canary, people, why):
    with pytest.raises(Refused, match="不少于10个字"):
        ask(people.zhou, canary, why)


def test_requester_cannot_agree_to_the_own_request(canary, people):
    opening = ask(people.zhou, canary)
    with pytest.raises(Refused, match="不能同意本人的申请"):
        answer(people.zhou, opening)
    with pytest.raises(Refused, match="没有有效的同意"):
        read(people.zhou, canary)


@pytest.mark.parametrize("login", ["wang", "wu", "liu", "zhang", "han", "jiang", "shen", "yang"])
def test_nobody_else_agrees_and_nobody_else_opens(canary, people, login):
    opening = ask(people.zhou, canary)
    with pytest.raises(NotVisible):
        answer(people[login], opening)
    answer(people.chen, opening)
    with pytest.raises(Refused, match="不能查看举报人身份"):
        read(people[login], canary)
    with pytest.raises(Refused, match="不能查看举报人身份"):
        ask(people[login], canary)


def test_chief_who_agreed_sees_nothing(canary, people):
    answer(people.chen, ask(people.zhou, canary))
    with pytest.raises(Refused, match="不能查看举报人身份"):
        read(people.chen, canary)


def test_consent_for_one_is_none_for_another(canary, people, ma):
    answer(people.chen, ask(people.zhou, canary))
    with pytest.raises(Refused, match="没有有效的同意"):
        read(ma, canary)


def test_refused_request_opens_nothing_and_needs_words(canary, people):
    opening = ask(people.zhou, canary)
    with pytest.raises(Refused, match="应当写明原因"):
        answer(people.chen, opening, agrees=False)
    answer(people.chen, opening, agrees=False, why="与线索无关")
    with pytest.raises(Refused, match="没有有效的同意"):
        read(people.zhou, canary)
    with pytest.raises(Refused, match="已经答复"):
        answer(people.chen, opening)


def test_consent_lasts_four_hours(canary, people, clock):
    answer(people.chen, ask(people.zhou, canary))
    clock.forward(hours=3, minutes=59)
    assert read(people.zhou, canary).name == GIVEN["name"]
    clock.forward(minutes=2)
    with pytest.raises(Refused, match="没有有效的同意"):
        read(people.zhou, canary)


def test_request_nobody_answered_lapses(canary, people, clock):
    opening = ask(people.zhou, canary)
    clock.forward(hours=72)
    assert queries.waiting_openings() == []
    with pytest.raises(Refused, match="已过期"):
        answer(people.chen, opening)


def test_disabled_account_opens_nothing_and_agrees_to_nothing(canary, people, ma):
    opening = ask(people.zhou, canary)
    with writing():
        accounts.deactivate_person(by=people.jiang, person_id=ma.id, why="调离")
    gone = staff.person_by_id(ma.id)
    with pytest.raises(NotVisible):
        answer(gone, opening)
    answer(people.chen, opening)
    with writing():
        accounts.deactivate_person(by=people.jiang, person_id=people.zhou.id, why="调离")
    with pytest.raises(Refused, match="账号已停用"):
        read(staff.person_by_id(people.zhou.id), canary)


def test_caller_who_is_not_protected_needs_a_reason_only(people):
    caller = seal(people, is_protected=False)
    with pytest.raises(Refused, match="没有有效的同意"):
        read(people.zhou, caller)
    ask(people.zhou, caller)
    assert read(people.zhou, caller).phone == GIVEN["phone"]


def test_sixth_identity_of_a_day_is_refused_and_the_auditor_told(people, as_person, clock):
    most = number("per_day", today())
    sealed = [seal(people, name=f"第{n}人") for n in range(most + 1)]
    desk = as_person("zhou")
    for one in sealed[:most]:
        answer(people.chen, ask(people.zhou, one))
        desk.get(f"/identities/{one.id}/open")
        assert (
            desk.get(f"/identities/{one.id}/open").status == 200
        )  # the same one may be read again
    desk.get(f"/identities/{sealed[most].id}")
    page = desk.submit("ask", reason=WHY)
    assert page.status == 409
    assert "今天已申请或者查看 5 人的身份" in page.text
    assert trail()[-1] == ("informant.bulk", "alarm", "zhou", sealed[most].alias)
    assert sealed[most].alias in as_person("yang").get("/admin/openings").text
    clock.forward(days=1)
    ask(people.zhou, sealed[most])


def test_informants_page_and_my_openings_list_every_request_and_view(canary, people, as_person):
    desk = as_person("zhou")
    desk.get(f"/identities/{canary.id}")
    desk.submit("ask", reason=WHY)
    assert "等待第二人同意" in desk.follow().text
    chief = as_person("chen")
    assert WHY in chief.get("/identities/requests").text
    chief.submit("agree", why="理由成立")
    assert chief.follow().status == 200
    page = desk.get(f"/identities/{canary.id}")
    assert "查看身份（留下记录）" in page.links()
    shown = desk.get(page.links()["查看身份（留下记录）"])
    assert all(value in shown.text for value in GIVEN.values())
    for address in (f"/identities/{canary.id}", "/me/openings"):
        text = desk.get(address).text
        assert WHY in text
        assert "陈立新" in text
        assert "周静 2026-11-23" in text
        assert not [value for value in GIVEN.values() if value in text]
    assert canary.alias in as_person("yang").get("/admin/openings").text
    assert "没有申请查看过" in as_person("wang").get("/me/openings").text


@pytest.mark.parametrize("typed", ["13900001234", "139-0000-1234", "１３９００００１２３４"])
def test_desk_learns_whether_a_number_reported_before(canary, as_person, typed):
    desk = as_person("zhou")
    desk.get("/identities")
    page = desk.submit("look", phone=typed)
    assert "此号码以前联系过 1 次" in page.text
    assert canary.alias in page.text
    assert GIVEN["name"] not in page.source
    assert trail()[-1][0] == "informant.looked_up"


@pytest.mark.parametrize("login", ["liu", "wang", "chen", "jiang", "yang"])
def test_pages_of_identities_are_for_the_informant_desk_alone(canary, as_person, login):
    other = as_person(login)
    for address in ("/identities", f"/identities/{canary.id}", f"/identities/{canary.id}/open"):
        assert other.get(address).status == 403


def test_second_person_of_another_office_is_not_asked(canary, people, as_person):
    opening = ask(people.zhou, canary)
    page = as_person("han").get("/identities/requests")
    assert canary.alias not in page.text
    done = as_person("han").post(f"/identities/requests/{opening.id}/agree", {"why": ""})
    assert done.status in (400, 404)


def test_system_itself_opens_nothing(canary, people):
    with pytest.raises(Refused):
        ask(Person.system(), canary)


def test_desk_officer_is_of_the_hotline(ma):
    assert (ma.roles, ma.unit_path) == ((Role.INFORMANT_DESK.value,), places.HOTLINE)
