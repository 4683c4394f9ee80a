"""A suspected crime after the police had it: late objections, set-off, returns, the procuratorate's opinion."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.base.clock import today
from caseapp.transfers import queries
from tests.transfers.doing import body_id, found, make
from tests.transfers.test_criminal import brought, limits, refused, signed, story, suspected

__all__ = ["story"]  # a fixture
POLICE = {"body": True}
RULES_2021 = "最高人民检察院关于推进行政执法与刑事司法衔接工作的规定"


@pytest.fixture
def filed(story):
    """Give a case the police took over, with 2000 yuan paid before as an administrative fine."""
    one = brought(story, suspected(story), "received")
    make(story.people.wang, one, "file", their_paper="鞍公立字〔2026〕77号", **POLICE)
    return one


@pytest.fixture
def upheld(story):
    """Give a case that the police refused twice; the second answer came on the ninth of November."""
    one = brought(story, suspected(story), "refused")
    signed(story, one, "X02-review")
    make(story.people.zhang, one, "reconsider", why_wrong="数额已达标准。")
    make(
        story.people.wang,
        one,
        "uphold",
        reason="维持。",
        their_paper="鞍公复字〔2026〕2号",
        **POLICE,
    )
    return one


def test_reconsideration_is_asked_in_time_or_not_at_all(story, clock):
    one = brought(story, suspected(story), "refused")
    signed(story, one, "X02-review")
    clock.set(date(2026, 11, 6))
    no = refused(make, story.people.zhang, one, "reconsider", why_wrong="数额已达标准。")
    assert (
        str(no) == "不能提请复议：提请公安机关复议不予立案决定的期限已于 2026-11-05 届满（TR-05）。"
    )
    assert no.remedy == "请直接建议人民检察院进行立案监督。"
    assert "第九条" in no.article
    signed(story, one, "X02-supervision")
    make(story.people.zhang, one, "ask_procuratorate", why_wrong="数额已达标准。",
         superior=body_id("anshan_procuratorate"))  # fmt: skip
    assert found(one).state == "watched"


def test_supervision_is_asked_in_time_after_the_second_refusal(story, upheld, clock):
    signed(story, upheld, "X02-supervision")
    assert limits(upheld)[-1] == ("TR-07", "running", date(2026, 11, 5))
    clock.set(date(2026, 11, 6))
    no = refused(make, story.people.zhang, upheld, "ask_procuratorate",
                 superior=body_id("anshan_procuratorate"))  # fmt: skip
    assert (
        str(no)
        == "不能建议立案监督：建议人民检察院进行立案监督的期限已于 2026-11-05 届满（TR-07）。"
    )
    assert no.remedy.endswith("本件请恢复行政程序。")
    make(story.people.zhang, upheld, "accept_refusal", reason="期限已过，恢复行政程序。")
    assert (story.case.state, found(upheld).state) == ("investigate", "returned")


def test_procuratorate_that_finds_the_reasons_good_ends_the_objections(story, upheld):
    people = story.people
    signed(story, upheld, "X02-supervision")
    make(people.zhang, upheld, "ask_procuratorate", superior=body_id("anshan_procuratorate"))
    make(people.wang, upheld, "ask_police")
    silent = refused(make, people.wang, upheld, "reasons_stand")
    assert str(silent) == "不能检察院认为理由成立：没有写明理由。"
    make(people.wang, upheld, "reasons_stand", reason="检察院认为不立案的理由成立。")
    transfer = found(upheld)
    assert (transfer.state, transfer.holder_body_id, story.case.state) == (
        "upheld", None, "with_police",
    )  # fmt: skip
    assert ("TR-09", "met") in [row[:2] for row in limits(upheld)]
    again = refused(make, people.zhang, upheld, "ask_procuratorate",
                    superior=body_id("anshan_procuratorate"))  # fmt: skip
    assert str(again) == "不能建议立案监督：本件已经办理“检察院认为理由成立”。"
    make(people.zhang, upheld, "accept_refusal", reason="恢复行政程序。")
    assert (story.case.state, found(upheld).state) == ("investigate", "returned")


@pytest.mark.parametrize("key", ["not_prosecuted", "court_return"])
def test_case_that_comes_back_from_prosecution_or_court_may_be_punished(story, filed, key):
    people = story.people
    name = {
        "not_prosecuted": "检察院不起诉，移送回来",
        "court_return": "法院免予刑事处罚，移送回来",
    }[key]
    silent = refused(make, people.wang, filed, key)
    assert str(silent) == f"不能{name}：没有写明理由。"
    make(people.wang, filed, key, reason="情节轻微，应当给予行政处罚。", their_paper="〔2027〕5号")
    transfer = found(filed)
    assert (transfer.state, transfer.holder_body_id) == ("returned", None)
    assert story.case.state == "investigate"
    assert queries.moves_made(filed)[-1].given == {
        "their_paper": "〔2027〕5号", "case_step": "police_returned",
    }  # fmt: skip
    assert limits(filed)[-1][:2] == ("TR-08", "met")


def test_opinion_of_the_procuratorate_is_answered_within_two_months(story, filed, clock):
    people = story.people
    make(people.wang, filed, "not_prosecuted", reason="情节轻微，应当给予行政处罚。")
    early = refused(make, people.wang, filed, "reply_opinion", handled="已经立案查处。")
    assert str(early) == "不能回复检察意见：应当先办理“收到检察意见书”。"
    make(
        people.wang,
        filed,
        "opinion",
        their_paper="鞍检意〔2026〕3号",
        opinion_text="建议给予行政处罚。",
    )
    assert limits(filed)[-1] == ("TR-12", "running", date(2027, 1, 4))
    story.take("withdraw", who="chen", on=today(), reason="违法事实不能成立。")
    story.take("close", who="chen", on=today())
    open_yet = refused(make, people.wang, filed, "end", reason="案件已经办结。")
    assert str(open_yet) == "不能办结：检察意见还没有回复。"
    assert open_yet.article == f"{RULES_2021}第十条"
    clock.set(date(2026, 12, 30))
    make(people.wang, filed, "reply_opinion", handled="经查证违法事实不能成立，已经撤销案件。")
    assert limits(filed)[-1] == ("TR-12", "met", date(2027, 1, 4))
    twice = refused(make, people.wang, filed, "reply_opinion", handled="再次回复。")
    assert str(twice).startswith("不能回复检察意见：")
    make(people.wang, filed, "end", reason="案件已经办结。")
    assert found(filed).state == "closed"


def test_no_more_is_set_off_than_was_paid_nor_than_the_fine(story, filed):
    people = story.people
    judged = {"their_paper": "（2027）辽0303刑初1号"}
    over = refused(make, people.wang, filed, "convict", criminal_fine=Decimal(10000),
                   set_off=Decimal("2000.01"), **judged)  # fmt: skip
    assert str(over) == (
        "不能判处刑罚：折抵 2000.01 元多于移送以前已缴的罚款（2000 元）或者判处的罚金（10000 元）。"
    )
    assert over.article == "行政处罚法第三十五条"
    above = refused(make, people.wang, filed, "convict", criminal_fine=Decimal(1500),
                    set_off=Decimal(2000), **judged)  # fmt: skip
    assert "折抵 2000 元多于" in str(above)
    none = refused(make, people.wang, filed, "convict", set_off=Decimal(1), **judged)
    assert "判处的罚金（0 元）" in str(none)
    make(
        people.wang, filed, "convict", criminal_fine=Decimal(10000), set_off=Decimal(2000), **judged
    )
    assert found(filed).state == "judged"
    assert found(filed).closed_at is not None


def test_police_that_send_it_on_late_are_entered_and_their_limit_stays_missed(story, clock):
    one = brought(story, suspected(story), "received")
    clock.set(date(2026, 11, 6))
    make(story.people.wang, one, "forward", reason="属铁西区管辖。", superior=body_id("tiexi_police"),
         **POLICE)  # fmt: skip
    late = [row for row in limits(one) if row[0] in ("TR-03", "TR-04", "TR-13b")]
    assert late == [
        ("TR-04", "missed", date(2026, 11, 5)),
        ("TR-03", "missed", date(2026, 11, 3)),
        ("TR-13b", "missed", date(2026, 11, 3)),
    ]
    make(story.people.wang, one, "receive", receiver="孙警官", **POLICE)
    anew = [row for row in limits(one) if row[1] == "running"]
    assert [row[0] for row in anew] == ["TR-04", "TR-03", "TR-13b"]
    assert all(row[2] > date(2026, 11, 5) for row in anew)
