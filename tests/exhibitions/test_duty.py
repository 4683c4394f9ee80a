"""The roster of a fair: certificates, overlaps, copies; who signs on the spot; what a stranger may not."""

from datetime import date

import pytest

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as people_queries
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.exhibitions import fair_queries
from caseapp.exhibitions.actions import duty
from caseapp.exhibitions.actions.fair_gates import short_days
from caseapp.exhibitions.fair_given import DutyGiven
from tests.exhibitions.fairs import (
    LAST,
    SECOND,
    TODAY,
    approved,
    mandated,
    on_duty,
    opened,
    registered,
    running,
)


def roster(fair_id):
    return [(row.day, row.name, row.starts, row.ends) for row in fair_queries.duty_of(fair_id)]


def refused(people, fair_id, login, *days, **changed):
    with pytest.raises(Refused) as no:
        on_duty(people, fair_id, login, *days, **changed)
    return no.value


def copied(people, fair_id, *days, day=TODAY):
    with writing():
        return duty.copy_duty(
            by=people.wu, opened=opened(fair_id, people), day=day, to_days=list(days)
        )


def end_certificate(people, login, on):
    row = people_queries.certificates_of(people[login].id)[0]
    with writing():
        accounts.end_certificate(by=people.jiang, certificate_id=row.id, on=on, why="遗失")


def test_officer_without_a_certificate_of_that_day_is_refused_by_the_article(office, people):
    fair_id = registered(people)
    no = refused(people, fair_id, "xu")
    assert str(no) == "不能安排徐志强作为执法人员：2026年11月23日没有有效的执法证件。"
    assert (no.article, "改为工作人员" in no.remedy) == ("行政处罚法第四十二条", True)
    on_duty(people, fair_id, "xu", part="staff")
    end_certificate(people, "wang", SECOND)
    on_duty(people, fair_id, "wang", TODAY)
    assert "2026年11月24日没有有效的执法证件" in str(refused(people, fair_id, "wang", SECOND))
    assert [name for _day, name, *_ in roster(fair_id)] == ["徐志强", "王建民"]


def test_certificate_that_ends_after_the_roster_was_made_is_counted_on_its_day(office, people):
    fair_id = approved(people)
    assert short_days(opened(fair_id, people).fair) == []
    end_certificate(people, "li", SECOND)
    assert short_days(opened(fair_id, people).fair) == [SECOND, LAST]


def test_two_shifts_that_meet_are_refused_at_any_fair(office, people):
    fair_id = registered(people)
    on_duty(people, fair_id, "wang", starts="09:00", ends="13:00")
    on_duty(people, fair_id, "wang", starts="13:00", ends="17:00")
    assert str(refused(people, fair_id, "wang", starts="12:00", ends="14:00")) == (
        "不能安排值班：王建民在2026年11月23日 09:00 至 13:00已经在本展会值班。"
    )
    other = registered(people, name="钢铁展")
    no = refused(people, other, "wang")
    assert "已经在“第十二届鞍山国际家电博览会”值班" in str(no)
    on_duty(people, other, "wang", starts="17:00", ends="20:00")
    assert "结束时间（08:00）不晚于开始时间（09:00）" in str(
        refused(people, other, "li", starts="09:00", ends="08:00")
    )


def test_day_outside_of_the_fair_and_a_nameless_guest_are_refused(office, people):
    fair_id = registered(people)
    assert "不在展会期间（2026年11月23日至25日）" in str(
        refused(people, fair_id, "wang", date(2026, 11, 26))
    )
    guest = {"person_id": None, "part": "expert"}
    assert "没有写明姓名和单位" in str(refused(people, fair_id, "wang", **guest))
    guest |= {"name": "钱教授", "body_name": "辽宁科技大学"}
    on_duty(people, fair_id, "wang", **guest, starts="09:00", ends="12:00")
    assert "钱教授在2026年11月23日" in str(refused(people, fair_id, "wang", **guest))
    officer = guest | {"part": "officer"}
    assert "应当是本机关持证人员" in str(refused(people, fair_id, "wang", **officer))
    assert "不在本机关的名单中" in str(refused(people, fair_id, "zhao", person_id=99))


