"""Whatever anybody posts anywhere is answered with a page in Chinese, never with a broken program."""

import io
import itertools
import random
from decimal import Decimal

import pytest
from werkzeug.routing import AnyConverter

from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.parties import queries as parties
from tests.pages import Reader
from tests.people import CAST, sign_in
from tests.stories import ROAD, SERVED, form_fields, found_by_district, reported, walked

SAID = {200, 303, 400, 401, 403, 404, 405, 409, 410, 413, 422}
GARBAGE = (
    *("", " ", "　", "\x00", "-1", "0", "1", "9" * 60, "1e999", "NaN", "Infinity", "٣", "²", "½"),
    *("昨天", "2024-02-30", "0001-01-01", "9999-12-31", "2024-03-08T25:61", "9999-12-31T23:59"),
    *("<script>alert(1)</script>", "{{7*7}}", "%s%n", "../../etc/passwd", "'; DROP TABLE unit; --"),
    *("字" * 20_001, "𠀀" * 300, "\u202e倒", "\r\n", "null", "[]", "True", "y", "penalty", "直接"),
)
NAMES = (
    *("on", "reason", "override_reason", "version", "idem", "reckon", "look", "send", "mode"),
    *("servers", "served_on", "place", "receiver", "witness", "note", "name", "kind", "part"),
    *("credit_code", "org_code", "id_number", "address", "phone", "list_kind", "quantity", "unit"),
    *("unit_price", "title", "form", "pages", "taken_on", "taken_by", "source", "received_on"),
    *("unit_id", "content", "channel", "matter", "area", "caller_phone", "text", "why", "login"),
    *("role", "person", "valid_from", "valid_to", "day", "number", "issuer", "parent", "code"),
    *("area_code", "agency_name", "agency_word", "post", "who", *(f"w{n}" for n in range(30))),
)
DATES = ("0001-01-01", "1985-04-01", "2015-07-01", "2026-11-23", "2026-11-24", "9999-12-31")
SUMS = ("0", "0.01", "-0.01", "999999999999.99", "1000000000000", "1e9", "叁万元", "３万")


@pytest.fixture
def story(app, people):
    """Give a case in the middle of its road, and one of the other district."""
    found_by_district(people, until="verify")
    return walked(people, "sign_notice")


def posting_rules(app):
    return [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]


def address_of(rule, story, chance):
    """An address of this rule: with the ids of the case, or with any."""
    known = {
        "case_id": story.case_id,
        "paper_id": story.paper("penalty_notice").id,
        "ticket_id": story.case.ticket_id,
        "party_id": parties.parties_of_case(story.case_id)[0].id,
        "goods_id": story.goods().id,
        "limit_id": deadlines.of_case(story.case_id)[0].id,
        "key": chance.choice([key for key, _, _ in ROAD] + ["nothing", "%00", "梦"]),
        "token": "x" * 43,
    }
    known |= {name: chance.choice(words) for name, words in fixed_words(rule).items()}
    return rule.build(
        {
            name: known.get(name, chance.randrange(1, 9))
            if name in fixed_words(rule) or chance.random() < 0.8
            else 2_000_000
            for name in rule.arguments
        }
    )[1]


def fixed_words(rule):
    """The parts of an address that are one of a few words: only these build an address at all."""
    converters = getattr(rule, "_converters", {})
    return {
        name: sorted(one.items) for name, one in converters.items() if isinstance(one, AnyConverter)
    }


def dice(seed):
    """Throws that fall the same way in every run."""
    return random.Random(seed)  # noqa: S311 - test data, no secret


def rubbish(chance):
    names = chance.sample(NAMES, chance.randrange(25))
    return {name: chance.choice(GARBAGE) for name in names}


EVERYBODY = [*(one.login for one in CAST), ""]
ENDS_THE_STAY = ("accounts.leave", "accounts.become", "accounts.end_my_session")


