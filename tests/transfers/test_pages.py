"""The pages of transfers: registers, opening, one transfer, each move; nothing typed is lost."""

import io
from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.bodies import queries as bodies
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.given import TransferGiven
from caseapp.transfers.kinds import KINDS, life_of
from tests.stories import unit_id

DAY = date(2026, 11, 23)
TIP = "铁西区二道街的服装店销售标注他人商标的运动鞋。"


def opened(by, *, kind="lead_out", body="anshan_market_bureau", **changed):
    given = {
        "kind": kind,
        "body_id": bodies.with_key(body).id,
        "unit_id": unit_id(places.ENFORCEMENT),
        "title": "商标侵权线索",
        "content": TIP,
        "received_on": DAY,
        "right_kind": "trademark",
        "area": "210300",
        "reason": "商标侵权由市场监督管理部门主管。",
    }
    with writing():
        return open_transfer(by=by, given=TransferGiven(**(given | changed))).id


def test_list_says_n_of_m_and_filters(*, app, people, as_person):
    first, second = opened(people.wang), opened(people.wang, title="另一条线索", area="")
    wang = as_person("wang")
    whole = wang.get("/transfers")
    assert "本页 2 项，共 2 项" in whole.text
    assert {f"/transfers/{first}", f"/transfers/{second}"} <= set(whole.links().values())
    assert "本页 1 项，共 1 项" in wang.get("/transfers?word=另一条").text
    assert "没有符合条件的事项" in wang.get("/transfers?heap=theirs").text
    assert "本页 2 项" in wang.get("/transfers?heap=ours&register=transfer").text
    assert "没有符合条件的事项" in wang.get("/transfers?register=assistance").text
    assert "没有符合条件的事项" in as_person("zhao").get("/transfers").text


def test_register_is_taken_out_as_a_workbook_and_kept_in_the_trail(*, app, people, as_person):
    opened(people.wang)
    sent = as_person("wang").get("/transfers/register.xlsx?register=transfer")
    assert (sent.status, sent.data[:2]) == (200, b"PK")
    trail = as_person("yang").get("/admin/audit")
    assert "导出移送协作登记簿" in trail.text


def test_new_transfer_shows_who_is_competent_on_the_day_and_who_took_over(*, app, as_person):
    wang = as_person("wang")
    wang.get("/transfers/new/lead_out")
    looked = wang.submit(
        "open",
        press="1",
        received_on="2026-11-23",
        right_kind="trademark",
        area="210300",
        title="商标线索",
    )
    assert looked.status == 200
    assert "市场监督管理局" in looked.text
    assert "主管商标" in looked.text
    assert "已经撤并、由其他机构承接的" in looked.text
    before = wang.submit("open", press="1", received_on="2015-09-01")
    assert "鞍山市工商行政管理局" in before.text
    assert 'value="商标线索"' in before.source


def test_new_transfer_to_a_body_that_was_merged_names_its_successor_and_keeps_all(
    *, app, as_person
):
    wang = as_person("wang")
    wang.get("/transfers/new/lead_out")
    typed = {
        "title": "商标线索",
        "content": TIP,
        "right_kind": "trademark",
        "area": "210300",
        "received_on": "2026-11-23",
        "body_id": str(bodies.with_key("anshan_aic_2015").id),
    }
    refused = wang.submit("open", **typed)
    assert refused.status == 409
    assert "的职责已由" in refused.text
    assert TIP in refused.source
    done = wang.submit("open", **(typed | {"body_id": _id("anshan_market_bureau")}))
    assert done.status == 303
    shown = wang.follow()
    assert "商标线索" in shown.heading
    assert "拟移送" in shown.text


def _id(key):
    return str(bodies.with_key(key).id)


def test_case_fills_the_form_and_stands_on_the_page(*, app, as_person, people):
    from tests.stories import reported

    story = reported(people)
    wang = as_person("wang")
    offered = wang.get(f"/transfers/new?case={story.case_id}")
    assert "案件移送" in offered.text
    form = wang.get(f"/transfers/new/case_out?case={story.case_id}")
    assert story.case.lead_no in form.source
    assert as_person("zhao").get(f"/transfers/new?case={story.case_id}").status == 404


def test_stale_move_form_says_who_was_first_and_keeps_what_was_typed(*, app, people, as_person):
    number = opened(people.wang)
    wang, wu = as_person("wang"), as_person("wu")
    for reader in (wang, wu):
        reader.get(f"/transfers/{number}/moves/withdraw")
    assert wu.submit("move", reason="重复登记").status == 303
    late = wang.submit("move", reason="我的理由不能丢")
    assert late.status == 409
    assert "我的理由不能丢" in late.source


@pytest.mark.parametrize("key", ["lead_out", "inquiry_out", "lead_in"])
def test_every_open_move_of_a_kind_has_a_form_that_can_be_read(*, app, people, as_person, key):
    kind = KINDS[key]
    body = {"lead_out": "anshan_market_bureau"}.get(key, "shenyang_ip")
    facts = {one.key: "写明的内容" for one in kind.fields if one.required}
    number = opened(people.wang, kind=key, body=body, facts=facts)
    wang = as_person("wang")
    shown = wang.get(f"/transfers/{number}")
    assert shown.status == 200
    for move in life_of(key).moves.values():
        if move.key not in ("open", "press", "succeed"):
            form = wang.get(f"/transfers/{number}/moves/{move.key}")
            assert form.status == 200
            assert form.heading.startswith(move.name)
    assert wang.get(f"/transfers/{number}/moves/press").status == 404


def test_file_sent_with_a_move_lies_with_its_act(*, app, people, as_person):
    number = opened(people.wang, kind="lead_in", body="haicheng_market_bureau", area="210381")
    wang = as_person("wang")
    wang.get(f"/transfers/{number}/moves/receipt")
    fields = {"f_signed_by": "王建民", "reason": ""}
    refused = wang.submit("move", **fields, files=(io.BytesIO(b"receipt"), "回执.txt"))
    assert (refused.status, "请选择材料类别" in refused.text) == (409, True)
    assert 'value="王建民"' in refused.source
    sent = wang.submit(
        "move", **fields, category="receipt", files=(io.BytesIO(b"receipt"), "回执.txt")
    )
    assert sent.status == 303
    shown = wang.follow()
    assert "附件：回执" in shown.text
    assert "送达回执" in shown.text
