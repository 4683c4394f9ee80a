"""A fair whose complaints have no readable number, or two kinds for one, still comes to its report."""

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.exhibitions import complaint_queries, report_rows
from caseapp.exhibitions.actions import complaints as actions
from caseapp.exhibitions.complaint_given import RightGiven
from tests.exhibitions import fairs
from tests.exhibitions.complaints import PATENT, complained, decided, move, taken


def corrected(people, complaint_id, number, *, kind="", why="登记时看错号码"):
    with writing():
        actions.correct(
            by=people.wang,
            complained=complained(complaint_id, people),
            given=RightGiven(number, kind, why),
        )


def test_complaint_refused_without_a_number_does_not_keep_the_fair_from_its_report(office, people):
    fair_id = fairs.running(people)
    complaint_id = taken(people, fair_id, right_number="", patent_kind="")
    move(people, complaint_id, "refuse", refused_for="invalidation")
    report = report_rows.final_report(fair_id)
    assert report.may_finish
    assert report.value("kind.unsaid") == 1
    fairs.move(people, fair_id, "close", by="wang", reason="提前闭幕")
    with pytest.raises(Refused, match="还没有签发"):
        fairs.move(people, fair_id, "report", by="wu")


def test_readable_number_says_its_kind_whatever_was_ticked(office, people):
    fair_id = fairs.running(people)
    ticked = [taken(people, fair_id, patent_kind=kind) for kind in ("invention", "design", "")]
    kinds = {complained(one, people).complaint.patent_kind for one in ticked}
    assert kinds == {"design"}


def test_number_under_two_kinds_is_put_right_after_the_end(office, people):
    fair_id = fairs.running(people)
    first, second = (
        taken(people, fair_id, right_number="证书第三号", patent_kind=kind)
        for kind in ("design", "utility")
    )
    for one in (first, second):
        move(people, one, "withdraw", reason="双方和解")
    assert not report_rows.final_report(fair_id).may_finish
    corrected(people, second, "证书第三号", kind="design")
    assert report_rows.final_report(fair_id).may_finish
    act = complaint_queries.last_act(second)
    assert (act.act, act.to_state, act.reason) == ("correct", "withdrawn", "登记时看错号码")
    assert act.given == {"corrected": "证书第三号（实用新型） 更正为 证书第三号（外观设计）"}


@pytest.mark.parametrize(
    ("number", "why", "sentence"),
    [(PATENT, "看错", "没有可以更正的"), ("证书第三号", " ", "没有写明原因")],
)
def test_correction_has_a_reason_and_something_to_correct(*, office, people, number, why, sentence):
    complaint_id = decided(people, fairs.running(people))
    with pytest.raises(Refused, match=sentence):
        corrected(people, complaint_id, number, why=why)


def test_right_is_not_put_right_this_way_while_the_whole_complaint_may_be_changed(office, people):
    complaint_id = taken(people, fairs.running(people))
    with pytest.raises(Refused, match="现为“已登记”"):
        corrected(people, complaint_id, "证书第三号")


def test_reported_fair_keeps_its_numbers(office, people):
    fair_id = fairs.running(people)
    complaint_id = taken(people, fair_id)
    move(people, complaint_id, "withdraw", reason="双方和解")
    with writing():
        fairs.opened(fair_id, people).fair.state = "reported"
    with pytest.raises(Refused, match="展会已经总结"):
        corrected(people, complaint_id, "证书第三号")


def test_ended_complaint_is_put_right_by_its_page(as_person, people):
    fair_id = fairs.running(people)
    complaint_id = taken(people, fair_id, right_number="", patent_kind="")
    move(people, complaint_id, "withdraw", reason="双方和解")
    wang, address = as_person("wang"), f"/fair-complaints/{complaint_id}"
    assert wang.get(address).links()["更正专利号和种类"] == f"{address}/right"
    wang.get(f"{address}/right")
    no = wang.submit(f"{address}/right", right_number="", patent_kind="", why="补登")
    assert (no.status, "没有可以更正的" in no.text) == (409, True)
    answer = wang.submit(f"{address}/right", right_number=PATENT, why="补登")
    assert answer.status == 303
    assert f"没有专利号（种类未写明） 更正为 {PATENT}（外观设计）" in wang.follow().text
