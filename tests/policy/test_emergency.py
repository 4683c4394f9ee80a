"""Emergency access: a reason, a limit, a second person, a red band, notices, a trail, an end by the clock."""

import pytest

from caseapp.accounts import policy
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions
from tests.policy.doing import (
    WHY,
    again,
    ask_emergency,
    ask_recusal,
    decide_recusal,
    open_emergency,
    seal,
    trail,
)
from tests.stories import Story, walked


@pytest.fixture
def story(app, people) -> Story:
    """Give a case of the city with a paper."""
    return walked(people, "report")


def decide(number, *, by, granted=True, why=WHY):
    with writing():
        actions.decide_emergency(by=by, emergency_id=number, granted=granted, why=why)


def test_opened_case_is_read_by_that_person_until_the_clock_ends_it(
    *, story, people, as_person, clock
):
    assert as_person("zhao").get(story.path).status == 404
    open_emergency(people.zhao, story, second=people.shen)
    zhao = as_person("zhao")
    assert zhao.get(story.path).status == 200
    assert story.case.case_no in zhao.get("/cases?openness=all").source
    assert as_person("qian").get(story.path).status == 404
    clock.forward(seconds=2 * 60 * 60 - 1)
    assert as_person("zhao").get(story.path).status == 200
    clock.forward(seconds=2)
    zhao = as_person("zhao")
    assert zhao.get(story.path).status == 404
    assert story.case.case_no not in zhao.get("/cases?openness=all").source


def test_red_band_stands_on_each_page_of_that_case_and_on_no_other(story, people, as_person):
    open_emergency(people.zhao, story, second=people.shen)
    zhao = as_person("zhao")
    paper = story.paper("filing_approval").id
    for address in (story.path, f"{story.path}/papers/{paper}", f"{story.path}/goods/new"):
        page = zhao.get(address, budget=40)
        if page.status == 200:
            assert len(page.all(".//*[@class='emergency-band']")) == 1, address
    assert zhao.get("/desk").all(".//*[@class='emergency-band']") == []


def test_every_page_that_is_read_is_kept_before_it_is_shown(story, people, as_person):
    open_emergency(people.zhao, story, second=people.shen)
    zhao = as_person("zhao")
    zhao.get(story.path)
    zhao.get(f"{story.path}/papers/{story.paper('filing_approval').id}", budget=40)
    rows = trail("case.read_in_emergency")
    assert [(row.actor_login, row.object_key) for row in rows] == [("zhao", story.case.case_no)] * 2


def test_emergency_opens_for_reading_and_for_nothing_else(story, people, as_person):
    open_emergency(people.zhao, story, second=people.shen)
    zhao = as_person("zhao")
    for address in ("evidence/new", "goods/new", "parties/new", "recusals", "sight"):
        assert zhao.get(f"{story.path}/{address}").status in (403, 404), address
    zhao.get(f"{story.path}/steps/send_review")
    before = story.case.version
    assert zhao.post(f"{story.path}/steps/send_review", {"on": "2024-03-20"}).status >= 400
    assert story.case.version == before


def test_sealed_case_opens_in_an_emergency_but_never_for_who_was_recused(story, people, as_person):
    seal(story, people.wang)
    open_emergency(people.li, story, second=people.shen)
    assert as_person("li").get(story.path).status == 200
    number = ask_recusal(story, people.wang, by=people.wang)
    decide_recusal(story, number, by=people.chen)
    asked = ask_emergency(again(people.wang), story.case.case_no)
    with pytest.raises(Refused, match="申请人已回避本案"):
        decide(asked, by=people.shen)


def test_recusal_ends_an_emergency_that_runs(story, people, as_person):
    number = ask_recusal(story, people.zhang, by=people.wang, as_="party")
    seal(story, people.wang)
    open_emergency(again(people.zhang), story, second=people.shen)
    assert as_person("zhang").get(story.path).status == 200
    decide_recusal(story, number, by=people.chen)
    assert as_person("zhang").get(story.path).status == 404


def test_second_person_is_another_one_with_that_right(story, people):
    number = ask_emergency(people.zhao, story.case.case_no)
    for login in ("zhao", "chen", "jiang", "yang", "han"):
        with pytest.raises(Refused, match="不能核准自己的申请"):
            decide(number, by=people[login])
    decide(number, by=people.shen)
    with pytest.raises(Refused, match="已经办理"):
        decide(number, by=people.shen)


