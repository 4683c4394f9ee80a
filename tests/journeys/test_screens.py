"""Every page as every role sees it, with usual, long and hostile data: drawn whole, no barrier."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.look import look, look_at
from tests.journeys.walk import Walk

ANYBODY = {"left": "/left", "keys": "/keys", "dead-link": "/enter/no-such-link"}
OPERATOR = {
    "desk": "/desk",
    "tickets": "/hotline",
    "call": "/hotline/new",
    "ticket": "/hotline/1",
    "search-empty": "/search",
    "search": "/search?q=ZL201530012345.4",
    "me": "/me",
    "switch": "/people-switch",
    "not-there": "/cases/999999",
}
OFFICER = {
    "desk": "/desk",
    "cases": "/cases",
    "new-lead": "/cases/new",
    "search": "/search?q=电热水壶",
    "law-due": "/law/due?rule=CF-12&start=2026-11-23",
    "law-fine": "/law/fine?gains_kind=known&gains=30000&act_end=2020-05-01&decided=2022-01-10",
    "law-rules": "/law/rules",
    "new-dispute": "/cases/requests/new?track=infringement",
    "new-mediation": "/cases/requests/new?track=mediation",
    "disputes": "/cases?track=infringement",
    "law-penalty": "/law/penalty",
    "law-procedure-dispute": "/law/procedures/infringement-2025",
    "law-procedures": "/law/procedures",
    "law-procedure": "/law/procedures/counterfeit-2021",
}
OTHERS = {
    "chen": {
        "desk": "/desk",
        "ticket": "/hotline/1",
        "deputies": "/deputies",
        "handover": "/cases/handover",
        "handover-of": "/cases/handover/1",
    },
    "zhang": {"desk": "/desk"},
    "sun": {"desk": "/desk"},
    "zhou": {"desk": "/desk", "ticket": "/hotline/1"},
    "zheng": {"desk": "/desk", "cases": "/cases?openness=all"},
    "feng": {"desk": "/desk"},
    "chu": {"desk": "/desk"},
    "wei": {"desk": "/desk"},
    "han": {"desk": "/desk", "cases": "/cases"},
    "jiang": {
        "admin": "/admin",
        "people": "/admin/people",
        "new-person": "/admin/people/new",
        "person": "/admin/people/1",
        "units": "/admin/units",
        "new-unit": "/admin/units/new",
        "unit": "/admin/units/1",
        "certificates": "/admin/certificates",
        "new-certificate": "/admin/certificates/new",
        "certificate": "/admin/certificates/1",
        "calendar": "/admin/calendar",
        "arrangements": "/admin/calendar/import",
        "unconfirmed": "/law/unconfirmed",
    },
    "shen": {"admin": "/admin", "roles": "/admin/roles"},
    "yang": {
        "audit": "/admin/audit",
        "verified": "/admin/audit/verify",
        "register": "/admin/audit/register",
    },
}
# who opens which step's form of which case
FORMS = {
    "wang": {
        "late": ("ask_filing",),
        "lead": ("verify", "punish_on_spot"),
        "filed": ("inspect", "question", "register_evidence", "seize"),
        "investigated": ("report",),
        "noticed": ("record_defence", "ask_decision"),
        "mediation": ("agree",),
    },
    "chen": {
        "asked": ("file", "refuse_filing"),
        "to_notify": ("sign_notice",),
        "dispute": ("decide",),
        "suspended": ("resume",),
    },
    "zhang": {"in_review": ("pass_review", "return_review")},
    "feng": {"decided": ("perform",)},
    "chu": {"decided": ("publish",)},
}
STAGES = (
    *("lead", "soon", "asked", "filed", "investigated", "in_review", "to_notify"),
    *("noticed", "decided", "closed"),
    *("dispute", "suspended", "mediation"),
)


@pytest.fixture(scope="module")
def cases(live):
    """Fill the office with cases of every kind."""
    return live.fill()


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def named(login, pages):
    return {f"{login}/{name}": address for name, address in pages.items()}


def test_pages_for_anybody(visit, cases):
    assert look_at(visit(), named("anybody", ANYBODY)) == []


def test_pages_of_the_operator(visit, cases):
    assert look_at(visit("liu"), named("operator", OPERATOR)) == []


def test_pages_of_the_officer(visit, cases):
    assert look_at(visit("wang"), named("officer", OFFICER)) == []


@pytest.mark.parametrize("login", OTHERS)
def test_pages_of_everybody_else(visit, cases, login):
    assert look_at(visit(login), named(login, OTHERS[login])) == []


def test_a_case_in_every_stage(visit, cases):
    pages = {f"case/{name}": f"/cases/{cases[name]}" for name in STAGES}
    assert look_at(visit("wang"), pages) == []


@pytest.mark.parametrize("login", FORMS)
def test_forms_of_the_steps(visit, cases, login):
    pages = {
        f"steps/{key}": f"/cases/{cases[stage]}/steps/{key}"
        for stage, keys in FORMS[login].items()
        for key in keys
    }
    assert look_at(visit(login), pages) == []


def test_parts_of_a_case(walk, cases):
    walk.case = f"/cases/{cases['decided']}"
    walk.file("wang")
    faults = look_at(
        walk.visitor,
        {
            "parts/party": f"{walk.case}/parties/new",
            "parts/edit-party": f"{walk.case}/parties/1",
            "parts/goods": f"{walk.case}/goods/new",
            "parts/item": f"{walk.case}/evidence/new",
            "parts/notes": f"{walk.case}/notes",
            "parts/penalty": f"{walk.case}/penalty",
            "parts/penalties": f"{walk.case}/penalties",
            "parts/claims": f"/cases/{cases['dispute']}/claims",
            "parts/links": f"/cases/{cases['dispute']}/links",
        },
    )
    walk.file("wang").get_by_role("link", name="进货单据 1").first.click()
    faults += look(walk.visitor, "parts/evidence")
    here = walk.page.url.removeprefix(walk.live.home)
    faults += look_at(
        walk.visitor, {"parts/custody": f"{here}/custody", "parts/label": f"{here}/label"}
    )
    walk.file("wang").locator(".limit summary").first.click()
    walk.page.locator(".limit a").first.click()
    faults += look(walk.visitor, "parts/limit")
    for name, title in {
        "decision": "行政处罚决定书",
        "notice": "行政处罚告知书",
        "record": "现场笔录",
    }.items():
        walk.paper("wang", title)
        faults += look(walk.visitor, f"parts/{name}")
    assert faults == []


def test_a_correction_is_seen_before_it_is_made(walk, cases):
    walk.case = f"/cases/{cases['filed']}"
    walk.file("chen", "/corrections").get_by_role("link", name=re.compile("^立案")).click()
    faults = look(walk.visitor, "corrections/form")
    form = walk.page.locator("form[data-guard]")
    form.locator("input[type=date]").first.fill("2026-11-19")
    walk.fill(form, {"reason": "录入时看错一行。"})
    walk.save(form)
    expect(walk.page.locator("main")).to_contain_text("更正的结果（还没有更正）")
    faults += look(walk.visitor, "corrections/preview")
    assert faults == []


def test_an_arrangement_is_seen_before_it_is_used(visit, cases):
    jiang = visit("jiang")
    page = jiang.go("/admin/calendar/import")
    off = "元旦 01-01,春节 02-08,清明节 04-05,劳动节 05-03,端午节 06-09,中秋节 09-15,国庆节 10-01"
    named = (one.split() for one in off.split(","))
    days = "日期,名称,安排\n" + "".join(f"2027-{day},{name},放假\n" for name, day in named)
    page.locator("input[type=file]").set_input_files(
        {"name": "2027.csv", "mimeType": "text/csv", "buffer": days.encode()}
    )
    page.locator("[name=source]").fill("国务院办公厅关于2027年部分节假日安排的通知")
    page.get_by_role("button", name="读入并查看").click()
    expect(page.locator("main")).to_contain_text("尚未启用")
    assert look(jiang, "arrangement/preview") == []


def test_a_refusal_stands_on_top_of_what_was_typed(walk, cases):
    walk.case = f"/cases/{cases['asked']}"
    form = walk.open_step("chen", "立案")
    walk.fill(form, {"officers": ["王建民"]}, prefix="f_")
    walk.save(form)
    expect(walk.page.locator(".refusal")).to_be_focused()
    assert look(walk.visitor, "refusals/one-officer") == []
    walk.sit("liu")
    walk.visitor.go("/hotline/new")
    walk.page.locator("#call button[name=send]").click()
    expect(walk.page.locator(".field-error").first).to_be_visible()
    assert look(walk.visitor, "refusals/empty-call") == []


@pytest.mark.parametrize("kind", ["long", "hostile"])
def test_long_and_hostile_words_stay_words_in_their_place(walk, cases, kind):
    walk.case = f"/cases/{cases[kind]}"
    walk.file("wang")
    faults = look(walk.visitor, f"{kind}/case")
    faults += look_at(
        walk.visitor,
        {
            f"{kind}/desk": "/desk",
            f"{kind}/cases": "/cases",
            f"{kind}/tickets": "/hotline",
            f"{kind}/report": f"{walk.case}/steps/inspect",
            f"{kind}/search": "/search?q=<script>{{7*7}}"
            if kind == "hostile"
            else "/search?q=物流",
        },
    )
    walk.file("wang", "#lead").get_by_role("link", name="查看工单").click()
    faults += look(walk.visitor, f"{kind}/ticket")
    walk.paper("wang", "行政处罚决定书")
    faults += look(walk.visitor, f"{kind}/decision")
    walk.file("wang", "#parties").get_by_role("link", name="修改").first.click()
    faults += look(walk.visitor, f"{kind}/party")
    expect(walk.page.locator("body")).not_to_contain_text("7*7=49")
    assert faults == []
