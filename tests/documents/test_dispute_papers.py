"""What the papers of a dispute say on their day: remedies, articles, the two ends of a ruling."""

from datetime import date

import pytest

from caseapp.documents.catalogue import kind_of, kind_titled
from caseapp.documents.render import build
from caseapp.documents.samples import sample_values

OLD, NEW = date(2015, 7, 20), date(2025, 3, 10)


def printed(key, on, **changed):
    """The running text of a sample on a day; a word set to nothing is left out."""
    values = {**sample_values(key), **changed}
    paper = build(key, {name: value for name, value in values.items() if value}, on=on)
    return "\n".join(getattr(block, "text", "") for block in paper.blocks)


@pytest.mark.parametrize("key", ["D23", "D23-old", "D41"])
@pytest.mark.parametrize("on", [OLD, NEW])
def test_only_a_ruling_is_sued_within_its_own_short_period(key, on):
    text = printed(key, on)
    assert "起15日内" in text
    assert "复议" not in text


@pytest.mark.parametrize("key", ["D02", "D24"])
def test_refusal_and_withdrawal_take_review_and_the_general_period(key):
    for on, suit in ((date(2015, 4, 30), "3个月"), (OLD, "6个月"), (NEW, "6个月")):
        text = printed(key, on)
        assert "起60日内向鞍山市人民政府" in text
        assert f"起{suit}内依法向" in text
        assert "15日" not in text


def test_notices_are_called_by_the_measures_of_their_day():
    assert kind_of("D01").title_on(OLD) == "专利侵权纠纷处理请求受理通知书"
    assert kind_of("D01").title_on(NEW) == "立案通知书"
    assert kind_titled("不予立案通知书", "infringement") is kind_of("D02")
    assert "决定对该请求不予受理" in printed("D02", OLD)
    assert "决定对该请求不予立案" in printed("D02", NEW)


def test_a_ruling_orders_what_it_found_or_dismisses_the_request():
    found = printed("D23", NEW)
    assert "1.责令被请求人鞍山示航五金制品有限公司立即停止侵犯" in found
    assert "5.驳回请求人的下列请求" in found
    assert "专利纠纷行政裁决和调解办法》第三十一条、第三十二条的规定，本局裁决如下" in found
    dismissed = printed("D23", NEW, 制止措施="", 口审时间="", 被请求人答辩="")
    assert "1.被请求人鞍山示航五金制品有限公司的行为不构成对" in dismissed
    assert "责令被请求人鞍山" not in dismissed
    assert "申请人民法院强制执行" not in dismissed
    assert "本局对本案进行了书面审理。" in dismissed
    assert "被请求人在规定的期限内没有提交答辩书。" in dismissed
    for key, on in (("D23", NEW), ("D23-old", OLD)):
        # The step asks for the measures of an order; what nobody typed beside them turns no ruling round.
        unfinished = printed(key, on, 停止行为类型="", 停止行为对象="", 停止行为范围="")
        assert "立即停止侵犯" in unfinished
        assert "不构成" not in unfinished


def test_what_only_the_measures_of_2025_know_is_not_printed_before():
    assert "对本局的管辖权有异议的" not in printed("D05", OLD)
    assert "对本局的管辖权有异议的" in printed("D05", NEW)
    assert "自收到本通知书之日起15日内" in printed("D05", NEW)
    for key in ("N6", "N7"):
        assert "3个工作日内提出" not in printed(key, OLD)
        assert "《专利行政执法办法》第七条" in printed(key, OLD)
        assert "3个工作日内提出" in printed(key, NEW)


def test_an_objection_and_a_challenge_are_granted_or_refused():
    assert "本案移送营口市知识产权局处理" in printed("D38", NEW)
    assert "驳回你（单位）提出的管辖权异议" in printed("D38", NEW, 移送机关="")
    assert "由主任科员蒋示宁接替" in printed("D20", OLD)
    refused = "驳回你（单位）的申请，合议组成员冯示之继续参加本案的处理"
    assert refused in printed("D20", OLD, 回避决定内容=refused)
    assert "回避决定内容" in kind_of("D20").required_keys()
