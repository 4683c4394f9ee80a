"""The list of cases narrows, remembers a person's own filters and goes out as a workbook of text."""

import io
import json
import re
import zipfile

import pytest
import sqlalchemy as sa
from lxml import etree

from caseapp.accounts import units as places
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.cases import actions, list_sheet, queries
from caseapp.cases.actions import LeadGiven
from caseapp.cases.actions.lists import MOST_FILTERS
from caseapp.cases.kept_queries import filters_of
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.sources import Source
from tests.stories import found_by_district, reported, unit_id, walked

FORMULAS = (
    '=HYPERLINK("http://example.invalid","点击")',
    "+1+2",
    "-3*4",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
)
NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def lead(people, **words):
    """A lead of the city with the wanted words."""
    given = LeadGiven(
        source=Source("inspection"),
        received_on=today(),
        unit_id=unit_id(places.ENFORCEMENT),
        content="检查发现标注专利号的商品。",
        **words,
    )
    with writing():
        return actions.open_lead(by=people.wang, given=given).id


class Sheet:
    """A workbook as a spreadsheet program would read it."""

    def __init__(self, content: bytes) -> None:
        self.parts = zipfile.ZipFile(io.BytesIO(content))
        shared = etree.fromstring(self.parts.read("xl/sharedStrings.xml"))
        self.strings = ["".join(one.itertext()) for one in shared.findall("x:si", NS)]

    def cells(self, sheet: int = 1):
        """All cells: place, type, value, whether it computes."""
        tree = etree.fromstring(self.parts.read(f"xl/worksheets/sheet{sheet}.xml"))
        for cell in tree.iter(f"{{{NS['x']}}}c"):
            value = cell.findtext("x:v", default="", namespaces=NS)
            kind = cell.get("t", "n")
            text = self.strings[int(value)] if kind == "s" else value
            yield cell.get("r"), kind, text, cell.find("x:f", NS) is not None

    def column(self, letter: str) -> list[str]:
        """The texts of a column without its head."""
        wanted = re.compile(rf"{letter}(\d+)")
        return [
            text
            for place, _kind, text, _f in self.cells()
            if wanted.fullmatch(place) and place != f"{letter}1"
        ]


def sheet(reader, address="/cases/list.xlsx?openness=all"):
    answer = reader.get(address)
    assert answer.status == 200
    return Sheet(answer.answer.data)


def exported():
    asked = "SELECT details FROM audit_row WHERE action = 'case.list_exported' ORDER BY seq"
    return [json.loads(text) for text in db.session.scalars(sa.text(asked))]


def test_no_text_of_a_case_becomes_a_formula_in_the_workbook(people, as_person):
    for text in FORMULAS:
        lead(people, respondent=text, product=text)
    book = sheet(as_person("wang"))
    cells = [*book.cells(1), *book.cells(2)]
    assert [place for place, _kind, _text, computes in cells if computes] == []
    assert sorted(book.column("G")) == sorted(FORMULAS)
    # Only days are numbers: identifiers and whatever anybody typed are strings.
    assert {place[0] for place, kind, _text, _f in book.cells() if kind != "s"} == {"F"}
    names = book.parts.namelist()
    assert [one for one in names if "externalLink" in one or "vba" in one.lower()] == []


def test_workbook_holds_what_the_person_may_see_and_leaves_a_trail(people, as_person):
    mine = walked(people, "file").case
    theirs = found_by_district(people, until="inspect").case
    city, district = sheet(as_person("wang")), sheet(as_person("zhao"))
    assert city.column("A") == [mine.case_no]
    assert city.column("B") == [mine.lead_no]
    assert district.column("A") == [theirs.case_no]
    assert mine.title not in "".join(district.strings)
    assert [(one["rows"], one["whole"]) for one in exported()] == [(1, True), (1, True)]


def test_workbook_says_when_it_is_not_whole(people, as_person, monkeypatch):
    for number in range(3):
        lead(people, product=f"商品{number}")
    monkeypatch.setattr(list_sheet, "MOST_ROWS", 2)
    book = sheet(as_person("wang"))
    assert book.column("H") == ["商品2", "商品1"]
    assert any("清单不完整：一次最多导出 2 项" in text for _p, _k, text, _f in book.cells(2))
    assert [one["whole"] for one in exported()] == [False]


def test_list_narrows_by_track_and_by_what_is_due(people, clock):
    story = walked(people, "file")
    by = people.wang
    both = {"openness": "all"}

    def ids(**wanted):
        found = queries.page_of_cases(by, queries.Filters(**both, **wanted), "")
        assert found.total == len(found.rows)
        return [row.id for row in found.rows]

    assert ids(track="counterfeit") == ids() == [story.case_id]
    assert ids(track="infringement") == []
    assert ids(track="counterfeit", state=story.case.state) == [story.case_id]
    assert ids(track="mediation", state=story.case.state) == []
    limits = [row.due_on for row in deadlines.of_case(story.case_id) if not row.stopped_on]
    first = min(one for one in limits if one)
    assert ids(due_until=first) == [story.case_id]
    assert ids(due_until=first.replace(year=first.year - 1)) == []


def test_filter_is_kept_under_its_name_for_its_owner_alone(people, as_person):
    reader = as_person("wang")
    reader.get("/cases?openness=all&mine=1&track=counterfeit")
    answer = reader.submit("/cases/filters", name="我的假冒案件")
    assert answer.status == 303
    wanted = {"openness": "all", "track": "counterfeit", "mine": "1"}
    assert [(one.name, one.given) for one in filters_of(people.wang)] == [("我的假冒案件", wanted)]
    assert filters_of(people.li) == []
    assert "我的假冒案件" in reader.get("/cases").text
    assert "我的假冒案件" not in as_person("li").get("/cases").text


def test_same_name_takes_the_filter_over_and_a_dropped_one_is_gone(people, as_person):
    with writing():
        first = actions.save_filter(by=people.wang, name="常用", given={"openness": "all"})
        again = actions.save_filter(by=people.wang, name=" 常用 ", given={"mine": "1"})
    assert first.id == again.id
    assert [one.given for one in filters_of(people.wang)] == [{"mine": "1"}]
    other = as_person("li")
    other.get("/cases")
    assert other.post(f"/cases/filters/{first.id}/drop", {}).status == 404
    mine = as_person("wang")
    mine.get("/cases")
    assert mine.post(f"/cases/filters/{first.id}/drop", {}).status == 303
    assert filters_of(people.wang) == []


def test_nobody_keeps_more_filters_than_a_list_can_show(people, as_person):
    with writing():
        for number in range(MOST_FILTERS):
            actions.save_filter(by=people.wang, name=f"筛选{number}", given={"mine": "1"})
    reader = as_person("wang")
    reader.get("/cases")
    answer = reader.submit("/cases/filters", name="又一个")
    assert answer.status == 409
    assert f"每人最多保存 {MOST_FILTERS} 个筛选" in answer.text
    assert len(filters_of(people.wang)) == MOST_FILTERS


@pytest.mark.parametrize("name", ["", "   ", "长" * 41])
def test_name_of_a_filter_is_asked_for_in_place(people, as_person, name):
    reader = as_person("wang")
    reader.get("/cases")
    answer = reader.submit("/cases/filters", name=name)
    assert answer.status == 422
    assert filters_of(people.wang) == []


def test_unknown_filters_narrow_nothing(people, as_person):
    story = reported(people)
    words = "track=x&edition=y&state=z&due=2&happened=no&month=2026-99&openness=none"
    assert story.case.lead_no in as_person("wang").get(f"/cases?{words}").text
