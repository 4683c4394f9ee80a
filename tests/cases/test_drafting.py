"""Papers drafted by hand: which may be, with which words, and never one that is unlawful on its track."""

from datetime import date

import pytest

from caseapp.base.db import finish, start_write, writing
from caseapp.base.errors import Refused
from caseapp.cases import queries
from caseapp.cases.actions.drafting import draft_paper
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_choice import offered
from caseapp.cases.paper_forms import asked_of
from caseapp.cases.paper_gate import Stand, against_draft, edition_in, has_reached
from caseapp.cases.paper_known import known_words
from caseapp.documents import printing
from caseapp.documents import queries as documents
from caseapp.documents.catalogue import Subject, kind_of, kinds
from caseapp.law.procedures.registry import PROCEDURES
from tests import disputes
from tests.stories import SHOP, reported, walked

SEIZURE, INQUIRY_CALL = "S21", "S15"


def by_hand(story, kind, *, by, **given):
    with writing():
        case = queries.visible_case(story.case_id, by=by)
        return documents.paper(draft_paper(by=by, case=case, kind=kind, **given))


def stand(key, state, *visited, taken=(), present=()):
    return Stand(PROCEDURES[key], state, {state, *visited}, frozenset(taken), frozenset(present))


def changed_in(record, file):
    """The words in which a draft differs from its case."""
    kind, day = kind_of(record.kind), printing.day_of(record)
    known = known_words(file, kind, day, drafted_at=record.drafted_at)
    asked = [one.key for one in asked_of(record, day)]
    return [word for word in asked if known.differs(word, record.data.get(word))]


def test_seizure_cannot_be_drafted_in_a_dispute_whatever_is_posted(people, as_person):
    story = disputes.requested(people)
    story.walk(disputes.TO_FILING)
    wang = as_person("wang")
    page = wang.get(f"{story.path}/papers/new")
    assert SEIZURE not in {one.get("value") for one in page.all(".//button[@name='kind']")}
    never = kind_of(SEIZURE).never["infringement"]
    assert any(never in one for one in page.texts(".//details/ul/li"))
    page = wang.post(f"{story.path}/papers/new", {"kind": SEIZURE, "on": "2026-11-23"})
    assert page.status == 409
    assert never in page.text
    with pytest.raises(Refused, match="不能起草《实施行政强制措施决定书》"):
        by_hand(story, SEIZURE, by=people.wang)
    assert SEIZURE not in {one.kind for one in documents.papers_of_case(story.case_id)}


@pytest.mark.parametrize("track", ["counterfeit", "infringement"])
def test_every_paper_the_page_offers_is_drafted_and_every_other_one_refused(people, track):
    if track == "counterfeit":
        story = walked(people, "inspect")
    else:
        story = disputes.requested(people)
        story.walk(disputes.TO_FILING)
    start_write()
    case = queries.visible_case(story.case_id, by=people.wang)
    choices = offered(open_file(case, by=people.wang), story.day(5))
    free = {one.kind.key for stage in choices.stages for one in stage.choices}
    assert len(free) == choices.count > 25
    for kind in kinds():
        if kind.key in free:
            record = documents.paper(draft_paper(by=people.wang, case=case, kind=kind.key))
            assert printing.draft_page(record).title == record.title
            assert changed_in(record, open_file(case, by=people.wang)) == []
        else:
            with pytest.raises(Refused, match="不能起草"):
                draft_paper(by=people.wang, case=case, kind=kind.key)
    finish(commit=False)


def test_papers_that_wait_say_for_what_and_lead_to_the_step(people, as_person):
    story = reported(people)
    page = as_person("wang").get(f"{story.path}/papers/new")
    told = page.texts(".//details/ul/li")
    assert "现场笔录：这种文书由步骤“现场检查”起草。 去办理" in told
    assert page.links()["去办理"].startswith(f"{story.path}/steps/")
    assert any("案件现处于“线索登记”阶段，到“立案”以后才能起草" in one for one in told)
    unsure = [one for one in kinds() if not one.is_open and "counterfeit" in one.tracks]
    assert unsure
    for one in unsure:
        assert any(text.startswith(one.title) and "只提供样张" in text for text in told)


def test_a_paper_a_step_counts_on_has_no_second_draft_beside_it(people):
    story = walked(people, "pass_review")
    with pytest.raises(Refused, match="本案已有这份文书"):
        by_hand(story, "penalty_notice", by=people.wang)
    assert by_hand(story, "site_record", by=people.wang).state == "draft"


