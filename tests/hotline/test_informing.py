"""Whoever reported by name hears of the decision in time, from the informant desk and from nobody else."""

from datetime import date, timedelta

import pytest

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.hotline import actions, informing, queries
from caseapp.hotline.actions import CallGiven
from caseapp.hotline.actions import informing as acts
from caseapp.hotline.actions.informing import TellingGiven
from caseapp.ledger import queries as ledger
from caseapp.ledger.worker import drain
from caseapp.parties import actions as identities
from caseapp.reactions import REACTIONS
from tests.stories import reported

CALLER = {
    "caller_name": "鸾罡隼",
    "caller_phone": "13812345678",
    "caller_address": "铁东区五一路9号",
}
# The story is filed three days after the receipt on 2024-03-04.
FILED = date(2024, 3, 7)


def ticket_of(story):
    return queries.entry_row(story.case.ticket_id)


def tell(by, story, *, how="phone", outcome="told", on=FILED):
    with writing():
        return acts.tell(by=by, ticket=ticket_of(story), given=TellingGiven(how, outcome, on))


def limit(story):
    return informing.limit_of(story.case_id)


def open_identity(people, ticket):
    with writing():
        opening = identities.ask_to_open(
            by=people.zhou, informant_id=ticket.informant_id, reason="告知举报人立案的决定"
        )
        identities.decide_opening(by=people.chen, opening_id=opening.id, agrees=True)
        identities.read_identity(by=people.zhou, informant_id=ticket.informant_id)
    return opening.id


def test_decision_starts_the_limit_and_telling_ends_it(app, people):
    story = reported(people, **CALLER).walk("file")
    assert (limit(story).rule_id, limit(story).start_on, limit(story).due_on) == (
        "CF-04",
        FILED,
        date(2024, 3, 14),
    )
    ticket = ticket_of(story)
    (row,) = informing.untold(people.zhou, "").rows
    left = (date(2024, 3, 14) - date(2026, 11, 23)).days
    assert (row.row.number, row.row.informant_alias, row.due_on, row.days_left) == (
        ticket.number,
        ticket.informant_alias,
        date(2024, 3, 14),
        left,
    )
    opening_id = open_identity(people, ticket)
    told = tell(people.zhou, story, on=date(2024, 3, 12))
    assert (told.decision, told.how, told.outcome, told.opening_id) == (
        "立案",
        "phone",
        "told",
        opening_id,
    )
    assert (limit(story).state, limit(story).stopped_on) == ("met", date(2024, 3, 12))
    assert informing.untold(people.zhou, "").rows == []
    assert story.case.state == "filed"
    acts_kept = ledger.acts_on(object_kind="ticket", object_id=ticket.id)
    (kept,) = [one for one in acts_kept if one["action"] == "informant.told"]
    assert not [trace for trace in CALLER.values() if trace in str(kept)]


def test_limit_ends_however_far_the_case_is(app, people):
    story = reported(people, **CALLER).walk("sign_notice")
    tell(people.zhou, story, on=date(2024, 3, 20))
    assert (limit(story).state, limit(story).stopped_on) == ("missed", date(2024, 3, 20))
    assert informing.untold(people.zhou, "").rows == []


def test_who_was_not_reached_waits_on(app, people):
    story = reported(people, **CALLER).walk("file")
    tell(people.zhou, story, outcome="not_reached")
    assert limit(story).stopped_on is None
    assert [row.row.id for row in informing.untold(people.zhou, "").rows] == [story.case.ticket_id]
    assert [one.outcome for one in informing.tellings_of(story.case.ticket_id)] == ["not_reached"]


@pytest.mark.parametrize("login", ["liu", "wang", "wu", "chen", "zheng", "zhang", "feng", "jiang"])
def test_nobody_else_tells_a_sealed_reporter(*, app, people, login):
    story = reported(people, **CALLER).walk("file")
    with pytest.raises(Refused, match="举报专员") as no:
        tell(people[login], story)
    assert no.value.article == "《市场监督管理投诉举报处理办法》（条号待核）"
    assert limit(story).stopped_on is None


def test_officer_cannot_note_in_the_case_that_the_reporter_was_told(app, people):
    story = reported(people, **CALLER).walk("file")
    with pytest.raises(Refused, match="举报专员"):
        story.take("tell_reporter", who="wang", on=FILED, told_how="phone")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": FILED - timedelta(days=1)}, "早于立案决定日（2024年3月7日）"),
        ({"on": date(2026, 11, 24)}, "晚于今天"),
        ({"how": "pigeon"}, "没有选择告知方式"),
        ({"how": "writing"}, "告知书还没有签发"),
    ],
)
def test_telling_that_cannot_be_is_refused(*, app, people, given, sentence):
    story = reported(people, **CALLER).walk("file")
    with pytest.raises(Refused, match=sentence):
        tell(people.zhou, story, **given)


