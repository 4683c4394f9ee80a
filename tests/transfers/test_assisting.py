"""Help asked of others and by others: whose time runs, from which day, and where the answer goes."""

import io
from datetime import date

import pytest
from flask import current_app

from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.base.web import Upload
from caseapp.bodies.models import Body
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import kind_of
from caseapp.evidence import queries as evidence
from caseapp.transfers.actions import items
from caseapp.transfers.actions.filing import move_with_files
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.given import MoveGiven, TransferGiven
from caseapp.transfers.item_given import Chosen, UploadGiven
from caseapp.transfers.paper_owner import words_of
from tests.stories import unit_id, walked
from tests.transfers.agreeing import agreed
from tests.transfers.doing import SAID, body_id, found, make, moves, opened, sent

ASKED = {"asked": "查明电热水壶的进货来源。\n提供销售台账。"}
DONE = {"outcome": "done", "answer": "已经查明，台账附后。"}


def limits(transfer_id):
    return {row.rule_id: (row.due_on, row.state) for row in deadlines.of_transfer(transfer_id)}


def inquiry(by, body="haicheng_market_bureau", **given):
    told = {"title": "协助查明来源", "facts": ASKED, "reason": "", "reason_key": ""}
    return opened(by, "inquiry_out", body, **(told | given))


def asked_by(by, body="liaoning_market_bureau", **given):
    told = {"title": "省局来函协查", "facts": ASKED, "reason": "", "reason_key": ""}
    return opened(by, "inquiry_in", body, **(told | given))


def test_market_bureau_has_fifteen_working_days_from_the_day_it_signed(app, people, clock):
    clock.set(date(2024, 3, 4))
    one = inquiry(people.wang)
    sent(people.wang, one)
    assert limits(one) == {}
    clock.set(date(2024, 3, 8))
    make(people.wang, one, "receive", body=True)
    assert limits(one) == {"CF-33": (date(2024, 3, 29), "running")}
    clock.set(date(2024, 3, 20))
    make(people.wang, one, "say_late", body=True, reason="台账较多。", late_until=date(2024, 4, 9))
    assert limits(one) == {"CF-33": (date(2024, 4, 9), "running")}
    clock.set(date(2024, 4, 8))
    with pytest.raises(Refused, match="不允许再作这样的延长"):
        make(
            people.wang, one, "say_late", body=True, reason="还不够。", late_until=date(2024, 5, 9)
        )
    make(people.wang, one, "answer", body=True, **DONE)
    assert limits(one) == {"CF-33": (date(2024, 4, 9), "met")}
    make(people.wang, one, "close")
    assert moves(one) == ["open", "send", "receive", "say_late", "answer", "close"]


def test_late_is_not_told_when_it_is_late_and_the_answer_is_still_taken(app, people, clock):
    clock.set(date(2024, 3, 4))
    one = inquiry(people.wang)
    sent(people.wang, one)
    make(people.wang, one, "receive", body=True)
    clock.set(date(2024, 3, 26))
    with pytest.raises(Refused, match="已于 2024-03-25 届满，延期应当在届满以前告知"):
        make(people.wang, one, "say_late", body=True, reason="迟了。", late_until=date(2024, 4, 9))
    make(people.wang, one, "answer", body=True, **DONE)
    assert limits(one) == {"CF-33": (date(2024, 3, 25), "missed")}


def test_other_bodies_have_the_day_of_the_letter_or_none(app, people, clock):
    clock.set(date(2024, 3, 4))
    plain, named = (
        inquiry(people.wang, "shenyang_ip"),
        inquiry(people.wang, "shenyang_ip", answer_due_on=date(2024, 4, 1)),
    )
    for one in (plain, named):
        sent(people.wang, one)
        make(people.wang, one, "receive", body=True)
    assert limits(plain) == {}
    assert limits(named) == {"ST-23": (date(2024, 4, 1), "running")}


def test_before_april_2019_no_article_gives_a_time(app, people, clock):
    clock.set(date(2024, 3, 4))
    with writing():
        db.session.get(Body, body_id("liaoning_market_bureau")).since = date(2018, 11, 1)
    assert limits(asked_by(people.wang, received_on=date(2019, 3, 29))) == {}
    last = limits(asked_by(people.wang, received_on=date(2019, 4, 1)))
    assert last == {"CF-10": (date(2019, 4, 23), "running")}


