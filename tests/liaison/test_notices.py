"""信息通报: the counts of a period without what is kept, told without names, sent signed; and those of others."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases.models import CaseFile
from caseapp.documents import queries as papers
from caseapp.liaison import notice_queries
from caseapp.liaison.actions import notices
from caseapp.liaison.given import NoticeGiven, ReceivedGiven
from caseapp.liaison.queries import Filters
from tests.liaison.meetings import MARKET, POLICE, signed
from tests.stories import unit_id
from tests.transfers.doing import body_id

FIRST, LAST = date(2026, 1, 1), date(2026, 11, 20)


def given(**changed):
    told = {
        "title": "2026年专利行政执法情况通报",
        "unit_id": unit_id(places.ENFORCEMENT),
        "first_on": FIRST,
        "last_on": LAST,
        "bodies": (body_id(MARKET), body_id(POLICE)),
        "trends": "假冒案件多发于小家电批发市场。",
        "attention": "请留意标注失效专利号的电热水壶。",
    }
    return NoticeGiven(**(told | changed))


def drafted(people, **changed):
    with writing():
        return notices.draft(by=people.wu, given=given(**changed)).id


def opened(notice_id, by):
    return notice_queries.visible_notice(notice_id, by=by)


def refused(act, **told):
    with pytest.raises(Refused) as no:
        act(**told)
    db.session.rollback()
    return " ".join(no.value.sentences)


def case(number, **changed):
    told = {
        "lead_no": f"鞍知线〔2026〕{number}号",
        "case_no": f"鞍知立〔2026〕{number}号",
        "title": "某商店涉嫌假冒专利案",
        "track": "counterfeit",
        "edition": "counterfeit-2021",
        "state": "filed",
        "unit_id": unit_id(places.ENFORCEMENT),
        "unit_path": places.ENFORCEMENT,
        "source": "report",
        "received_on": date(2026, 3, 1),
        "content": "举报内容",
        "respondent": "兴旺家电商行",
        "filed_on": date(2026, 3, 5),
        "created_by": 1,
    }
    moment = {"created_at": now(), "updated_at": now()}
    with writing():
        row = CaseFile(**(told | moment | changed))
        db.session.add(row)
        db.session.flush()
        return row.id


def test_counts_leave_out_what_is_kept_and_say_so_to_whoever_knows_of_it(app, people):
    case(901)
    case(902, closed_on=date(2026, 6, 1), is_open=False, state="closed")
    case(903, level=1)
    one = opened(drafted(people), people.wu).record
    assert one.counted == [{"track": "counterfeit", "name": "假冒专利案件", "filed": 2, "ended": 1}]
    # Nobody who may not know of the kept case is told that there is one.
    assert one.left_out == {"kept": 0, "not_public": 2}


def test_names_and_numbers_of_the_cases_are_refused_in_what_is_told(app, people):
    case(904)
    words = refused(notices.draft, by=people.wu, given=given(trends="兴旺家电商行多次假冒专利"))
    assert words == "不能保存：特点和趋势中写有兴旺家电商行。"
    words = refused(notices.draft, by=people.wu, given=given(attention="联系13941200000"))
    assert words == "不能保存：提请关注的事项中写有13941200000。"


def test_case_that_is_not_public_is_no_typical_case(app, people):
    one = case(905, closed_on=date(2026, 6, 1), is_open=False, state="closed")
    number = drafted(people)
    assert notices.tellable(people.wu, opened(number, people.wu)) == []
    with pytest.raises(NotVisible), writing():
        notices.tell(by=people.wu, opened=opened(number, people.wu), told={one: "某商店假冒专利"})


def test_notice_goes_out_only_signed_and_its_answers_are_written_down(app, people):
    case(906)
    number = drafted(people)
    send = {"by": people.wu, "key": "send", "on": date(2026, 11, 23)}
    words = refused(notices.move, opened=opened(number, people.wu), **send)
    assert words == "不能发出：信息通报函还没有签发。"
    paper = signed(people, number, "X06")
    data = papers.paper(paper).data
    assert data["受文单位"] == "鞍山市市场监督管理局、鞍山市公安局"
    assert data["通报期间"] == "2026年1月1日至11月20日"
    assert data["通报案件"] == [{"类别": "假冒专利案件", "件数": "1", "办结": "0", "说明": "无"}]
    with writing():
        notices.move(opened=opened(number, people.wu), **send)
    first = notice_queries.bodies_of(number)[0]
    with writing():
        notices.answered(
            by=people.wu,
            opened=opened(number, people.wu),
            body_id=first.id,
            on=date(2026, 11, 23),
            text="已经收悉，正在排查。",
        )
        notices.move(by=people.wu, opened=opened(number, people.wu), key="close", reason="阅处")
    page = notice_queries.page_of_notices(people.wu, Filters(), "")
    assert [(row.state, row.to, row.answered) for row in page.rows] == [("closed", 2, 1)]


def test_notice_of_another_body_is_taken_down_with_its_number(app, people):
    came = ReceivedGiven(
        title="第三季度侵权假冒情况通报",
        unit_id=unit_id(places.ENFORCEMENT),
        body_id=body_id(MARKET),
        their_number="鞍市监函〔2026〕30号",
        received_on=date(2026, 11, 20),
        first_on=date(2026, 7, 1),
        last_on=date(2026, 9, 30),
        content="查处商标侵权十二件。",
    )
    with writing():
        number = notices.take_down(by=people.wu, given=came).id
    record = opened(number, people.wu).record
    assert (record.state, record.direction, record.their_number) == (
        "received",
        "in",
        "鞍市监函〔2026〕30号",
    )
    with pytest.raises(NotVisible):
        opened(number, people.han)


def test_period_that_is_not_over_cannot_be_told_of(app, people):
    words = refused(notices.draft, by=people.wu, given=given(last_on=date(2026, 12, 31)))
    assert words == "不能保存：通报的期间还没有结束。"