def test_nothing_is_told_before_the_decision_nor_twice(app, people):
    story = reported(people, **CALLER)
    with pytest.raises(Refused, match="还没有是否立案的决定"):
        tell(people.zhou, story)
    story.walk("file")
    tell(people.zhou, story)
    with pytest.raises(Refused, match="已经告知举报人"):
        tell(people.zhou, story)


def test_letter_is_ready_without_typing_and_names_the_alias_only(app, people):
    story = reported(people, **CALLER).walk("file")
    with writing():
        paper_id = acts.prepare_letter(by=people.zhou, ticket=ticket_of(story))
    letter = papers.paper(paper_id)
    assert letter.data["举报告知对象"] == ticket_of(story).informant_alias
    assert (letter.data["举报处理结果"], letter.data["立案日期"]) == ("立案", "2024-03-07")
    assert letter.data["投诉举报收到日期"] == "2024-03-04"
    assert "假冒专利" in letter.data["举报事项"]
    assert not [trace for trace in CALLER.values() if trace in str(letter.data)]
    with pytest.raises(Refused, match="已有写给举报人-"), writing():
        acts.prepare_letter(by=people.zhou, ticket=ticket_of(story))


def test_refusal_tells_its_reason_in_the_letter(app, people):
    story = reported(people, **CALLER).walk("ask_filing")
    story.take("refuse_filing", who="chen", on=story.day(3), refusal="no_breach", reason="专利有效")
    with writing():
        paper_id = acts.prepare_letter(by=people.zhou, ticket=ticket_of(story))
    data = papers.paper(paper_id).data
    assert (data["举报处理结果"], data["举报结果说明"]) == ("不予立案", "专利有效")
    tell(people.zhou, story, on=story.day(4))
    assert limit(story).state == "met"


def test_anonymous_report_leaves_nobody_to_tell(app, people):
    story = reported(people).walk("file")
    assert limit(story) is None
    assert informing.untold(people.zhou, "").rows == []
    with pytest.raises(Refused, match="没有密封身份的举报人"):
        tell(people.zhou, story)


def test_list_says_n_of_m_and_goes_on(app, people):
    stories = [reported(people, **CALLER).walk("file") for _ in range(2)]
    page = informing.untold(people.zhou, "")
    assert (page.words, len(page.rows)) == ("本页 2 项，共 2 项", 2)
    first = page.rows[0]
    rest = informing.untold(people.zhou, f"{first.row.decided_on}_{first.row.id}")
    assert [one.row.id for one in rest.rows] == [stories[1].case.ticket_id]
    assert informing.untold(people.wang, "").words == "本页 2 项，共 2 项"


def test_case_and_ticket_keep_their_own_clocks(app, people):
    story = reported(people, **CALLER).walk("file")
    of_ticket = [(row.family, row.state) for row in deadlines.of_ticket(story.case.ticket_id)]
    tell(people.zhou, story)
    after = [(row.family, row.state) for row in deadlines.of_ticket(story.case.ticket_id)]
    assert after == of_ticket
    assert cases.case_of_ticket(story.case.ticket_id).state == "filed"


def test_desk_works_through_its_list_by_the_pages(app, people, as_person):
    story = reported(people, **CALLER).walk("file")
    ticket = ticket_of(story)
    desk = as_person("zhou")
    page = desk.get("/hotline/informing")
    assert (page.heading, "已逾期" in page.text) == ("待告知举报人", True)
    desk.get(page.links()[ticket.informant_alias])
    assert "2024年3月7日立案" in desk.last.text
    assert desk.submit("/letter", press="起草举报处理结果告知书").status == 303
    assert "举报处理结果告知书" in desk.follow().text
    desk.get(f"/hotline/{ticket.id}/informing")
    page = desk.submit("/told", press="登记告知", how="writing", told_on="2024-03-12")
    assert (page.status, "告知书还没有签发" in page.text) == (409, True)
    assert desk.submit("/told", press="登记告知", how="phone", told_on="2024-03-12").status == 303
    assert "本页 0 项，共 0 项" in desk.follow().text
    assert limit(story).state == "met"


@pytest.mark.parametrize("login", ["liu", "wang", "wu", "chen", "zheng", "zhang", "feng", "jiang"])
def test_no_other_role_opens_the_pages_of_telling(*, app, people, as_person, login):
    story = reported(people, **CALLER).walk("file")
    reader = as_person(login)
    address = f"/hotline/{story.case.ticket_id}/informing"
    given = {"how": "phone", "outcome": "told", "told_on": "2024-03-12"}
    assert reader.get("/hotline/informing").status == 403
    assert reader.get(address).status == 403
    assert reader.post(f"{address}/told", given).status == 403
    assert reader.post(f"{address}/letter").status == 403
    assert limit(story).stopped_on is None