def test_the_ruling_of_an_older_edition_is_not_drafted_under_the_new_one():
    against = against_draft(kind_of("D23-old"), stand("infringement-2025", "heard", "filed"))
    assert (against.why, "专利行政执法办法" in against.sentence) == ("edition", True)


def test_a_case_drafts_the_edition_of_the_ruling_its_procedure_signs_whatever_the_day():
    ruling = kind_of("D23")
    old, new = (
        edition_in(PROCEDURES[one], ruling) for one in ("infringement-2015", "infringement-2025")
    )
    late = date(2026, 11, 23)
    assert [(one.key, one.title_on(late), one.series(late).pattern) for one in (old, new)] == [
        ("D23-old", "专利侵权纠纷处理决定书", "鞍知处字〔{year}〕{serial}号"),
        ("D23", "专利侵权纠纷案件行政裁决书", "鞍知裁字〔{year}〕{serial}号"),
    ]
    assert "本局决定如下" in old.text(late)
    assert old not in kinds()


def test_an_early_end_has_not_come_past_the_stops_it_left_out():
    ended = stand("counterfeit-2021", "not_filed", "lead", "verify", "filing")
    assert not has_reached(ended, "filed")
    on_the_spot = stand("counterfeit-2021", "closed", "lead", "on_spot")
    assert not has_reached(on_the_spot, "filed")
    assert has_reached(stand("counterfeit-2021", "report", "filed", "investigate"), "verify")
    assert has_reached(stand("counterfeit-2021", "suspended", "filed", "investigate"), "filed")


def test_a_fresh_draft_holds_what_the_case_knows(people, as_person):
    story = walked(people, "inspect")
    wang = as_person("wang")
    wang.get(f"{story.path}/papers/new")
    sent = wang.submit(press=INQUIRY_CALL, on=story.day(5).isoformat())
    assert sent.status == 303
    page = wang.follow()
    assert "草稿已建立，案件已有的内容已经填入。" in page.text
    record = documents.paper(documents.papers_of_case(story.case_id)[-1].id)
    assert (record.kind, record.state, record.version) == (INQUIRY_CALL, "draft", 1)
    assert record.data["机关"] == "鞍山市市场监督管理局"
    assert record.data["联系人"] == "王建民、李秀英"
    address = by_hand(story, "S12", by=people.wang)
    assert address.data["当事人名称"] == SHOP


def test_no_draft_of_the_road_differs_from_its_case_before_somebody_changes_it(people):
    story = walked(people, "close")
    case = queries.visible_case(story.case_id, by=people.wang)
    found = {}
    for row in documents.papers_of_case(story.case_id):
        record = documents.paper(row.id)
        if record.state == "draft":
            words = changed_in(record, open_file(case, by=people.wang))
            # What the case learned later is offered; it is no change of what stands there.
            found[record.kind] = [one for one in words if record.data.get(one)]
    assert len(found) > 6
    assert {kind: words for kind, words in found.items() if words} == {}


def test_an_old_case_entered_today_drafts_under_the_titles_of_its_time(people, as_person):
    story = disputes.requested(people, edition=2015)
    story.walk(disputes.TO_FILING)
    record = by_hand(story, "D01", by=people.wang, on=story.day(4))
    assert record.title == kind_of("D01").title_on(story.day(4)) != kind_of("D01").title
    assert printing.draft_page(record).title == record.title
    for day in (story.day(-1), story.day(9999)):
        with pytest.raises(Refused, match="文书的日期应当在"):
            by_hand(story, "D01", by=people.wang, on=day)


def test_what_is_no_paper_of_a_case_and_what_is_no_paper_are_refused(people, as_person):
    story = walked(people, "file")
    before = [one.kind for one in documents.papers_of_case(story.case_id)]
    wang = as_person("wang")
    wang.get(f"{story.path}/papers/new")
    elsewhere = next(one for one in kinds() if one.subject is Subject.TICKET)
    for key in (elsewhere.key, "没有", "../../etc", ""):
        page = wang.post(f"{story.path}/papers/new", {"kind": key, "on": "2026-11-23"})
        assert page.status == 409
    assert wang.post(f"{story.path}/papers/new", {"kind": "A01", "on": "昨天"}).status == 422
    assert [one.kind for one in documents.papers_of_case(story.case_id)] == before
