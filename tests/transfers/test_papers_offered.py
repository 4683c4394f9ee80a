"""Which papers a transfer offers: those the track of its case has, and a letter of its own for a bare lead."""

from datetime import date, datetime

import pytest

from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cooperation import actions as cooperation
from caseapp.cooperation import owners
from caseapp.documents import queries as documents
from caseapp.transfers.actions.papers import draft_in_case
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.paper_owner import TransferOwner, case_kinds
from tests.disputes import requested
from tests.stories import walked
from tests.transfers.doing import found, make, opened
from tests.transfers.test_with_case import case_out

CRIME = {"ground": "reached", "found": "货值300000元。"}


def of_crime(by, case_id):
    return opened(by, "criminal_out", "anshan_police", case_id=case_id, facts=CRIME)


def offered(page):
    return [one.get("value") for one in page.all(".//button[@name='kind']")]


def test_crime_offers_one_letter_by_the_track_of_the_case(*, app, people, clock, as_person):
    clock.set(datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI))
    story = walked(people, "question", received_on=date(2026, 10, 12))
    counterfeit = found(of_crime(people.wang, story.case_id))
    assert [key for key in case_kinds(counterfeit) if key in ("S5", "X02")] == ["S5"]
    page = as_person("wang").get(f"/transfers/{counterfeit.id}")
    assert offered(page) == case_kinds(counterfeit)
    assert page.text.count("起草《涉嫌犯罪案件移送书》") == 1
    with pytest.raises(Refused, match="没有选择要起草的文书"), writing():
        draft_in_case(by=people.wang, transfer=counterfeit, kind="X02")


def test_dispute_offers_the_letter_of_disputes(app, people):
    dispute = requested(people)
    crime = found(of_crime(people.wang, dispute.case_id))
    assert [key for key in case_kinds(crime) if key in ("S5", "X02")] == ["X02"]
    out = found(opened(people.wang, "case_out", "shenyang_ip", case_id=dispute.case_id,
                       right_kind="patent", area="210100", reason_key="area"))  # fmt: skip
    assert case_kinds(out) == ["X01"]


def test_counterfeit_case_moves_with_its_own_letter(*, app, people, clock):
    clock.set(date(2024, 3, 20))
    story = walked(people, "file")
    one = case_out(story, people.wang)
    assert case_kinds(found(one)) == ["S4"]
    assert KINDS["case_out"].papers == ("S4", "X01")
    make(people.chen, one, "approve", reason="行为地在沈阳市，不归本局。")
    with writing():
        paper_id = draft_in_case(by=people.wang, transfer=found(one), kind="S4")
    data = documents.paper(paper_id).data
    assert (data["受文单位"], data["移送原因"]) == ("沈阳市知识产权局", "属于商标主管部门的职责")


def test_lead_without_a_case_has_a_letter_of_its_own(*, app, people, as_person):
    bare = opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark",
                  facts={"respondent": "兴旺商店", "place": "铁西区二道街5号"})  # fmt: skip
    owner = TransferOwner()
    assert (owner.kinds(found(bare)), case_kinds(found(bare))) == (["X01-lead"], [])
    with writing():
        matter = owners.matter(bare, by=people.wang)
        paper_id = cooperation.draft_paper(by=people.wang, matter=matter, kind="X01-lead")
    paper = documents.paper(paper_id)
    assert {
        word: paper.data[word] for word in ("受文单位", "线索内容", "线索主管理由", "线索涉及单位")
    } == {
        "受文单位": "鞍山市市场监督管理局",
        "线索内容": "商店销售的电热水壶使用他人注册商标。",
        "线索主管理由": "属于商标主管部门的职责",
        "线索涉及单位": "兴旺商店，铁西区二道街5号",
    }
    assert "案号" not in paper.data
    page = as_person("wang").get(f"/transfers/{bare}")
    assert "《线索移送函》" in page.text
    story = walked(people, "verify")
    of_case = found(opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark",
                           case_id=story.case_id))  # fmt: skip
    assert (owner.kinds(of_case), case_kinds(of_case)) == ([], ["X01-clue"])
