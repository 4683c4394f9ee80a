"""The table of limits is whole, says what the handbook says, and a broken one is refused."""

import re
from datetime import date

import pytest

from caseapp.law.errors import FaultyData, NoAnswer
from caseapp.law.limit_files import parse_limits
from caseapp.law.limit_rows import LimitRow
from caseapp.law.rows import HERE
from caseapp.law.time_limits import (
    LimitBook,
    LocalRow,
    checked_local,
    load,
    load_local,
    local_faults,
)

ROWS = """
CF-01  5 wd 2015-07-01 -          ip_office     | CF-02  10 wd 2015-07-01 -          ip_office
CF-03 15 wd 2019-04-01 -          market_bureau | CF-04   5 wd 2020-01-01 2026-04-14 any
CF-04b - open 2026-04-15 -        any           | CF-05   2 wd -          -          any
CF-06 24 h  2012-01-01 -          any           | CF-07  30 cd 2012-01-01 -          any
CF-08a 7 cd 2011-02-01 2021-07-14 any           | CF-08b  7 wd 2021-07-15 -          any
CF-09 24 h  2019-04-01 -          market_bureau | CF-10  15 wd 2019-04-01 -          market_bureau
CF-11 10 wd 2019-04-01 -          market_bureau | CF-12a  1 mo 2011-02-01 -          ip_office
CF-12b 90 cd 2019-04-01 -         market_bureau | CF-12c 90 cd 2021-07-15 -          general
CF-13  5 wd 2021-07-15 -          market_bureau | CF-13b  3 wd 2019-04-01 2021-07-14 market_bureau
CF-14a 3 cd 1996-10-01 2021-07-14 general       | CF-14b  5 wd 2021-07-15 -          any
CF-14c 3 wd 2019-04-01 2021-07-14 market_bureau | CF-15a  7 cd 1996-10-01 2021-07-14 any
CF-15b 7 wd 2021-07-15 -          any           | CF-16a  7 cd 1996-10-01 2021-07-14 any
CF-16b 7 wd 2021-07-15 -          any           | CF-17a 60 cd -          2021-12-31 any
CF-17b 30 cd 2022-01-01 -         any           | CF-18  15 cd 1996-10-01 -          any
CF-19 10 wd 2012-01-01 -          any           | CF-20  20 wd 2015-07-01 -          any
CF-21 20 wd 2021-09-01 -          market_bureau | CF-22  10 wd 2021-09-01 -          market_bureau
CF-23  3 wd 2021-07-15 -          any           | CF-24   1 cd 2012-01-01 -          any
CF-25  3 mo 2012-01-01 -          any           | CF-25b 15 cd 2012-01-01 -          any
CF-26 60 cd 1999-10-01 -          any           | CF-26b 10 cd 1999-10-01 2023-12-31 any
CF-26c 10 wd 2024-01-01 -         any           | CF-26d 60 cd 1999-10-01 -          any
CF-27a 3 mo 1990-10-01 2015-04-30 any           | CF-27b  6 mo 2015-05-01 -          any
CF-27c 15 cd 1990-10-01 -         any           | CF-27d 15 cd 2015-05-01 -          any
CF-28 15 wd 2019-04-01 -          market_bureau | CF-29   2 y  1996-10-01 -          any
CF-30  2 wd 1996-10-01 -          any           | CF-31   7 wd 2016-01-01 -          any
CF-22b 10 wd 2021-09-01 -         market_bureau | CF-30b  2 wd 1996-10-01 -          any
CF-32  3 wd 2021-07-15 -          market_bureau | CF-32b  5 wd 2021-07-15 -          market_bureau
CF-32c 5 wd 2021-07-15 -          market_bureau
INF-01a 5 wd 2011-02-01 2025-01-31 patent_affairs | INF-01b 5 wd 2025-02-01 - patent_affairs
INF-02 - open 2025-02-01 -        patent_affairs | INF-03  5 wd 2011-02-01 - patent_affairs
INF-04a 15 cd 2011-02-01 -        patent_affairs | INF-04b 30 cd 2025-02-01 - patent_affairs
INF-05 5 wd 2011-02-01 -          patent_affairs | INF-06  3 wd 2011-02-01 - patent_affairs
INF-07 3 wd 2025-02-01 -          patent_affairs | INF-08  5 wd 2025-02-01 - patent_affairs
INF-09x 4 mo 2011-02-01 2015-06-30 patent_affairs
INF-09a 3 mo 2015-07-01 2025-01-31 patent_affairs | INF-09b 3 mo 2025-02-01 - patent_affairs
INF-10 15 cd 2009-10-01 -         patent_affairs | INF-11a 3 mo 2025-02-01 - patent_affairs
INF-11b 6 mo 2025-02-01 -         patent_affairs
INF-11c 3 mo 2012-01-01 2025-01-31 patent_affairs
INF-12 20 wd 2015-07-01 -         patent_affairs | INF-12b 20 wd 2025-02-01 - patent_affairs
INF-13 3 y 2025-02-01 -           patent_affairs | INF-14 1 mo 2025-02-01 - patent_affairs
INF-14b 2 mo 2025-02-01 -         patent_affairs
MED-01 5 wd 2025-02-01 -          patent_affairs | MED-02 15 cd 2011-02-01 - patent_affairs
MED-03 5 wd 2015-07-01 -          patent_affairs | MED-04 5 wd 2025-02-01 - patent_affairs
MED-05 2 mo 2025-02-01 -          patent_affairs | MED-06 15 cd 2025-02-01 - patent_affairs
MED-07 5 wd 2025-02-01 -          patent_affairs | MED-08 1 y 2010-02-01 - patent_affairs
MED-09 30 cd 2013-01-01 -         patent_affairs | MED-10 3 mo 2010-02-01 - patent_affairs
EX-01 24 h 2006-03-01 - any       | EX-02 - open 2006-03-01 - any
EX-03 24 h 2022-07-20 - any       | EX-04 15 wd 2006-03-01 - any
EX-05 - open 2006-03-01 - any
HL-01 7 wd 2020-01-01 2026-04-14 any | HL-01b 7 wd 2024-07-01 - any
HL-02 45 wd 2020-01-01 2026-04-14 any | HL-02b 60 cd 2024-07-01 - any
HL-02c 60 cd 2026-04-15 - any     | HL-03 7 wd 2020-01-01 2026-04-14 any
HL-04 15 wd 2020-01-01 2026-04-14 any | HL-05 7 wd 2020-01-01 2026-04-14 any
HL-06 - open 2026-04-15 - any     | HL-07 3 y 2020-01-01 2026-04-14 any
HL-08 - open 2026-04-15 - any
TR-01 3 cd 2001-07-09 - any       | TR-02 24 h 2001-07-09 - any
TR-03 24 h 2001-07-09 - any       | TR-04 3 cd 2001-07-09 - any
TR-05 3 cd 2001-07-09 - any       | TR-06 3 cd 2001-07-09 - any
TR-07 3 cd 2001-07-09 - any       | TR-08 3 cd 2001-07-09 - any
TR-09 7 cd 2001-12-03 - any       | TR-10 15 cd 2001-12-03 - any
TR-11 10 cd 2006-01-01 - any      | TR-12 2 mo 2021-09-06 - any
TR-13 3 cd 2020-09-01 - any       | TR-13b 24 h 2020-09-01 - any
TR-14 7 wd 2019-04-01 - market_bureau | TR-15 30 wd 2004-03-01 - any
TR-16 3 wd 2004-03-01 - any       | TR-17 20 wd 2004-03-01 - any
TR-18 50 wd 2004-03-01 - any      | CF-33 15 wd 2019-04-01 - market_bureau
EC-01 15 cd 2019-01-01 - any      | EC-02 20 wd 2020-09-14 - any
EC-03 - open 2019-01-01 - any
"""
# What the office promises: the handbook's suggested defaults, none of them law.
TARGETS = """
ST-01 1 wd - - any  | ST-02 1 wd - - any    | ST-02b 24 h - - any | ST-03 5 wd - - any
ST-04 5 wd - - any  | ST-05 10 wd - - any   | ST-06 5 wd - - any  | ST-07 7 wd - - any
ST-08 5 wd - - any  | ST-09 15 wd - - any   | ST-10 - open - - any
ST-10b 3 wd - - any | ST-10c 13 wd - - any  | ST-11 1 wd - - any  | ST-12 5 wd - - any
ST-20 - open - - any  | ST-21 5 wd - - any    | ST-22 1 wd - - any  | ST-23 - open - - any
ST-23b 60 wd - - any
ST-24 - open - - any  | ST-25 - open - - any
"""
GOOD = """
[[limit]]
id = "XX-01a"
family = "XX-01"
what = "某事"
meaning = "some_thing"
authority = "any"
valid_from = 2015-01-01
valid_to = 2015-12-31
start_event = "case.filed"
start_words = "立案之日"
length = 5
unit = "wd"
direction = "forward"
roll = "forward"
on_expiry = "warn"
extensions = [{ by = "chief", length = 5, unit = "wd", times = 1 }]
basis = [{ rule = "某办法", article = "第一条" }]
confidence = "S19"
"""


