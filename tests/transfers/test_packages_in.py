"""Packed files of other offices: only what is for this office and from another one is entered."""

import hashlib
import json
from datetime import date

import pytest

from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.transfers.item_queries import matter_of
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.manifest import canonical, code_of
from tests.stories import reported
from tests.transfers import handing
from tests.transfers.doing import body_id, found, opened
from tests.transfers.test_hand_over_pages import read_in

TYPED = {"kind": "case_in", "their_number": "海知移字〔2026〕2号"}


@pytest.fixture
def ours(app, people):
    """What this office itself packed for the market bureau."""
    story = reported(people, received_on=date(2026, 11, 16))
    one = opened(people.wang, "case_out", "anshan_market_bureau", case_id=story.case_id,
                 right_kind="trademark")  # fmt: skip
    handing.choose(people.wang, one, evidence=(handing.evidence_of(story),))
    handing.upload(people.wang, one)
    handing.sealed(people.wang, one, today())
    return handing.packed(one)


def typed(content, **changed):
    code = code_of(handing.unpacked(content)["manifest.json"])
    return TYPED | {"body_id": str(body_id("haicheng_market_bureau")), "code": code} | changed


def test_what_this_office_sent_itself_is_not_taken_in(ours, as_person):
    for content in (ours, handing.rewritten(ours, sender="鞍山市知识产权局", sender_key="")):
        wang = as_person("wang")
        page = wang.get(read_in(wang, content).location)
        if "in_spite" in page.source:
            answer = wang.submit("take-in", **typed(content), in_spite="y")
        else:
            answer = wang.submit("take-in", **typed(content))
        assert answer.status == 409
        assert "这是本机关自己送出的材料" in answer.text


def test_what_is_addressed_to_another_body_is_taken_in_after_a_question_only(ours, as_person):
    content = handing.rewritten(ours, receiver="辽阳市知识产权局", receiver_key="")
    wang = as_person("wang")
    address = read_in(wang, content).location
    assert "清单写明的接收机关是 辽阳市知识产权局，不是本机关" in wang.get(address).text
    answer = wang.submit("take-in", **typed(content))
    assert answer.status == 409
    assert "清单写明的接收机关是辽阳市知识产权局，不是本机关" in answer.text
    done = wang.submit("take-in", **typed(content), in_spite="y")
    assert found(int(done.location.rpartition("/")[2])).kind == "case_in"


def test_what_is_for_this_office_asks_nothing_more(ours, as_person):
    content = handing.rewritten(ours)
    wang = as_person("wang")
    page = wang.get(read_in(wang, content).location)
    assert "不是本机关" not in page.text
    assert wang.submit("take-in", **typed(content)).status == 303


def test_own_office_is_the_sender_of_nothing_that_comes_in(app, people):
    for kind in ("lead_in", "case_in", "inquiry_in"):
        with pytest.raises(Refused, match="鞍山市知识产权局就是本机关"):
            opened(
                people.wang, kind, "anshan_ip", facts={one.key: "甲" for one in KINDS[kind].fields}
            )


def test_kind_this_office_does_not_have_is_chosen_by_somebody(ours, as_person):
    content = handing.rewritten(ours, kind="criminal_out")
    wang = as_person("wang")
    address = read_in(wang, content).location
    page = wang.get(address)
    first = page.by_id("kind").find("option")
    assert (first.get("value"), first.text) == ("", "请选择")
    given = typed(content)
    del given["kind"]
    assert wang.submit("take-in", **given).status == 422
    wang.get(address)
    assert wang.submit("take-in", **typed(content)).status == 303
    known = handing.rewritten(ours, number="鞍市监协登字〔2026〕9号")
    page = wang.get(read_in(wang, known).location)
    assert "请选择" not in [one.text for one in page.by_id("kind").findall("option")]


def test_nothing_is_stored_of_a_package_that_is_refused(*, app, ours, as_person):
    content = handing.rewritten(ours, title="另一件")
    files = handing.unpacked(content)
    name = next(one for one in files if one.startswith("07 "))
    told = json.loads(files["manifest.json"])
    fresh = b"\xff\xd8\xff never stored before"
    [item] = [one for one in told["items"] if one["path"] == name]
    item |= {"sha256": hashlib.sha256(fresh).hexdigest(), "size": len(fresh)}
    content = handing.packed_of(files | {name: fresh, "manifest.json": canonical(told)})
    wang, store = as_person("wang"), app.extensions["store"]
    address = read_in(wang, content).location
    wang.get(address)
    assert wang.submit("take-in", **typed(content, code="0000-0000-0000-0000")).status == 409
    assert store.size_of(item["sha256"]) is None
    wang.get(address)
    assert wang.submit("take-in", **typed(content)).status == 303
    assert store.size_of(item["sha256"]) == len(fresh)


def test_number_of_another_unit_is_not_told_by_a_package(ours, as_person, people):
    content = handing.rewritten(ours)
    wang, zhao = as_person("wang"), as_person("zhao")
    wang.get(read_in(wang, content).location)
    assert wang.submit("take-in", **typed(content)).status == 303
    number = matter_of(found(int(wang.last.location.rpartition("/")[2]))).number
    address = read_in(wang, content).location
    assert f"这个压缩包已经登记为 {number}" in wang.get(address).text
    assert read_in(zhao, content).location == address
    page = zhao.get(address)
    assert "这个压缩包已经登记，由其他单位办理。" in page.text
    answer = zhao.post(address, typed(content) | {
        "unit_id": str(people.zhao.unit_id), "received_on": today().isoformat(),
    })  # fmt: skip
    assert answer.status == 409
    assert "这个压缩包已经登记，由其他单位办理，没有重复登记。" in answer.text
    assert number not in answer.text + page.text
