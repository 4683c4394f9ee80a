"""Visits to shops: the day, the same shop again, who was there, what they count."""

import hashlib
from dataclasses import dataclass
from datetime import date

import pytest

from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.joint import actions, figures, queries
from caseapp.joint.given import MemberGiven
from caseapp.joint.words import FIGURES
from tests.joint.joints import (
    LAST,
    TODAY,
    finding,
    move,
    opened,
    outcome,
    planned,
    running,
    visit,
)

LONG = "长" * 10_000


@dataclass(frozen=True)
class Kept:
    """A file in the store."""

    filename: str
    media_type: str
    sha256: str
    size: int


def photo(name: str = "现场.jpg", media_type: str = "image/jpeg", size: int = 9) -> Kept:
    return Kept(name, media_type, hashlib.sha256(name.encode()).hexdigest(), size)


def totals(joint_id):
    return {one.name: dict(one.figures) for one in figures.totals(joint_id)}


def test_first_visit_begins_an_approved_action(office, people):
    joint_id = planned(people)
    with pytest.raises(Refused, match="现为“方案拟订”"):
        visit(people, joint_id)
    move(people, joint_id, "approve", by="chen")
    visit(people, joint_id)
    assert opened(joint_id, people).action.state == "running"
    assert [row.act for row in queries.acts_of(joint_id)[-2:]] == ["begin", "inspect"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": date(2026, 11, 22)}, "2026年11月22日不在行动期间"),
        ({"on": date(2026, 11, 24)}, "检查日期晚于今天"),
        ({"goods": 3, "patent_goods": 4}, "专利商品（4）应当不多于检查商品（3）"),
        ({"goods": 10**9}, "应当不多于"),
        ({"place_id": None, "shop": ""}, "没有填写场所的名称"),
        ({"findings": (finding(what=" "),)}, "没有写明发现了什么"),
    ],
)
def test_visit_that_cannot_be_is_refused_and_nothing_is_kept(*, office, people, changed, sentence):
    joint_id = running(people)
    before = len(queries.acts_of(joint_id))
    with pytest.raises(Refused, match=sentence):
        visit(people, joint_id, **changed)
    db.session.rollback()
    assert list(queries.inspections_of(joint_id)) == []
    assert len(queries.acts_of(joint_id)) == before


def test_same_shop_on_a_day_is_entered_again_on_purpose_only(office, people):
    joint_id = running(people)
    visit(people, joint_id)
    sentence = "“兴旺家电商行”2026年11月23日已经由第一组检查过（王建民 10:00 登记）"
    with pytest.raises(Refused, match=sentence):
        visit(people, joint_id, by="li", group_id=queries.groups_of(joint_id)[1].id)
    with pytest.raises(Refused, match="已经由第一组检查过"):
        visit(people, joint_id, place_id=None, shop="兴旺家电 商行", address="人民路１号")
    visit(people, joint_id, is_again=True)
    assert totals(joint_id)["合计"] | {"outings": 0} == dict.fromkeys(FIGURES, 0) | {
        "visits": 2,
        "places": 1,
        "goods": 240,
        "patents": 16,
    }


def test_shop_that_was_not_planned_becomes_a_place_of_the_group(office, people):
    joint_id = running(people)
    given = {"place_id": None, "shop": "路边小店 🏪", "address": LONG[:200], "area": "210303"}
    visit(people, joint_id, **given, looked_at=LONG, note="😀")
    place = queries.places_of(joint_id)[-1]
    assert (place.name, place.is_planned, place.visits) == ("路边小店 🏪", False, 1)
    assert queries.inspections_of(joint_id)[0].looked_at == LONG


def test_totals_are_of_bodies_and_groups_and_each_opens_its_rows(office, people):
    joint_id = running(people)
    _first, second = queries.groups_of(joint_id)
    shops = queries.places_of(joint_id)
    mark = finding("trademark", what="假冒商标")
    visit(people, joint_id, findings=(finding(), mark))
    visit(people, joint_id, by="li", group_id=second.id, place_id=shops[1].id, goods=30)
    visit(people, joint_id, by="li", group_id=second.id, place_id=shops[0].id, is_again=True)
    outcome(people, joint_id, queries.findings_of(joint_id)[1].id)
    lines = totals(joint_id)
    assert lines["合计"] == {
        "outings": 4,
        "visits": 3,
        "places": 2,
        "goods": 270,
        "patents": 24,
        "findings": 2,
        "leads": 0,
        "filed": 1,
        "handed": 0,
    }
    assert lines["鞍山市市场监督管理局"] == {
        "outings": 1,
        "visits": 1,
        "places": 1,
        "goods": 120,
        "patents": 8,
        "findings": 1,
        "leads": 0,
        "filed": 1,
        "handed": 0,
    }
    assert lines["第二组"] == {
        "outings": 2,
        "visits": 2,
        "places": 2,
        "goods": 150,
        "patents": 16,
        **dict.fromkeys(("findings", "leads", "filed", "handed"), 0),
    }
    known = figures.counted(joint_id)
    for line, body in zip(figures.totals(joint_id), queries.bodies_of(joint_id), strict=False):
        for figure in ("outings", "visits", "places", "findings", "filed"):
            rows = figures.rows_of(known, figure, body=body)
            assert len(rows) == line.figures[figure]


