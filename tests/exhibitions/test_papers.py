"""Papers of fairs and complaints: filled from the records, signed at the station by mandate, printed."""

from datetime import date, timedelta
from itertools import product

import pytest

from caseapp.accounts import units as places
from caseapp.base.clock import now
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cooperation import actions as cooperation
from caseapp.cooperation import owners
from caseapp.documents import queries as papers
from caseapp.exhibitions.actions import complaints, duty, station_papers
from caseapp.exhibitions.complaint_given import VisitGiven
from caseapp.exhibitions.fair_given import DutyGiven
from tests.exhibitions.complaints import all_there, completed, decided, notified, taken
from tests.exhibitions.complaints import complained as read
from tests.exhibitions.fairs import TODAY, fair_days, mandated, move, opened, registered, running
from tests.stories import unit_id

SAID = "经陈立新2026年11月23日授权，由王建民现场签发。"


def issue(people, by, complaint_id, *, kind):
    with writing():
        return station_papers.issue(
            by=people[by], complained=read(complaint_id, people, by=by), kind=kind
        )


def signed(people, complaint_id, kind):
    """Draft with one, sign with the other of those on duty."""
    issue(people, "li", complaint_id, kind=kind)
    return papers.paper(issue(people, "wang", complaint_id, kind=kind).paper_id)


def test_one_drafts_the_other_signs_and_the_paper_says_by_whose_leave(app, people):
    complaint_id = completed(people, running(people))
    first = issue(people, "li", complaint_id, kind="E06")
    assert (first.state, first.words) == ("draft", "已起草并送签，请王建民签发。")
    second = issue(people, "wang", complaint_id, kind="E06")
    record = papers.paper(second.paper_id)
    assert second.paper_id == first.paper_id
    assert (record.state, record.number) == ("signed", "鞍市监展受〔2026〕1号")
    assert record.data["现场签发"] == SAID
    assert record.signed_by_name == "王建民（经陈立新授权）"
    assert bool(record.sha256) is True


def test_only_holder_of_the_mandate_is_not_left_to_draft_and_sign_alone(app, people):
    complaint_id = completed(people, running(people))
    with pytest.raises(Refused, match="起草和签发应当是两个人") as no:
        issue(people, "wang", complaint_id, kind="E06")
    assert "由负责人签发" in no.value.remedy
    assert papers.papers_of_cooperation(complaint_id) == []


def test_who_drafted_on_the_form_does_not_sign_by_mandate(app, people):
    fair_id = running(people)
    mandated(people, fair_id, "li")
    complaint_id = completed(people, fair_id)
    drafted = issue(people, "li", complaint_id, kind="E06")
    with pytest.raises(Refused, match="这份文书是您报批的，不能由您签发《受理通知书》"), writing():
        cooperation.sign_on_the_spot(
            by=people.li,
            matter=owners.matter(complaint_id, by=people.li),
            paper_id=drafted.paper_id,
            version=1,
        )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kinds": ("E05",)}, "负责人对您的授权不包括这种文书"),
        (
            {"first_on": TODAY + timedelta(days=1), "last_on": TODAY + timedelta(days=2)},
            "授权的日期是2026年11月24日至2026年11月25日，2026年11月23日不在其中",
        ),
    ],
)
def test_mandate_holds_for_its_papers_and_days_only(*, app, people, changed, said):
    fair_id = running(people)
    mandated(people, fair_id, "li", **changed)
    complaint_id = completed(people, fair_id)
    with writing():
        paper_id = cooperation.draft_paper(
            by=people.wang, matter=owners.matter(complaint_id, by=people.wang), kind="E06"
        )
    with pytest.raises(Refused, match=said), writing():
        cooperation.sign_on_the_spot(
            by=people.li,
            matter=owners.matter(complaint_id, by=people.li),
            paper_id=paper_id,
            version=1,
        )


def test_withdrawal_waits_for_the_finding_the_chief_signs(app, people):
    complaint_id = decided(people, running(people))
    matter = owners.matter(complaint_id, by=people.li)
    with writing():
        paper_id = cooperation.draft_paper(by=people.li, matter=matter, kind="E11")
    with pytest.raises(Refused, match="《展会投诉处理意见书》还没有签发"), writing():
        cooperation.sign_on_the_spot(
            by=people.wang,
            matter=owners.matter(complaint_id, by=people.wang),
            paper_id=paper_id,
            version=1,
        )


