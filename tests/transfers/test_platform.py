"""Platforms and the customs: every link has its act, silence counts from the holder's day, opinions are advice."""

from datetime import date

import pytest

from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines import queries as deadlines
from caseapp.law import time_limits
from caseapp.law.procedures.sources import Source
from caseapp.transfers.actions.moving import asked_for
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.lives.platform import breach_words
from caseapp.transfers.platform_gates import breach_is_one
from caseapp.transfers.queries import moves_made
from tests.stories import walked
from tests.transfers.agreeing import agreed
from tests.transfers.doing import found, make, opened, sent

ONE, TWO = "https://shop.example.com/item/1", "https://shop.example.com/item/2"
FACTS = {"links": f"{ONE}\n{TWO}", "finding": "鞍市监罚〔2024〕3号", "shop": "演示厨具店"}
PLAIN = {"reason": "", "reason_key": "", "title": "电热水壶假冒专利链接"}


def limits(transfer_id):
    return {row.rule_id: (row.due_on, row.state) for row in deadlines.of_transfer(transfer_id)}


def noticed(people, clock, day=date(2024, 4, 8)):
    clock.set(day)
    story = walked(people, "file")
    one = opened(
        people.wang, "take_down_out", "taobao", case_id=story.case_id, facts=FACTS, **PLAIN
    )
    sent(people.wang, one, letter_no="鞍市监平处〔2024〕1号")
    return one


def acted(by, one, links=f"{ONE}\n{TWO}", *, key="act"):
    make(by, one, key, body=True, links=links, action="deleted", acted_at=now())


def countered(people, clock, **given):
    one = noticed(people, clock)
    acted(people.wang, one)
    clock.set(date(2024, 4, 12))
    told = {"statement": "使用本人专利。", "reached_on": date(2024, 4, 10)}
    make(people.wang, one, "counter", body=True, **(told | given))
    return one


def test_every_link_has_its_act_before_the_notice_is_done(*, app, people, clock, as_person):
    one = noticed(people, clock)
    with pytest.raises(Refused, match="item/9”不在通知的链接之内"):
        acted(people.wang, one, "https://shop.example.com/item/9", key="act_partly")
    acted(people.wang, one, ONE, key="act_partly")
    with pytest.raises(
        Refused, match=r"还有 1 个链接没有处置（https://shop\.example\.com/item/2）"
    ):
        acted(people.wang, one, ONE)
    shown = as_person("wang").get(f"/transfers/{one}")
    assert "共 2 个链接，已处置 1 个" in shown.text
    assert "删除" in shown.text
    # 样式未定的通知书不能在这里起草，通知照样发得出。
    assert "起草《电商平台处置通知书》" not in shown.text
    acted(people.wang, one, TWO)
    assert found(one).state == "acted"
    assert "共 2 个链接，已处置 2 个" in as_person("wang").get(f"/transfers/{one}").text


def test_silence_counts_from_the_day_the_statement_reached_the_holder(app, people, clock):
    one = countered(people, clock)
    assert limits(one) == {"EC-01": (date(2024, 4, 25), "running")}
    book = time_limits.load()
    assert [book.row(key).binds for key in ("EC-01", "EC-02")] == ["holder", "platform"]
    with pytest.raises(Refused, match="期限到 2024-04-25 才届满"):
        make(
            people.wang, one, "restore", body=True, reason="无消息。", restored_on=date(2024, 4, 12)
        )
    clock.set(date(2024, 4, 26))
    with pytest.raises(Refused, match="已于 2024-04-25 届满，2024-04-26 才收到"):
        make(people.wang, one, "sued", body=True, heard_on=date(2024, 4, 26), sued_at="杭州中院")
    make(people.wang, one, "restore", body=True, reason="无消息。", restored_on=date(2024, 4, 26))
    assert found(one).state == "restored"


def test_statement_that_comes_after_the_end_is_entered_and_opens_nothing(app, people, clock):
    one = noticed(people, clock)
    acted(people.wang, one)
    make(people.wang, one, "close", reason="处置结果已经附卷。")
    clock.set(date(2024, 4, 12))
    told = {"statement": "使用本人专利。", "reached_on": date(2024, 4, 10)}
    make(people.wang, one, "late_counter", body=True, **told)
    last = moves_made(one)[-1]
    assert (found(one).state, last.move) == ("closed", "late_counter")
    assert last.given["reached_on"] == "2024-04-10"
    two = noticed(people, clock, date(2024, 4, 15))
    acted(people.wang, two)
    make(people.wang, two, "restore", body=True, reason="撤回。", restored_on=date(2024, 4, 15))
    make(people.wang, two, "close", reason="已经恢复。")
    with pytest.raises(Refused, match="现在仍然有效并且没有声明过的措施"):
        make(people.wang, two, "late_counter", body=True, **told)


