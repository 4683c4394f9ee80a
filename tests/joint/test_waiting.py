"""Joint actions on the desk: whoever goes out today, whoever approves, whoever has to bring it to an end."""

from datetime import date

from tests.joint.joints import finding, move, opened, planned, running, visit

STREET = "登记检查"


def on_desk(reader):
    """Return what the desk says of joint actions, and where its links lead."""
    page = reader.get("/desk")
    found = page.all(".//section[@aria-labelledby='joint-waiting']//tbody/tr")
    return ["".join(row.itertext()) for row in found], page.links()


def test_plan_waits_for_the_chief_and_for_nobody_who_cannot_approve(as_person, people):
    joint_id = planned(people)
    number = opened(joint_id, people).row.number
    chief, _ = on_desk(as_person("chen"))
    assert [number in row and "批准方案" in row for row in chief] == [True]
    own, _ = on_desk(as_person("wu"))
    assert ["完善方案，报负责人批准" in row for row in own] == [True]
    assert on_desk(as_person("wang"))[0] == []
    assert on_desk(as_person("xu"))[0] == []
    move(people, joint_id, "approve", by="chen")
    assert on_desk(as_person("chen"))[0] == []


def test_who_goes_out_today_enters_the_visit_from_the_desk(as_person, people):
    joint_id = running(people)
    rows, links = on_desk(as_person("wang"))
    assert len(rows) == 1
    assert links[STREET] == f"/joint/{joint_id}/inspect"
    assert on_desk(as_person("xu"))[0] == []


def test_action_whose_days_are_over_is_summed_up_and_then_closed(as_person, people, clock):
    joint_id = running(people)
    visit(people, joint_id, findings=(finding(),))
    clock.set(date(2026, 11, 30))
    assert on_desk(as_person("wang"))[0] == []
    assert "行动日期已过，登记总结" in on_desk(as_person("wu"))[0][0]
    move(people, joint_id, "sum_up", by="wu", troubles="无", plans="无")
    assert "登记各单位的处理结果，办结" in on_desk(as_person("wu"))[0][0]