def test_day_is_copied_to_other_days_once_and_whole(office, people):
    fair_id = registered(people)
    on_duty(people, fair_id, "wang", starts="09:00", ends="17:00")
    on_duty(people, fair_id, "li", starts="09:00", ends="17:00")
    assert copied(people, fair_id, SECOND, LAST) == 4
    assert copied(people, fair_id, SECOND, LAST) == 0
    assert roster(fair_id) == [
        (day, name, "09:00", "17:00")
        for day in (TODAY, SECOND, LAST)
        for name in ("王建民", "李秀英")
    ]
    with pytest.raises(Refused, match="没有选其他的天"):
        copied(people, fair_id, TODAY)


def test_copy_with_one_invalid_certificate_copies_nobody(office, people):
    fair_id = registered(people)
    on_duty(people, fair_id, "wang")
    on_duty(people, fair_id, "li")
    end_certificate(people, "li", LAST)
    with pytest.raises(Refused, match="不能安排李秀英作为执法人员：2026年11月25日"):
        copied(people, fair_id, SECOND, LAST)
    assert len(roster(fair_id)) == 2
    with pytest.raises(Refused, match="还没有值班安排"):
        copied(people, fair_id, TODAY, day=SECOND)


def test_who_was_on_duty_stays_in_the_record_and_loses_the_fair(office, people, clock):
    fair_id = running(people)
    first, later = fair_queries.duty_of(fair_id)[1], fair_queries.duty_of(fair_id)[3]
    assert (first.name, later.day) == ("李秀英", SECOND)
    for row_id in (first.id, later.id):
        with writing():
            duty.drop_duty(by=people.wu, opened=opened(fair_id, people), row_id=row_id)
    assert [day for day, name, *_ in roster(fair_id) if name == "李秀英"] == [LAST]
    with pytest.raises(NotVisible), writing():
        duty.drop_duty(by=people.wu, opened=opened(fair_id, people), row_id=first.id)


def test_mandate_holds_for_its_person_days_and_kinds_until_taken_back(office, people):
    fair_id = approved(people)
    asked = {"kind": "E08", "day": SECOND}
    held = fair_queries.may_sign(fair_id, people.wang.id, **asked)
    assert held is not None
    assert (held.person_name, held.given_by_name) == ("王建民", "陈立新")
    assert fair_queries.may_sign(fair_id, people.li.id, **asked) is None
    assert fair_queries.may_sign(fair_id, people.wang.id, kind="E15-report", day=SECOND) is None
    assert fair_queries.mandate_of(fair_id, people.wang.id, date(2026, 11, 26)) is None
    with writing():
        duty.end_mandate(by=people.chen, opened=opened(fair_id, people), row_id=held.id)
    assert fair_queries.may_sign(fair_id, people.wang.id, **asked) is None


def test_mandate_for_a_stranger_other_days_or_other_papers_is_refused(office, people):
    fair_id = registered(people)
    with pytest.raises(Refused, match="不作为执法人员值班"):
        mandated(people, fair_id)
    on_duty(people, fair_id, "wang", TODAY)
    with pytest.raises(Refused, match="之内"):
        mandated(people, fair_id, last_on=date(2026, 11, 30))
    with pytest.raises(Refused, match="没有选可以现场签发的文书"):
        mandated(people, fair_id, kinds=("E15-report",))
    with pytest.raises(Refused, match="不作为执法人员值班"):
        mandated(people, fair_id, first_on=SECOND)
    mandated(people, fair_id)
    assert len(fair_queries.mandates_of(fair_id)) == 1


def test_officer_is_put_on_duty_by_who_manages_the_fair_only(office, people):
    fair_id = registered(people)
    given = DutyGiven(day=TODAY, part="officer", person_id=people.wang.id)
    with pytest.raises(Refused, match="没有“登记展会、安排进驻”的权限"), writing():
        duty.add_duty(by=people.zhang, opened=opened(fair_id, people), given=given)
    assert roster(fair_id) == []
