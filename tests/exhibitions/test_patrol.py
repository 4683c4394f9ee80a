"""The patrol: marks judged at once, looked up later, leads of the counterfeit track, never two."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from caseapp.accounts import units as places
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_patent_number
from caseapp.base.web import Upload
from caseapp.cases.models import CaseFile
from caseapp.evidence import queries as evidence
from caseapp.exhibitions import patrol_queries, queries, report_rows
from caseapp.exhibitions.actions import patrol
from caseapp.exhibitions.actions.photos import add_photo
from caseapp.exhibitions.exhibitor_models import FairCheck
from caseapp.exhibitions.patrol_given import LookUpGiven, PatrolGiven
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.patents import actions as patents
from caseapp.patents.given import PatentFacts
from tests.exhibitions.fairs import TODAY, running
from tests.people import People
from tests.stories import unit_id

DESIGN = make_patent_number(year=2020, kind=3, serial=123456)
UTILITY = make_patent_number(year=2019, kind=2, serial=7)
WRONG = f"{DESIGN[:-1]}0"


def look(people: People, fair_id: int, *, by: str = "wang", **changed: Any) -> list[FairCheck]:
    given: dict[str, Any] = {
        "text": f"电热水壶 {DESIGN}",
        "device": "tablet-a",
        "device_serial": 1,
        "team": "第一组",
        "booth": "A12",
    }
    with writing():
        return patrol.check_marks(
            by=people[by],
            opened=queries.visible_fair(fair_id, by=people[by]),
            given=PatrolGiven(**(given | changed)),
        )


def ask_register(people: People, fair_id: int, check_id: int, **changed: Any) -> FairCheck:
    given: dict[str, Any] = {"finding": "never_granted", "on": TODAY, "source": "专利检索系统"}
    with writing():
        return patrol.look_up(
            by=people.li,
            opened=queries.visible_fair(fair_id, by=people.li),
            check_id=check_id,
            given=LookUpGiven(**(given | changed)),
        )


def lead(people: People, fair_id: int, check_id: int, *, by: str = "wang") -> int:
    with writing():
        return patrol.open_lead(
            by=people[by],
            opened=queries.visible_fair(fair_id, by=people[by]),
            check_id=check_id,
            unit_id=unit_id(places.ENFORCEMENT),
        )


def told(rows: Any) -> list[tuple[Any, ...]]:
    return [(row.as_printed, row.is_formed, row.finding, row.product, row.why) for row in rows]


def test_page_of_marks_is_judged_at_once_and_what_is_sound_waits_for_the_register(people):
    fair_id = running(people)
    made = look(people, fair_id, text=f"电热水壶 {DESIGN}\n风扇 {WRONG}\n专利产品")
    assert told(made) == [
        (DESIGN, True, "open", "电热水壶", ""),
        (WRONG, False, "not_a_number", "风扇", "校验位应为3，实为0"),
        ("专利产品", False, "not_a_number", "", "只有专利字样，没有专利号"),
    ]
    assert [row.as_printed for row in patrol_queries.to_look_up(fair_id)] == [DESIGN]
    assert [(row.found_by, row.source) for row in made[1:]] == [("系统核对", "号码核对")] * 2


def test_record_a_device_sends_twice_is_noted_once_and_other_words_are_no_second_record(people):
    fair_id = running(people)
    page = f"{DESIGN}\n{UTILITY}"
    first = [row.id for row in look(people, fair_id, text=page)]
    assert [row.id for row in look(people, fair_id, text=page)] == first
    with pytest.raises(Refused, match="这一条已经登记过，内容不同：已登记的是 ZL2020"):
        look(people, fair_id, text=UTILITY)
    assert len(look(people, fair_id, text=UTILITY, device="tablet-b")) == 1
    assert report_rows.final_report(fair_id).value("checks") == 3


def test_number_known_to_have_ended_is_found_so_without_asking_anew(people):
    fair_id = running(people)
    earlier = lead(people, fair_id, look(people, fair_id, text=WRONG)[0].id)
    with writing():
        patents.record_lookup(
            by=people.wang,
            case_id=earlier,
            text=DESIGN,
            status="ended",
            status_on=TODAY,
            looked_up_by=people.wang.id,
            looked_up_on=TODAY,
            source="专利登记簿副本",
            facts=PatentFacts(ended_on=date(2025, 3, 1), ended_why="未缴年费"),
        )
    (row,) = look(people, fair_id, text=DESIGN, device_serial=2)
    assert (row.finding, row.finding_words) == ("ended", "已于2025年3月1日终止，未缴年费")
    known = patrol_queries.known_of([row.patent_id])[row.patent_id]
    assert known == "2026-11-23 查询（专利登记簿副本，王建民）：2026-11-23 终止"


def test_look_into_the_register_keeps_result_source_and_who_asked(people):
    fair_id = running(people)
    (row,) = look(people, fair_id)
    ask_register(people, fair_id, row.id, words="没有这个号码")
    kept = patrol_queries.check_of(fair_id, row.id)
    assert (kept.finding, kept.finding_words, kept.source) == (
        "never_granted",
        "没有这个号码",
        "专利检索系统",
    )
    assert (kept.found_on, kept.found_by) == (TODAY, "李秀英")
    assert patrol_queries.to_look_up(fair_id) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"source": " "}, "没有写查询来源"),
        ({"finding": "open"}, "没有选择查询结果"),
        ({"on": date(2026, 11, 24)}, "查询日期晚于今天"),
    ],
)
def test_result_without_source_or_of_tomorrow_is_refused(people, changed, words):
    fair_id = running(people)
    (row,) = look(people, fair_id)
    with pytest.raises(Refused, match=words):
        ask_register(people, fair_id, row.id, **changed)


def test_number_that_cannot_be_one_is_not_found_in_force_but_corrected(people):
    fair_id = running(people)
    (row,) = look(people, fair_id, text=WRONG)
    with pytest.raises(Refused, match="不成专利号（校验位应为3，实为0）"):
        ask_register(people, fair_id, row.id, finding="fine")
    with writing():
        patrol.correct_mark(
            by=people.wang,
            opened=queries.visible_fair(fair_id, by=people.wang),
            check_id=row.id,
            text=DESIGN,
        )
    assert told([patrol_queries.check_of(fair_id, row.id)]) == [(DESIGN, True, "open", "", "")]
    ask_register(people, fair_id, row.id, finding="fine")
    with pytest.raises(Refused, match="检查结果为“有效，与展品相符”"):
        lead(people, fair_id, row.id)


def test_finding_becomes_one_lead_with_everything_known_and_never_a_second(people):
    fair_id = running(people)
    (row,) = look(people, fair_id)
    with pytest.raises(Refused, match="检查结果为“待查询”"):
        lead(people, fair_id, row.id)
    ask_register(people, fair_id, row.id)
    case = db.session.get(CaseFile, lead(people, fair_id, row.id))
    assert case is not None
    assert (case.track, case.product, case.place) == (
        "counterfeit",
        "电热水壶",
        "鞍山国际会展中心 A12",
    )
    for words in ("第一组（王建民）", DESIGN, "没有授权或者号码不存在", "专利检索系统，李秀英"):
        assert words in case.content
    with pytest.raises(Refused, match="已经转为线索"):
        lead(people, fair_id, row.id, by="li")
    assert report_rows.final_report(fair_id).value("leads") == 1


def shot(people: People, fair_id: int, row: FairCheck) -> None:
    given = PhotoGiven(device="tablet-b", device_serial=row.id, taken_at=now(), check_id=row.id)
    file = Upload("标识.png", "image/png", f"{row.id:064d}", 72)
    with writing():
        opened = queries.visible_fair(fair_id, by=people.wang)
        add_photo(by=people.wang, opened=opened, given=given, file=file)


@pytest.mark.parametrize("booth", ["A12", "一号馆 A12", "A-12展位"])
def test_second_look_at_a_mark_adds_finding_and_photo_to_the_lead_there_is(people, booth):
    fair_id = running(people)
    (first,) = look(people, fair_id)
    ask_register(people, fair_id, first.id)
    case_id = lead(people, fair_id, first.id)
    (second,) = look(people, fair_id, device_serial=2, booth=booth, team="第二组")
    ask_register(people, fair_id, second.id)
    shot(people, fair_id, second)
    assert lead(people, fair_id, second.id) == case_id
    items = evidence.items_of_case(case_id)
    assert [(row.kind, row.source) for row in items] == [
        ("other", "展会巡查"),
        ("photo", "展会巡查"),
    ]
    for words in ("第二组（王建民）", DESIGN, "没有授权或者号码不存在"):
        assert words in items[0].note


def test_look_elsewhere_or_after_the_case_was_closed_is_a_lead_of_its_own(people):
    fair_id = running(people)
    (first,) = look(people, fair_id)
    ask_register(people, fair_id, first.id)
    case_id = lead(people, fair_id, first.id)
    (other,) = look(people, fair_id, device_serial=2, booth="B07")
    ask_register(people, fair_id, other.id)
    elsewhere = lead(people, fair_id, other.id)
    case = db.session.get(CaseFile, case_id)
    assert case is not None
    with writing():
        case.is_open = False
    (again,) = look(people, fair_id, device_serial=3)
    ask_register(people, fair_id, again.id)
    assert len({case_id, elsewhere, lead(people, fair_id, again.id)}) == 3


def test_two_teams_are_counted_and_a_look_without_team_is_refused(people):
    fair_id = running(people)
    look(people, fair_id)
    look(people, fair_id, by="li", device="tablet-b", team="第二组", text=UTILITY)
    found = report_rows.final_report(fair_id)
    assert [found.value(one) for one in ("checks", "teams", "to_look_up")] == [2, 2, 2]
    with pytest.raises(Refused, match="没有写检查组"):
        look(people, fair_id, device_serial=9, team=" ")


def test_time_of_the_look_is_that_at_the_booth_and_never_to_come(people):
    fair_id = running(people)
    at = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert look(people, fair_id, happened_at=at)[0].checked_at == at
    (ahead,) = look(people, fair_id, device_serial=2, happened_at=at.replace(hour=5))
    assert ahead.checked_at == now()


def test_text_without_any_mark_and_endless_lists_are_refused_with_a_way_out(people):
    fair_id = running(people)
    with pytest.raises(Refused, match="没有读到专利标注"):
        look(people, fair_id, text="三号馆二楼")
    with pytest.raises(Refused, match="一次最多登记 100 个标注，这里有 101 个"):
        look(people, fair_id, text="\n".join([DESIGN] * 101))