def test_our_time_runs_from_receipt_and_not_from_accepting(app, people, clock):
    clock.set(date(2024, 3, 11))
    one = asked_by(people.wang, received_on=date(2024, 3, 4), their_number="辽市监协〔2024〕7号")
    assert limits(one) == {"CF-10": (date(2024, 3, 25), "running")}
    clock.set(date(2024, 3, 20))
    make(people.wang, one, "accept")
    assert limits(one) == {"CF-10": (date(2024, 3, 25), "running")}
    make(people.wang, one, "tell_late", reason="厂家停业，需走访。", late_until=date(2024, 4, 2))
    assert limits(one) == {"CF-10": (date(2024, 4, 2), "running")}
    make(people.wang, one, "reply", **DONE)
    make(people.wang, one, "close")
    assert limits(one) == {"CF-10": (date(2024, 4, 2), "met")}


def test_agreement_gives_days_and_only_to_its_parties_while_it_is_in_force(app, people, clock):
    clock.set(date(2024, 3, 4))
    pact = agreed(people.wei, since=date(2024, 1, 1), until=date(2024, 12, 31), answer_days=5)
    one = asked_by(people.wang, "shenyang_ip", agreement_id=pact)
    assert limits(one) == {"ST-24": (date(2024, 3, 11), "running")}
    with pytest.raises(Refused, match="大连市知识产权局不是《沈鞍专利行政执法协作协议》的签约方"):
        asked_by(people.wang, "dalian_ip", agreement_id=pact)
    with pytest.raises(Refused, match="2023-12-29 不在有效期内"):
        asked_by(people.wang, "shenyang_ip", agreement_id=pact, received_on=date(2023, 12, 29))
    mine = inquiry(people.wang, "shenyang_ip", agreement_id=pact)
    sent(people.wang, mine)
    make(people.wang, mine, "receive", body=True)
    assert limits(mine) == {"ST-25": (date(2024, 3, 11), "running")}


def test_what_came_with_the_answer_enters_the_evidence_of_the_case(app, people, clock):
    clock.set(date(2024, 3, 20))
    story = walked(people, "file")
    one = opened(
        people.wang, "entrust_out", "shenyang_ip", case_id=story.case_id, facts=ASKED,
        title="委托调查", reason="", reason_key="",
    )  # fmt: skip
    sent(people.wang, one)
    with pytest.raises(Refused, match="本件现为“已发出”"):
        make(people.wang, one, "into_evidence")
    kept = current_app.extensions["store"].put(io.BytesIO(b"%PDF-1.4 ledger"), 15)
    file = Upload("台账.pdf", "application/pdf", kept.sha256, kept.size)
    with writing():
        move_with_files(
            by=people.wang, transfer=found(one), key="answer",
            given=MoveGiven(on=date(2024, 3, 20), values=SAID | DONE, body=True),
            files=[UploadGiven("reply", "销售台账", file, pages=3)],
        )  # fmt: skip
    make(people.wang, one, "into_evidence", proves="货物来源")
    item = evidence.items_of_case(story.case_id)[-1]
    assert (item.title, item.source[:8], item.proves, item.sha256, item.pages) == (
        "销售台账", "沈阳市知识产权局", "货物来源", kept.sha256, 3,
    )  # fmt: skip
    with pytest.raises(Refused, match="提交的文件都已经转为证据"):
        make(people.wang, one, "into_evidence")
    make(people.wang, one, "ask_more", reason="缺少送货单。")
    add = current_app.extensions["store"].put(io.BytesIO(b"%PDF-1.4 slips"), 14)
    more = Upload("送货单.pdf", "application/pdf", add.sha256, add.size)
    with writing():
        move_with_files(
            by=people.wang, transfer=found(one), key="answer",
            given=MoveGiven(on=date(2024, 3, 20), values=SAID | DONE, body=True),
            files=[UploadGiven("reply", "送货单", more, pages=1)],
        )  # fmt: skip
    make(people.wang, one, "close")
    make(people.wang, one, "into_evidence", proves="货物去向")
    titles = [row.title for row in evidence.items_of_case(story.case_id)]
    assert (titles.count("销售台账"), titles.count("送货单")) == (1, 1)


def test_late_answer_enters_the_evidence_of_the_case(app, people, clock):
    clock.set(date(2024, 3, 20))
    story = walked(people, "file")
    one = inquiry(people.wang, "shenyang_ip", case_id=story.case_id)
    sent(people.wang, one)
    make(people.wang, one, "withdraw", reason="已从别处查明。")
    with pytest.raises(Refused, match="对方没有提交文件"):
        make(people.wang, one, "into_evidence", proves="货物来源")
    kept = current_app.extensions["store"].put(io.BytesIO(b"%PDF-1.4 late"), 13)
    file = Upload("复函.pdf", "application/pdf", kept.sha256, kept.size)
    with writing():
        move_with_files(
            by=people.wang, transfer=found(one), key="late_answer",
            given=MoveGiven(on=date(2024, 3, 20), values=SAID | DONE, body=True),
            files=[UploadGiven("reply", "迟到的复函", file, pages=1)],
        )  # fmt: skip
    make(people.wang, one, "into_evidence", proves="货物来源")
    assert evidence.items_of_case(story.case_id)[-1].title == "迟到的复函"
    assert found(one).state == "withdrawn"


