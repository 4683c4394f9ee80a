"""The pages that ask the law without a case answer everything with a figure or a sentence."""

import pytest

from caseapp.law import time_limits
from caseapp.law.procedures.registry import PROCEDURES

GAINS = {"gains_kind": "known", "gains": "12000", "act_end": "2024-03-08", "decided": "2024-03-27"}


@pytest.fixture
def wang(as_person):
    """Give an officer's browser."""
    return as_person("wang")


def result(page):
    return page.texts(".//section[@aria-label='结果']//*[@class='big-number']")


def faults(page):
    return page.texts(".//*[@role='alert']")


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ({"rule": "CF-02", "start": "2015-09-01"}, "2015-09-16"),
        ({"rule": "CF-02", "start": "2015年9月1日"}, "2015-09-16"),
        ({"rule": "CF-03", "start": "2024-03-04"}, "2024-03-25"),
    ],
)
def test_limit_is_reckoned_and_explained(wang, asked, due):
    page = wang.get("/law/due", query_string=asked)
    assert [one[:10] for one in result(page)] == [due]
    assert "依据：" in page.text


@pytest.mark.parametrize(
    "asked",
    [
        *({"rule": "CF-02"}, {"start": "2015-09-01"}, {"rule": "XX-1", "start": "2015-09-01"}),
        *({"rule": "CF-02", "start": one} for one in ("昨天", "2015-02-30", "9999-12-31")),
        *({"rule": "CF-06", "start": one} for one in ("2015-10-01T25:00", "9999-12-31T23:59")),
        {"rule": "CF-02", "start": "2015-09-01", "pause_first": "2015-09-02"},
        {"rule": "CF-02", "start": "2015-09-01", "pause_first": "2015-09-09", "pause_last": "2015-09-02"},
        {"rule": "CF-02", "start": "2015-09-01", "extend": "0"},
        {"rule": "CF-02", "start": "2015-09-01", "extend": "9" * 40},
        {"rule": "CF-02", "start": "2015-09-01", "extend": "多"},
        {"rule": "CF-02", "start": "9990-01-01", "extend": "3650"},
        {"rule": "CF-12", "start": "9998-12-01"},
    ],
)  # fmt: skip
def test_limit_that_cannot_be_reckoned_is_answered_with_a_sentence(wang, asked):
    page = wang.get("/law/due", query_string=asked)
    assert page.status == 200
    assert result(page) == []
    assert faults(page)
    for key in ("start", "extend"):
        if asked.get(key):
            assert page.by_id(key).get("value") == asked[key]


@pytest.mark.parametrize("start", ["2015-09-01", "2024-03-04", "2015-10-01T09:30", "2030-02-10"])
def test_every_rule_gives_a_day_or_a_sentence(wang, start):
    for row in time_limits.load().rows:
        page = wang.get("/law/due", query_string={"rule": row.id, "start": start})
        assert len(result(page)) + len(faults(page)) == 1, row.id


@pytest.mark.parametrize(
    ("changed", "ceiling"),
    [
        ({"act_end": "2021-05-31"}, "48,000.00 元"),
        ({"act_end": "2021-06-01"}, "250,000.00 元"),
        ({"gains": "6万元"}, "300,000.00 元"),
        ({"gains": "１２０００", "act_end": "2015-09-05", "decided": "2015-09-24"}, "48,000.00 元"),
        ({"gains_kind": "none", "gains": ""}, "250,000.00 元"),
    ],
)
def test_fine_is_measured_by_the_law_of_the_act(wang, changed, ceiling):
    page = wang.get("/law/fine", query_string=GAINS | changed)
    assert result(page) == [ceiling]


@pytest.mark.parametrize(
    "changed",
    [
        *(
            {"gains": ""},
            {"gains": "很多"},
            {"gains": "-1"},
            {"gains": "1.234"},
            {"gains": "9" * 60},
        ),
        *({"gains_kind": ""}, {"gains_kind": "梦"}, {"act_end": ""}, {"act_end": "昨天"}),
        *({"decided": "2024-03-07"}, {"act_end": "0001-01-01"}),
        {"act_end": "1980-01-01", "decided": "1980-01-02"},
    ],
)
def test_fine_that_cannot_be_measured_is_answered_with_a_sentence(wang, changed):
    page = wang.get("/law/fine", query_string=GAINS | changed)
    assert page.status == 200
    assert result(page) == []
    assert faults(page)


def test_empty_pages_accuse_nobody(wang):
    for address in ("/law/due", "/law/fine"):
        assert faults(wang.get(address)) == []


def test_rules_and_procedures_are_shown_whole(wang):
    assert wang.get("/law/rules").status == 200
    assert wang.get("/law/procedures").status == 200
    for key in PROCEDURES:
        assert wang.get(f"/law/procedures/{key}").status == 200
    assert wang.get("/law/procedures/counterfeit-1985").status == 404


def test_law_answers_administrators_too_but_nobody_from_outside(as_person, client):
    for address in ("/law/due", "/law/fine", "/law/rules", "/law/procedures"):
        assert as_person("jiang").get(address).status == 200
        assert client.get(address).status == 401


def test_legal_staff_and_the_system_administrator_see_what_is_to_be_confirmed(as_person):
    for login in ("jiang", "zhang"):
        page = as_person(login).get("/law/unconfirmed")
        assert page.heading == "待核实"
        listed = page.texts(".//tbody/tr/td[2]")
        assert {"CF-04b", "CF-05", "HL-06", "CF-28", "TH-7", "立案依据"} <= set(listed)
        assert "2010年文本的条号没有核实，文书只引规章名称" in page.text
        assert f"共 {len(listed)} 项" in page.text
    assert as_person("wang").get("/law/unconfirmed").status == 403
    assert "待核实" in as_person("jiang").get("/admin").text