def said(row: LimitRow) -> tuple[str, ...]:
    return (
        row.id,
        str(row.length or "-"),
        row.unit,
        str(row.valid_from or "-"),
        str(row.valid_to or "-"),
        row.authority,
    )


def test_every_row_of_the_handbook_is_loaded_with_its_length_and_years() -> None:
    assert sorted(said(row) for row in load().rows if not row.is_target) == table(ROWS)


def test_service_targets_say_wherever_they_stand_that_they_are_no_law() -> None:
    targets = [row for row in load().rows if row.is_target]
    assert sorted(said(row) for row in targets) == table(TARGETS)
    assert {row.id for row in targets} == {row.id for row in load().rows if row.id[:3] == "ST-"}
    assert all(row.what.endswith("（服务目标，不是法定期限）") for row in targets)
    assert {row.confidence for row in targets} == {"T", "?"}
    answer = load().due("ST-01", date(2024, 3, 1))
    assert answer.due == date(2024, 3, 4)
    assert answer.text.startswith(
        "依据本机关热线服务目标，答复咨询（服务目标，不是法定期限）的期限为1个工作日"
    )


def table(text: str) -> list[tuple[str, ...]]:
    return sorted(tuple(part.split()) for part in re.split(r"[|\n]", text.strip()))


def test_unconfirmed_rows_are_visible_but_switched_off() -> None:
    asleep = ["CF-04b", "CF-05", "CF-32", "CF-32b", "CF-32c", "HL-06"]
    asleep += ["ST-07", "ST-09", "ST-10b", "ST-10c"]
    assert [row.id for row in load().rows if not row.enabled] == asleep
    assert [row.id for row in load().rows if row.confidence == "?"] == asleep


