"""A fair from its registration to its report, and what stands in the way."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.base.errors import Conflict, Refused
from caseapp.bodies import actions as register
from caseapp.bodies import queries as bodies
from caseapp.bodies.given import EndGiven
from caseapp.exhibitions import fair_queries, rules
from caseapp.exhibitions.actions import duty, fairs, setting_up
from caseapp.exhibitions.countdown import countdown
from caseapp.exhibitions.fair_given import ContactGiven
from caseapp.ledger import queries as ledger
from tests.exhibitions.complaints import taken
from tests.exhibitions.fairs import (
    LAST,
    SECOND,
    TODAY,
    approved,
    fair,
    move,
    on_duty,
    opened,
    registered,
    running,
)
from tests.stories import unit_id

LATER = {"first_on": date(2026, 12, 1), "last_on": date(2026, 12, 3)}


def refused(people, fair_id, key, *, by="wu", **given):
    with pytest.raises(Refused) as no:
        move(people, fair_id, key, by=by, **given)
    return str(no.value)


def not_registered(people, **changed):
    with pytest.raises(Refused) as no:
        registered(people, **changed)
    return no.value


def test_fair_is_registered_approved_and_opened_and_its_history_tells_all(office, people):
    fair_id = running(people)
    at = opened(fair_id, people)
    assert at.row.number == "鞍市监展登字〔2026〕1号"
    assert (at.fair.code, at.fair.series, at.fair.session) == (
        "ZH26-01",
        "鞍山国际家电博览会",
        "第十二届",
    )
    assert (at.fair.state, at.fair.first_on, at.fair.last_on) == ("open", TODAY, LAST)
    acts = [(row.act, row.from_state, row.to_state) for row in fair_queries.acts_of(fair_id)]
    assert acts[0] == ("register", "", "registered")
    assert acts[-2:] == [
        ("approve", "registered", "approved"),
        ("open", "approved", "open"),
    ]
    trail = [row["action"] for row in ledger.acts_on(object_kind="fair", object_id=fair_id)]
    assert trail == [f"fair.{row.act}" for row in fair_queries.acts_of(fair_id)]


def test_series_session_and_code_are_suggested_and_the_code_counts_on(office, people):
    registered(people)
    second = registered(people, name="2026年鞍山国际钢铁展（第3届）", **LATER)
    show = opened(second, people).fair
    assert (show.series, show.session, show.code) == ("鞍山国际钢铁展", "第3届", "ZH26-02")
    third = registered(people, name="早市", series="早市", code="zs-1", **LATER)
    assert opened(third, people).fair.code == "ZS-1"
    fourth = registered(people, name="夜市", **LATER)
    assert opened(fourth, people).fair.code == "ZH26-03"


def test_code_of_another_fair_and_the_same_session_twice_are_refused(office, people):
    registered(people)
    no = not_registered(people, name="另一展会", code="zh26-01", **LATER)
    assert str(no) == "不能保存：展会代号 ZH26-01 已经用于“第十二届鞍山国际家电博览会”。"
    assert no.remedy == "请另取代号，如 ZH26-02。"
    no = not_registered(
        people, name="第十三届鞍山国际家电博览会", first_on=SECOND, last_on=date(2026, 11, 27)
    )
    assert "在这些日子已经登记了 鞍市监展登字〔2026〕1号" in str(no)
    assert "不合规则" in str(not_registered(people, name="新展会", code="展会 1"))
    assert fair_queries.codes_like("ZH26") == ["ZH26-01"]


def test_other_choice_than_the_article_asks_for_needs_its_reason(office, people):
    two_days = {"last_on": SECOND}
    no = not_registered(people, **two_days)
    assert str(no) == (
        "不能保存：《展会知识产权保护办法》第六条：展会时间在3天以上，展会管理部门认为有必要的，"
        "主办单位应当设立投诉机构，知识产权管理部门应当派员进驻；未设立投诉机构的，应当把知识产权"
        "管理部门的联系人、联系方式公布在展会场馆的显著位置。本展会 2 天，不到 3 天，应当公布联系"
        "方式。没有写明这样选择的理由。"
    )
    assert no.article == "《展会知识产权保护办法》第六条"
    registered(people, **two_days, presence_why="主办单位请求设站")
    assert "已达到 3 天" in str(not_registered(people, presence="contacts", **LATER))
    registered(people, presence="contacts", presence_why="管理部门认为没有必要", **LATER)
    short = {"name": "一日展", "first_on": TODAY, "last_on": TODAY}
    registered(people, presence="contacts", **short)
    assert "没有写明" in str(not_registered(people, **short | {"name": "又一展"}, presence="none"))


def test_days_hours_and_online_address_that_cannot_be_are_refused(office, people):
    assert "早于第一天" in str(not_registered(people, last_on=date(2026, 11, 20)))
    assert "超过一年" in str(not_registered(people, last_on=date(2028, 11, 20)))
    assert "不晚于开馆时间" in str(not_registered(people, opens_at="17:00", closes_at="09:00"))
    assert "没有写网址" in str(not_registered(people, has_online=True))
    assert fair_queries.codes_like("ZH") == []


def test_authority_that_is_no_more_on_the_first_day_is_refused(office, people):
    body = bodies.with_key("anshan_police")
    with writing():
        end = EndGiven(on=date(2026, 11, 1), basis="机构改革")
        register.end_body(by=people.zheng, body_id=body.id, given=end, version=body.version)
    assert "在2026年11月23日不在机构名录中" in str(not_registered(people, authority_id=body.id))


def test_station_without_two_certified_officers_on_each_day_is_not_approved(office, people):
    fair_id = registered(people)
    on_duty(people, fair_id, "wang", TODAY, SECOND, LAST)
    on_duty(people, fair_id, "li", TODAY)
    on_duty(people, fair_id, "xu", SECOND, part="staff")
    with pytest.raises(Refused) as no:
        move(people, fair_id, "approve", by="chen")
    assert str(no.value) == (
        "不能批准进驻：2026年11月24日、2026年11月25日持有效执法证件的值班人员不足 2 人。"
    )
    assert no.value.article == "行政处罚法第四十二条"
    on_duty(people, fair_id, "li", SECOND, LAST)
    move(people, fair_id, "approve", by="chen")
    assert opened(fair_id, people).fair.state == "approved"


def test_only_the_chief_approves(office, people):
    fair_id = registered(people)
    assert "没有“批准进驻、授权现场签发”的权限" in refused(people, fair_id, "approve", by="wu")


def test_fair_opens_on_its_first_day_and_not_without_what_its_presence_asks(office, people, clock):
    fair_id = approved(people, name="十二月展", **LATER)
    assert "展会第一天是2026年12月1日" in refused(people, fair_id, "open", by="wang")
    bare = registered(people)
    assert "进驻还没有批准" in refused(people, bare, "open", by="wang")
    posted = registered(people, name="一日展", last_on=TODAY, presence="contacts", station_place="")
    assert "不设工作站" in refused(people, posted, "approve", by="chen")
    assert "没有登记联系方式已经公布" in refused(people, posted, "open", by="wang")
    at = opened(posted, people)
    with pytest.raises(Refused, match="没有可以公布的"), writing():
        setting_up.post_contacts(by=people.wu, opened=at, on=TODAY, where="入口")
    with writing():
        whom = ContactGiven("office", "鞍山市知识产权局", "值班室", phone="12330")
        setting_up.add_contact(by=people.wu, opened=at, given=whom)
    with pytest.raises(Refused, match="还没有到"), writing():
        setting_up.post_contacts(by=people.wu, opened=at, on=LAST, where="入口")
    with writing():
        setting_up.post_contacts(by=people.wu, opened=at, on=TODAY, where="入口公告栏")
    move(people, posted, "open", by="wang")
    assert opened(posted, people).fair.state == "open"


def test_station_does_not_open_on_a_day_its_officers_are_gone(office, people):
    fair_id = approved(people)
    row = next(one for one in fair_queries.duty_of(fair_id, TODAY) if one.name == "李秀英")
    with writing():
        duty.drop_duty(by=people.wu, opened=opened(fair_id, people), row_id=row.id)
    assert refused(people, fair_id, "open", by="wang") == (
        "不能开始进驻：今天持有效执法证件的值班人员不足 2 人。"
    )
    on_duty(people, fair_id, "wu", TODAY)
    move(people, fair_id, "open", by="wang")
    assert opened(fair_id, people).fair.state == "open"


def test_fair_closes_on_its_last_day_or_earlier_with_a_reason(office, people):
    fair_id = running(people)
    assert "展会最后一天是2026年11月25日" in refused(people, fair_id, "close", by="wang")
    move(people, fair_id, "close", by="wang", reason="疫情提前闭幕")
    closed = opened(fair_id, people).fair
    assert (closed.state, countdown(closed, closed.first_on)) == ("over", "展期 3 天，提前闭幕")
    assert "没有写明理由" in refused(people, fair_id, "resume", by="wu")
    move(people, fair_id, "resume", by="wu", reason="登记有误")
    assert opened(fair_id, people).fair.state == "open"


def test_report_is_not_done_without_its_paper(office, people):
    fair_id = running(people)
    move(people, fair_id, "close", by="wang", reason="提前闭幕")
    assert refused(people, fair_id, "report") == (
        "不能完成总结：《展会知识产权保护工作总结报告》还没有签发。"
    )


def test_fair_with_a_complaint_keeps_its_code_and_is_not_reported_before_its_end(office, people):
    fair_id = running(people)
    taken(people, fair_id)
    at = opened(fair_id, people)
    with pytest.raises(Refused, match="已有投诉以 ZH26-01 编号"), writing():
        fairs.change(by=people.wu, opened=at, given=fair(code="A-1"), seen=at.fair.version)
    with writing():
        fairs.change(by=people.wu, opened=at, given=fair(), seen=at.fair.version)
    assert opened(fair_id, people).fair.code == "ZH26-01"
    move(people, fair_id, "close", by="wang", reason="提前闭幕")
    (number,) = fair_queries.open_complaints(fair_id)
    assert refused(people, fair_id, "report") == f"不能完成总结：还有投诉没有办完：{number}。"


def test_days_with_a_roster_stay_days_of_the_fair(office, people):
    fair_id = approved(people)
    at = opened(fair_id, people)
    shorter = fair(last_on=SECOND, presence_why="主办单位请求", code="ZH26-01")
    with pytest.raises(Refused, match="2026年11月25日还有值班安排"), writing():
        fairs.change(by=people.wu, opened=at, given=shorter, seen=at.fair.version)


def test_change_of_two_people_is_merged_and_an_overlap_is_shown(office, people):
    fair_id = registered(people)
    at = opened(fair_id, people)
    seen = at.fair.version
    with writing():
        fairs.change(by=people.wu, opened=at, given=fair(venue="新馆", code="ZH26-01"), seen=seen)
    with writing():
        again = fair(scale="400 个展位", code="ZH26-01")
        fairs.change(by=people.zheng, opened=at, given=again, seen=seen)
    show = opened(fair_id, people).fair
    assert (show.venue, show.scale) == ("新馆", "400 个展位")
    other = fair(venue="旧馆", code="ZH26-01")
    with pytest.raises(Conflict) as clash, writing():
        fairs.change(by=people.zheng, opened=at, given=other, seen=seen)
    assert clash.value.mine == {"举办地点": "旧馆"}
    assert clash.value.theirs == {"举办地点": "新馆"}


def test_cancelled_fair_can_be_registered_anew(office, people):
    fair_id = registered(people)
    assert "没有写明理由" in refused(people, fair_id, "cancel")
    move(people, fair_id, "cancel", by="wu", reason="主办单位取消")
    assert opened(fair_id, people).fair.state == "cancelled"
    assert registered(people) != fair_id


def test_answer_time_follows_the_day_the_length_and_what_was_agreed(office, people):
    new = opened(registered(people), people)
    assert rules.answer_hours(new.fair) == 24
    assert rules.answer_rule(new.fair).told == (
        "24 小时（《展会知识产权保护指引》第十四条（指导性文件））"
    )
    spring = {"first_on": date(2015, 4, 20), "last_on": date(2015, 4, 23)}
    old = opened(registered(people, name="2015春季展", **spring), people)
    told = rules.answer_rule(old.fair)
    assert (told.value, told.hours, told.is_sure) == ("by_length", 12, False)
    with writing():
        setting_up.set_rule(
            by=people.wu, opened=new, key="answer_hours", value="12", basis="参展合同第十二条"
        )
    told = rules.answer_rule(new.fair)
    assert (told.hours, told.basis, told.is_own, told.is_sure) == (
        12,
        "参展合同第十二条",
        True,
        True,
    )
    with writing():
        setting_up.set_rule(
            by=people.wu, opened=new, key="answer_hours", value="each", basis="参展合同第十二条"
        )
    assert rules.answer_hours(new.fair) is None


def test_rule_for_a_repeated_complaint_is_agreed_with_its_basis_only(office, people):
    at = opened(registered(people), people)
    assert (rules.wants_follow_up(at.fair), rules.repeat_needs(at.fair).is_sure) == (False, False)
    with pytest.raises(Refused, match="没有写明规则写在哪里"), writing():
        setting_up.set_rule(by=people.wu, opened=at, key="repeat", value="follow_up", basis="")
    with writing():
        setting_up.set_rule(
            by=people.wu, opened=at, key="repeat", value="follow_up", basis="展会须知第八条"
        )
    assert rules.wants_follow_up(at.fair)
    with writing():
        setting_up.unset_rule(by=people.wu, opened=at, key="repeat")
    assert not rules.wants_follow_up(at.fair)


def test_fair_of_another_office_is_not_set_up_by_a_stranger(office, people):
    fair_id = registered(people, unit_id=unit_id(places.ENFORCEMENT))
    at = opened(fair_id, people)
    with pytest.raises(Refused, match="没有“登记展会、安排进驻”的权限"), writing():
        setting_up.add_hall(by=people.zhao, opened=at, name="一号馆")
    assert fair_queries.halls_of(fair_id) == []