def test_cap_for_a_notary_counts_only_where_the_holder_was_delayed_by_one(app, people, clock):
    one = countered(people, clock, notarial=True)
    assert limits(one) == {
        "EC-01": (date(2024, 4, 25), "running"),
        "EC-02": (date(2024, 5, 10), "running"),
    }
    clock.set(date(2024, 4, 28))
    with pytest.raises(Refused, match="期限到 2024-05-10 才届满"):
        make(
            people.wang, one, "restore", body=True, reason="无消息。", restored_on=date(2024, 4, 28)
        )
    make(people.wang, one, "sued", body=True, heard_on=date(2024, 4, 27), sued_at="杭州中院")
    assert (found(one).state, limits(one)["EC-02"][1]) == ("kept", "met")


def test_platform_that_does_nothing_is_ordered_and_only_then_punished(app, people, clock):
    one = noticed(people, clock)
    make(people.wang, one, "refuse", body=True, reason="认为不侵权。")
    with pytest.raises(Refused, match="责令改正的期限应当晚于送达的日期"):
        make(people.wang, one, "order_correction", order_no="1", answer_due_on=date(2024, 4, 8))
    make(people.wang, one, "order_correction", order_no="1", answer_due_on=date(2024, 4, 18))
    assert limits(one) == {"EC-03": (date(2024, 4, 18), "running")}
    with pytest.raises(Refused, match="责令改正的期限到 2024-04-18 才届满"):
        make(people.wang, one, "punish", reason="没有改正。", filed_as="移送函1号")
    clock.set(date(2024, 4, 19))
    make(people.wang, one, "punish", reason="没有改正。", filed_as="移送函1号")
    assert found(one).state == "punished"
    assert breach_words() == (
        "《中华人民共和国电子商务法》第八十四条：责令限期改正；逾期不改正的，处50000元以上500000元以下的罚款；"
        "情节严重的，处500000元以上2000000元以下的罚款"
    )


def test_no_platform_is_ordered_under_a_law_that_is_not_in_force(app, people, clock):
    one = noticed(people, clock)
    early = MoveGiven(on=date(2018, 12, 31))
    no = breach_is_one(asked_for(people.wang, found(one), key="order_correction", given=early))
    assert "自 2019-01-01 起施行，2018-12-31 还没有这一规定" in str(no)


def test_opinion_is_given_in_the_days_agreed_and_what_it_finds_becomes_a_lead(app, people, clock):
    clock.set(date(2024, 3, 4))
    pact = agreed(people.wei, bodies=("taobao",), scope=("opinion",), answer_days=2)
    one = opened(
        people.wang, "opinion_in", "taobao", facts={"links": ONE}, agreement_id=pact, **PLAIN
    )
    assert limits(one) == {"ST-24": (date(2024, 3, 6), "running")}
    make(people.wang, one, "accept")
    make(people.wang, one, "reply", opinion="counterfeit", answer="标注的专利已经终止。")
    assert limits(one) == {"ST-24": (date(2024, 3, 6), "met")}
    clock.set(date(2024, 3, 12))
    make(
        people.wang, one, "find_source", reason="发货地在铁西区仓库。", track="counterfeit",
        respondent="演示仓储有限公司", place="铁西区演示路1号", product="电热水壶",
    )  # fmt: skip
    case = db.session.get(CaseFile, db.session.get(Cooperation, one).case_id)
    assert (case.source, case.received_on, case.respondent, case.place) == (
        Source.PLATFORM, date(2024, 3, 12), "演示仓储有限公司", "铁西区演示路1号",
    )  # fmt: skip
    assert "发货地在铁西区仓库。" in case.content
    assert ONE in case.content
    with pytest.raises(Refused, match="已经有对应的案件"):
        make(people.wang, one, "find_source", reason="又一处。", track="counterfeit")


def test_days_of_the_customs_are_the_customs_and_follow_the_way_of_detention(app, people, clock):
    clock.set(date(2024, 3, 11))
    facts = {"goods": "电热水壶，SP-15A，200，1234，演示公司"}
    held = {"detained_on": date(2024, 3, 4), "detained_how": "own"}
    own = opened(people.wang, "customs_in", "anshan_customs", facts=facts | held, **PLAIN)
    assert limits(own) == {
        "TR-15": (date(2024, 4, 16), "running"),
        "TR-18": (date(2024, 5, 15), "running"),
    }
    asked = opened(people.wang, "customs_out", "anshan_customs", facts=facts, **PLAIN)
    sent(people.wang, asked)
    make(people.wang, asked, "detained", body=True, told_holder_on=date(2024, 3, 8))
    assert limits(asked) == {"TR-16": (date(2024, 3, 13), "running")}
    make(people.wang, asked, "detained", body=True, **(held | {"detained_how": "request"}))
    assert limits(asked)["TR-17"] == (date(2024, 4, 1), "running")
    make(people.wang, asked, "decided", body=True, customs_result="infringes")
    assert {state for _, state in limits(asked).values()} == {"met"}