def test_what_the_office_sets_itself_is_live_and_has_no_length() -> None:
    open_rows = [row.id for row in load().rows if row.enabled and row.unit == "open"]
    assert open_rows == [
        "EC-03", "EX-02", "EX-05", "HL-08", "INF-02", "ST-10", "ST-20", "ST-23", "ST-24", "ST-25",
    ]  # fmt: skip


def test_a_row_belongs_to_the_subject_its_file_is_named_for() -> None:
    found = {(row.id.split("-")[0], row.subject) for row in load().rows}
    assert found == {
        ("CF", "counterfeit"), ("INF", "infringement"), ("MED", "mediation"),
        ("EX", "exhibition"), ("HL", "hotline"), ("TR", "transfer"), ("EC", "e_commerce"),
        ("ST", "service_targets"),
    }  # fmt: skip


def test_only_seizure_surcharge_and_hours_do_not_roll() -> None:
    still = [row.id for row in load().rows if row.roll == "none" and row.unit != "h"]
    assert still == ["CF-07", "CF-24"]
    assert all(row.roll == "none" for row in load().rows if row.unit == "h")
    backward = [row.id for row in load().rows if row.direction == "backward"]
    assert backward == ["CF-15a", "CF-15b", "INF-06"]


def test_extensions_carry_who_may_grant_them_and_how_much() -> None:
    found = {
        row.id: [(one.by, one.length, one.unit, one.times) for one in row.extensions]
        for row in load().rows
        if row.extensions
    }
    assert found == {
        "CF-03": [("chief", 15, "wd", 1)],
        "CF-07": [("chief", 30, "cd", 1)],
        "CF-10": [("office", None, "wd", 1)],
        "CF-11": [("chief", None, "wd", 1)],
        "CF-12a": [("chief", 15, "cd", 1)],
        "CF-12b": [("chief", 30, "cd", 1), ("collective", None, "cd", 1)],
        "CF-33": [("office", None, "wd", 1)],
        "CF-18": [("office", None, "cd", None)],
        "CF-26d": [("reconsideration_body", 30, "cd", 1)],
        "HL-04": [("chief", 15, "wd", 1)],
        "INF-01b": [("chief", 5, "wd", 1)],
        "INF-04a": [("panel", None, "cd", None)],
        "INF-04b": [("panel", None, "cd", None)],
        "INF-09x": [("chief", 1, "mo", 1)],
        "INF-09a": [("chief", 1, "mo", 1)],
        "INF-09b": [("chief", 1, "mo", 1), ("superior", 2, "mo", 1)],
        "MED-05": [("chief", 1, "mo", 1)],
        "MED-08": [("cnipa", None, "mo", None)],
    }
    assert load().row("CF-07").extensions[0].notify_party
    assert not load().row("CF-12b").extensions[0].notify_party


