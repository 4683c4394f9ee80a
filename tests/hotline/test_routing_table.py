"""The routing table: each shipped row against a line written by hand, one answer to every question."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseapp.hotline.routing.shipped import SHIPPED, read, shipped
from caseapp.hotline.routing.table import (
    AREAS,
    ORDINARY,
    SPECIALS,
    Asked,
    Table,
    every_question,
    faults,
)
from caseapp.hotline.words import MATTERS, RIGHT_KINDS
from caseapp.law.errors import FaultyData

EXPECTED = Path(__file__).with_name("routing_expected.txt")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One line of the hand-written file."""

    day: date
    asked: Asked
    rule: str
    to: str


def lines():
    found = []
    for text in EXPECTED.read_text(encoding="utf-8").splitlines():
        if text.strip() and not text.startswith("#"):
            day, asked, rule, to = (part.strip() for part in text.split("|"))
            kind, matter, area, special = asked.split()
            question = Asked(kind, matter, area, "" if special == "-" else special)
            found.append(Line(date.fromisoformat(day), question, rule, to))
    return found


def where(rule):
    """Say where a row sends as the hand-written file does."""
    return " ".join(one for one in (rule.to_unit, rule.to_body, rule.tell and "tell") if one)


@pytest.mark.parametrize("rule", shipped().rules, ids=lambda rule: rule.id)
def test_shipped_row_decides_what_the_hand_written_file_says(rule):
    mine = [line for line in lines() if line.rule == rule.id]
    assert mine, f"{rule.id} stands in no line of {EXPECTED.name}"
    for line in mine:
        found = shipped().rule(line.asked, line.day)
        assert (found.id, where(found)) == (line.rule, line.to), line
    days = {line.day for line in mine}
    assert {day for day in (rule.valid_from, rule.valid_to) if day} <= days, "first and last day"
    spoken = {line.asked.area for line in mine} if rule.areas else set()
    assert spoken == set(rule.areas), "every area of a row that names areas"


def test_no_line_speaks_of_a_row_that_is_gone():
    assert {line.rule for line in lines()} == {rule.id for rule in shipped().rules}


def test_before_the_first_and_after_the_last_day_another_row_decides():
    for line in lines():
        rule = shipped().by_id(line.rule)
        beyond = [rule.valid_from and rule.valid_from - DAY, rule.valid_to and rule.valid_to + DAY]
        for day in filter(None, beyond):
            assert shipped().rule(line.asked, day).id != rule.id, (line, day)


def test_every_question_has_exactly_one_answer_on_every_key_date():
    questions = {(one.right_kind, one.matter, one.area, one.special) for one in every_question()}
    size = len(RIGHT_KINDS) * len(MATTERS) * len(AREAS) * (len(SPECIALS) + 1)
    assert len(questions) == size == 2430
    days = shipped().days(date(2013, 1, 4), date(2015, 6, 8), date(2023, 3, 16), date(2030, 1, 1))
    assert {date(2019, 4, 1), date(2019, 3, 31), date(2021, 6, 1), date(2026, 4, 15)} <= set(days)
    assert faults(shipped(), days) == []


def test_tie_and_gap_are_named_with_rules_and_day():
    rules = shipped().rules
    twin = replace(shipped().by_id("R-05"), id="R-99", valid_from=date(2027, 1, 1))
    assert faults(Table((*rules, twin))) == [
        "2027-01-01收到的“专利举报，铁东区”有 2 条同样具体的规则：R-05、R-99。"
    ]
    holed = Table(tuple(rule for rule in rules if rule.id != "R-21"))
    assert faults(holed, [date(2026, 1, 5)]) == [
        f"2026-01-05收到的“集成电路布图设计{matter}，市区（区县不明）”没有规则可用。"
        for matter in ("举报", "投诉")
    ]


def test_row_that_stands_in_for_another_decides_only_where_both_speak():
    own = replace(
        shipped().by_id("R-14"),
        id="自定-1",
        matters=frozenset({"report"}),
        valid_from=date(2027, 1, 1),
        to_body="",
        to_unit="/210300/ZF/",
        overrides=frozenset({"R-14"}),
    )
    table = Table((*shipped().rules, own))
    assert faults(table) == []
    asked = {matter: Asked("trademark", matter, "210302") for matter in ("report", "complaint")}
    told = [
        table.rule(asked[matter], day).id
        for matter in ("report", "complaint")
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert told == ["R-14", "自定-1", "R-14", "R-14"]
    assert faults(Table((*shipped().rules, replace(own, overrides=frozenset({"R-77"})))))[0] == (
        "规则 自定-1 要代替的规则 R-77 不存在。"
    )


def test_ticket_without_kind_or_area_is_asked_as_other_and_city():
    assert Asked.of("", "report", area="") == Asked("other", "report", "210300", ORDINARY)
    assert Asked.of("patent", "report", area="330100") == Asked("patent", "report", "outside")
    assert Asked.of("patent", "report", area="210302", special="nonsense").special == ORDINARY


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('right_kinds = ["patent"]', 'right_kinds = ["patents"]', "unknown right_kinds patents"),
        ('to_unit = "/210300/ZF/"', 'to_unit = "/210300/XX/"', "no unit /210300/XX/"),
        ('to_unit = "/210300/ZF/"', 'tell = "x"\nto_unit = "/210300/ZF/"', "needs one target"),
        ("举报由〔承办〕办理", "举报由执法科办理", "does not say who"),
        ('id = "R-02"', 'id = "R-01"', "R-01: stands twice"),
        ("valid_to = 2019-03-31", "valid_to = 2011-03-31", "valid_to lies before valid_from"),
    ],
)
def test_faulty_row_is_named_when_the_file_is_read(old, new, fault):
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(FaultyData, match=fault):
        read(text.replace(old, new, 1))
