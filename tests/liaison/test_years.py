"""R4 and R8: each figure of a year counts what the register holds, once, and opens the rows it counts."""

from datetime import date, datetime

from caseapp.base.clock import SHANGHAI, today
from caseapp.liaison import years
from caseapp.liaison.years import FIGURES, R4, R8
from tests.joint import joints
from tests.stories import walked
from tests.transfers.doing import make, opened, sent
from tests.transfers.test_criminal import BEGUN, brought, suspected


def counted(by, year=2026):
    return {
        key: many[year] for key, many in years.counts(by, [year - 1, year]).items() if many[year]
    }


def test_returned_and_sent_again_counts_once_and_only_what_was_sent(app, people):
    one = opened(people.wu, "lead_out", "anshan_market_bureau", right_kind="trademark")
    opened(people.wu, "lead_out", "anshan_market_bureau", title="没有发出的")
    sent(people.wu, one, chief=people.chen)
    came = opened(people.wu, "lead_in", "anshan_market_bureau", right_kind="patent")
    make(people.wu, came, "accept", track="counterfeit")
    far = opened(
        people.wu, "inquiry_out", "shenyang_ip", facts={"asked": "查询登记地址。"}, title="协查"
    )
    sent(people.wu, far)
    assert counted(people.wu) == {"moved_out": 1, "moved_in": 1, "across": 1, "inquiries": 1}
    rows = years.rows_of(
        FIGURES["moved_out"], people.wu, first=date(2026, 1, 1), last=date(2026, 12, 31)
    )
    assert [(row.id, row.on, row.family) for row in rows] == [(one, today(), "transfer")]
    assert counted(people.han) == {}


def test_joint_action_counts_by_its_first_visit(app, people):
    number = joints.running(people)
    assert counted(people.wu) == {}
    joints.visit(people, number)
    assert counted(people.wu) == {"joint": 1}


def test_figures_open_their_rows(as_person, people):
    one = opened(people.wu, "lead_out", "anshan_market_bureau", right_kind="trademark")
    sent(people.wu, one, chief=people.chen)
    wu = as_person("wu")
    page = wu.get("/cooperation/years")
    assert all(one.name in page.text for one in (*R4, *R8))
    assert "/cooperation/years/2026/moved_out" in page.source
    rows = wu.get("/cooperation/years/2026/moved_out")
    assert ("共 1 件" in rows.text, f"/transfers/{one}" in rows.source) == (True, True)
    assert wu.get("/cooperation/years/2026/nothing").status == 404
    assert "没有您可以查阅" in as_person("han").get("/cooperation/years/2026/moved_out").text


def test_suspected_crime_counts_at_each_of_its_steps(app, people, clock):
    clock.set(datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI))
    story = walked(people, "question", received_on=BEGUN)
    one = brought(story, suspected(story), "refused")
    make(people.wang, one, "file", their_paper="鞍公立字〔2026〕78号", body=True)
    steps = ("suspected", "decided", "transferred", "filed", "refused")
    assert counted(people.wu) == {"moved_out": 1, **dict.fromkeys(steps, 1)}
    # A case of the city's is not counted for a district that may not know of it.
    assert counted(people.han) == {}
