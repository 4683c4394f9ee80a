import itertools
import re
from collections import defaultdict
from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.cases.paper_values.places import OF_LIMIT, OF_PAPER
from caseapp.documents import markup
from caseapp.documents.catalogue import Subject, kind_of, kinds
from caseapp.documents.offices import all_bases, bases_on, office_on, offices
from caseapp.documents.paper import Form
from caseapp.documents.placeholders import DICTIONARY, words_of_file
from caseapp.documents.samples import sample, sample_day, sample_values
from caseapp.documents.terms import terms_on
from caseapp.documents.to_confirm import doubtful_bases
from caseapp.documents.values import misread
from caseapp.law import time_limits
from caseapp.law.procedures import PROCEDURES

STRICT = re.compile(r"[\u4e00-\u9fff]{2,12}〔(19|20)\d{2}〕[1-9]\d*号")
HEAD = {"机关", "文号", "签发日期", "案号", "案源编号", "案由"}


def test_papers_of_the_main_road_keep_their_names():
    assert [kind.title for kind in kinds() if kind.stem == "penalty"] == [
        "案件来源登记表", "立案审批表", "现场笔录", "询问笔录", "先行登记保存证据通知书", "调查终结报告",
        "法制审核表", "行政处罚告知书", "行政处罚决定书", "送达回证", "结案审批表",
    ]  # fmt: skip


def test_every_word_of_every_text_stands_in_the_dictionary():
    wrong = {
        (kind.key, fault)
        for kind in kinds()
        for edition in kind.editions
        for fault in markup.faults(kind.text(edition.until))
    }
    assert wrong == set()


def test_a_word_of_the_dictionary_stands_in_one_file_only():
    places = defaultdict(set)
    for path in DICTIONARY.glob("*.toml"):
        for name, _ in words_of_file(path):
            places[name].add(path.name)
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_form_asks_what_its_text_prints_and_knows_where_each_word_comes_from():
    for kind in kinds():
        for edition in kind.editions:
            printed = {name.partition(".")[0] for name in markup.names(kind.text(edition.until))}
            asked = {one.key for one in kind.fields_on(edition.until)}
            assert printed - {"序号"} - asked == set(), kind.key
            assert asked - printed <= HEAD | set(kind.also) | {kind.reference}, kind.key
            extra = set(kind.required) | set(kind.optional) | set(kind.sources) | set(kind.prefill)
            assert extra <= {one.key for one in kind.fields}, kind.key


def test_every_sample_is_complete_and_readable():
    for kind in kinds():
        values = sample_values(kind.key)
        wrong = [fault for name, value in values.items() if (fault := misread(name, value))]
        assert wrong == [], kind.key
        page = sample(kind.key)
        assert page.mark == "演示样张\u3000不具有法律效力"
        assert "{{7" not in page.texts()
        # A form for the parties has lines of its own to write on.
        drawn = kind.text(sample_day(kind)).count("\uff3f\uff3f")
        assert page.texts().count("\uff3f\uff3f") == drawn, kind.key


def test_editions_follow_each_other_without_gap_or_overlap():
    for kind in kinds():
        for earlier, later in itertools.pairwise(kind.editions):
            assert (later.since - earlier.until).days == 1, kind.key


def test_what_an_entry_says_can_be_acted_on():
    states = {
        track: {
            one.key for each in PROCEDURES.values() if each.track == track for one in each.states
        }
        for track in {one.track for one in PROCEDURES.values()}
    }
    for kind in kinds():
        assert set(kind.tracks) <= set(states), kind.key
        assert bool(kind.tracks) == (kind.subject is Subject.CASE), kind.key
        assert set(kind.chain) <= {"undertaker", "unit_head", "legal", "chief"}, kind.key
        assert kind.remedy in ("", "none", "review", "ruling"), kind.key
        assert set(kind.number) <= {"ip_office", "market_bureau"}, kind.key
        assert set(kind.to) <= {"requester", "respondent"}, kind.key
        for track, state in kind.reached.items():
            assert track in kind.tracks, kind.key
            assert state in states[track], (kind.key, state)
        assert not set(kind.never) & set(kind.tracks), kind.key
        assert kind.confidence in ("S", "K", "K-", "?"), kind.key
        assert kind.note or kind.is_open, kind.key


def test_two_registers_never_give_the_same_number():
    patterns = defaultdict(set)
    for kind in kinds():
        for pattern in kind.number.values():
            patterns[pattern].add(kind.key)
    assert {one: keys for one, keys in patterns.items() if len(keys) > 1} == {}


