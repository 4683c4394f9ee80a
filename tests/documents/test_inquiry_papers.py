"""What the papers of an inquiry say on their day, and where they are unlawful."""

from datetime import date

import pytest

from caseapp.cases.paper_gate import Stand, against_draft
from caseapp.documents.catalogue import kind_of
from caseapp.documents.render import build
from caseapp.documents.samples import sample_values
from caseapp.law.procedures import PROCEDURES, edition_for

OLD, BUREAU, NEW = date(2015, 7, 20), date(2020, 6, 1), date(2024, 3, 1)
SEALING = ("S6", "S8-measure", "S18", "S21", "S22", "S23", "S24", "S25", "S26", "S27", "S28", "S31")


def words_of(key, on, **other):
    values = {**sample_values(key), **other}
    return build(key, values, on=on).texts()


def stand(track):
    procedure = next(one for one in reversed(PROCEDURES.values()) if one.track == track)
    reached = frozenset(one.key for one in procedure.states)
    return Stand(procedure, procedure.main_line[-2], reached, frozenset(), frozenset())


@pytest.mark.parametrize("track", ["infringement", "mediation", "opinion", "false-statement"])
def test_nothing_is_sealed_or_seized_outside_counterfeit_cases(track):
    for key in SEALING:
        against = against_draft(kind_of(key), stand(track))
        assert against is not None, key
        assert against.why == "track", key
        assert "查封" in against.sentence, key
        assert "专利法第六十九条" in against.sentence, key


@pytest.mark.parametrize("key", [one for one in SEALING if one != "S18"])
def test_sealing_papers_belong_to_counterfeit_cases(key):
    against = against_draft(kind_of(key), stand("counterfeit"))
    assert against is None or against.why == "step"


def test_help_with_a_seizure_stays_a_sample_until_its_basis_is_confirmed():
    against = against_draft(kind_of("S18"), stand("counterfeit"))
    assert against is not None
    assert against.why == "unsure"
    assert "依据" in against.sentence


def test_sealing_decision_names_the_law_the_period_and_the_remedies_of_its_day():
    old, new = words_of("S21", OLD), words_of("S21", NEW)
    assert "查封（扣押）决定书" in old
    assert "（2008年修正）第六十四条" in old
    assert "向鞍山市人民政府或者辽宁省知识产权局申请行政复议" in old
    assert "实施行政强制措施决定书" in new
    assert "（2020年修正）第六十九条第一款第五项" in new
    assert "向鞍山市人民政府申请行政复议" in new
    assert "期限为30日，自2015年6月30日10时20分起" in old


def test_before_the_law_on_compulsion_a_sealing_had_no_period_of_its_own():
    early = words_of("S21", date(2011, 5, 4))
    assert "期限为" not in early
    assert "行政强制法" not in early
    assert "期限自2015年6月30日10时20分起至2015年7月29日止" in early


def test_wrong_mark_is_put_right_without_a_word_of_penalty():
    wrong = {"标识不规范之处": "没有标明专利权的类别"}
    old, new = words_of("S33", OLD, **wrong), words_of("S33", NEW, **wrong)
    assert "专利法实施细则》（2010年修订）第八十三条" in old
    assert "专利法实施细则》（2023年修订）第九十九条" in new
    assert "行政处罚" not in old + new
    assert "责令改正不影响本局对上述行为依法作出行政处罚。" in words_of("S33", OLD)


def test_electronic_service_is_offered_once_the_law_knows_it():
    assert "电子送达" not in words_of("S10", OLD)
    assert "电子送达" in words_of("S10", NEW)


def test_only_market_bureaus_owe_help_within_a_period():
    assert "请及时协助调查" in words_of("S17", OLD)
    assert "请自收到本函之日起15个工作日内完成" in words_of("S17", BUREAU)


def test_police_are_told_by_when_to_decide():
    assert "请在接受案件后3日内依法决定是否立案" in words_of("S5", OLD)


def test_goods_on_a_list_are_all_printed_and_the_rest_is_struck():
    goods = [
        {"名称": f"水壶{n}", "规格型号": "SP-15A", "批号": "20150312", "单位": "台", "数量": "1"}
        for n in range(500)
    ]
    page = words_of("S24", OLD, 物品=goods)
    assert "水壶0" in page
    assert "水壶499" in page


def test_editions_of_one_paper_keep_the_number_of_their_office():
    for day, number in (
        (OLD, "鞍知封字〔{year}〕{serial}号"),
        (NEW, "鞍市监强制〔{year}〕{serial}号"),
    ):
        series = kind_of("S21").series(day)
        assert series is not None
        assert series.pattern == number
    assert edition_for("counterfeit", OLD).authority == "ip_office"
