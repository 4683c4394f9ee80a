"""Regional agreements: entered, read by everybody, named only with a party, counted, ended with a reason."""

from datetime import date

import pytest

from caseapp.base.db import db, writing
from caseapp.base.errors import Conflict, Refused
from caseapp.cooperation import actions as cooperation
from caseapp.cooperation import owners
from caseapp.documents import queries as papers
from caseapp.transfers import agreements
from caseapp.transfers.actions.agreements import change_agreement, end_agreement
from caseapp.transfers.agreement_given import AgreementGiven
from caseapp.transfers.kinds import KINDS
from tests.transfers.agreeing import TITLE, agreed
from tests.transfers.doing import body_id, found, opened

ASKED = {"facts": {"asked": "代为送达。"}, "reason": "", "reason_key": ""}
TYPED = {
    "title": TITLE, "signed_on": "2026-11-02", "since": "2026-11-10", "until": "2028-11-09",
    "answer_days": "5", "text": "代为送达文书。\n互通展会信息。",
}  # fmt: skip


def form_of(**given):
    return TYPED | {
        "bodies": [str(body_id("shenyang_ip")), str(body_id("yingkou_ip"))],
        "scope": ["service", "exhibition"],
    } | given  # fmt: skip


def test_agreement_is_entered_listed_and_refused_without_losing_what_was_typed(app, as_person):
    wei = as_person("wei")
    wei.get("/agreements/new")
    wrong = wei.submit("agreement", **form_of(since="2026-10-01"))
    assert wrong.status == 409
    assert "生效的日期早于签订的日期" in wrong.text
    assert "互通展会信息" in wrong.source
    assert wei.submit("agreement", **form_of()).status == 303
    shown = wei.follow()
    assert "沈鞍专利行政执法协作协议" in shown.heading
    assert "互相代为送达、展会信息和展会执法协作" in shown.text
    assert "收到请求的次日起 5 个工作日" in shown.text
    assert "共 2 个机构" in shown.text
    listed = as_person("zhao").get("/agreements?heap=now")
    assert "本页 1 项，共 1 项" in listed.text
    assert "沈阳市知识产权局、营口市知识产权局" in listed.text
    assert "没有符合条件的协议" in as_person("zhao").get("/agreements?heap=ended").text
    assert as_person("wang").get("/agreements/new").status == 403


def test_what_was_done_under_it_is_counted_and_opens_as_rows(app, people, as_person):
    pact = agreed(people.wei)
    first = opened(people.wang, "inquiry_out", "shenyang_ip", agreement_id=pact, **ASKED)
    opened(people.wang, "service_in", "shenyang_ip", agreement_id=pact, **ASKED)
    opened(people.wang, "inquiry_out", "shenyang_ip", **ASKED)
    shown = as_person("wang").get(f"/agreements/{pact}")
    assert f"/transfers?agreement={pact}&amp;kind=inquiry_out" in shown.source
    rows = as_person("wang").get(f"/transfers?agreement={pact}")
    assert "本页 2 项，共 2 项" in rows.text
    assert f"/transfers/{first}" in set(rows.links().values())
    # 看不到事项的人，看得到协议，看不到件数。
    assert "还没有您可以查阅的事项" in as_person("zhao").get(f"/agreements/{pact}").text


def test_nothing_moves_away_from_under_what_rests_on_it(app, people):
    pact = agreed(people.wei, bodies=("shenyang_ip", "dalian_ip"))
    opened(people.wang, "inquiry_out", "shenyang_ip", agreement_id=pact, **ASKED)
    kept = agreements.agreement(pact)
    same = {
        "title": TITLE, "unit_id": people.wei.unit_id, "scope": ("evidence",),
        "signed_on": date(2023, 12, 20), "since": date(2024, 1, 1),
        "bodies": (body_id("dalian_ip"),),
    }  # fmt: skip
    with writing(), pytest.raises(Refused, match="已有依本协议与沈阳市知识产权局办理的事项"):
        change_agreement(by=people.wei, agreement=kept, given=AgreementGiven(**same))
    without = AgreementGiven(**same | {"scope": ("service",)})
    with writing(), pytest.raises(Refused, match="协作的内容不能改成不包括它"):
        change_agreement(by=people.wei, agreement=kept, given=without)
    fits = AgreementGiven(**same | {"bodies": (body_id("shenyang_ip"),)}, version=1)
    with writing():
        change_agreement(by=people.wei, agreement=agreements.agreement(pact), given=fits)
    assert [row.name for row in agreements.parties_of([pact])[pact]] == ["沈阳市知识产权局"]
    with writing(), pytest.raises(Conflict, match="已经被修改"):
        change_agreement(by=people.wei, agreement=agreements.agreement(pact), given=fits)


def test_agreement_carries_only_what_was_agreed_on(app, people):
    pact = agreed(people.wei, scope=("service",))
    with pytest.raises(Refused) as no:
        opened(people.wang, "inquiry_out", "shenyang_ip", agreement_id=pact, **ASKED)
    assert str(no.value) == (
        "不能登记协助调查：《沈鞍专利行政执法协作协议》约定的是互相代为送达，不包括协助调查。"
    )
    one = opened(people.wang, "service_in", "shenyang_ip", agreement_id=pact, **ASKED)
    assert found(one).agreement_id == pact


def test_every_subject_of_an_agreement_names_kinds_there_are():
    assert agreements.COVERS.keys() == agreements.SCOPES.keys()
    assert {kind for kinds in agreements.COVERS.values() for kind in kinds} <= KINDS.keys()


def test_ended_agreement_is_named_no_more_and_says_why(app, people, as_person):
    pact = agreed(people.wei, since=date(2024, 1, 1))
    with writing(), pytest.raises(Refused, match="没有写明理由"):
        end_agreement(
            by=people.wei, agreement=agreements.agreement(pact), on=date(2024, 3, 1), why=" "
        )
    with writing():
        end_agreement(
            by=people.wei,
            agreement=agreements.agreement(pact),
            on=date(2024, 3, 1),
            why="由新协议替代。",
        )
    with pytest.raises(Refused, match="不在有效期内"):
        opened(
            people.wang, "inquiry_out", "shenyang_ip", agreement_id=pact,
            **ASKED | {"received_on": date(2024, 3, 2)},
        )  # fmt: skip
    shown = as_person("wei").get(f"/agreements/{pact}")
    assert "由新协议替代。" in shown.text
    assert as_person("wang").get(f"/agreements/{pact}/end").status == 403


def test_paper_of_an_agreement_takes_over_what_the_register_says(app, people):
    pact = agreed(people.wei, answer_days=5, until=date(2025, 12, 31))
    with writing():
        matter = owners.matter(pact, by=people.wei)
        paper = cooperation.draft_paper(by=people.wei, matter=matter, kind="X11")
    data = papers.paper(paper).data
    assert data["协作各方"] == "鞍山市知识产权局、沈阳市知识产权局"
    assert [row["内容"] for row in data["协作内容"]] == ["互相代为调查取证", "互相代为送达"]
    assert (data["协议生效日"], data["协议期满日"]) == ("2024-01-01", "2025-12-31")
    assert "5个工作日内答复" in data["协作联络办法"]
    db.session.rollback()
