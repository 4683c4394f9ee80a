"""The appraisal that goes with a suspected crime begins with what the case knows."""

from datetime import datetime

from caseapp.base.clock import SHANGHAI, today
from caseapp.base.db import writing
from caseapp.documents import queries as documents
from caseapp.transfers.actions.papers import draft_in_case
from tests.stories import walked
from tests.transfers.doing import found, opened
from tests.transfers.test_criminal import BEGUN, SUSPECTED


def test_appraisal_names_who_asks_which_marks_and_which_goods(app, people, clock):
    clock.set(datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI))
    story = walked(people, "question", received_on=BEGUN)
    one = opened(
        people.wang, "criminal_out", "anshan_police", case_id=story.case_id, facts=SUSPECTED,
        title="移送涉嫌假冒专利罪案件", right_kind="",
    )  # fmt: skip
    with writing():
        number = draft_in_case(
            by=people.wang, transfer=found(one), kind="X02-appraisal", on=today()
        )
    said = documents.paper(number).data
    assert said["鉴定委托人"] == "鞍山市市场监督管理局"
    assert said["鉴定事项"] == "产品标注的ZL201530012345.4是否有效、是否属于该产品"
    assert said["鉴定材料"].startswith("电热水壶")
    assert "ZL201530012345.4，" in said["鉴定过程"]
    assert "鉴定结论" not in said
