"""Odd texts come back as they were typed, or a sentence says why not; no question to the database breaks."""

import io
import logging
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.evidence import queries as evidence
from caseapp.ledger.worker import drain_all
from caseapp.parties.models import Party
from caseapp.reactions import REACTIONS
from tests.figures import Figure
from tests.injection.payloads import kept
from tests.injection.timing import LIMIT, apart, seconds
from tests.stories import walked

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def story(app, people):
    """Give a case to which something can be added."""
    return walked(people, "question")


def name_party(reader, story, name):
    reader.get(f"{story.path}/parties/new")
    return reader.submit(kind="individual", name=name)


def names():
    db.session.rollback()
    return set(db.session.scalars(sa.select(Party.name)))


def test_a_naughty_name_is_kept_exactly_or_refused_with_a_sentence(
    *, story, as_person, figure: Figure
):
    reader = as_person("wang")
    exact = refused = 0
    for name in kept("naughty"):
        page = name_party(reader, story, name)
        if page.status == 303:
            assert name.strip() in names(), ascii(name)
            exact += 1
        else:
            assert page.status == 422, ascii(name)
            assert page.texts(".//*[@class='field-error']"), ascii(name)
            refused += 1
    drain_all(REACTIONS)
    for name in kept("naughty"):
        assert reader.get("/search", query_string={"q": name}, budget=90).status == 200
    reader.get(story.path, budget=60)
    figure(
        "X4", "names kept exactly, refused", reached=f"{exact}, {refused}", asked="all of the list"
    )
    assert exact > refused


@pytest.mark.parametrize("place", ["before", "within", "behind"])
def test_a_name_with_an_unseen_character_is_refused_with_its_place(story, as_person, place: str):
    reader = as_person("wang")
    before = names()
    for char in kept("unseen"):
        name = {"before": f"{char}兴旺", "within": f"兴{char}旺", "behind": f"兴旺{char}"}[place]
        page = name_party(reader, story, name)
        assert page.status == 422, ascii(char)
        assert f"第{name.index(char) + 1}个字是看不见的字符" in page.text
    assert names() == before


def test_a_null_never_reaches_the_database(story, as_person):
    reader = as_person("wang")
    name_party(reader, story, "兴\x00旺")
    assert not any("\x00" in name for name in names())


SORTED = (
    *("/cases?state={0}", "/cases?after={0}", "/cases?openness={0}", "/cases?edition={0}"),
    *(
        "/cases?month={0}&happened={0}",
        "/cases?mine={0}",
        "/hotline?state={0}",
        "/hotline?matter={0}",
    ),
    *("/hotline?after={0}", "/search?q={0}", "/search?q=水&kind={0}&page={0}", "/recognise?q={0}"),
    *("/law/due?rule={0}&start={0}&extend={0}", "/law/fine?gains={0}&act_end={0}"),
)
ADMIN = (
    *("/admin/people?words={0}&after={0}", "/admin/certificates?state={0}&words={0}&after={0}"),
    *("/admin/calendar?year={0}", "/admin/people/{0}"),
)


@pytest.mark.parametrize(
    ("login", "addresses"),
    [
        ("chen", SORTED),
        ("jiang", ADMIN),
        ("yang", ("/admin/audit?login={0}&action={0}&after={0}",)),
    ],
)
def test_a_question_in_an_address_is_no_statement(
    *, story, as_person, login: str, addresses, figure: Figure
):
    browser = as_person(login).browser
    widest = 0.0
    asked = 0

    def ask(address: str, typed: str):
        return browser.get(address.format(quote(typed, safe="")), base_url=BASE)

    for address in addresses:
        for payload in kept("sql"):
            plain = "x" * len(payload)
            took, answer = seconds(lambda: ask(address, payload))  # noqa: B023 - called at once
            asked += 1
            assert answer.status_code < 500, (address, payload)
            assert "sqlite" not in answer.get_data(as_text=True).lower().replace(
                "sqlite_master", ""
            )
            if took > LIMIT:  # a busy machine, or a question that was answered
                took = apart(lambda: ask(address, payload), lambda: ask(address, plain))  # noqa: B023 - as above
            widest = max(widest, took)
            assert took <= LIMIT, (address, payload)
    figure(
        "X5",
        f"questions of {login}, widest from a plain one in ms",
        reached=f"{asked}, {widest * 1000:.0f}",
        asked="no 500, <= 200",
    )


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "%0d%0a"])
def test_a_line_end_in_a_name_breaks_no_header_and_no_log_line(
    *, story, as_person, caplog, end: str
):
    caplog.set_level(logging.DEBUG)
    reader = as_person("wang")
    reader.get(f"{story.path}/evidence/new")
    name = f"照片{end}Set-Cookie: a=b{end}.jpg"
    page = reader.submit(
        title="照片",
        kind="photo",
        taken_on="2024-03-08",
        file=(io.BytesIO(b"\xff\xd8\xff\xe0"), name),
    )
    assert page.status in (303, 409, 422)
    for item in evidence.items_of_case(story.case_id):
        answer = reader.get(f"{story.path}/evidence/{item.id}/file").answer
        assert "Set-Cookie" not in answer.headers
        assert not any(
            c in value for value in answer.headers.values() for c in "\r\n\x0b\x85\u2028"
        )
    reader.get("/sign-in", query_string={"next": f"/x{end}Location: //e.cn"}, budget=60)
    browser = reader.browser
    browser.get(
        f"/cases/{quote(end, safe='')}ERROR forged", base_url=BASE, headers={"X-Forwarded-For": "1"}
    )
    assert not [
        line for line in caplog.text.splitlines() if line.startswith(("ERROR forged", "Set-Cookie"))
    ]