def test_anonymous_ticket_has_no_page_of_telling(app, people, as_person):
    story = reported(people).walk("file")
    assert as_person("zhou").get(f"/hotline/{story.case.ticket_id}/informing").status == 404


def joined_to(people, earlier, **changed):
    """Report the same by another caller on the same day, and join it to the earlier ticket."""
    called = {"caller_name": "鸾罡鹬", "caller_phone": "13998765432"} | changed
    with writing():
        given = CallGiven("phone", "report", date(2024, 3, 4), "同一家店。", **called)
        later = actions.take_call(by=people.liu, given=given).ticket
        actions.join(
            by=people.liu, ticket=later, earlier=earlier, reason="同一家店", how="spot", text="并入"
        )
    return later.id


def taken(people):
    with writing():
        given = CallGiven("phone", "report", date(2024, 3, 4), "假冒专利。", **CALLER)
        return actions.take_call(by=people.liu, given=given).ticket


def test_joined_reporter_hears_of_the_case_of_the_earlier_ticket(app, people, as_person):
    story = reported(people, **CALLER)
    later = joined_to(people, ticket_of(story))
    story.walk("file")
    waiting = [row.row.id for row in informing.untold(people.zhou, "").rows]
    assert waiting == [story.case.ticket_id, later]
    page = as_person("zhou").get(f"/hotline/{later}/informing")
    assert (page.status, "2024年3月7日立案" in page.text) == (200, True)
    drain(REACTIONS)
    assert informing.limit_of_joined(later).due_on == date(2024, 3, 14)
    with writing():
        assert actions.start_tellings(by=Person.system()) == 0
    tell(people.zhou, story)
    (left,) = informing.untold(people.zhou, "").rows
    assert (left.row.id, left.due_on) == (later, date(2024, 3, 14))
    given = TellingGiven("phone", "told", FILED)
    with writing():
        acts.tell(by=people.zhou, ticket=queries.entry_row(later), given=given)
    assert informing.untold(people.zhou, "").rows == []
    assert informing.limit_of_joined(later).state == "met"


def test_each_joined_reporter_gets_a_letter_of_their_own(app, people, as_person):
    story = reported(people, **CALLER)
    later, third = (joined_to(people, ticket_of(story)) for _ in range(2))
    story.walk("file")
    with writing():
        own = acts.prepare_letter(by=people.zhou, ticket=ticket_of(story))
    desk = as_person("zhou")
    desk.get(f"/hotline/{later}/informing")
    assert desk.submit("/letter", press="起草举报处理结果告知书").status == 303
    assert "举报处理结果告知书" in desk.follow().text
    ours, theirs = (queries.entry_row(one) for one in (story.case.ticket_id, later))
    (letter,) = [
        row for row in papers.papers_of_case(story.case_id) if row.kind == "N2" and row.id != own
    ]
    kept = papers.paper(letter.id)
    assert kept.data["举报告知对象"] == theirs.informant_alias != ours.informant_alias
    assert (kept.data["举报处理结果"], kept.data["立案日期"]) == ("立案", "2024-03-07")
    assert [len(informing.letters_to(one, story.case)) for one in (ours, theirs)] == [1, 1]
    assert informing.letters_to(queries.entry_row(third), story.case) == []
    with pytest.raises(Refused, match=f"写给{theirs.informant_alias}的"), writing():
        acts.prepare_letter(by=people.zhou, ticket=theirs)
    given = TellingGiven("writing", "told", FILED)
    with pytest.raises(Refused, match="告知书还没有签发"), writing():
        acts.tell(by=people.zhou, ticket=theirs, given=given)


def test_reporter_who_joins_an_anonymous_report_is_told_in_time(app, people):
    story = reported(people).walk("file")
    later = joined_to(people, ticket_of(story))
    limit_of = informing.limit_of_joined(later)
    assert (limit_of.rule_id, limit_of.start_on, limit_of.due_on) == (
        "CF-04",
        FILED,
        date(2024, 3, 14),
    )
    with writing():
        paper_id = acts.prepare_letter(by=people.zhou, ticket=queries.entry_row(later))
    data = papers.paper(paper_id).data
    alias = queries.entry_row(later).informant_alias
    assert (data["举报告知对象"], data["举报处理结果"]) == (alias, "立案")


def test_joined_reporter_is_called_with_the_answer_of_the_earlier_ticket(app, people):
    first = taken(people)
    later = joined_to(people, queries.entry_row(first.id))
    assert informing.to_call(people.zhou, "").rows == []
    with writing():
        actions.answer(by=people.zhou, ticket=queries.entry_row(first.id), text="已责令下架。")
    waiting = [row.row.id for row in informing.to_call(people.zhou, "").rows]
    assert waiting == [first.id, later]
    with writing():
        ticket = queries.entry_row(later)
        actions.answer(by=people.zhou, ticket=ticket, text="已责令下架。", kind="added")
    assert [row.row.id for row in informing.to_call(people.zhou, "").rows] == [first.id]
