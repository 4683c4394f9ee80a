"""Before the doors open the office says what it knows of an exhibitor, to whom may know it, and asks once."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.cases.actions import protection
from caseapp.exhibitions import exhibitor_queries
from caseapp.exhibitions.actions import exhibitors as acts
from caseapp.exhibitions.actions import prechecks as checks
from caseapp.exhibitions.exhibitor_given import ExhibitGiven, ExhibitorGiven
from caseapp.exhibitions.exhibitor_models import FairWarning
from caseapp.exhibitions.prechecks import look
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents
from tests.exhibitions import complaints
from tests.exhibitions.fairs import TODAY, opened, registered, running
from tests.exhibitions.lists import CODE, OTHER
from tests.stories import walked

SERIES = "鞍山国际家电博览会"
WRONG, ENDED = "ZL201530012345.5", "ZL201530012345.4"


def stand(people, fair_id, name, *shown, code="", booth="A01"):
    given = ExhibitorGiven(booth, name, credit_code=code, exhibits=tuple(shown))
    with writing():
        return acts.add_exhibitor(by=people.wu, opened=opened(fair_id, people), given=given)


def checked(people, fair_id):
    at = opened(fair_id, people)
    with writing():
        return checks.check_before(by=people.wu, opened=at, looked=look(at.fair, today=TODAY))


def warnings(fair_id):
    wanted = sa.select(FairWarning).where(FairWarning.fair_id == fair_id).order_by(FairWarning.id)
    return db.session.scalars(wanted).all()


def known(fair_id):
    return [(row.kind, row.words, row.verdict) for row in warnings(fair_id)]


def next_session(people):
    return registered(
        people, name="第十三届", series=SERIES, first_on=date(2027, 5, 1), last_on=date(2027, 5, 3)
    )


def test_finding_at_the_last_session_is_told_by_name_in_any_spelling(app, people):
    first = running(people, series=SERIES)
    complaints.decided(people, first)
    later = next_session(people)
    stand(people, later, "海城市 红火电器厂")
    stand(people, later, "海城市绿叶电器厂", booth="A02")
    assert checked(people, later) == (1, 1)
    words = "2026年11月23日在“第十二届鞍山国际家电博览会”被认定侵权"
    assert known(later) == [("repeat", words, "")]


def test_numbers_that_cannot_be_right_and_ended_patents_are_told(app, people):
    story = walked(people, "close")
    row = patents.by_digits("2015300123454")
    assert row is not None, [one.number for one in patents.patents_of_case(story.case.id)]
    with writing():
        row.ended_on, row.ended_why = date(2025, 9, 1), "未缴年费"
    fair_id = registered(people)
    stand(
        people,
        fair_id,
        "甲公司",
        ExhibitGiven("水壶", as_printed=ENDED),
        ExhibitGiven("风扇", as_printed=WRONG),
        ExhibitGiven("台灯", as_printed="专利产品"),
    )
    checked(people, fair_id)
    told = {kind: [w for k, w, _ in known(fair_id) if k == kind] for kind in ("patent", "number")}
    assert told["patent"] == [
        "展品“水壶”标注的ZL201530012345.4：专利已于2025年9月1日终止（未缴年费）"
    ]
    first, second = told["number"]
    assert first.startswith(f"展品“风扇”的标注有误：{WRONG}：")
    assert second == "展品“台灯”的标注有误：“专利产品”中没有专利号"
    shown = exhibitor_queries.exhibits(exhibitor_queries.search(fair_id, "甲公司")[0].id)
    assert [one.patent_id for one in shown] == [row.id, None, None]


def test_answered_warning_stays_answered_and_one_put_right_is_not_asked(as_person, people):
    fair_id = registered(people)
    made = stand(people, fair_id, "甲公司", ExhibitGiven("风扇", as_printed=WRONG))
    stand(people, fair_id, "乙公司", ExhibitGiven("台灯", as_printed="专利产品"), booth="A02")
    wu = as_person("wu")
    wu.get(f"/fairs/{fair_id}/warnings")
    assert wu.submit("check").status == 303
    assert "提示 2 项，其中新发现 2 项" in wu.follow().text
    first, second = (row.id for row in warnings(fair_id))
    answer = wu.submit(f"answer-{second}", verdict="not_same")
    assert (answer.status, "应当写明理由" in answer.text) == (409, True)
    assert wu.submit(f"answer-{second}", verdict="told", words="已请何经理核对").status == 303
    page = wu.follow()
    assert "本页 1 项，共 1 项" in page.text
    right = ExhibitorGiven("A01", "甲公司", exhibits=(ExhibitGiven("风扇", as_printed=ENDED),))
    with writing():
        acts.change_exhibitor(
            by=people.wu, opened=opened(fair_id, people), exhibitor_id=made, given=right
        )
    assert checked(people, fair_id) == (0, 1)
    assert [(kind, verdict) for kind, _, verdict in known(fair_id)] == [("number", "told")]
    page = wu.get(f"/fairs/{fair_id}/warnings?all=1")
    assert "已告知主办单位：已请何经理核对" in page.text
    assert first not in [row.id for row in warnings(fair_id)]


def test_closed_case_of_the_same_firm_is_told_only_to_who_may_know_of_it(as_person, people):
    story = walked(people, "close")
    party = next(row for row in parties.parties_of_case(story.case.id) if row.part == "respondent")
    with writing():
        parties.party(party.id).credit_code = OTHER
    fair_id = registered(people)
    made = stand(people, fair_id, party.name, code=OTHER)
    stand(people, fair_id, party.name, code=CODE, booth="A02")
    checked(people, fair_id)
    assert [kind for kind, _, _ in known(fair_id)] == ["case"]
    at = f"/fairs/{fair_id}/exhibitors/{made}"
    page = as_person("wu").get(at)
    assert story.case.case_no in page.text
    with writing():
        names = {people.wang.id}
        protection.seal(by=people.chen, case=story.case, reason="涉及商业秘密", names=names)
    page = as_person("zheng").get(at)
    assert story.case.case_no not in page.text
    assert "曾是本机关" not in page.text
    for other in (f"/fairs/{fair_id}/warnings", f"/fairs/{fair_id}/station/exhibitors/{made}"):
        assert "曾是本机关" not in as_person("zheng").get(other).text