def test_late_answer_is_taken_where_none_came_and_closed_stays_closed(app, people):
    one = inquiry(people.wang, "shenyang_ip")
    sent(people.wang, one)
    make(people.wang, one, "withdraw", reason="已从别处查明。")
    ended = found(one).closed_at
    make(people.wang, one, "late_answer", body=True, **DONE)
    assert (found(one).state, found(one).closed_at) == ("withdrawn", ended)
    with pytest.raises(Refused, match="本件现为"):
        make(people.wang, one, "answer", body=True, **DONE)


def test_expert_without_promise_of_secrecy_gets_no_task(app, people):
    with writing():
        expert = db.session.get(Body, body_id("shenyang_ip"))
        expert.kind = "expert"
    one = opened(
        people.wang, "opinion_in", "taobao", title="请求判定", reason="", reason_key="",
        facts={"links": "https://shop.example.com/item/1"},
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有签署保密承诺"):
        make(people.wang, one, "accept", expert=expert.id)
    assert found(one).state == "received"


def test_case_is_asked_for_where_a_letter_speaks_of_one(app, people):
    given = TransferGiven(
        kind="service_out", body_id=body_id("shenyang_ip"), unit_id=unit_id(places.ENFORCEMENT),
        title="委托送达", content="受送达人在沈阳。", received_on=date(2024, 3, 1), facts=ASKED,
    )  # fmt: skip
    with writing(), pytest.raises(Refused, match="没有选择案件"):
        open_transfer(by=people.wang, given=given)


def served_by_shenyang(people, clock, **told):
    clock.set(date(2026, 4, 30))
    story = walked(people, "sign_notice")
    notice = story.paper("penalty_notice")
    one = opened(
        people.wang, "service_out", "shenyang_ip", case_id=story.case_id, title="委托送达告知书",
        reason="", reason_key="",
        facts={"asked": "送达告知书。", "subject": "演示商店", "place": "沈阳市演示路1号"},
    )  # fmt: skip
    with writing():
        items.add(
            by=people.wang, transfer=found(one), chosen=Chosen((notice.id,), category="case_paper")
        )
    sent(people.wang, one)
    make(people.wang, one, "receive", body=True)
    answer = {"served": "signed", "answer": "已经送达，回证随附。", "receiver": "赵兴旺"} | told
    make(people.wang, one, "answer", body=True, **answer)
    return story, notice, one


def test_service_by_another_body_becomes_the_service_on_the_case(app, people, clock):
    story, notice, one = served_by_shenyang(
        people,
        clock,
        served_on=date(2026, 4, 30),
        served_place="沈阳市演示路1号",
        relation="经营者",
    )
    make(people.wang, one, "record_service")
    (service,) = papers.services_of_paper(notice.id)
    assert (service.mode, service.served_on, service.receiver, service.place) == (
        "委托", date(2026, 4, 30), "赵兴旺", "沈阳市演示路1号",
    )  # fmt: skip
    assert service.servers == "赵某"
    assert "由沈阳市知识产权局送达" in service.note
    assert story.case.state == "defence"
    with pytest.raises(Refused, match="已经登记送达，没有重复登记"):
        make(people.wang, one, "record_service")


def test_service_that_was_not_made_is_not_recorded(app, people, clock):
    _story, notice, one = served_by_shenyang(people, clock, served="not_served")
    with pytest.raises(Refused, match="对方答复没有送达"):
        make(people.wang, one, "record_service")
    assert not papers.services_of_paper(notice.id)


def test_letter_of_entrusted_service_lists_the_papers_and_whom_they_are_for(app, people, clock):
    _story, notice, one = served_by_shenyang(people, clock, served="not_served")
    said = words_of(found(one), kind_of("X03-service"))
    assert (said["受送达人"], said["送达地点"]) == ("演示商店", "沈阳市演示路1号")
    assert [row["文号"] for row in said["委托送达文书"]] == [notice.number]
    sheet = words_of(found(one), kind_of("X12"))
    assert (sheet["协作类别"], sheet["协作方向"]) == ("代为送达", "本局请求")
    assert (sheet["协作单位"], sheet["协作结果"]) == ("沈阳市知识产权局", "已经送达，回证随附。")
