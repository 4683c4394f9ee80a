"""Papers of matters of cooperation: filled, sent along their line, signed with a number, printed, voided."""

from datetime import date

import pytest

from caseapp.accounts import queries as accounts
from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cooperation import actions, owners
from caseapp.documents import queries as papers
from caseapp.transfers.models import Transfer

DAY = date(2026, 11, 23)
ASKED = "请查明鞍山某器材厂在贵市的仓库和销售账目。"


def unit_id(path=places.ENFORCEMENT):
    return next(one.id for one in accounts.units() if one.path == path)


def transfer(by, *, kind="inquiry_in", body="shenyang_ip", unit=places.ENFORCEMENT):
    with writing():
        entry = actions.enter(
            by=by, family="transfer", kind=kind, title="请求协查仓库", unit_id=unit_id(unit)
        )
        record = Transfer(
            id=entry.id,
            kind=kind,
            direction="in",
            state="received",
            body_id=bodies.with_key(body).id,
            their_number="沈知协字〔2026〕7号",
            content=ASKED,
            received_on=date(2026, 11, 20),
            holder_id=None,
        )
        db.session.add(record)
        return entry.id


def draft(by, number, kind="X03-reply", **given):
    with writing():
        return actions.draft_paper(by=by, matter=owners.matter(number, by=by), kind=kind, **given)


def change(by, number, paper_id, **data):
    with writing():
        actions.change_paper(
            by=by,
            matter=owners.matter(number, by=by),
            paper_id=paper_id,
            data=data,
            version=papers.paper(paper_id).version,
        )


def hand_in(by, number, paper_id, *, on=DAY):
    with writing():
        given = OpinionGiven(on, "请审定。", papers.paper(paper_id).version)
        actions.hand_in_paper(
            by=by, matter=owners.matter(number, by=by), paper_id=paper_id, given=given
        )


def agree(by, number, paper_id):
    with writing():
        given = OpinionGiven(DAY, "同意。", papers.paper(paper_id).version)
        return actions.agree_to_paper(
            by=by, matter=owners.matter(number, by=by), paper_id=paper_id, given=given
        )


def ready(people):
    number = transfer(people.wang)
    paper_id = draft(people.wang, number)
    change(people.wang, number, paper_id, 办理情况="经查，该仓库已于9月退租，账目见附件")
    return number, paper_id


def test_letter_begins_with_what_the_matter_knows(app, people):
    number = transfer(people.wang)
    record = papers.paper(draft(people.wang, number))
    assert (record.case_id, record.ticket_id, record.cooperation_id) == (None, None, number)
    assert record.data["来函单位"] == "沈阳市知识产权局"
    assert record.data["来函文号"] == "沈知协字〔2026〕7号"
    assert record.data["来函事项"] == ASKED
    assert record.data["联系人"] == "王建民"


def test_letter_goes_along_its_whole_line_and_the_last_one_signs_with_a_number(app, people):
    number, paper_id = ready(people)
    hand_in(people.wang, number, paper_id)
    with writing(), pytest.raises(Refused, match="正在等办案机构负责人的意见"):
        actions.agree_to_paper(
            by=people.chen,
            matter=owners.matter(number, by=people.chen),
            paper_id=paper_id,
            given=OpinionGiven(DAY, "", 2),
        )
    assert agree(people.wu, number, paper_id) is False
    assert agree(people.chen, number, paper_id) is True
    record = papers.paper(paper_id)
    assert (record.state, record.number) == ("signed", "鞍市监协复〔2026〕1号")
    assert (record.signed_by_name, bool(record.sha256)) == ("陈立新", True)


def test_drafter_signs_nothing_of_their_own(app, people):
    number = transfer(people.chen, unit=places.CITY)
    paper_id = draft(people.chen, number)
    change(people.chen, number, paper_id, 办理情况="已经查明")
    hand_in(people.chen, number, paper_id)
    assert papers.paper(paper_id).waits_for == "chief"  # nobody heads the office but the chief
    with pytest.raises(Refused, match="这份文书是您报批的，不能审批"):
        agree(people.chen, number, paper_id)


