"""What runs beside a dispute keeps records too: samples, oral hearing, rest, order, suit, publicity."""

from typing import Any

from caseapp.cases.companion_queries import beside
from tests.disputes import TO_ANSWER, TO_ORAL, TO_SERVED, Dispute, requested

POINTERS = ("id", "case_id", "step_id", "deadline_id", "draft_step_id", "table")


def records(story: Dispute, table: str) -> list[dict[str, Any]]:
    """Each record of a kind that says something, without what only points to other rows."""
    return [
        {
            key: value
            for key, value in vars(one).items()
            if key not in POINTERS and not key.endswith("_step_id") and value not in (None, "")
        }
        for one in beside(story.case_id).records
        if one.table == table
    ]


def test_inquiry_of_a_dispute_keeps_samples_and_rest(app, people):
    story = requested(people).walk(TO_ANSWER)
    taken = {
        "officers": (people.wang.id, people.li.id),
        "certificate_shown": True,
        "certificate_shown_at": story.at(18),
        "evidence_cause": "own",
        "evidence_found": "被控阀门2只。",
    }
    story.take("take_evidence", 18, **taken, method="copy")
    story.take("take_evidence", 19, **taken, method="sample")
    story.take("note_invalidation", 20, "registrar")
    story.take("suspend", 21, "chief", reason="等待无效宣告的结果。")
    story.take("resume", 30, "chief", reason="专利权被维持有效。")
    story.take("extend_case", 40, "chief", reason="案情复杂。")
    assert records(story, "sampling") == [
        {"sampled_on": story.day(19), "samples": "被控阀门2只。", "list_handed": False}
    ]
    assert records(story, "suspension") == [
        {
            "began_on": story.day(21),
            "ground": "invalidation",
            "reason": "等待无效宣告的结果。",
            "resumed_on": story.day(30),
        }
    ]
    (longer,) = records(story, "extension")
    assert (longer["family"], longer["length"], longer["unit"]) == ("INF-09", 1, "mo")
    assert longer["due_before"] < longer["due_after"]


def test_oral_hearing_is_kept_with_its_last_notice(app, people):
    story = requested(people).walk(TO_ORAL)
    story.take("postpone_oral", 25, reason="当事人申请改期。", oral_place="第二审理庭")
    story.take("hold_oral", 36)
    assert records(story, "hearing") == [
        {
            "kind": "oral",
            "notice_on": story.day(27),
            "session_on": story.day(36),
            "session_at": story.at(36),
            "place": "第二审理庭",
            "presiding_id": people.wang.id,
            "is_public": True,
            "ended_on": story.day(36),
            "outcome": "held",
            "transcript": "双方陈述、质证、辩论。",
        }
    ]


def test_order_publicity_and_suit_of_a_dispute_keep_their_records(app, people):
    story = requested(people).walk(TO_SERVED)
    story.take("suit", 50, "legal", stays_execution="yes")
    story.take("suit_upheld", 80, "legal")
    story.take("correct_words", 81, "chief", reason="笔误。")
    story.take("perform", 85)
    assert records(story, "performance") == [
        {
            "ordered_on": story.day(38),
            "perform_until": story.day(68),
            "ended_on": story.day(85),
            "end": "performed",
        }
    ]
    (shown,) = records(story, "publication")
    assert shown.pop("due_on") > story.day(42)
    assert shown == {
        "is_published": True,
        "decided_on": story.day(42),
        "channel": "市政府门户网站",
        "is_masked": True,
        "corrected_on": story.day(81),
        "corrected_words": "更正当事人名称中的一处错字。",
    }
    assert records(story, "challenge") == [
        {
            "kind": "suit",
            "noted_on": story.day(50),
            "body": "沈阳市中级人民法院",
            "number": "（2026）辽01行初12号",
            "stays_execution": True,
            "outcome_on": story.day(80),
            "outcome": "upheld",
            "outcome_words": "判决如裁判文书。",
        }
    ]


def test_nothing_is_seized_in_a_dispute(app, people, as_person):
    story = requested(people).walk(TO_ANSWER)
    page = as_person("wang").get(f"{story.path}/steps/seize")
    assert page.status == 409
    assert "不能查封、扣押" in page.text
    assert "2020年修正的专利法第六十九条" in page.text
    assert beside(story.case_id).records == []
