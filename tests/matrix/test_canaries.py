"""What somebody may not see is nowhere: no list, no count, no hit, no page that differs."""

import re

import pytest

from caseapp.base.db import db
from tests.matrix import table
from tests.matrix.cells import Desk
from tests.matrix.sight import cases_of, readable, told_of
from tests.matrix.world import LOGINS
from tests.stories import found_by_district, walked

pytestmark = pytest.mark.sqlite  # the world is undone by copying the file
CASE_LINK = re.compile(r'href="/cases/(\d+)[/"#]')
TAG = re.compile(r"<[^>]*>")
READERS = [label for label in LOGINS if cases_of(label)]
LISTS = (
    *("/cases?openness=all", "/cases", "/cases?openness=closed", "/cases?mine=1", "/desk"),
    *("/cases?month=2024-03&happened=filed", "/hotline", "/search?q=电热水壶", "/search?q=兴旺"),
    *("/search?q=ZL201530012345.4", "/search?q=行政处罚", "/recognise?q=ZL201530012345.4", "/me"),
)


def text(body: bytes) -> str:
    """What is read on a page; keys drawn anew for each page stand in tags."""
    return " ".join(TAG.sub(" ", body.decode()).split())


def listed(desk: Desk, actor: str, address: str) -> set[int]:
    """The cases a page leads to."""
    body = desk.send(actor, "GET", address).body.decode()
    return {int(one) for one in CASE_LINK.findall(body)}


@pytest.mark.parametrize("actor", READERS)
def test_a_list_holds_exactly_what_one_may_see(desk: Desk, actor: str, figure):
    targets = desk.world.targets
    mine = {targets[name].ids["case_id"] for name in cases_of(actor)}
    answer = desk.send(actor, "GET", "/cases?openness=all")
    found = {int(one) for one in CASE_LINK.findall(answer.body.decode())}
    assert found == mine
    assert f"共 {len(mine)} 项" in text(answer.body)
    figure("A3", f"list of {actor}", reached=f"{len(found ^ mine)} differ", asked="0 differ")


@pytest.mark.parametrize("actor", list(LOGINS))
def test_a_search_for_a_hidden_word_finds_nothing(desk: Desk, actor: str):
    may = readable(desk.world, actor)
    cases, tickets = cases_of(actor), told_of(actor)
    for token, (owner, field) in desk.world.canaries.items():
        if field not in ("content", "respondent", "product"):
            continue
        answer = desk.send(actor, "GET", f"/search?q={token}")
        if actor in ("system", "security", "audit", "disabled", *table.FOREIGN):
            assert answer.status in (401, 403)
            continue
        case_id = desk.world.targets[owner].ids["case_id"]
        found = case_id in {int(one) for one in CASE_LINK.findall(answer.body.decode())}
        # A sealed case is in no index, so that even the named open it by its address alone.
        assert found == (owner in cases and owner != "sealed"), (actor, owner, field)
        shown = answer.body.decode().replace(f'value="{token}"', "").count(token)
        if token not in may and owner not in tickets:
            never = desk.send(actor, "GET", "/search?q=kn000000000000")
            words = text(answer.body).replace(token, "")
            assert words == text(never.body).replace("kn000000000000", ""), (owner, field, shown)


@pytest.mark.parametrize(
    ("actor", "theirs"),
    [
        *((actor, True) for actor in ("officer", "chief", "registrar", "finance", "z-officer")),
        *((actor, False) for actor in ("d-officer", "d-chief", "z-officer")),
    ],
)
def test_a_case_one_may_not_see_changes_nothing(*, desk: Desk, people, actor: str, theirs: bool):
    before = {address: text(desk.send(actor, "GET", address).body) for address in LISTS}
    if theirs:
        found_by_district(people, until="inspect")
    else:
        walked(people, "sign_notice")
    db.session.remove()
    after = {}
    for address in LISTS:
        browser, _token = desk.browser(actor)
        after[address] = text(desk.open(browser, address).data)
    assert after == before
    desk.watch.undo()


HIDDEN = {
    "officer": ("district", "recused", "general", "zone"),
    "chief": ("district", "zone"),
    "d-officer": ("own", "zone"),
}


@pytest.mark.parametrize("actor", list(HIDDEN))
def test_what_is_hidden_answers_like_what_never_was(desk: Desk, actor: str):
    cells = {
        (cell.method, cell.endpoint, cell.target): cell
        for block in table.blocks()
        for cell in block.cells()
        if cell.actor == actor
    }
    compared = 0
    for (method, endpoint, target), cell in cells.items():
        if target not in HIDDEN[actor] or cell.answer != "404" or "revisions" in endpoint:
            continue
        answers = []
        for name in (target, "none"):
            ids = desk.world.targets[target].ids | {
                "case_id": desk.world.targets[name].ids["case_id"]
            }
            answer = desk.ask_of(cell, ids)
            path = f"/cases/{ids['case_id']}"
            answers.append((answer.status, text(answer.body).replace(path, ""), answer.changed))
        assert answers[0] == answers[1], (method, endpoint, target)
        compared += 1
    assert compared > 12
