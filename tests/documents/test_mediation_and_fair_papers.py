"""Papers of mediation, of the parties, of fairs and of the archive: the law of their day, blanks left blank."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from caseapp.documents.catalogue import Subject, kind_of, kinds
from caseapp.documents.render import build, docx
from caseapp.documents.samples import sample, sample_values
from caseapp.law.procedures import PROCEDURES

STEMS = ("mediation", "party", "fair", "archive")
NOTARY = "可以持本协议书向公证机构申请办理公证"


def text_on(key: str, day: date, **words: str) -> str:
    return build(key, {**sample_values(key), **words}, on=day).texts()


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2015, 6, 30), "根据《专利行政执法办法》（国家知识产权局令第60号）的规定，现将"),
        (date(2015, 7, 1), "根据《专利行政执法办法》第二十三条的规定，现将"),
        (date(2025, 2, 1), "根据《专利纠纷行政裁决和调解办法》第六十五条的规定，现将"),
    ],
)
def test_respondent_is_asked_by_the_measures_of_the_day(day, rule):
    text = text_on("M02", day)
    assert rule in text
    assert "自收到调解请求书副本之日起15日内" in text


def test_agreement_offers_the_notary_only_with_a_promise_and_since_the_measures_of_2025():
    assert NOTARY in text_on("M07", date(2025, 2, 1))
    assert NOTARY not in text_on("M07", date(2025, 1, 31))
    assert NOTARY not in text_on("M07", date(2025, 2, 1), 强制执行承诺="")


def test_agreement_on_ownership_tells_when_to_return_to_the_national_office():
    told = "自达成协议之日起15日内，持本协议书请求恢复有关程序"
    assert told in text_on("M07", date(2025, 3, 3))
    assert told not in text_on("M07", date(2024, 3, 3))


@pytest.mark.parametrize(
    ("day", "article"),
    [
        (date(2013, 1, 1), "第一百九十四条"),
        (date(2022, 1, 1), "第二百零一条"),
        (date(2024, 1, 1), "第二百零五条"),
    ],
)
def test_court_is_asked_to_confirm_by_the_article_of_the_day_and_within_its_period(day, article):
    text = text_on("M10", day)
    assert f"《中华人民共和国民事诉讼法》{article}" in text
    assert "在调解协议生效之日起30日内共同提出本申请" in text


def test_dispute_on_an_open_licence_goes_to_the_national_office():
    text = text_on("N10", date(2025, 3, 3))
    assert "《专利纠纷行政裁决和调解办法》第七十六条" in text
    assert "请你（单位）向国务院专利行政部门提出请求" in text


def test_mediation_stays_with_the_patent_office_after_the_reform():
    assert sample("M07").office == "鞍山市知识产权局"
    assert kind_of("M03").office_on(date(2025, 3, 3)).name == "鞍山市知识产权局"


def test_model_forms_are_handed_out_blank_without_the_office_over_the_title():
    blanks = [kind for kind in kinds() if kind.subject is Subject.BLANK]
    assert {"M01", "M02-reply", *(f"P{n:02}" for n in range(1, 13))} <= {one.key for one in blanks}
    for kind in blanks:
        assert not kind.headed, kind.key
        assert {one.key for one in kind.fields} <= {"机关", "签发日期"}, kind.key
        assert "填写说明" in kind.text(), kind.key
        assert not sample(kind.key).as_data()["headed"], kind.key


def test_what_a_party_signs_alone_leaves_the_office_out_and_what_the_office_issues_does_not():
    assert {kind.key for kind in kinds() if kind.stem in STEMS and not kind.headed} == {
        kind.key for kind in kinds() if kind.stem in STEMS and kind.subject is Subject.BLANK
    } | {"M10", "E01", "E04", "E12"}


def test_fair_passes_a_complaint_on_within_the_hours_of_the_rule():
    text = text_on("E07", date(2015, 7, 17))
    assert "根据《展会知识产权保护办法》第十一条的规定" in text
    assert "自收到符合要求的投诉材料之时起24小时内转交" in text
    assert "自展会结束之日起15个工作日内移交" in text_on("E02", date(2015, 7, 17))


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2015, 6, 30), "根据《展会知识产权保护办法》的规定，现通知你"),
        (date(2015, 7, 1), "根据《专利行政执法办法》第四十三条第六项的规定，现通知你"),
        (date(2025, 2, 1), "根据《专利纠纷行政裁决和调解办法》第三十二条第七项的规定，现通知你"),
    ],
)
def test_exhibits_are_withdrawn_by_the_rule_of_the_day(day, rule):
    assert rule in text_on("E11", day)


def test_rulings_and_seizures_at_a_fair_are_shown_and_not_drafted():
    closed = {kind.key for kind in kinds() if kind.stem in STEMS and not kind.is_open}
    assert closed == {"E10-ruling", "E13", "E13-return"}


def test_cover_contents_and_closing_sheet_belong_to_every_track_and_frame_the_volume():
    tracks = {one.track for one in PROCEDURES.values()}
    places = {"A01": "main 1", "A02": "main 2", "A03": "main 10", "A05": "second 6"}
    for key, place in places.items():
        assert (set(kind_of(key).tracks), kind_of(key).volume) == (tracks, place), key


def test_nine_faults_that_fail_a_file_are_asked_one_by_one():
    asked = [one.key for one in kind_of("A05").fields if one.key.startswith("否决")]
    assert len(asked) == 9
    assert set(asked) <= set(kind_of("A05").required_keys())


def test_wide_registers_lie_on_their_side():
    wide = {kind.key for kind in kinds() if kind.stem in STEMS and kind.landscape}
    assert wide == {"A04-loan", "A08", "A09", "A10", "A11"}
    assert all(sample(key).landscape for key in wide)


def test_fair_with_a_name_longer_than_word_keeps_of_a_title_still_gets_its_plan():
    named = "鞍山示范装备制造业展览会" * 30
    made = build("E02", {**sample_values("E02"), "展会名称": named}, on=date(2015, 7, 20))
    kept = Document(BytesIO(docx(made)))
    assert kept.core_properties.title == f"{named}知识产权保护进驻工作方案"[:255]
    assert any(f"{named}将于" in one.text for one in kept.paragraphs)
