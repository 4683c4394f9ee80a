"""Papers between offices and of the hotline: the law of their day, nobody named who must not be."""

from datetime import date

import pytest

from caseapp.documents.catalogue import kind_of, kinds
from caseapp.documents.render import build
from caseapp.documents.samples import sample, sample_values
from caseapp.documents.to_confirm import doubtful_bases

STEMS = ("cooperation", "hotline")
# Whoever could be recognised by these may have reported something.
IDENTITY = {
    *("来电人", "来电人联系方式", "来电人所在地", "线索提供人", "联系方式", "联系电话"),
    *("身份证件", "申请人名称", "申请人联系人", "申请人证照号码", "申请人住所"),
}


def text_on(key: str, day: date) -> str:
    return build(key, sample_values(key), on=day).texts()


def test_letter_to_the_police_tells_the_periods_of_its_day():
    early, late = text_on("X02", date(2015, 7, 20)), text_on("X02", date(2021, 3, 3))
    for text in (early, late):
        assert "自接受移送之日起3日内作出立案或者不立案的决定" in text
        assert "请在24小时内转送有管辖权的机关" in text
        assert "《行政执法机关移送涉嫌犯罪案件的规定》第五条" in text
        # The head of the office alone decides, none of the deputies.
        assert "经本局正职负责人或者主持工作的负责人批准" in text
    assert "补齐" not in early
    assert "本局自接到通知之日起3日内补齐" in late


def test_approval_of_a_transfer_holds_the_chief_to_both_periods():
    text = text_on("X02-approval", date(2015, 7, 20))
    assert "自接到报告之日起3日内本人作出决定；批准的，在24小时内移送" in text
    assert kind_of("X02-approval").chain == ("undertaker", "unit_head", "legal", "chief")


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2015, 6, 30), "根据《专利行政执法办法》（国家知识产权局令第60号）的规定"),
        (date(2015, 7, 1), "根据《专利行政执法办法》第四十一条的规定"),
        (date(2025, 1, 31), "根据《专利行政执法办法》第四十一条的规定"),
        (date(2025, 2, 1), "根据《专利纠纷行政裁决和调解办法》的规定"),
    ],
)
def test_request_for_help_in_a_dispute_rests_on_the_measures_of_its_day(day, rule):
    assert rule in text_on("X03", day)


@pytest.mark.parametrize("key", ["H10", "H10-receipt"])
def test_reward_knows_the_informant_by_alias_only(key):
    asked = {one.key for one in kind_of(key).fields}
    assert "举报人代号" in asked
    assert asked & IDENTITY == set()
    assert "举报人-A7" in sample(key).texts()


def test_sheets_that_go_to_other_units_do_not_name_the_caller():
    for key in ("H05", "H05-return", "H06", "H06-supervise", "H07", "H08", "H18", "H18-recording"):
        asked = {one.key for one in kind_of(key).fields}
        assert asked & IDENTITY == set(), key


def test_transfer_and_its_papers_are_split_by_what_the_case_is():
    assert kind_of("X01").tracks == ("infringement", "mediation")
    assert set(kind_of("X02").tracks).isdisjoint(kind_of("S5").tracks)
    assert set(kind_of("X01").tracks).isdisjoint(kind_of("S4").tracks)


def test_no_other_paper_draws_from_the_same_register():
    owners: dict[str, set[str]] = {}
    for kind in kinds():
        for pattern in kind.number.values():
            owners.setdefault(pattern, set()).add(kind.key)
    ours = {p for kind in kinds() if kind.stem in STEMS for p in kind.number.values()}
    assert {
        pattern: keys for pattern, keys in owners.items() if pattern in ours and len(keys) > 1
    } == {}


def test_notices_to_platforms_are_shown_and_not_drafted():
    for key in ("X14", "X14-counterfeit", "X14-inquiry"):
        assert not kind_of(key).is_open, key
        assert kind_of(key).note, key


def test_doubtful_article_names_the_papers_that_quote_it():
    found = {one.id: one.used_by for one in doubtful_bases()}
    assert found["海关协助依据"] == ("侵权嫌疑货物情况通报函", "请求协助认定函", "协助认定复函")
    assert [name for name, papers in found.items() if not papers] == []