@pytest.mark.parametrize("group", range(3))
def test_rubbish_sent_to_every_form_breaks_nothing(*, app, story, group):
    for login in EVERYBODY[group::3]:
        chance = dice(login)
        reader = sign_in(Reader(app), login) if login else Reader(app)
        reader.get("/keys")
        drawn = reader.last
        for rule in posting_rules(app):
            if rule.endpoint in ENDS_THE_STAY:
                continue  # whoever leaves has nothing more to send
            reader.last = drawn
            address = address_of(rule, story, chance)
            fields = rubbish(chance)
            if "evidence" in address:
                fields["file"] = (io.BytesIO(b"x"), chance.choice(GARBAGE)[:80] or "a")
            page = reader.post(address, fields, budget=400)
            assert page.status in SAID, (login, address, fields)


def shaped(kind, chance):
    """Something that at least has the shape of a field."""
    by_kind = {
        "date": DATES,
        "instant": tuple(f"{day}T{hour}" for day in DATES for hour in ("00:00", "23:59")),
        "money": SUMS,
        "int": ("0", "1", "1000000", "1000001", "-1"),
        "bool": ("y", ""),
        "officers": ("1", "2", "3", "14", "99999"),
        "person": ("1", "2", "7", "14", "99999"),
    }
    return chance.choice(by_kind.get(kind, GARBAGE))


@pytest.mark.parametrize("edition", [pytest.param(2015, marks=pytest.mark.weekly), 2021])
@pytest.mark.parametrize("key", [key for key, _, _ in ROAD if key not in SERVED])
def test_one_odd_field_in_a_step_is_answered_in_place(*, app, people, client, key, edition):
    chance = dice(f"{key}{edition}")
    before = [""] + [one for one, _, _ in ROAD]
    until = before[before.index(key) - 1]
    story = reported(people, edition=edition)
    if until:
        story.walk(until)
    login = next(who for one, _, who in ROAD if one == key)
    reader = sign_in(client, getattr(story.crew, login).login)
    step = next(one for one in PROCEDURES[story.case.edition].steps if one.key == key)
    good = {"on": story.day(28).isoformat(), **form_fields(story.values(key))}
    fields = [(f"f_{one.key}", one.kind) for one in step.fields] + [("on", "date"), ("version", "")]
    for (name, kind), attempt in itertools.product(fields, range(3)):
        odd = shaped(kind, chance) if attempt else chance.choice(GARBAGE)
        if reader.get(f"{story.path}/steps/{key}").status != 200:
            break
        sent = good | {name: odd} | ({"reckon": "1"} if attempt == 2 else {})
        page = reader.post(f"{story.path}/steps/{key}", sent, budget=200)
        assert page.status in SAID, (key, name, odd)


@pytest.mark.parametrize(
    "login",
    ["wang", "jiang", *(pytest.param(one, marks=pytest.mark.weekly) for one in EVERYBODY[2:-3])],
)
def test_odd_questions_in_an_address_are_answered(*, app, story, client, login):
    chance = dice(login)
    reader = sign_in(client, login)
    names = (
        "after",
        "page",
        "q",
        "kind",
        "state",
        "openness",
        "edition",
        "mine",
        "matter",
        "month",
    )
    names += (
        "words",
        "unit",
        "role",
        "year",
        "rule",
        "start",
        "extend",
        "act_end",
        "gains",
        "person",
    )
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "assets.asset"):
            continue
        address = address_of(rule, story, chance)
        for _ in range(2):
            asked = {name: chance.choice(GARBAGE) for name in chance.sample(names, 6)}
            asked = {name: value[:2000] for name, value in asked.items()}
            assert reader.get(address, query_string=asked, budget=90).status in SAID, (
                address,
                asked,
            )


def test_sums_at_the_edge_of_a_column_are_kept_or_refused(people, as_person):
    story = walked(people, "question")
    story.take("report", gains=Decimal("999999999999.99"), proposed_fine=Decimal("0.01"),
               confiscation=Decimal(0))  # fmt: skip
    page = as_person("wang").get(story.path)
    assert "999,999,999,999.99 元" in page.text
