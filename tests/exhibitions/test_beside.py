"""Fairs beside their own pages: on the desk, in the menu, in the search, on the page of a case, in the audit."""

import re
from pathlib import Path

from caseapp.exhibitions.act_words import act_words
from caseapp.exhibitions.patrol_words import NOT_A_NUMBER
from tests.exhibitions.complaints import PATENT, taken
from tests.exhibitions.fairs import approved, opened, running
from tests.exhibitions.test_patrol import WRONG, lead, look
from tests.pages import UNBUILT

ACTIONS = Path(__file__).parents[2] / "caseapp" / "exhibitions" / "actions"


def found(reader, asked):
    return reader.get(f"/search?q={asked}", budget=UNBUILT).links().values()


def test_who_is_on_duty_today_opens_the_station_from_the_desk(as_person, people):
    fair_id = running(people)
    taken(people, fair_id)
    page = as_person("wang").get("/desk")
    assert "今天展会值班" in page.text
    assert "未办完的投诉 1 件 打开工作站" in page.text
    assert f"/fairs/{fair_id}/station" in page.links().values()
    assert "今天展会值班" not in as_person("wu").get("/desk").text


def test_fair_that_has_not_opened_leads_to_its_page(as_person, people):
    fair_id = approved(people)
    page = as_person("li").get("/desk")
    assert "还没有开始进驻" in page.text
    assert f"/fairs/{fair_id}" in page.links().values()


def test_menu_has_fairs_for_whoever_may_read_them(as_person):
    assert as_person("wang").get("/desk").links()["展会"] == "/fairs"
    assert "展会" not in as_person("liu").get("/desk").links()


def test_fair_and_complaint_are_found_by_whoever_may_open_them(as_person, people):
    fair_id = running(people)
    complaint_id = taken(people, fair_id)
    fair, complaint = f"/fairs/{fair_id}", f"/fair-complaints/{complaint_id}"
    number = opened(fair_id, people).row.number
    for asked, address in (
        (number, fair),
        ("鞍山国际家电博览会", fair),
        ("海城市红火电器厂", complaint),
        (PATENT, complaint),
    ):
        assert address in found(as_person("wang"), asked), asked
    for asked in (number, "海城市红火电器厂"):
        assert not {fair, complaint} & set(found(as_person("zhao"), asked)), asked


def test_case_that_came_from_a_fair_shows_it(as_person, people):
    fair_id = running(people)
    (row,) = look(people, fair_id, text=WRONG)
    assert row.finding == NOT_A_NUMBER
    case_id = lead(people, fair_id, row.id)
    page = as_person("wang").get(f"/cases/{case_id}")
    assert "来自展会" in page.text
    assert f"/fairs/{fair_id}/patrol/{row.id}" in page.links().values()


def test_every_act_at_a_fair_has_words_in_the_audit():
    named = set()
    for path in ACTIONS.glob("*.py"):
        named |= set(
            re.findall(r'action="((?:fair|fair_complaint|exhibitor)\.\w+)"', path.read_text())
        )
    assert named <= set(act_words())
