"""The pages of a dispute: registering the request, the case page, its steps, cases heard together."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.cases import queries
from caseapp.cases.dispute_queries import last_day_to_ask
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.papers import RULING
from caseapp.parties.given import PartyGiven
from tests.approvals import finished
from tests.disputes import HOLDER, MAKER, MODEL, RECEIVED, Dispute, requested
from tests.requested import SERVED
from tests.stories import form_fields, unit_id

NEW = "/cases/requests/new?track=infringement"
FILED = (("verify", 1, "officer"), ("file", 3, "chief"))
ROAD = (
    *(("verify", 1, "wang"), ("file", 3, "chen"), ("serve_request", 7, "zheng")),
    *(("record_answer", 17, "zheng"), ("pass_answer", 18, "zheng"), ("call_oral", 21, "wang")),
    *(("hold_oral", 32, "wang"), ("deliberate", 35, "wang"), ("draft_decision", 36, "wang")),
    *(("decide", 38, "chen"), ("serve_one_side", 44, "zheng"), ("serve_decision", 39, "zheng")),
    *(("publish", 42, "chu"), ("perform", 60, "wang"), ("close", 61, "chen")),
)
SIDES = {
    f"{side}_{name}": getattr(party, name)
    for side, party in (("requester", HOLDER), ("respondent", MAKER))
    for name in ("kind", "name", "legal_representative", "address", "phone")
}
REQUEST = {
    "received_on": str(RECEIVED[2025]),
    "standing": "holder",
    "patent_as_printed": MODEL,
    "claims": "权利要求1",
    "relief": "责令被请求人停止侵权。",
    "grounds": "被请求人制造落入保护范围的阀门。",
    "papers": ["identity", "register"],
    **SIDES,
}


def registered(as_person, who="zheng", **changed):
    """Send the form of a request."""
    reader = as_person(who)
    reader.get(NEW)
    unit = {"unit_id": str(unit_id(places.ENFORCEMENT))}
    reader.submit(**(REQUEST | unit | changed))
    return reader


def served(reader, story, *, key, number):
    """Finish the paper where no step signed it, then record on its page the service of the next side."""
    paper, on = story.paper(*SERVED[key]), str(story.day(number))
    with writing():
        if paper.state == "draft":
            finished(story.case_id, paper.id, by=story.people.zheng, on=story.day(number))
    page = reader.get(f"{story.path}/papers/{paper.id}")
    assert "受送达人" in page.text
    # The service, its receipt, and the step of the case it brings about with its limits.
    sent = reader.submit(
        "/serve",
        budget=125,
        mode="邮寄",
        served_on=on,
        receiver="收发室",
        note="邮件号 XA100200300CN",
    )
    assert sent.status == 303, sent.text


def joined(reader, story, **typed):
    """Send the form that joins another case."""
    reader.get(f"{story.path}/links")
    return reader.submit("/join", **typed)


def test_a_dispute_goes_from_the_request_to_its_end_through_the_pages(as_person, people):
    desk = registered(as_person)
    case_id = int(desk.last.location.rsplit("/", 1)[1])
    story = Dispute(people, 2025, case_id)
    assert story.case.title == "鞍山市千山阀门研究所有限公司与鞍山腾达阀门制造有限公司专利侵权纠纷"
    for key, number, login in ROAD:
        reader = as_person(login)
        if key in SERVED:
            served(reader, story, key=key, number=number)
            continue
        assert reader.get(f"{story.path}/steps/{key}").status == 200
        typed = form_fields(story.values(key, number))
        sent = reader.submit(on=str(story.day(number)), **typed)
        assert sent.status == 303, (key, sent.text)
    assert (story.case.state, story.case.case_no) == ("closed", "鞍知法裁字〔2026〕1号")
    ruling = story.paper(RULING)
    assert (ruling.number, ruling.signed_on) == ("鞍知裁字〔2026〕1号", story.day(38))
    # The requester held it on the 44th day, the respondent on the 39th; each may sue from then.
    ends = [row.due_on for row in deadlines.of_case(case_id) if row.family == "INF-10"]
    assert ends == [story.day(59), story.day(56)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"requester_name": ""}, "请求人名称或者姓名"),
        ({"respondent_credit_code": "91350100M000100Y44"}, "统一社会信用代码有误"),
        ({"received_on": "2027-01-01"}, "收到日期晚于今天"),
        ({"known_on": "2026-03-09"}, "知道侵权行为的日期晚于收到请求的日期"),
        ({"respondent_name": HOLDER.name}, "请求人和被请求人是同一人"),
    ],
)
def test_a_request_that_cannot_be_is_refused_in_place(as_person, changed, sentence):
    page = registered(as_person, **changed).last
    assert page.status in {409, 422}
    assert sentence in page.text
    assert "责令被请求人停止侵权。" in page.text


def test_a_district_cannot_take_a_request(as_person):
    page = registered(as_person, "zhao", unit_id=str(unit_id(places.TIEDONG))).last
    assert page.status in {409, 422}
    assert "不能处理专利纠纷" in page.text


def test_the_case_page_says_what_a_dispute_needs(as_person, people):
    story = requested(people).walk(FILED)
    text = as_person("wang").get(story.path).text
    for words in (
        *("请求人", "被请求人", "权利要求1", "专利登记簿副本", "并案和分案", "送达请求书"),
        *("合议组组长", "合议组成员", "书记员", "侵权纠纷案件结案"),
        "专利侵权纠纷案件不能查封、扣押",
    ):
        assert words in text, words


def test_seizure_is_refused_with_its_reason(as_person, people):
    story = requested(people).walk(FILED)
    page = as_person("wang").get(f"{story.path}/steps/seize")
    assert page.status in {409, 422}
    assert "查封、扣押只适用于有证据证明是假冒专利的产品" in page.text


def test_two_cases_on_one_patent_are_heard_together_and_taken_apart(as_person, people):
    first, second = requested(people), requested(people)
    reader = as_person("wang")
    form = {"number": second.case.lead_no, "on": "2026-03-10", "why": "同一专利，一并审理。"}
    assert joined(reader, first, **form).status == 303
    assert "一并审理" in reader.get(second.path).text
    again = joined(reader, first, **form)
    assert again.status in {409, 422}
    assert "两案已经关联" in again.text
    reader.get(f"{first.path}/links")
    ended = reader.post(
        f"{first.path}/links/1/end", {"separated_on": "2026-03-20", "separated_why": "事实不同。"}
    )
    assert ended.status == 303
    assert "事实不同" in reader.get(f"{first.path}/links").text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": "鞍知法裁字〔1999〕9号"}, "没有这个案号的案件"),
        ({"on": "2026-01-01"}, "并案日期应在收到两案请求之后"),
        ({"why": ""}, "理由"),
    ],
)
def test_a_wrong_joining_is_refused(as_person, people, *, changed, sentence):
    first, second = requested(people), requested(people)
    form = {"number": second.case.lead_no, "on": "2026-03-10", "why": "同一专利。", **changed}
    page = joined(as_person("wang"), first, **form)
    assert page.status in {409, 422}
    assert sentence in page.text


def test_a_case_is_not_joined_with_itself_or_with_a_stranger(as_person, people):
    story = requested(people)
    stranger = requested(
        people,
        patent_as_printed="ZL201530012345.4",
        requester=PartyGiven(kind="person", name="沈一鸣"),
        respondent=PartyGiven(kind="person", name="陆二平"),
    )
    reader = as_person("wang")
    for target, sentence in ((story, "不能与本案自身并案"), (stranger, "没有相同的专利")):
        form = {"number": target.case.lead_no, "on": "2026-03-10", "why": "一并审理。"}
        page = joined(reader, story, **form)
        assert page.status in {409, 422}
        assert sentence in page.text


def test_a_second_respondent_is_split_into_a_case_of_its_own(as_person, people):
    story = requested(people)
    desk = as_person("wang")
    page = desk.get(f"{NEW}&split={story.case_id}")
    assert "被请求人制造、销售落入专利保护范围的阀门。" in page.text
    assert desk.submit(respondent_name="鞍山第二阀门厂").status == 303
    assert "分案登记" in desk.get(story.path).text


def told_of_panel(story, side, number, *, kind="N6"):
    """Hand one side the paper that names the panel."""
    by, paper = story.people.zheng, story.paper(kind)
    with writing():
        if paper.state == "draft":
            case = queries.visible_case(story.case_id, by=by)
            finished(case.id, paper.id, by=by, on=story.day(number))
        story.handed(paper.id, side, story.day(number), by=by)


def test_each_side_has_its_days_from_when_it_knew_the_new_panel(people):
    story = requested(people).walk([*FILED, ("serve_request", 7, "registrar")])
    told_of_panel(story, "requester", 4)
    assert last_day_to_ask(story.case_id) == date(2026, 3, 12)
    story.take("change_panel", 9, "chief")
    told_of_panel(story, "respondent", 10, kind="N7")
    assert last_day_to_ask(story.case_id) is None
    told_of_panel(story, "requester", 14, kind="N7")
    assert last_day_to_ask(story.case_id) == date(2026, 3, 19)


def test_whoever_is_challenged_stops_until_it_is_decided(as_person, people):
    story = requested(people).walk([*FILED, ("serve_request", 7, "registrar")])
    reader = as_person("li")
    asked = {
        "asked_as": "party",
        "person": str(people.wang.id),
        "reason": "与请求人有亲属关系。",
    }
    assert last_day_to_ask(story.case_id) is None
    told_of_panel(story, "requester", 8)
    assert last_day_to_ask(story.case_id) == date(2026, 3, 13)
    reader.get(f"{story.path}/recusals")
    late = reader.submit("/ask", on=str(story.day(17)), **asked)
    assert late.status in {409, 422}
    assert "申请回避的期限已于2026年3月13日届满" in late.text
    assert reader.submit("/ask", on=str(story.day(9)), **asked).status == 303
    assert "暂停参与本案工作" in reader.get(f"{story.path}/recusals").text
    story.take("record_answer", 17, "registrar")
    stopped = as_person("wang")
    stopped.get(f"{story.path}/steps/mediate")
    page = stopped.post(
        f"{story.path}/steps/mediate", {"on": str(story.day(18)), "f_both_willing": "y"}
    )
    assert page.status in {409, 422}
    assert "对您的回避申请尚未决定，您应当暂停办理本案" in page.text
    # Evidence that may be lost is taken all the same.
    stopped.get(f"{story.path}/steps/take_evidence")
    typed = form_fields(story.values("take_evidence", 17))
    assert stopped.submit(on=str(story.day(18)), **typed).status == 303