def test_officers_sent_by_another_unit_write_and_sign_there_by_the_roster(app, people):
    fair_id = registered(people, by="zheng", unit_id=unit_id(places.GENERAL))
    with pytest.raises(NotVisible):
        owners.matter(fair_id, by=people.wang)
    at = opened(fair_id, people)
    for login, day in product(("wang", "li"), fair_days(at)):
        given = DutyGiven(day=day, part="officer", person_id=people[login].id)
        with writing():
            duty.add_duty(by=people.zheng, opened=at, given=given)
    mandated(people, fair_id)
    move(people, fair_id, "approve", by="chen")
    move(people, fair_id, "open", by="wang")
    complaint_id = completed(people, fair_id)
    assert signed(people, complaint_id, "E06").state == "signed"
    with pytest.raises(NotVisible):
        owners.matter(complaint_id, by=people.xu)


def test_words_that_are_missing_are_named_and_the_draft_is_kept(app, people):
    complaint_id = taken(people, running(people))
    found = issue(people, "li", complaint_id, kind="E05")
    assert (found.state, found.missing) == ("draft", ("展会补正截止",))
    record = papers.paper(found.paper_id)
    assert [row["材料"] for row in record.data["展会补充材料"]] == [
        "专利证书",
        "专利公告文本",
        "权利人的身份证明",
        "专利法律状态证明",
        "涉嫌侵权当事人的基本信息",
        "涉嫌侵权的理由和证据",
    ]


def test_chief_signs_what_was_sent_up_where_nobody_there_does(app, people):
    complaint_id = completed(people, running(people))
    sent = issue(people, "li", complaint_id, kind="E06")
    assert papers.paper(sent.paper_id).waits_for == "chief"
    with writing():
        cooperation.agree_to_paper(
            by=people.chen,
            matter=owners.matter(complaint_id, by=people.chen),
            paper_id=sent.paper_id,
            given=OpinionGiven(TODAY, "同意。", 1),
        )
    record = papers.paper(sent.paper_id)
    assert (record.state, record.data.get("现场签发")) == ("signed", None)


def test_notice_asks_for_the_answer_by_the_running_limit(app, people):
    complaint_id = notified(people, running(people))
    record = signed(people, complaint_id, "E08")
    assert record.number == "鞍市监展答〔2026〕1号"
    assert record.data["展会答辩截止"] == "2026-11-24T10:00"
    assert record.data["投诉站位置"] == "一号馆服务台，电话0412-5550123"


def test_record_of_a_check_names_both_officers_and_their_certificates(app, people):
    complaint_id = notified(people, running(people))
    with writing():
        complaints.visit(
            by=people.wang,
            complained=read(complaint_id, people),
            given=VisitGiven(
                (people.wang.id, people.li.id),
                now(),
                "展位上有三件电热水壶",
                now(),
                "郑洪",
                "销售经理",
                "电热水壶一件",
            ),
        )
        matter = owners.matter(complaint_id, by=people.wang)
        paper_id = cooperation.draft_paper(by=people.wang, matter=matter, kind="E09")
        list_id = cooperation.draft_paper(by=people.wang, matter=matter, kind="E09-list")
    data = papers.paper(paper_id).data
    assert (data["承办人"], data["执法证号"]) == ("王建民、李秀英", "辽专执0001、辽专执0002")
    assert (data["展位在场人"], data["展会查验情况"]) == ("郑洪", "展位上有三件电热水壶")
    assert data["展品对比情况"] == (
        "1．权利：壶身为上小下大的圆台；展品：壶身为上小下大的圆台；相同。"
    )
    assert papers.paper(list_id).data["展会样品"][0]["名称"] == "电热水壶一件"


