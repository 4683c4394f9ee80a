"""What runs beside a case keeps a record of its own: written by the act, read again when corrected."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import CorrectionGiven
from caseapp.cases.companion_queries import beside
from tests.stories import Story, form_fields, walked

KEYS = ("id", "case_id", "step_id", "deadline_id", "performance_id", "draft_step_id", "table")


def records(story: Story, table: str) -> list[dict[str, Any]]:
    """Each record of a kind, without what only points to other rows."""
    found = [one for one in beside(story.case_id).records if one.table == table]
    return [
        {
            key: value
            for key, value in vars(one).items()
            if key not in KEYS and not key.endswith("_step_id")
        }
        for one in found
    ]


def shown(story: Story) -> dict[str, Any]:
    officers = (story.crew.officer.id, story.crew.second.id)
    return {"officers": officers, "certificate_shown": True, "certificate_shown_at": story.at(5)}


def measure(story: Story, **changed: Any) -> dict[str, Any]:
    ticked = ("counterfeit_shown", "goods_related", "no_necessities", "not_sealed_elsewhere")
    heard = ("party_called", "reasons_told", "party_heard")
    return {
        **shown(story),
        "measure": "seize",
        "measure_at": story.at(5, 10),
        "place": "店内库房",
        **dict.fromkeys((*ticked, *heard), True),
        "signature": "signed",
        "approved_by": story.crew.chief.id,
        "approved_at": story.at(5, 9),
        **changed,
    }


def hearing(story: Story, **changed: Any) -> dict[str, Any]:
    return {
        "hearing_on": story.day(30),
        "hearing_place": "三楼会议室",
        "hearing_officer": story.people.sun.id,
        "hearing_notice_served_on": story.day(17),
        "hearing_public": "closed",
        **changed,
    }


def heard(story: Story) -> None:
    """Ask for a hearing, call it, hold it, and bring the case on to the decision."""
    story.take("ask_hearing", on=story.day(16))
    story.take("notify_hearing", on=story.day(17), **hearing(story))
    story.take("hold_hearing", on=story.day(30), who="sun", hearing_officer=story.people.sun.id,
               hearing_record="双方陈述。", hearing_opinion="维持拟处罚。")  # fmt: skip
    story.take("review_hearing", who="zhang", on=story.day(31), review_opinion="同意。")
    story.take("collective", who="chen", on=story.day(32), members="陈立新、吴国栋",
               discussion="讨论。", conclusion="同意处罚。")  # fmt: skip


def act(story: Story, key: str) -> Any:
    return next(one for one in queries.history_as_keyed(story.case_id) if one.step == key)


def correct(story: Story, key: str, **values: Any) -> None:
    with writing():
        actions.correct(
            by=story.people.wu,
            case=queries.visible_case(story.case_id, by=story.people.wu),
            given=CorrectionGiven("step", act(story, key).id, values, "录入笔误，以原件为准"),
        )


def test_inquiry_keeps_samples_seizure_rest_and_extensions(app, people):
    story = walked(people, "inspect")
    story.take("sample", on=story.day(4), **shown(story), place="货架", signature="signed",
               samples="电热水壶2台，1.8L，存样于本局。", list_handed=True)  # fmt: skip
    story.take("seize", on=story.day(5), **measure(story))
    story.take("pause_seizure", on=story.day(8), pause_first=story.day(9),
               pause_last=story.day(13), told_on=story.day(8))  # fmt: skip
    story.take("extend_seizure", who="chen", on=story.day(20), party_told=True, reason="数量多。")
    story.take("suspend", who="chen", on=story.day(21), reason="等待鉴定。")
    story.take("resume", who="chen", on=story.day(28), reason="鉴定完成。")
    story.take("release", on=story.day(40), release="no_need")
    story.take("extend_case", who="chen", on=story.day(41), reason="案情复杂。")
    assert records(story, "sampling") == [
        {
            "sampled_on": story.day(4),
            "place": "货架",
            "samples": "电热水壶2台，1.8L，存样于本局。",
            "list_handed": True,
            "signature": "signed",
        }
    ]
    assert records(story, "seizure") == [
        {
            "measure": "seize",
            "is_urgent": False,
            "measure_on": story.day(5),
            "measure_at": story.at(5, 10),
            "place": "店内库房",
            "approver_id": people.chen.id,
            "approved_at": story.at(5, 9),
            "test_first": story.day(9),
            "test_last": story.day(13),
            "released_on": story.day(40),
            "release": "no_need",
        }
    ]
    assert records(story, "suspension") == [
        {
            "began_on": story.day(21),
            "ground": "expert",
            "end_event": "收到鉴定结论",
            "reason": "等待鉴定。",
            "resumed_on": story.day(28),
        }
    ]
    seized, longer = records(story, "extension")
    kept = (
        "family",
        "turn",
        "length",
        "unit",
        "due_before",
        "due_after",
        "decided_on",
        "approved_by",
    )
    assert [tuple(one[key] for key in kept) for one in (seized, longer)] == [
        ("CF-07", 0, 30, "cd", date(2024, 4, 13), date(2024, 5, 13), story.day(20), "陈立新"),
        ("CF-12", 0, 30, "cd", date(2024, 6, 12), date(2024, 7, 12), story.day(41), "陈立新"),
    ]


def test_hearing_and_what_follows_the_decision_keep_their_records(app, people):
    story = walked(people, "notify")
    heard(story)
    story.take("ask_decision", on=story.day(32))
    story.take("decide", on=story.day(33))
    story.serve("penalty_decision", on=story.day(34))
    story.take("publish", on=story.day(35), publication="masked")
    story.take("defer_payment", who="chen", on=story.day(36), pay_until=story.day(60),
               reason="经营困难。")  # fmt: skip
    story.take("pay_part", who="feng", on=story.day(50), paid=Decimal(2000), pay_reference="P01")
    story.take("mark_overdue", on=story.day(64))
    story.take("suit", who="zhang", on=story.day(65), remedy_body="鞍山市铁东区人民法院",
               remedy_no="（2024）辽0302行初1号", stays_execution="yes")  # fmt: skip
    story.take("answer_remedy", who="zhang", on=story.day(70))
    story.take("remedy_upheld", who="zhang", on=story.day(95), remedy_result="驳回诉讼请求。")
    story.take("perform", who="feng", on=story.day(100), paid=Decimal(30000), pay_reference="P02")
    assert records(story, "hearing") == [
        {
            "kind": "hearing",
            "asked_on": story.day(16),
            "notice_on": story.day(17),
            "session_on": story.day(30),
            "session_at": None,
            "place": "三楼会议室",
            "presiding_id": people.sun.id,
            "is_public": False,
            "ended_on": story.day(30),
            "outcome": "held",
            "transcript": "双方陈述。",
            "opinion": "维持拟处罚。",
        }
    ]
    assert records(story, "publication") == [
        {
            "is_published": True,
            "decided_on": story.day(35),
            "channel": "市政府网站",
            "is_masked": True,
            "due_on": date(2024, 5, 6),
            "reason": "",
            "withdrawn_on": None,
            "withdrawn_why": "",
            "corrected_on": None,
            "corrected_words": "",
        }
    ]
    assert records(story, "challenge") == [
        {
            "kind": "suit",
            "noted_on": story.day(65),
            "accepted_on": None,
            "body": "鞍山市铁东区人民法院",
            "number": "（2024）辽0302行初1号",
            "stays_execution": True,
            "answered_on": story.day(70),
            "outcome_on": story.day(95),
            "outcome": "upheld",
            "outcome_words": "驳回诉讼请求。",
        }
    ]
    assert records(story, "payment") == [
        {"paid_on": story.day(50), "paid": Decimal(2000), "receipt": "P01"},
        {"paid_on": story.day(100), "paid": Decimal(30000), "receipt": "P02"},
    ]
    # The last day rolls over Labour Day to 6 May; the suit took days 65 to 94, so 1 + 6 days are late.
    assert records(story, "performance") == [
        {
            "ordered_on": story.day(33),
            "fine": Decimal(20000),
            "confiscation": Decimal(12000),
            "perform_until": None,
            "deferred_on": story.day(36),
            "deferred_until": story.day(60),
            "deferral_reason": "经营困难。",
            "overdue_on": story.day(64),
            "demanded_on": None,
            "surcharge_to": story.day(100),
            "surcharge": Decimal(18000) * Decimal("0.03") * 7,
            "surcharge_cap": Decimal(18000),
            "court_asked_on": None,
            "court": "",
            "ended_on": story.day(100),
            "end": "performed",
            "fell_on": None,
        }
    ]


def test_a_corrected_act_is_read_again_by_its_record(app, people):
    story = walked(people, "notify")
    story.take("ask_hearing", on=story.day(16))
    story.take("notify_hearing", on=story.day(17), **hearing(story))
    correct(story, "ask_hearing", on=story.day(15))
    correct(story, "notify_hearing", hearing_place="一楼听证室", hearing_on=story.day(31))
    (record,) = records(story, "hearing")
    told = {key: record[key] for key in ("asked_on", "session_on", "place", "notice_on")}
    assert told == {
        "asked_on": story.day(15),
        "session_on": story.day(31),
        "place": "一楼听证室",
        "notice_on": story.day(17),
    }
    assert act(story, "ask_hearing").taken_on == story.day(16)


def test_a_corrected_sum_or_day_moves_payment_and_surcharge(app, people):
    story = walked(people, "publish")
    story.take("pay_part", who="feng", on=story.day(30), paid=Decimal(2000), pay_reference="P01")
    story.take("mark_overdue", on=story.day(45))
    (owed,) = records(story, "performance")
    assert (owed["surcharge_to"], owed["surcharge"]) == (
        story.day(45),
        Decimal(18000) * 3 / 100 * 6,
    )
    correct(story, "pay_part", paid=Decimal(3000), pay_reference="P-01")
    (owed,) = records(story, "performance")
    assert records(story, "payment")[0] == {
        "paid_on": story.day(30), "paid": Decimal(3000), "receipt": "P-01",
    }  # fmt: skip
    assert (owed["surcharge"], owed["surcharge_cap"]) == (Decimal(3060), Decimal(17000))
    correct(story, "mark_overdue", on=story.day(46))
    (owed,) = records(story, "performance")
    assert (owed["overdue_on"], owed["surcharge"]) == (story.day(46), Decimal(3570))


def test_a_corrected_filing_moves_the_end_an_extension_led_to(app, people):
    story = walked(people, "question")
    story.take("extend_case", who="chen", on=story.day(41), reason="案情复杂。")
    correct(story, "file", on=story.day(2))
    (longer,) = records(story, "extension")
    assert (longer["due_before"], longer["due_after"]) == (date(2024, 6, 5), date(2024, 7, 4))


def test_a_refused_step_leaves_no_record(app, people):
    story = walked(people, "question")
    with pytest.raises(Refused, match="抽样清单未交付当事人"):
        story.take("sample", on=story.day(4), **shown(story), place="货架", signature="signed",
                   samples="电热水壶2台。", list_handed=False)  # fmt: skip
    with pytest.raises(Refused, match="延长应当在期限届满前批准"):
        story.take("extend_case", who="chen", on=story.day(200), reason="案情复杂。")
    assert beside(story.case_id).records == []


def test_page_lists_each_record_with_its_acts_its_limit_and_its_paper(app, people, as_person):
    story = walked(people, "inspect")
    story.take("seize", on=story.day(5), **measure(story, measure="seal"))
    story.take("suspend", who="chen", on=story.day(21), reason="等待鉴定。")
    page = as_person("wang").get(story.path)
    path = ".//section[@aria-labelledby='companions']//tbody/tr"
    cells = [[cell for cell in row.iter() if cell.tag in ("th", "td")] for row in page.all(path)]
    text = [["".join(cell.itertext()).split() for cell in row] for row in cells]
    assert [(row[0], row[1]) for row in text] == [
        (["中止"], ["中止中"]),
        (["查封扣押"], ["查封中"]),
    ]
    links = [link.get("href") for link in page.all(f"{path}//a")]
    assert f"#act-{act(story, 'seize').id}" in links
    assert page.by_id(f"act-{act(story, 'seize').id}") is not None
    assert "共 2 项" in page.text
    assert "实施行政强制措施决定书" in " ".join(text[1][5])


def test_refusals_of_the_companions_stand_in_the_page_with_their_article(app, people, as_person):
    story = walked(people, "notify")
    story.take("ask_hearing", on=story.day(16))
    wang = as_person("wang")
    near = hearing(story, hearing_on=date(2024, 3, 22), hearing_notice_served_on=story.day(17))
    said = posted(wang, f"{story.path}/steps/notify_hearing", story.day(17), **near)
    assert "听证通知书最迟应于2024年3月12日送达（行政处罚法第六十三条、第六十四条）" in said
    paid = walked(people, "publish")
    said = posted(
        as_person("feng"), f"{paid.path}/steps/pay_part", paid.day(30), paid=Decimal("32000.01")
    )
    assert "缴款32000.01元多于应缴余额32000元" in said.replace(",", "")
    early = walked(people, "question")
    said = posted(
        as_person("chen"), f"{early.path}/steps/extend_case", early.day(200), reason="案情复杂。"
    )
    assert "批准的延长无效；延长应当在期限届满前批准" in said


def posted(reader: Any, address: str, on: date, **given: Any) -> str:
    """What the page of a step answers to a form."""
    reason = {"reason": given.pop("reason")} if "reason" in given else {}
    reader.get(address)
    page = reader.submit(**form_fields(given), on=str(on), **reason)
    assert page.status == 409, page.text[:400]
    return page.text