def test_what_an_entry_takes_from_steps_exists():
    asked = {
        f"{step.key}.{field}"
        for procedure in PROCEDURES.values()
        for step in procedure.steps
        for field in (*(one.key for one in step.fields), *["reason"] * step.needs_reason)
    }
    asked |= {f"paper:{kind.key}.{what}" for kind in kinds() for what in OF_PAPER}
    asked |= {f"limit:{row.family}.{what}" for row in time_limits.load().rows for what in OF_LIMIT}
    for kind in kinds():
        for name, places in kind.places.items():
            assert set(places.split()) <= asked, (kind.key, name)


def test_unknown_paper_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="文书目录里没有“decree”。"):
        kind_of("decree")


@pytest.mark.parametrize(
    ("kind", "day", "number"),
    [
        ("penalty_notice", date(2015, 7, 13), "鞍知罚告字〔2015〕12号"),
        ("penalty_decision", date(2019, 3, 31), "鞍知罚字〔2019〕12号"),
        ("penalty_decision", date(2019, 4, 1), "鞍市监处罚〔2019〕12号"),
        ("penalty_notice", date(2024, 1, 2), "鞍市监罚告〔2024〕12号"),
        ("evidence_registration", date(2015, 6, 30), "鞍知登保字〔2015〕12号"),
        ("evidence_registration", date(2022, 6, 30), "鞍市监登保〔2022〕12号"),
    ],
)
def test_number_is_of_the_office_that_acts_on_the_day(kind, day, number):
    series = kind_of(kind).series(day)
    assert series is not None
    assert series.pattern.format(year=day.year, serial=12) == number
    assert STRICT.fullmatch(number)


def test_internal_papers_carry_no_number():
    for kind in kinds():
        inside = kind.form in (Form.TABLE, Form.RECORD, Form.REPORT) and not kind.receipt
        assert not (inside and kind.number and "〔" not in "".join(kind.number.values())), kind.key
        for office, pattern in kind.number.items():
            assert STRICT.fullmatch(pattern.format(year=2022, serial=1)), (kind.key, office)


def test_offices_follow_each_other_without_a_gap():
    first, second = offices()
    assert (second.since - first.until).days == 1
    assert office_on(date(2015, 1, 1)).name == "鞍山市知识产权局"
    assert office_on(date(2024, 1, 1)).name == "鞍山市市场监督管理局"


def test_articles_of_one_name_never_overlap():
    for one in all_bases():
        others = [row for row in all_bases() if row.name == one.name and row is not one]
        assert all(row.until < one.since or one.until < row.since for row in others), one


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        (date(2021, 7, 14), "《中华人民共和国行政处罚法》第三十一条"),
        (date(2021, 7, 15), "《中华人民共和国行政处罚法》第四十四条"),
    ],
)
def test_paper_quotes_the_article_in_force_on_its_day(day, basis):
    assert bases_on(day)["告知依据"] == basis


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2015, 6, 30), "《专利行政执法办法》（国家知识产权局令第60号）"),
        (date(2015, 7, 1), "《专利行政执法办法》第二十八条"),
        (date(2019, 3, 31), "《专利行政执法办法》第二十八条"),
        (date(2019, 4, 1), "《市场监督管理行政处罚程序暂行规定》"),
        (date(2021, 7, 14), "《市场监督管理行政处罚程序暂行规定》"),
    ],
)
def test_filing_rests_on_the_rule_of_the_body_that_files_on_that_day(day, rule):
    assert bases_on(day)["立案依据"] == rule
    unsure = {one.source for one in doubtful_bases()}
    assert ("第二十八条" in rule) == (rule not in unsure)


def test_periods_on_a_paper_come_from_the_law_of_its_day():
    early = terms_on(date(2015, 7, 20))
    assert "陈述申辩期限" not in early
    assert "听证期限" not in early
    assert (
        early.items()
        >= {
            "登记保存期限": "7日",
            "缴款期限": "15日",
            "复议期限": "60日",
            "诉讼期限": "6个月",
            "移送决定期限": "3日",
            "移送办理期限": "24小时",
        }.items()
    )
    assert terms_on(date(2015, 4, 30))["诉讼期限"] == "3个月"
    assert terms_on(date(2020, 1, 2), hearing=True)["听证期限"] == "3个工作日"
    assert (
        terms_on(date(2022, 1, 4), hearing=True).items()
        >= {
            "登记保存期限": "7个工作日",
            "陈述申辩期限": "5个工作日",
            "听证期限": "5个工作日",
            "缴款期限": "15日",
            "复议期限": "60日",
            "诉讼期限": "6个月",
        }.items()
    )


def test_no_paper_text_types_a_period_itself():
    for kind in kinds():
        for edition in kind.editions:
            text = kind.text(edition.until)
            found = re.findall(r"[\d一二三四五六七八九十]+\s*(?:个工作日|个月|日内|倍|％|%)", text)
            assert found == [], kind.key