def test_a_late_request_is_taken_and_a_late_punishment_is_not() -> None:
    # Order 81 art 19 has late requests taken while the act goes on; the respondent must object.
    assert load().row("INF-13").on_expiry == "warn"
    assert load().row("CF-29").on_expiry == "block"


def test_every_live_row_cites_a_rule() -> None:
    for row in load().rows:
        assert row.basis(row.valid_from or date(2016, 1, 1)), row.id


def test_basis_follows_the_text_of_the_day() -> None:
    row = load().row("CF-29")
    assert row.basis(date(2016, 1, 4)) == "《中华人民共和国行政处罚法》第二十九条（2021年修订前）"
    assert row.basis(date(2021, 7, 15)) == "《中华人民共和国行政处罚法》第三十六条"


def test_a_good_row_is_taken() -> None:
    rows, terms = parse_limits(GOOD, "good.toml")
    assert [row.id for row in rows] == ["XX-01a"]
    assert terms == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('what = "某事"', "", "missing what"),
        ("length = 5\nunit", 'colour = "red"\nlength = 5\nunit', "unknown key colour"),
        ("length = 5\nunit", 'length = "5"\nunit', "length has the wrong type"),
        ("length = 5\nunit", "length = true\nunit", "length has the wrong type"),
        ("length = 5\nunit", "length = 0\nunit", "length is not positive"),
        ("length = 5\nunit", "unit", "length and unit do not agree"),
        ('unit = "wd"\ndirection', 'unit = "open"\ndirection', "length and unit do not agree"),
        ('unit = "wd"\ndirection', 'unit = "weeks"\ndirection', "unit is unknown: weeks"),
        ('direction = "forward"', 'direction = "up"', "direction is unknown: up"),
        ('direction = "forward"', 'direction = "backward"', "direction, roll and unit do not agree"),
        ('roll = "forward"', 'roll = "backward"', "direction, roll and unit do not agree"),
        ('unit = "wd"\ndirection', 'unit = "h"\ndirection', "direction, roll and unit do not agree"),
        ('on_expiry = "warn"', 'on_expiry = "hope"', "on_expiry is unknown: hope"),
        ('authority = "any"', 'authority = "court"', "authority is unknown: court"),
        ('on_expiry = "warn"', 'on_expiry = "warn"\ntolled_by = ["rain"]', "tolled_by is unknown: rain"),
        ('on_expiry = "warn"', 'on_expiry = "warn"\nbinds = "us"', "binds is unknown: us"),
        ('confidence = "S19"', 'confidence = "sure"', "confidence has the wrong form"),
        ('confidence = "S19"', 'confidence = "?"', "an unconfirmed row is enabled"),
        ('start_event = "case.filed"', 'start_event = "filed"', "start_event has the wrong form"),
        ('id = "XX-01a"', 'id = "XX-1-a"', "id has the wrong form"),
        ('family = "XX-01"', 'family = "XX-02"', "id is not of its family"),
        ("valid_to = 2015-12-31", "valid_to = 2014-12-31", "valid_to lies before valid_from"),
        ('[{ rule = "某办法", article = "第一条" }]', "[]", "basis is empty"),
        ('{ rule = "某办法", article = "第一条" }', '{ article = "第一条" }',
         "basis: neither or both of rule and plain"),
        ('article = "第一条" }', 'page = 3 }', "basis: unknown key page"),
        ('by = "chief"', 'by = "mayor"', "extensions: by is unknown: mayor"),
        ("times = 1", "times = 0", "extensions: times is not positive"),
        ('length = 5, unit = "wd"', 'length = 5, unit = "week"', "extensions: unit is unknown: week"),
        ('confidence = "S19"', 'confidence = "S19"\ninternal_warning = ["XX-09"]',
         "internal_warning names unknown XX-09"),
    ],
)  # fmt: skip
def test_every_fault_of_a_row_is_named(old: str, new: str, fault: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(FaultyData) as refused:
        parse_limits(GOOD.replace(old, new), "bad.toml")
    assert any(fault in one for one in refused.value.faults), refused.value.faults
    assert str(refused.value).startswith("bad.toml: ")


def test_all_faults_of_a_file_are_named_at_once() -> None:
    bad = GOOD.replace('what = "某事"', "").replace("confidence", "confidences")
    with pytest.raises(FaultyData) as refused:
        parse_limits(bad, "bad.toml")
    assert refused.value.faults == (
        "XX-01a: missing what",
        "XX-01a: missing confidence",
        "XX-01a: unknown key confidences",
    )


def test_two_rows_of_one_meaning_may_not_be_in_force_at_once() -> None:
    twice = GOOD + GOOD.replace("XX-01a", "XX-01b")
    with pytest.raises(FaultyData) as refused:
        parse_limits(twice, "bad.toml")
    assert refused.value.faults == ("XX-01a, XX-01b: both in force for any on some day",)
    later = GOOD.replace("XX-01a", "XX-01b").replace("2015-", "2016-")
    assert len(parse_limits(GOOD + later, "good.toml")[0]) == 2


def test_an_id_is_used_once() -> None:
    with pytest.raises(FaultyData) as refused:
        parse_limits(GOOD + GOOD.replace("2015-", "2016-"), "bad.toml")
    assert refused.value.faults == ("XX-01a: id used 2 times",)


def test_a_term_of_an_authority_is_checked_too() -> None:
    with pytest.raises(FaultyData) as refused:
        parse_limits(
            '[[authority]]\nkey = "x"\nvalid_from = 2016-01-01\nvalid_to = 2015-01-01', "a"
        )
    assert refused.value.faults == (
        "authority x: missing name",
        "authority x: valid_to lies before valid_from",
    )


def test_an_office_may_confirm_a_row_and_it_becomes_law() -> None:
    text = (HERE / "limits" / "counterfeit.toml").read_text(encoding="utf-8")
    block = next(part for part in text.split("[[limit]]") if 'id = "CF-04b"' in part)
    confirmed = (
        block.replace('unit = "open"', 'length = 7\nunit = "wd"')
        .replace('"?"', '"K"')
        .replace("enabled = false", "")
    )
    own = parse_limits("[[limit]]" + confirmed, "own")[0]
    book = load().with_rows(own)
    assert book.due("CF-04b", date(2026, 5, 6)).due == date(2026, 5, 14)
    with pytest.raises(NoAnswer):
        load().due("CF-04b", date(2026, 5, 6))


def test_own_rows_that_clash_are_refused() -> None:
    rows = parse_limits(GOOD, "good.toml")[0]
    clash = parse_limits(GOOD.replace("XX-01a", "XX-01b"), "good.toml")[0]
    with pytest.raises(FaultyData, match="both in force"):
        LimitBook(tuple(rows)).with_rows(clash)


def test_no_local_limit_is_shipped_and_the_example_in_the_file_is_valid() -> None:
    assert load_local() == ()
    text = (HERE / "local.toml").read_text(encoding="utf-8")
    example = text.split("例：\n#\n")[1].split("#\n")[0].replace("# ", "")
    rows = checked_local(example, "example")
    assert rows == (
        LocalRow("CF-01", 3, "wd", date(2016, 1, 1), "《某某市专利条例》第八条", area="210300"),
    )
    with pytest.raises(FaultyData, match="example: CF-01: does not shorten the limit"):
        checked_local(example.replace("length = 3", "length = 30"), "example")


def test_faults_of_local_rows_are_named() -> None:
    with pytest.raises(FaultyData) as refused:
        checked_local(
            '[[local]]\noverrides = "CF-01"\nlength = 0\nunit = "wk"\nbasis = "x"', "l.toml"
        )
    assert refused.value.faults == (
        "CF-01: missing valid_from",
        "CF-01: unit is unknown: wk",
        "CF-01: length is not positive",
    )


@pytest.mark.parametrize(
    ("overrides", "length", "unit", "faults"),
    [
        ("CF-01", 4, "wd", []),
        ("CF-01", 5, "wd", ["CF-01: does not shorten the limit"]),
        ("CF-01", 7, "cd", []),
        ("CF-01", 24, "h", ["CF-01: hours and days cannot be compared"]),
        ("CF-15b", 10, "wd", []),
        ("CF-15b", 5, "wd", ["CF-15b: does not shorten the limit"]),
        ("CF-99", 5, "wd", ["CF-99: no such limit"]),
        ("CF-04b", 5, "wd", []),
    ],
)
def test_local_rows_can_only_be_stricter(
    *, overrides: str, length: int, unit: str, faults: list[str]
) -> None:
    rule = LocalRow(overrides, length, unit, date(2016, 1, 1), "本市规定")
    assert local_faults(load(), [rule]) == faults
