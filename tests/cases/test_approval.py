"""The line of approval: who gives which opinion, what a change undoes, who may not approve, who signs."""

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import OpinionGiven, drafting
from caseapp.cases.paper_forms import asked_of
from caseapp.cli.demo.papers import type_missing
from caseapp.desk import queries as desk
from caseapp.documents import issuing
from caseapp.documents import queries as documents
from caseapp.documents.approval import SHEET_WORDS
from caseapp.documents.catalogue import kind_of
from caseapp.ledger.models import AuditRow
from tests.accounts.test_deputies import again, stands_in
from tests.mediations import TO_SESSION, asked
from tests.stories import walked

FILED = TO_SESSION[:4]


@pytest.fixture
def story(people):
    """A mediation just filed by the chief: the notice of filing is a draft nobody has seen."""
    found = asked(people).walk(FILED)
    with writing():
        case = queries.visible_case(found.case_id, by=people.wang)
        paper = documents.paper(found.paper("M03").id)
        type_missing(case, paper, by=people.wang, on=found.day(15))
    return found


def notice(story):
    return documents.paper(story.paper("M03").id)


def act(story, by, what, *, number=15, text="", version=None):
    paper = notice(story)
    given = OpinionGiven(story.day(number), text, paper.version if version is None else version)
    with writing():
        case = queries.visible_case(story.case_id, by=by)
        return what(by=by, case=case, paper_id=paper.id, given=given)


def said(story):
    return [(one.stage, one.verdict, one.by_name) for one in issuing.opinions(notice(story).id)]


def test_notice_goes_from_undertaker_to_head_to_chief_who_signs_it(story, people):
    assert notice(story).waits_for == ""
    act(story, people.wang, actions.hand_in_paper, text="事实清楚，请审批。")
    assert notice(story).waits_for == "unit_head"
    assert act(story, people.wu, actions.agree_to_paper) is False
    assert notice(story).waits_for == "chief"
    assert notice(story).state == "draft"
    assert act(story, people.chen, actions.agree_to_paper, number=16) is True
    paper = notice(story)
    assert (paper.state, paper.signed_by_name, paper.signed_on) == (
        "signed",
        "陈立新",
        story.day(16),
    )
    assert paper.sha256
    assert paper.waits_for == ""
    assert said(story) == [
        ("undertaker", "hand_in", "王建民"),
        ("unit_head", "agree", "吴国栋"),
        ("chief", "agree", "陈立新"),
    ]
    kept = db.session.scalars(
        sa.select(AuditRow.action)
        .where(AuditRow.object_kind == "paper", AuditRow.object_id == str(paper.id))
        .order_by(AuditRow.seq)
    ).all()
    assert kept[-4:] == [
        "paper.hand_in",
        "paper.agree",
        "paper.agree",
        "paper.sign",
    ]


def test_change_of_the_draft_undoes_what_was_said_of_the_older_one(story, people, as_person):
    before = notice(story).version
    act(story, people.wang, actions.hand_in_paper)
    act(story, people.wu, actions.agree_to_paper)
    with writing():
        actions.change_draft(
            by=people.wang,
            case=queries.visible_case(story.case_id, by=people.wang),
            paper_id=notice(story).id,
            data={"案由": "专利奖酬纠纷（更正）"},
            version=notice(story).version,
        )
    assert notice(story).waits_for == "undertaker"
    with pytest.raises(Refused, match="现在没有等待审批"):
        act(story, people.chen, actions.agree_to_paper)
    page = as_person("wang").get(f"{story.path}/papers/{notice(story).id}")
    assert f"报批的是第 {before} 稿，现在是第 {before + 1} 稿" in page.text
    assert "以前的意见（2 条，不再有效）" in page.text
    act(story, people.wang, actions.hand_in_paper)
    with pytest.raises(Refused, match=f"您看的是第 {before} 稿"):
        act(story, people.wu, actions.agree_to_paper, version=before)


def changed(story, people, words):
    with writing():
        actions.change_draft(
            by=people.li,
            case=queries.visible_case(story.case_id, by=people.li),
            paper_id=notice(story).id,
            data={"案由": words},
            version=notice(story).version,
        )


def test_nobody_hands_in_or_judges_what_the_page_did_not_show(story, people, as_person):
    path, day = f"{story.path}/papers/{notice(story).id}", story.day(15).isoformat()
    wang, wu = as_person("wang"), as_person("wu")
    wang.get(path)
    changed(story, people, "专利奖酬纠纷（李秀英改）")
    refused = wang.submit("/hand-in", asked_text="请审批。", asked_on=day)
    assert refused.status == 409
    assert "没有办理" in refused.text
    assert wang.submit("/hand-in").status == 303  # what was typed stands in the form still
    wu.get(path)
    changed(story, people, "专利奖酬纠纷（李秀英再改）")
    act(story, people.wang, actions.hand_in_paper)
    assert wu.submit("/opinion", verdict="agree", said_text="同意。", said_on=day).status == 409
    assert wu.submit("/opinion").status == 303
    assert notice(story).waits_for == "chief"


