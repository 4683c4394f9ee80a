"""Cases of dishonest filing, each to its end: a warning always, a fine beside it, nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.base.errors import Refused
from caseapp.cases.open_file import open_file
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.law.procedures.table import NotOffered
from caseapp.ledger.queries import verify_chain
from tests.false_statements import FalseStory, told

ONLY_WARNED = {"proposed_fine": Decimal(0)}
BODY = {"remedy_body": "鞍山市人民政府", "remedy_no": "鞍政复〔2024〕9号"}


def states_of(story: FalseStory) -> dict[str, str]:
    return {row.rule_id: row.state for row in deadlines.of_case(story.case_id)}


def test_a_fine_beside_the_warning_is_decided_shown_paid_and_closed(app, people):
    story = told(people)
    assert story.case.title == "鞍山某科技咨询商行涉嫌专利弄虚作假"
    assert (story.case.lead_no, story.case.edition) == (
        "鞍市监诚线字〔2024〕1号",
        "false-statement-2024",
    )
    story.walk("close")
    assert (story.case.state, story.case.case_no) == ("closed", "鞍市监诚案字〔2024〕1号")
    data = documents.paper(story.paper("penalty_decision").id).data
    assert {key: data[key] for key in ("案由", "违反条款", "责令改正", "罚款金额")} == {
        "案由": "专利弄虚作假",
        "违反条款": "《中华人民共和国专利法实施细则》（2023年修订）第十一条",
        "责令改正": "给予警告；撤回编造的专利申请",
        "罚款金额": "20000",
    }
    assert "第一百条" in data["处罚依据"]
    assert "没收金额" not in data
    assert states_of(story) == {
        **dict.fromkeys(("CF-03", "CF-12b", "CF-11", "CF-13", "CF-08b", "CF-16b"), "met"),
        **dict.fromkeys(("CF-18", "CF-21", "CF-28"), "met"),
        "CF-14b": "missed",
        **dict.fromkeys(("CF-26", "CF-27b", "CF-31"), "running"),
    }
    assert verify_chain().ok


def test_a_warning_alone_leaves_nothing_to_pay_and_nothing_to_show(app, people):
    story = told(people).walk("dispose_evidence")
    story.take("report", **ONLY_WARNED)
    for key in ("send_review", "pass_review", "sign_notice"):
        story.take(key)
    story.serve("penalty_notice")
    story.take("record_defence")
    story.take("ask_decision", fine=Decimal(0))
    story.take("decide", publicity_notice="not_shown")
    story.serve("penalty_decision")
    assert {"CF-18", "CF-20", "CF-21", "CF-22", "CF-31"} & set(states_of(story)) == set()
    with pytest.raises(Refused, match="单处警告的决定不在公示范围"):
        story.take("publish")
    story.take("perform", paid=Decimal(0))
    story.take("close")
    assert story.case.state == "closed"


@pytest.mark.parametrize(
    ("step", "changed", "sentence"),
    [
        ("report", {"warning": False}, "没有给予警告（专利法实施细则第一百条）"),
        ("report", {"proposed_fine": Decimal(100_001)}, "上限为100000元"),
        (
            "report",
            {"act_start": date(2023, 12, 1), "act_end": date(2024, 1, 19)},
            "处罚规定自2024年1月20日起施行",
        ),
        ("report", {"act_kinds": ("CFA-1b",)}, "“弄虚作假行为”不在可选范围之内"),
        ("dispose_evidence", {"disposal": "confiscated"}, "物品不能没收"),
        ("dispose_evidence", {"disposal": "seized"}, "物品不能转为查封扣押"),
        ("ask_decision", {"warning": False}, "没有给予警告"),
        ("ask_decision", {"fine": Decimal(20_001)}, "罚款20001元重于告知的20000元"),
    ],
)
def test_what_the_rule_does_not_allow_is_refused_by_its_article(
    *, app, people, step, changed, sentence
):
    before = {
        "report": "dispose_evidence",
        "dispose_evidence": "register_evidence",
        "ask_decision": "record_defence",
    }
    story = told(people).walk(before[step])
    state = story.case.state
    with pytest.raises(Refused, match=sentence):
        story.take(step, **changed)
    assert story.case.state == state


def test_nothing_is_seized_and_no_mark_is_put_right(app, people):
    story = told(people).walk("inspect")
    with pytest.raises(NotOffered, match="不得查封、扣押：只有对有证据证明是假冒专利的产品"):
        story.take("seize")
    with pytest.raises(NotOffered, match="不办理责令改正标识"):
        story.take("order_correction", who="chen")
    never = open_file(story.case, by=people.wang).procedure.never
    assert {"seize", "seize_urgent", "order_correction"} <= set(never)


def test_an_act_before_the_rule_ends_without_a_penalty(app, people):
    story = told(people).walk("dispose_evidence")
    old = {"act_start": date(2023, 12, 1), "act_end": date(2024, 1, 19)}
    story.take("report", proposal="no_penalty", warning=False, **ONLY_WARNED, **old)
    story.take("send_review")
    story.take("pass_without_penalty", who="zhang", on=story.day(12), review_opinion="同意。")
    story.take("spare", who="chen", on=story.day(13), outcome_basis="行为时没有处罚规定。")
    story.take("close")
    assert story.case.state == "closed"


def test_a_case_is_withdrawn_refused_moved_or_handed_to_the_police(app, people):
    withdrawn = told(people).walk("question")
    withdrawn.take("withdraw", who="chen", on=withdrawn.day(8), reason="不是当事人所为。")
    withdrawn.take("close")
    refused = told(people).walk("ask_filing")
    refused.take("refuse_filing", who="chen", on=refused.day(3), refusal="no_breach", reason="无。")
    moved = told(people).walk("verify")
    moved.take("transfer", who="chen", on=moved.day(2), receiver="营口", reason="不属本机关。")
    police = told(people).walk("question")
    away = {"receiver": "鞍山市公安局", "reason": "伪造国家机关证件。", "transfer": "〔2026〕1号"}
    police.take("transfer_crime", who="chen", on=police.day(9), **away)
    police.take("close", on=police.day(20))
    stories = (withdrawn, refused, moved, police)
    assert [one.case.state for one in stories] == ["closed", "not_filed", "moved", "closed"]


def test_a_decision_is_enforced_by_the_court_or_annulled(app, people):
    story = told(people).walk("publish")
    story.take("mark_overdue", on=story.day(45))
    story.take("demand", on=story.day(60))
    story.take("remedy_lapsed", on=story.day(240))
    story.take("apply_court", who="chen", on=story.day(242), court="鞍山市铁东区人民法院")
    story.take("court_enforced", on=story.day(270), paid=Decimal(20000))
    story.take("close", on=story.day(272))
    other = told(people).walk("publish")
    other.take("reconsideration", who="zhang", on=other.day(30), **BODY)
    other.take("remedy_annulled", who="zhang", on=other.day(60), remedy_result="撤销。")
    other.take("withdraw_publicity", who="chu", on=other.day(61), reason="决定已被撤销。")
    other.take("close", on=other.day(62))
    assert (story.case.state, other.case.state) == ("closed", "closed")


def test_a_lead_before_the_rules_of_2024_has_no_procedure(app, people):
    with pytest.raises(Refused, match="2024年1月20日起接收的线索"):
        told(people, received_on=date(2024, 1, 19))