def test_draft_that_lacks_a_word_or_is_dated_before_the_matter_is_refused(app, people):
    number = transfer(people.wang)
    paper_id = draft(people.wang, number)
    with pytest.raises(Refused, match="办理情况没有填写"):
        hand_in(people.wang, number, paper_id)
    with pytest.raises(Refused, match="本事项开始之日"):
        hand_in(people.wang, number, paper_id, on=date(2026, 11, 19))
    with pytest.raises(Refused, match="文书的日期应当在2026年11月20日"):
        draft(people.wang, number, on=date(2026, 11, 19))


def test_returned_draft_is_changed_and_handed_in_anew(app, people):
    number, paper_id = ready(people)
    hand_in(people.wang, number, paper_id)
    with writing():
        actions.return_paper(
            by=people.wu,
            matter=owners.matter(number, by=people.wu),
            paper_id=paper_id,
            given=OpinionGiven(DAY, "写明退租日期。", 2),
        )
    assert papers.paper(paper_id).waits_for == "undertaker"
    change(people.wang, number, paper_id, 办理情况="该仓库已于9月3日退租")
    hand_in(people.wang, number, paper_id)
    with writing(), pytest.raises(Refused, match="由王建民报批，不能由您撤回"):
        actions.take_back_paper(
            by=people.li, matter=owners.matter(number, by=people.li), paper_id=paper_id, text=""
        )
    with writing():
        actions.take_back_paper(
            by=people.wang, matter=owners.matter(number, by=people.wang), paper_id=paper_id, text=""
        )
    assert papers.paper(paper_id).waits_for == ""


def test_signed_letter_is_voided_by_who_signs_and_keeps_its_number(app, people):
    number, paper_id = ready(people)
    hand_in(people.wang, number, paper_id)
    agree(people.wu, number, paper_id)
    agree(people.chen, number, paper_id)
    with writing(), pytest.raises(Refused, match="不能由您作废"):
        actions.void_paper(
            by=people.wang,
            matter=owners.matter(number, by=people.wang),
            paper_id=paper_id,
            why="写错",
        )
    with writing():
        actions.void_paper(
            by=people.chen,
            matter=owners.matter(number, by=people.chen),
            paper_id=paper_id,
            why="受文单位写错",
        )
    record = papers.paper(paper_id)
    assert (record.state, record.number) == ("void", "鞍市监协复〔2026〕1号")


def test_another_district_knows_nothing_of_it(app, people):
    number = transfer(people.wang)
    with pytest.raises(NotVisible):
        owners.matter(number, by=people.zhao)


def test_pages_draft_hand_in_judge_and_print(*, app, people, as_person):
    number = transfer(people.wang)
    wang = as_person("wang")
    assert "X03-reply" in wang.get(f"/cooperation/{number}/papers/new").text
    wang.submit("draft", press="X03-reply")
    shown = wang.follow()
    assert shown.heading == "《协助调查复函》待编号"
    assert "签发前还要填写 1 项：办理情况" in shown.text
    again = wang.submit("hand-in", asked_text="请审定。")
    assert (again.status, "办理情况没有填写" in again.text) == (409, True)
    assert "请审定。" in again.source
    done = next(one for one in again.all(".//textarea") if one.get("id") == _box(again, "办理情况"))
    wang.submit("draft", **{done.get("name"): "经查，该仓库已于9月退租"})
    wang.follow()
    wang.submit("hand-in", asked_text="请审定。")
    paper = wang.follow()
    where = paper.answer.request.path
    assert "《协助调查复函》 等审批" in as_person("wu").get("/desk").text
    assert "《协助调查复函》" not in as_person("wang").get("/desk").text
    for login, told in (("wu", "意见已登记。"), ("chen", "已签发，内容不再改动。")):
        reader = as_person(login)
        reader.get(where)
        reader.submit("judge", said_text="同意发出。")
        assert told in reader.follow().text
    signed = wang.get(where)
    assert signed.heading == "《协助调查复函》鞍市监协复〔2026〕1号"
    assert wang.get(f"{where}/word").data[:2] == b"PK"
    assert as_person("zhao").get(where).status == 404
    chen = as_person("chen")
    chen.get(where)
    chen.submit("void", why="受文单位写错")
    assert "已作废：受文单位写错" in chen.follow().text


def _box(page, label):
    return next(
        one.get("for") for one in page.all(".//label") if "".join(one.itertext()).startswith(label)
    )