def test_desk_says_when_more_drafts_wait_than_it_shows(*, story, people, as_person, monkeypatch):
    act(story, people.wang, actions.hand_in_paper)
    assert "文书 1 份" in as_person("wu").get("/desk").text
    monkeypatch.setattr(desk, "MOST_SHOWN", 1)
    assert "显示前 1 份文书" in as_person("wu").get("/desk").text


def test_return_needs_a_reason_and_goes_back_to_the_undertaker(story, people):
    act(story, people.wang, actions.hand_in_paper)
    with pytest.raises(Refused, match="退回修改应当写明意见"):
        act(story, people.wu, actions.return_paper)
    act(story, people.wu, actions.return_paper, text="调解员的姓名写错。")
    assert notice(story).waits_for == "undertaker"
    act(story, people.wang, actions.hand_in_paper)
    act(story, people.wang, actions.take_back_paper)
    assert notice(story).waits_for == ""
    assert [verdict for _, verdict, _ in said(story)] == [
        "hand_in",
        "return",
        "hand_in",
        "take_back",
    ]


def test_whoever_drafts_or_undertakes_does_not_approve(story, people):
    with pytest.raises(Refused, match="不能由承办人定稿"), writing():
        actions.close_record(
            by=people.wang,
            case=queries.visible_case(story.case_id, by=people.wang),
            paper_id=notice(story).id,
            on=story.day(15),
        )
    act(story, people.wu, actions.hand_in_paper)
    with pytest.raises(Refused, match="这份文书是您报批的") as no:
        act(story, people.wu, actions.agree_to_paper)
    assert "公文处理工作条例" in no.value.article
    with pytest.raises(Refused, match="正在等办案机构负责人的意见"):
        act(story, people.chen, actions.agree_to_paper)
    act(story, people.wu, actions.take_back_paper)
    with writing():
        actions.change_draft(
            by=people.wu,
            case=queries.visible_case(story.case_id, by=people.wu),
            paper_id=notice(story).id,
            data={"案由": "专利奖酬纠纷（科长修改）"},
            version=notice(story).version,
        )
    act(story, people.wang, actions.hand_in_paper)
    with pytest.raises(Refused, match="您起草或者修改的"):
        act(story, people.wu, actions.agree_to_paper)


def test_chief_still_signs_when_the_head_joins_the_case_while_a_deputy_has_the_draft(story, people):
    act(story, people.wang, actions.hand_in_paper)
    stands_in(people, deputy="xu", absent="wu")
    officers = (people.li.id, people.wu.id)
    story.take("change_mediators", 15, "chief", officers=officers)
    assert act(story, again(people.xu), actions.agree_to_paper) is False
    assert (notice(story).state, notice(story).waits_for) == ("draft", "chief")
    assert act(story, people.chen, actions.agree_to_paper) is True


def test_days_of_opinions_follow_each_other(story, people):
    with pytest.raises(Refused, match="早于所记事项的日期"):
        act(story, people.wang, actions.hand_in_paper, number=12)
    act(story, people.wang, actions.hand_in_paper, number=16)
    with pytest.raises(Refused, match="不能早于上一环节的日期"):
        act(story, people.wu, actions.agree_to_paper, number=15)


def test_paper_a_step_signs_shows_the_acts_of_the_case(people, as_person):
    story = walked(people, "decide")
    page = as_person("wang").get(f"{story.path}/papers/{story.paper('penalty_decision').id}")
    (line,) = page.all(".//ol[@class='approval-line']")
    words = " ".join(line.itertext())
    for one in ("王建民", "张法正", "陈立新"):
        assert one in words
    assert not [one for one in page.all(".//form") if one.get("action", "").endswith("/hand-in")]


def test_pages_carry_a_paper_from_the_officer_to_the_chief(story, people, as_person):
    path = f"{story.path}/papers/{notice(story).id}"
    day = story.day(15).isoformat()
    wang = as_person("wang")
    wang.get(path)
    assert wang.submit("/hand-in", asked_text="请审批。", asked_on=day).status == 303
    assert "已报批" in wang.follow().text
    wu = as_person("wu")
    assert "等您审批" in wu.get(path).text
    assert wu.submit("/opinion", verdict="return", said_on=day).status == 409
    assert wu.submit("/opinion", verdict="agree", said_text="同意。", said_on=day).status == 303
    chen = as_person("chen")
    assert "您是最后一个环节" in chen.get(path).text
    assert chen.submit("/opinion", verdict="agree", said_on=day).status == 303
    assert "已签发" in chen.follow().text
    assert "退回修改" not in chen.get(path).text


def test_a_sheet_takes_the_opinions_of_others_from_the_line_and_never_from_who_drafts_it(people):
    story = walked(people, "inspect")
    with writing():
        case = queries.visible_case(story.case_id, by=people.wang)
        made = drafting.draft_paper(by=people.wang, case=case, kind="X02-approval")
    paper = documents.paper(made)
    mine = {one.key for one in asked_of(paper, story.day(5))}
    others = {word for stage in ("unit_head", "legal", "chief") for word in SHEET_WORDS[stage]}
    printed = {one.key for one in kind_of("X02-approval").fields}
    assert (others - printed, others & mine) == (set(), set())
    assert {"承办人意见", "移送意见"} <= mine