def test_daily_report_counts_what_the_day_brought(app, people):
    fair_id = running(people)
    taken(people, fair_id)
    taken(people, fair_id, right_kind="trademark", patent_kind="", right_number="1234567")
    with writing():
        paper_id = station_papers.draft_daily(
            by=people.wang, opened=opened(fair_id, people, by="wang"), day=TODAY
        )
    data = papers.paper(paper_id).data
    assert data["展会值守人员"] == "王建民、李秀英"
    assert data["展会统计"][0] == {
        "项目": "接到投诉",
        "发明": "0",
        "实用新型": "0",
        "外观设计": "1",
        "商标": "1",
        "著作权": "0",
    }
    assert data["展会未结事项"].count("-00") == 2


def test_fair_sheet_and_roster_are_filled_from_what_was_registered(app, people):
    fair_id = running(people)
    matter = owners.matter(fair_id, by=people.wang)
    with writing():
        sheet = cooperation.draft_paper(by=people.wang, matter=matter, kind="E01")
        sent = cooperation.draft_paper(by=people.wang, matter=matter, kind="E03")
    data = papers.paper(sheet).data
    assert (data["展会名称"], data["展会联系人"]) == ("第十二届鞍山国际家电博览会", "何经理")
    assert papers.paper(sent).data["进驻人员"][0]["在岗时段"] == "11月23日至11月25日"
    assert date.fromisoformat(data["展会开幕日期"]) == TODAY


def test_complaint_taken_at_the_office_needs_no_retyping_in_its_form(app, people):
    complaint_id = taken(people, running(people))
    all_there(people, complaint_id)
    found = issue(people, "li", complaint_id, kind="E04")
    assert found.words == "已起草。请在场的人看过并签名后，在文书页定稿。"
    data = papers.paper(found.paper_id).data
    assert (data["展会投诉人"], data["展会权利编号"]) == (
        "鞍山市暖阳电器有限公司",
        "ZL201530012345.4",
    )
    assert data["展会权利类型"] == "外观设计"
    assert "专利证书" in data["展会投诉证据"]


def test_notice_handed_over_at_the_booth_is_served_with_a_receipt_from_the_known_words(
    *, app, people, as_person
):
    complaint_id = notified(people, running(people))
    paper_id = signed(people, complaint_id, "E08").id
    wang = as_person("wang")
    page = wang.get(f"/cooperation/{complaint_id}/papers/{paper_id}")
    assert "《被投诉通知书》鞍市监展答〔2026〕1号" in page.heading
    refused = wang.submit("serve")
    assert (refused.status, "没有填写收件人" in refused.text) == (409, True)
    wang.submit("serve", receiver="郑洪", relation="销售经理")
    shown = wang.follow()
    assert "当场送达 海城市红火电器厂，收件人 郑洪，送达人 王建民、李秀英" in shown.text
    receipt = next(
        row for row in papers.papers_of_cooperation(complaint_id) if row.kind == "service_receipt"
    )
    assert wang.get(f"/cooperation/{complaint_id}/papers/{receipt.id}").status == 200
    assert papers.paper(paper_id).state == "served"


def test_one_press_of_each_officer_brings_a_paper_from_the_page_to_its_number(
    *, app, people, as_person
):
    complaint_id = completed(people, running(people))
    address = f"/fair-complaints/{complaint_id}/papers"
    for login, said in (
        ("li", "已起草并送签，请王建民签发。"),
        ("wang", "已现场签发，内容不再改动。"),
    ):
        reader = as_person(login)
        reader.get(address)
        reader.submit("issue", press="E06")
        assert said in reader.follow().text
    assert "鞍市监展受〔2026〕1号" in as_person("wang").get(address).text
    alone = as_person("wang")
    alone.get(address)
    page = alone.submit("issue", press="E06-refuse")
    assert (page.status, "起草和签发应当是两个人" in page.text) == (409, True)


def test_form_offers_the_signature_on_the_spot_to_its_holder_only(*, app, people, as_person):
    complaint_id = completed(people, running(people))
    drafted = issue(people, "li", complaint_id, kind="E06")
    address = f"/cooperation/{complaint_id}/papers/{drafted.paper_id}"
    assert "现场签发" not in [
        "".join(one.itertext()) for one in as_person("li").get(address).all(".//button")
    ]
    wang = as_person("wang")
    assert "陈立新于 2026-11-23 授权您现场签发" in wang.get(address).text
    wang.submit("sign-here")
    assert "已现场签发，内容不再改动。" in wang.follow().text