def test_who_stayed_away_or_left_the_group_was_not_out(office, people):
    joint_id = running(people)
    group = queries.groups_of(joint_id)[0]
    wang, sun = queries.members_of(joint_id, group.id)
    row = visit(people, joint_id, absent=(sun.id,))
    assert [one.name for one in queries.present_at(row.id)] == ["王建民"]
    with pytest.raises(Refused, match="没有一名组员在场"):
        visit(people, joint_id, is_again=True, absent=(wang.id, sun.id))
    with writing():
        actions.drop(by=people.wu, opened=opened(joint_id, people), part="member", row_id=sun.id)
    row = visit(people, joint_id, is_again=True)
    assert [one.name for one in queries.present_at(row.id)] == ["王建民"]


def test_who_changes_groups_on_a_day_is_one_outing(office, people):
    joint_id = running(people)
    visit(people, joint_id)
    first, second = queries.groups_of(joint_id)
    wang = queries.members_of(joint_id, first.id)[0]
    with writing():
        known = opened(joint_id, people)
        actions.drop(by=people.wu, opened=known, part="member", row_id=wang.id)
        given = MemberGiven(person_id=people.wang.id)
        actions.add_member(by=people.wu, opened=known, group_id=second.id, given=given)
    visit(people, joint_id, group_id=second.id, place_id=queries.places_of(joint_id)[1].id)
    lines = totals(joint_id)
    assert lines["合计"]["outings"] == 4
    assert lines["第一组"]["outings"] + lines["第二组"]["outings"] == 5


def test_voided_visit_counts_nothing_and_stays_with_its_reason(office, people):
    joint_id = running(people)
    row = visit(people, joint_id, findings=(finding(),))

    def void(by, why="重复登记"):
        with writing():
            actions.void(by=by, opened=opened(joint_id, people), inspection_id=row.id, why=why)

    with pytest.raises(Refused, match="这次检查是王建民登记的"):
        void(people.li)
    with pytest.raises(Refused, match="没有写明原因"):
        void(people.wang, " ")
    void(people.wang)
    assert totals(joint_id)["合计"] == dict.fromkeys(FIGURES, 0)
    assert queries.inspection_of(joint_id, row.id).void_why == "重复登记"
    assert list(queries.findings_of(joint_id)) == []
    with pytest.raises(Refused, match="已经作废：重复登记"):
        void(people.wang)


def test_only_pictures_and_films_are_kept_as_photos(office, people):
    joint_id = running(people)
    with pytest.raises(Refused, match="不是照片或者录像"):
        visit(people, joint_id, photos=(photo("病毒.exe", "application/x-executable"),))
    db.session.rollback()
    with pytest.raises(Refused, match="是空的"):
        visit(people, joint_id, photos=(photo(size=0),))
    db.session.rollback()
    row = visit(people, joint_id, photos=(photo(), photo("门头 📷.jpg")))
    assert [one.filename for one in queries.photos_of(row.id)] == ["现场.jpg", "门头 📷.jpg"]


def test_member_from_another_office_may_inspect_and_a_stranger_does_not_know_of_it(office, people):
    joint_id = running(people)
    with pytest.raises(NotVisible):
        queries.visible_action(joint_id, by=people.zhao)
    with writing():
        group = queries.groups_of(joint_id)[0]
        actions.add_member(
            by=people.wu,
            opened=opened(joint_id, people),
            group_id=group.id,
            given=MemberGiven(person_id=people.zhao.id),
        )
    row = visit(people, joint_id, by="zhao", on=TODAY)
    assert row.by_name == "赵海涛"
    assert opened(joint_id, people).action.last_on == LAST
