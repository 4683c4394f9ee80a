"""A suspected crime on its way to the police and back: who decides, by when, and what holds meanwhile."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as queries_of_people
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI, today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.transfers import item_queries, queries
from caseapp.transfers.actions.following_cases import follow_cases
from caseapp.transfers.actions.papers import draft_in_case
from caseapp.transfers.actions.sealing import record_receipt, write_code
from caseapp.transfers.item_given import ReceiptGiven
from caseapp.transfers.models import TransferReader
from caseapp.transfers.sendings import sending_of
from tests.approvals import finished
from tests.stories import walked
from tests.transfers.doing import body_id, found, make, moves, opened
from tests.transfers.handing import choose, lack, upload

BEGUN = date(2026, 10, 12)
SUSPECTED = {"ground": "reached", "found": "查获标注他人专利号的电热水壶，货值300000元。"}
REPORT = {
    "suspect": "铁西区兴旺家电商行（经营者赵兴旺）",
    "crime": "假冒专利罪",
    "crime_facts": "2026年9月至10月销售标注他人专利号的电热水壶2500台。",
    "standard": "非法经营数额300000元，已达200000元的标准。",
    "measures": "先行登记保存电热水壶400台。",
    "proposal": "transfer",
}
LACKING = ("涉案物品清单", "有关检验报告或者鉴定结论")


@pytest.fixture
def story(app, people, clock):
    clock.set(datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI))
    return walked(people, "question", received_on=BEGUN)


def suspected(story, **changed):
    facts = changed.pop("facts", SUSPECTED)
    return opened(
        story.people.wang, "criminal_out", "anshan_police", case_id=story.case_id, facts=facts,
        title="移送涉嫌假冒专利罪案件", right_kind="", **changed,
    )  # fmt: skip


def brought(story, one, until, *, since=""):
    """Bring a transfer up to a stage by the acts of the office and of the police."""
    people, police = story.people, {"body": True}
    way = {
        "team": lambda: make(
            people.wu, one, "name_team", team=(people.wang.id, people.li.id)
        ),
        "reported": lambda: make(people.wang, one, "report", **REPORT),
        "approved": lambda: make(people.chen, one, "approve", reason="同意移送。"),
        "sent": lambda: sent(story, one),
        "received": lambda: make(people.wang, one, "receive", receiver="赵警官", **police),
        "refused": lambda: make(
            people.wang, one, "refuse", reason="情节轻微。", ground="minor",
            their_paper="鞍公不立字〔2026〕9号", **police,
        ),
    }  # fmt: skip
    stages = [*way]
    for stage in stages[stages.index(since) + 1 if since else 0 :]:
        way[stage]()
        if stage == until:
            return one
    raise AssertionError(until)


def sent(story, one):
    people = story.people
    drafted = letter(story, one)
    choose(people.wang, one, papers=(signed(story, one, "X02-report"),))
    upload(people.wang, one, "evidence", name="现场检查笔录", content=b"%PDF-1.4 record")
    for row in LACKING:
        lack(people.wang, one, row, why="本案没有。")
    (item,) = choose(people.wang, one, papers=(drafted,))
    with writing():
        write_code(by=people.wang, transfer=found(one), item_id=item)
    with writing():
        finished(story.case_id, drafted, by=people.wang, on=today())
    return make(
        people.wang,
        one,
        "send",
        copied_to=body_id("anshan_procuratorate"),
        handed_by="王建民、李秀英当面送交",
        paid_fine=Decimal(2000),
    )


def letter(story, one):
    """The letter that the step of the case drafted; of a case that took none it is drafted here."""
    kept = [row.id for row in documents.papers_of_case(story.case_id) if row.kind == "S5"]
    if kept:
        return kept[0]
    with writing():
        return draft_in_case(by=story.people.wang, transfer=found(one), kind="S5", on=today())


def signed(story, one, kind):
    """A paper of the transfer, drafted with the words of both and along its line to the signature."""
    by = story.people.wang
    with writing():
        paper_id = draft_in_case(by=by, transfer=found(one), kind=kind, on=today())
    with writing():
        finished(story.case_id, paper_id, by=by, on=today())
    return paper_id


def limits(one):
    return [(row.rule_id, row.state, row.due_on) for row in deadlines.of_transfer(one)]


def refused(act, *args, **given):
    with pytest.raises(Refused) as no:
        act(*args, **given)
    return no.value


def test_case_refused_by_the_police_is_reconsidered_supervised_filed_and_judged(story, clock):
    one = brought(story, suspected(story), "refused")
    people, police = story.people, {"body": True}
    assert story.case.state == "with_police"
    day = today()
    assert limits(one) == [
        ("TR-01", "met", date(2026, 11, 5)),
        ("TR-02", "met", date(2026, 11, 3)),
        ("TR-04", "met", date(2026, 11, 5)),
        ("TR-03", "met", date(2026, 11, 3)),
        ("TR-13b", "met", date(2026, 11, 3)),
        ("TR-05", "running", date(2026, 11, 5)),
    ]
    signed(story, one, "X02-review")
    make(people.zhang, one, "reconsider", why_wrong="数额已达标准。")
    clock.set(date(2026, 11, 9))
    make(people.wang, one, "uphold", reason="维持。", their_paper="鞍公复字〔2026〕2号", **police)
    signed(story, one, "X02-supervision")
    make(people.zhang, one, "ask_procuratorate", why_wrong="数额已达标准。",
         superior=body_id("anshan_procuratorate"))  # fmt: skip
    make(people.wang, one, "ask_police")
    make(people.wang, one, "explain", reason="认为情节轻微。")
    make(people.wang, one, "order_filing", their_paper="鞍检通立〔2026〕1号")
    make(people.wang, one, "file", their_paper="鞍公立字〔2026〕77号", **police)
    signed(story, one, "X02-handover")
    make(people.wang, one, "hand_over", taken_by="赵警官")
    assert story.case.state == "with_police"
    later = [row for row in limits(one) if row[0] > "TR-05"]
    assert later == [
        ("TR-13b", "met", date(2026, 11, 3)),
        ("TR-06", "missed", date(2026, 11, 5)),
        ("TR-07", "met", date(2026, 11, 12)),
        ("TR-09", "met", date(2026, 11, 16)),
        ("TR-10", "met", date(2026, 11, 24)),
        ("TR-08", "met", date(2026, 11, 12)),
    ]
    make(people.wang, one, "convict", their_paper="（2027）辽0303刑初1号")
    assert found(one).state == "judged"
    assert found(one).closed_at is not None
    assert day == date(2026, 11, 2)
    readers = db.session.query(TransferReader.body_id).all()
    assert readers == [(body_id("anshan_procuratorate"),)]


def test_deputy_or_the_one_in_charge_may_not_decide_in_the_place_of_the_head(story, people):
    with writing():
        accounts.add_person(
            by=Person.system(), login="fu", name="傅分管", unit=places.CITY, roles=["chief"]
        )
    deputy = queries_of_people.person_by_login("fu")
    one = brought(story, suspected(story), "reported")
    for key in ("approve", "keep"):
        no = refused(make, deputy, one, key, reason="同意。")
        name = "批准移送" if key == "approve" else "决定不移送"
        assert str(no) == f"不能{name}：是否移送由本机关正职负责人或者主持工作的负责人本人决定。"
        assert no.article == "行政执法机关移送涉嫌犯罪案件的规定第五条"
    assert (found(one).state, story.case.state) == ("reported", "investigate")
    make(people.chen, one, "approve", reason="同意移送。")
    assert (found(one).state, story.case.state) == ("approved", "with_police")


def test_police_may_ask_for_papers_but_not_refuse_for_want_of_them(story, people):
    one = brought(story, suspected(story), "received")
    no = refused(make, people.wang, one, "refuse", reason="材料不全。", ground="missing",
                 their_paper="无", body=True)  # fmt: skip
    assert str(no) == "不能不予立案：公安机关不得以材料不全为由不接受移送的案件。"
    assert no.article == "公安机关办理刑事案件程序规定第一百八十条"
    make(people.wang, one, "name_missing", missing="销售台账。", body=True)
    assert [row for row in limits(one) if row[0].startswith("TR-13")] == [
        ("TR-13b", "met", date(2026, 11, 3)),
        ("TR-13", "running", date(2026, 11, 5)),
    ]
    nothing = refused(make, people.wang, one, "complete", added="销售台账1册。")
    assert str(nothing) == "不能补齐材料：上次送出以后没有加入新的材料。"
    first = found(one).manifest_sha256
    upload(people.wang, one, "evidence", name="销售台账", content=b"%PDF-1.4 ledger")
    make(people.wang, one, "complete", added="销售台账1册。")
    later = sending_of(item_queries.sendings(one)[-1])
    assert [row.name for row in later.files] == ["销售台账"]
    assert (later.letters, later.code) == ((), found(one).manifest_sha256)
    with writing():
        for code, said in ((first, "第1次"), (later.code, "第2次")):
            given = ReceiptGiven(today(), "赵警官", code)
            kept = record_receipt(by=people.wang, transfer=found(one), given=given)
            assert f"{said}送出的校验码相符" in kept.name
    assert limits(one)[-1] == ("TR-13", "met", date(2026, 11, 5))
    assert moves(one)[-2:] == ["name_missing", "complete"]
    assert found(one).right_kind == "patent"


def test_team_is_two_officers_with_certificates(story, people):
    one = suspected(story)
    alone = refused(make, people.wu, one, "name_team", team=(people.wang.id,))
    assert str(alone) == "不能指定专案组：专案组应当由两名以上行政执法人员组成。"
    bare = refused(make, people.wu, one, "name_team", team=(people.wang.id, people.xu.id))
    assert str(bare) == "不能指定专案组：专案组的徐志强在 2026-11-02 没有有效的行政执法证。"
    make(people.wu, one, "name_team", team=(people.wang.id, people.li.id))
    other = refused(make, people.wu, one, "report", **REPORT)
    assert str(other) == "不能报请决定是否移送：报告由专案组提出。"
    assert other.remedy == "请由专案组成员（王建民、李秀英）办理。"


def test_wrong_police_send_it_on_within_a_day_and_lose_it(story, people):
    one = brought(story, suspected(story), "received")
    make(people.wang, one, "forward", reason="属铁西区管辖。", body=True,
         superior=body_id("tiexi_police"))  # fmt: skip
    transfer = found(one)
    assert (transfer.state, transfer.body_id) == ("sent", body_id("tiexi_police"))
    assert transfer.holder_body_id == body_id("tiexi_police")
    assert [state for rule, state, _ in limits(one) if rule in ("TR-03", "TR-04", "TR-13b")] == [
        "met", "met", "met",
    ]  # fmt: skip
    make(people.wang, one, "receive", receiver="孙警官", body=True)
    again = refused(make, people.wang, one, "forward", reason="再转。", body=True,
                    superior=body_id("anshan_procuratorate"))  # fmt: skip
    assert str(again) == "不能转送有管辖权的公安机关：鞍山市人民检察院不是公安机关。"


def test_penalty_waits_until_the_case_is_back_and_is_copied_then(story, people, clock):
    one = brought(story, suspected(story), "refused")
    no = refused(story.take, "report", on=today())
    assert no.sentences[0].startswith("案件现处于“移送公安机关”阶段")
    gone = refused(story.take, "police_returned", on=today(), reason="没有犯罪。")
    assert gone.sentences[0].startswith("不能登记公安机关退回：案件随")
    make(people.zhang, one, "accept_refusal", reason="对不予立案没有异议。")
    assert (story.case.state, found(one).state) == ("investigate", "returned")
    early = refused(make, people.wang, one, "punish", decision="无")
    assert str(early) == "不能已作出处罚：案件还没有作出行政处罚决定。"
    assert queries.moves_made(one)[-1].given["case_step"] == "police_returned"


def test_head_keeps_a_case_with_reasons_and_it_may_be_punished(story, people):
    one = brought(story, suspected(story), "reported")
    silent = refused(make, people.chen, one, "keep")
    assert str(silent) == "不能决定不移送：没有写明理由。"
    make(people.chen, one, "keep", reason="标注的是本人已终止的专利，没有假冒他人专利。")
    kept = story.case
    assert (kept.state, found(one).state) == ("investigate", "kept")
    assert [row[:2] for row in limits(one)] == [("TR-01", "met")]


def test_papers_say_what_team_head_and_police_said(story, people):
    one = brought(story, suspected(story), "refused")
    kept = documents.papers_of_case(story.case_id)
    letter = documents.paper(next(row.id for row in kept if row.kind == "S5")).data
    assert letter["达到标准情况"] == REPORT["standard"]
    assert letter["移送批准情况"] == "正职负责人（主持工作的负责人）陈立新于2026年11月2日批准"
    assert letter["抄送检察院"] == "鞍山市人民检察院"
    review = documents.paper(signed(story, one, "X02-review")).data
    assert review["移送公安机关"] == "鞍山市公安局"
    assert review["不立案通知文号"] == "鞍公不立字〔2026〕9号"
    assert review["不立案理由"] == "犯罪事实显著轻微，不需要追究刑事责任，情节轻微"
    report = documents.paper(next(row.id for row in kept if row.kind == "X02-report")).data
    assert report["专案组成员"] == "王建民（辽专执0001）、李秀英（辽专执0002）"
    assert report["移送建议"] == "专案组建议移送公安机关。"


def test_penalty_after_a_refusal_is_told_within_ten_days(story, people, clock):
    one = brought(story, suspected(story), "refused")
    make(people.zhang, one, "accept_refusal", reason="对不予立案没有异议。")
    clock.set(date(2026, 11, 3))
    rest = ("report", "send_review", "pass_review", "sign_notice")
    story.take("report", on=today(), act_end=story.day(4))
    for key in rest[1:]:
        story.take(key, on=today())
    story.serve("penalty_notice", on=today())
    story.take("record_defence", on=today())
    clock.set(date(2026, 11, 16))
    story.take("ask_decision", on=today())
    story.take("decide", on=today())
    with writing():
        follow_cases(by=Person.system(), case_ids=[story.case_id])
    assert found(one).state == "punished"
    assert limits(one)[-1] == ("TR-11", "running", date(2026, 11, 26))
    days = dict.fromkeys(("police_copied_on", "procuratorate_copied_on", "holder_told_on"), today())
    make(people.wang, one, "copies", **days)
    assert (found(one).state, limits(one)[-1][1]) == ("closed", "met")


def asked_to_supervise(story, one):
    people = story.people
    signed(story, one, "X02-supervision")
    return make(people.zhang, one, "ask_procuratorate", why_wrong="数额已达标准。",
                superior=body_id("anshan_procuratorate"))  # fmt: skip


def test_silence_of_the_police_goes_to_the_procuratorate_once_their_limit_is_over(story, clock):
    one = brought(story, suspected(story), "received")
    people, police = story.people, {"body": True}
    signed(story, one, "X02-supervision")
    early = refused(asked_to_supervise, story, one)
    assert str(early) == (
        "不能建议立案监督：公安机关决定是否立案的期限到 2026-11-05 才届满（TR-04）。"
    )
    clock.set(date(2026, 11, 6))
    paper = documents.paper(signed(story, one, "X02-supervision"))
    assert paper.data["公安逾期情况"] == (
        "公安机关决定是否立案的期限自2026年11月2日起算，于2026年11月5日届满，至今没有决定"
    )
    asked_to_supervise(story, one)
    assert ("TR-04", "missed", date(2026, 11, 5)) in limits(one)
    make(people.wang, one, "ask_police")
    make(people.wang, one, "order_filing", their_paper="鞍检通立〔2026〕1号")
    refused(asked_to_supervise, story, one)
    clock.set(date(2026, 11, 25))
    asked_to_supervise(story, one)
    again = refused(make, people.wang, one, "explain", reason="情节轻微。")
    assert str(again) == (
        "不能公安机关说明理由：本次立案监督应当先办理“检察院要求说明不立案理由”。"
    )
    make(people.wang, one, "ask_police")
    twice = refused(make, people.wang, one, "ask_police")
    assert str(twice) == (
        "不能检察院要求说明不立案理由：本次立案监督已经办理“检察院要求说明不立案理由”。"
    )
    make(people.wang, one, "file", their_paper="鞍公立字〔2026〕77号", **police)
    filed = queries.moves_made(one)[-1]
    assert (found(one).state, filed.body_id) == ("filed", body_id("anshan_police"))
    assert [rule for rule, state, _ in limits(one) if state == "running"] == ["TR-08"]


def test_police_who_will_not_take_it_are_named_to_the_procuratorate(story):
    one = brought(story, suspected(story), "sent")
    no = refused(asked_to_supervise, story, one)
    assert str(no) == "不能建议立案监督：公安机关还没有签收，也没有不接受移送的记录。"
    assert no.article == "行政执法机关移送涉嫌犯罪案件的规定第十七条"
    make(story.people.wang, one, "not_accepted", reason="值班人员当面拒绝签收。")
    asked_to_supervise(story, one)
    assert found(one).state == "watched"


def test_police_may_file_after_they_refused(story):
    one = brought(story, suspected(story), "refused")
    make(story.people.wang, one, "file", their_paper="鞍公立字〔2026〕78号", body=True)
    assert found(one).state == "filed"
    assert limits(one)[-2:] == [
        ("TR-05", "met", date(2026, 11, 5)),
        ("TR-08", "running", date(2026, 11, 5)),
    ]


def test_transfer_of_a_case_that_ended_on_its_own_way_is_settled_without_it(story, people):
    one = brought(story, suspected(story), "reported")
    story.take("withdraw", who="chen", on=today(), reason="违法事实不能成立。")
    story.take("close", who="chen", on=today())
    brought(story, one, "refused", since="reported")
    make(people.zhang, one, "accept_refusal", reason="对不予立案没有异议。")
    assert (story.case.state, found(one).state) == ("closed", "returned")
    assert queries.moves_made(one)[-1].given == {}
    make(people.wang, one, "end", reason="案件已经撤销并办结。")
    assert found(one).closed_at is not None


def test_crime_found_in_a_closed_case_still_goes_to_the_police(story, people):
    story.take("withdraw", who="chen", on=today(), reason="违法事实不能成立。")
    story.take("close", who="chen", on=today())
    one = brought(story, suspected(story), "sent")
    assert (story.case.state, found(one).state) == ("closed", "sent")