def test_administrators_cannot_ask_for_a_case(story, people, as_person):
    for login in ("jiang", "shen", "yang", "liu"):
        assert as_person(login).get("/emergencies").status == 403
        with pytest.raises(NotVisible):
            ask_emergency(people[login], story.case.case_no)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": "急用" * 4}, "理由至少 10 个字"),
        ({"reason": " " * 30}, "理由至少 10 个字"),
        ({"hours": 5}, "最长 4 小时"),
        ({"hours": 0}, "最长 4 小时"),
        ({"category": "curious"}, "请选择紧急情形"),
    ],
)
def test_request_needs_a_reason_a_kind_and_a_limit(*, story, people, given, sentence):
    with pytest.raises(Refused, match=sentence):
        ask_emergency(people.zhao, story.case.case_no, **given)


def test_limit_is_a_row_with_its_source():
    row = policy.row("emergency_hours")
    assert (row.value, row.source) == (4, "建议值，由本局保密制度确认")


def test_request_for_a_case_that_is_not_there_is_answered_alike(story, people, as_person):
    zhao = as_person("zhao")
    fields = {"category": "danger", "hours": "1", "reason": "当事人称有人身危险，需立即核对。"}
    said = []
    for number in (story.case.case_no, "鞍市监案字〔2099〕9号"):
        zhao.get("/emergencies")
        zhao.submit("ask", number=number, **fields)
        said.append(zhao.follow().text.replace(number, ""))
    first = "申请已登记，等安全保密管理员核准；核准后从本页打开案件。"
    assert [first in text for text in said] == [True, True]
    assert [text.count("待核准") for text in said] == [1, 2]
    with pytest.raises(Refused, match="没有这个案号的案件"):
        decide(2, by=people.shen)


def test_lead_of_the_team_unit_head_and_auditor_are_told_at_once(story, people, as_person):
    open_emergency(people.zhao, story, second=people.shen)
    for login, told in (("wang", True), ("wu", True), ("chen", True), ("li", False)):
        page = as_person(login).get("/desk")
        assert ("紧急查阅通知" in page.text) == told, login
    yang = as_person("yang")
    page = yang.get("/admin/emergencies")
    assert "赵海涛" in page.text
    assert "查阅中" in page.text
    button = next(b for b in page.all(".//button[@formaction]") if b.text == "已核查")
    yang.post(button.get("formaction"), {})
    assert "杨审计" in yang.follow().text


def test_reader_and_second_person_may_end_it_early(story, people, as_person):
    number = open_emergency(people.zhao, story, second=people.shen)
    with pytest.raises(NotVisible), writing():
        actions.end_emergency(by=people.qian, emergency_id=number)
    zhao = as_person("zhao")
    zhao.get("/emergencies")
    zhao.submit("/close")
    assert "紧急查阅已结束。" in zhao.follow().text
    assert zhao.get(story.path).status == 404


def test_bracket_of_another_keyboard_finds_the_number(story, people, as_person):
    typed = story.case.case_no.replace("〔", "[").replace("〕", "]")
    number = ask_emergency(people.zhao, f" {typed} ")
    decide(number, by=people.shen)
    assert as_person("zhao").get(story.path).status == 200


def test_pages_of_asking_and_agreeing(story, people, as_person):
    zhao = as_person("zhao")
    zhao.get("/emergencies")
    page = zhao.submit("ask", number="", hours="9")
    assert page.status == 422
    zhao.get("/emergencies")
    zhao.submit(
        "ask",
        number=story.case.case_no,
        category="danger",
        hours="3",
        reason="当事人称有人身危险，需立即核对地址。",
    )
    assert "待核准" in zhao.follow().text
    shen = as_person("shen")
    page = shen.get("/admin/emergencies")
    button = next(b for b in page.all(".//button[@formaction]") if b.text == "登记意见")
    shen.post(button.get("formaction"), {"granted": "yes", "why": "电话核实属实"})
    text = shen.follow().text
    assert "查阅中" in text
    assert story.case.title not in text
    assert zhao.get("/emergencies").links()[story.case.case_no] == story.path
