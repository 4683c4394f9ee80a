"""A mediation through the pages: registered, brought to an agreement, refused where a page says why."""

from tests.mediations import HANDED, REQUESTER, RESPONDENT, TO_SESSION, asked
from tests.requested import LOGINS, SERVED
from tests.stories import PATENT, form_fields

SIDES = {
    "requester_kind": REQUESTER.kind,
    "requester_name": REQUESTER.name,
    "requester_address": REQUESTER.address,
    "respondent_kind": RESPONDENT.kind,
    "respondent_name": RESPONDENT.name,
    "respondent_address": RESPONDENT.address,
}
REQUEST = {
    **SIDES,
    "standing": "inventor",
    "dispute_kind": "reward",
    "patent_as_printed": PATENT,
    "granted_on": "2025-08-12",
    "claimed": "50000",
    "relief": "请求支付职务发明奖金和报酬五万元。",
    "grounds": "专利授权后单位未发给奖金。",
    "received_on": "2026-03-02",
}


def registered(as_person, **changed):
    zheng = as_person("zheng")
    zheng.get("/cases/requests/new?track=mediation")
    zheng.submit(**(REQUEST | changed))
    return zheng


def test_a_request_is_registered_and_shown(as_person):
    page = registered(as_person).follow()
    text = page.text
    assert "钱明远与鞍山恒力机械制造有限公司专利纠纷调解" in text
    assert "职务发明创造的发明人、设计人的奖励和报酬纠纷" in text
    assert "一项发明专利不少于4000元，一项实用新型专利或者外观设计专利不少于1500元" in text
    assert "奖金的发给期限：" in text
    assert "向被请求人发出意见陈述通知书" in text
    assert "2026-03-09" in text


def test_the_time_of_a_fee_begins_with_the_grant_where_it_was_known_before(as_person):
    told = {"dispute_kind": "pre_grant_fee", "granted_on": "2025-08-12"}
    early = registered(as_person, known_on="2025-03-01", **told).follow().text
    assert "2025年3月1日" in early
    assert "时效的起点2025年8月12日" in early
    late = registered(as_person, known_on="2025-11-03", **told).follow().text
    assert "时效的起点2025年11月3日" in late
    assert "时效的起点" not in registered(as_person, known_on="2025-11-03").follow().text


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_person):
    zheng = registered(as_person, dispute_kind="", respondent_name="")
    assert zheng.last.status == 422
    assert "请求支付职务发明奖金和报酬五万元。" in zheng.last.text
    zheng = registered(as_person, received_on="2027-01-04")
    assert "收到日期晚于今天" in zheng.last.text
    zheng = registered(as_person, respondent_name=REQUESTER.name)
    assert "请求人和被请求人是同一人" in zheng.last.text


def test_an_open_licence_is_told_where_to_go(as_person):
    page = registered(as_person, dispute_kind="open_licence").follow()
    assert (
        "专利开放许可实施纠纷由国务院专利行政部门调解，本机关不予立案，请告知双方当事人。"
        in page.text
    )


def test_every_step_has_a_page_that_takes_it(people, as_person):
    story = asked(people, kind="ownership")
    way = [
        *TO_SESSION,
        *(("prove_acceptance", 22, "officer"), ("note_stay", 23, "registrar")),
        *(("extend_stay", 23, "registrar"), ("extend_case", 23, "chief")),
        *(("agree", 24, "officer"), ("ask_confirmation", 24, "officer")),
        *HANDED,
        *(("close_ownership", 25, "chief"), ("copy_papers", 26, "registrar")),
        *(("note_resumption", 27, "registrar"), ("confirmation_result", 28, "officer")),
        ("finish", 29, "officer"),
    ]
    for key, number, who in way:
        if key in SERVED:
            story.take(key, number, who)
            continue
        reader = as_person(LOGINS[who])
        page = reader.get(f"{story.path}/steps/{key}")
        assert page.status == 200
        reason = {"reason": "经审查，应当这样办理。"} if 'name="reason"' in page.source else {}
        typed = form_fields(story.values(key, number))
        reader.submit(on=story.day(number).isoformat(), **typed, **reason)
        assert "已办理：" in reader.follow().text
    assert (story.case.state, story.case.is_open) == ("closed", False)


def test_a_second_click_changes_nothing_and_says_so(people, as_person):
    story = asked(people)
    zheng = as_person("zheng")
    zheng.get(f"{story.path}/steps/send_notice")
    story.take("send_notice", 2, "registrar")
    zheng.submit(on=story.day(2).isoformat(), f_sent_how="post")
    assert zheng.last.status == 409
    assert "您打开本页之后，案件已有新的办理" in zheng.last.text
    assert (story.case.state, story.case.version) == ("sent", 2)


def test_a_step_of_another_stage_says_where_the_case_stands(people, as_person):
    story = asked(people)
    wang = as_person("wang")
    wang.get(f"{story.path}/steps/mediate")
    wang.post(
        f"{story.path}/steps/mediate",
        form_fields(story.values("mediate", 2)) | {"on": "2026-03-04"},
    )
    assert "案件现处于“收到请求”阶段，不能记录调解。" in wang.last.text
    assert story.case.state == "requested"
