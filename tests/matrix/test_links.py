"""A link that was good stays good for the one it was given to, and only as long as the right lasts."""

import statistics
import time

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts.models import RoleGrant
from caseapp.base.db import db, writing
from tests.figures import Figure
from tests.matrix.cells import BASE, Desk
from tests.matrix.world import ABSENT, recuse
from tests.people import People, everybody

pytestmark = pytest.mark.sqlite  # the world is undone by copying the file
ENDS = ("", "/file", "/shown")


@pytest.fixture
def links(desk: Desk) -> list[str]:
    """Name what the officer's own case offers to open and to download."""
    ids = desk.world.targets["own"].ids
    path = f"/cases/{ids['case_id']}"
    papers = [f"{path}/papers/{ids['signed']}{end}" for end in ("", "/word", "/pdf", "/pages/1")]
    return [path, *papers, *(f"{path}/evidence/{ids['item_id']}{end}" for end in ENDS)]


@pytest.fixture
def cast(desk: Desk) -> People:
    """Give the cast."""
    assert desk.world.targets
    return everybody()


def statuses(desk: Desk, actor: str, links: list[str]) -> set[int]:
    browser, _token = desk.browser(actor)
    return {desk.open(browser, one).status_code for one in links}


def test_a_link_in_other_hands_opens_nothing(desk: Desk, links):
    assert statuses(desk, "officer", links) == {200}
    assert statuses(desk, "d-officer", links) == {404}
    assert statuses(desk, "operator", links) == {403}
    assert statuses(desk, "anonymous", links) == {401}


def test_a_link_is_dead_after_signing_out(desk: Desk, links):
    browser, token = desk.browser("officer")
    assert (
        desk.open(browser, "/leave", method="POST", data={"csrf_token": token}).status_code == 303
    )
    browser.set_cookie("caseapp", desk.world.tokens["officer"], domain="127.0.0.1")
    assert {desk.open(browser, one).status_code for one in links} == {401}


def test_a_link_is_dead_once_the_role_is_taken_back(desk: Desk, cast, links):
    asked = sa.select(RoleGrant.id).where(RoleGrant.person_id == cast.wang.id)
    with writing():
        for grant_id in list(db.session.scalars(asked)):
            accounts.withdraw_role(by=cast.shen, grant_id=grant_id)
    db.session.remove()
    assert statuses(desk, "officer", links) <= {401, 403}


def test_a_link_is_dead_once_one_keeps_away(desk: Desk, cast, links):
    story = desk.world.targets["own"].story
    assert story is not None
    recuse(story, cast.wang)
    db.session.remove()
    assert statuses(desk, "officer", links) == {404}


def test_unsaved_text_is_its_writers_alone(desk: Desk):
    ids = desk.world.targets["own"].ids
    address = f"/cases/{ids['case_id']}/goods/new"
    fields = {"kept_of": address, "name": "只给自己看的草稿"}
    browser, token = desk.browser("officer")
    kept = desk.open(browser, "/unsaved", method="POST", data=fields | {"csrf_token": token})
    assert kept.status_code == 200
    for actor in ("head", "registrar"):
        page = desk.open(desk.browser(actor)[0], f"{address}?restore={address}")
        assert "只给自己看的草稿" not in page.get_data(as_text=True)
    page = desk.open(browser, f"{address}?restore={address}")
    assert "只给自己看的草稿" in page.get_data(as_text=True)


@pytest.mark.weekly
def test_what_is_hidden_answers_as_fast_as_what_never_was(desk: Desk, figure: Figure):
    hidden = desk.world.targets["district"].ids["case_id"]
    browser, _token = desk.browser("officer")
    taken: dict[int, list[float]] = {hidden: [], ABSENT: []}
    for turn in range(400):
        for case_id in sorted(taken, reverse=bool(turn % 2)):
            begun = time.perf_counter_ns()
            browser.get(f"/cases/{case_id}", base_url=BASE)
            taken[case_id].append((time.perf_counter_ns() - begun) / 1e6)
    apart = abs(statistics.median(taken[hidden]) - statistics.median(taken[ABSENT]))
    figure("A6", "ms between hidden and absent, medians", reached=f"{apart:.2f}", asked="<= 5")
    assert apart <= 5
