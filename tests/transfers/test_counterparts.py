"""Accounts of other bodies: what was sent to them, what they answer, and nothing of the office."""

import io

import pytest

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.ledger import queries as ledger
from caseapp.transfers import queries
from caseapp.transfers.item_queries import all_items
from tests.counterparts import account, invite, merge, person
from tests.people import sign_in
from tests.transfers.doing import found, holdings, make, moves, opened, sent
from tests.transfers.handing import code_of, unpacked, upload

MARKET = "anshan_market_bureau"


@pytest.fixture
def cast(people):
    """Give the office's people and the accounts of other bodies."""
    invite()
    return people


@pytest.fixture
def lead(cast):
    """Give a trademark lead that was sent to the market bureau."""
    transfer_id = opened(cast.zheng, "lead_out", MARKET, right_kind="trademark")
    sent(cast.zheng, transfer_id, chief=cast.chen)
    return transfer_id


@pytest.fixture
def desk_of(app, client):
    """Sign an account in on a browser of its own."""
    from tests.pages import Reader

    return lambda login: sign_in(Reader(app), login)


def page_of(reader, transfer_id, **given):
    return reader.get(f"/counterpart/{transfer_id}", **given)


def test_first_page_leads_to_what_was_sent(lead, desk_of):
    shi = desk_of("shi")
    assert shi.get("/").location == "/counterpart"
    page = shi.get("/counterpart")
    assert page.heading == "移送事项"
    assert page.texts(".//nav[@aria-label='工作']//a") == ["移送事项", "我的登录"]
    assert "1 件等本单位办理" in page.text
    assert "本页 1 项，共 1 项" in page.text
    assert "鞍山市市场监督管理局 · 时监平（外单位联络员）" in page.text
    # 函件没有写日期：移送机关据以催问的目标，对方也看得到。
    assert "对方反馈移送案件、线索的办理结果" in page_of(shi, lead).text
    assert deadlines.of_transfer(lead)[-1].due_on.isoformat() in page.text
    me = shi.get("/me")
    assert "鞍山市市场监督管理局" in me.text
    assert "执法证件" not in me.text


def test_others_do_not_know_of_it(*, lead, desk_of, as_person):
    for login in ("jing", "jian", "qu"):
        reader = desk_of(login)
        assert "共 0 项" in reader.get("/counterpart").text
        assert page_of(reader, lead).status == 404
        for path in ("sent/1", "files/1"):
            assert reader.get(f"/counterpart/{lead}/{path}").status == 404
        assert reader.post(f"/counterpart/{lead}/moves/receive", {}).status == 404
    assert as_person("wang").get("/counterpart").status == 403
    assert as_person("jiang").get(f"/counterpart/{lead}").status == 403


def test_what_is_not_sent_yet_is_not_there(cast, desk_of):
    transfer_id = opened(cast.zheng, "lead_out", MARKET, right_kind="trademark")
    shi = desk_of("shi")
    assert page_of(shi, transfer_id).status == 404
    make(cast.chen, transfer_id, "approve", reason="同意移送，内部意见。")
    assert page_of(shi, transfer_id).status == 404


def test_receiver_reads_what_was_sent_and_none_of_our_remarks(cast, desk_of):
    transfer_id = opened(cast.zheng, "lead_out", MARKET, right_kind="trademark")
    make(cast.chen, transfer_id, "approve", reason="内部意见甲乙丙")
    upload(cast.zheng, transfer_id)
    picture = upload(
        cast.zheng, transfer_id, "evidence", name="货架照片", content=b"\xff\xd8\xff x"
    )
    make(cast.zheng, transfer_id, "send")
    later = upload(
        cast.zheng, transfer_id, "evidence", name="后来的照片", content=b"\xff\xd8\xff y"
    )
    make(cast.zheng, transfer_id, "urge", reason="请尽快告知是否接受。")
    shi = desk_of("shi")
    page = page_of(shi, transfer_id)
    assert "商店销售的电热水壶使用他人注册商标。" in page.text
    assert "货架照片" in page.text
    assert "请尽快告知是否接受。" in page.text
    assert "内部意见甲乙丙" not in page.source
    assert "后来的照片" not in page.source
    assert "郑丽华" not in page.source
    assert shi.get(f"/counterpart/{transfer_id}/files/{picture}").data == b"\xff\xd8\xff x"
    assert shi.get(f"/counterpart/{transfer_id}/files/{later}").status == 404
    packed = unpacked(shi.get(f"/counterpart/{transfer_id}/sent/1").data)
    assert {"manifest.json", "核对说明.txt"} < set(packed)
    assert b"\xff\xd8\xff x" in packed.values()
    assert shi.get(f"/counterpart/{transfer_id}/sent/2").status == 404


def test_receiver_accepts_and_answers_with_a_file(lead, desk_of):
    shi = desk_of("shi")
    page_of(shi, lead)
    assert (
        shi.submit("moves/receive", f_signed_by="时监平", receipt_code=code_of(lead)).status == 303
    )
    page_of(shi, lead)
    assert shi.submit("moves/accept", f_their_case="鞍市监罚〔2026〕1号").status == 303
    page_of(shi, lead)
    form = shi.last.form("moves/answer")
    fields = {one.get("name"): one.get("value") for one in form.iter("input") if one.get("name")}
    file = (io.BytesIO(b"%PDF-1.4 decision"), "处罚决定书.pdf")
    done = shi.post(
        f"/counterpart/{lead}/moves/answer",
        {**fields, "f_answer": "已立案处罚。", "files": file},
        content_type="multipart/form-data",
    )
    assert done.status == 303
    page = shi.get(done.location)
    assert "“反馈结果”已登记，移送机关已经可以看到。" in page.text
    assert (found(lead).state, found(lead).holder_body_id) == ("answered", None)
    [link] = [at for words, at in page.links().items() if words == "处罚决定书.pdf"]
    assert shi.get(link).data == b"%PDF-1.4 decision"
    last = holdings(lead)[-1]
    assert (last.body_id, last.unit_name) == (None, "办公室")


def test_return_needs_its_reason_and_keeps_what_was_typed(lead, desk_of):
    shi = desk_of("shi")
    page_of(shi, lead)
    page = shi.submit("moves/refuse", f_back_key="area")
    assert page.status == 422
    assert "此项必填。" in page.text
    done = shi.submit("moves/refuse", f_back_key="area", reason="违法行为地在海城市。")
    assert done.status == 303
    assert found(lead).state == "returned"
    assert "违法行为地在海城市。" in page_of(shi, lead).text


def test_two_people_of_one_body_answer_at_once(cast, desk_of):
    transfer_id = opened(cast.zheng, "lead_out", MARKET, right_kind="trademark")
    sent(cast.zheng, transfer_id, chief=cast.chen)
    account("mu", "穆同时", MARKET)
    first, second = desk_of("shi"), desk_of("mu")
    page_of(first, transfer_id)
    page_of(second, transfer_id)
    assert first.submit("moves/accept", f_their_case="甲").status == 303
    # What is still possible is asked again, with what was typed and who was first.
    clash = second.submit("moves/accept", f_their_case="乙")
    assert clash.status == 409
    assert "时监平" in clash.text
    assert "乙" in clash.source
    assert moves(transfer_id).count("accept") == 1
    page_of(first, transfer_id)
    page_of(second, transfer_id)
    assert first.submit("moves/interim", f_answer="第一次反馈").status == 303
    clash = second.submit("moves/answer", f_answer="第二人写了很多字的答复")
    assert clash.status == 409
    assert "时监平" in clash.text
    assert "第二人写了很多字的答复" in clash.text
    again = second.submit("moves/answer")
    assert again.status == 303
    assert found(transfer_id).state == "answered"


def test_our_officer_takes_down_a_letter_while_the_receiver_answers_itself(lead, cast, desk_of):
    shi = desk_of("shi")
    page_of(shi, lead)
    make(cast.zheng, lead, "accept", body=True)
    late = shi.submit("moves/refuse", f_back_key="area", reason="我局不主管，本人写的理由。")
    assert late.status == 409
    assert "郑丽华" in late.text
    assert "我局不主管，本人写的理由。" in late.text
    assert moves(lead)[-1] == "accept"
    # Its own page names the letter we entered for it.
    assert "来文，由鞍山市知识产权局登记" in page_of(shi, lead).text


def test_receiver_answers_while_our_officer_takes_down_its_letter(*, lead, desk_of, as_person):
    zheng, shi = as_person("zheng"), desk_of("shi")
    zheng.get(f"/transfers/{lead}/moves/accept")
    page_of(shi, lead)
    assert shi.submit("moves/refuse", f_back_key="area", reason="地域不符。").status == 303
    typed = {"f_their_case": "甲1号", "their_who": "来人李某", "their_number": "无文号，当面"}
    names = {one.get("name") for one in zheng.last.form("moves/accept").iter() if one.get("name")}
    kept = {key: value for key, value in typed.items() if {key, f"f_{key}"} & names}
    kept = {key if key in names else f"f_{key}": value for key, value in kept.items()}
    assert kept
    late = zheng.submit("moves/accept", **kept)
    assert late.status == 409
    assert "时监平" in late.text
    assert all(value in late.source for value in kept.values())
    assert moves(lead)[-1] == "refuse"


def test_what_was_typed_and_not_sent_comes_back(lead, desk_of):
    shi = desk_of("shi")
    page_of(shi, lead)
    address = f"/counterpart/{lead}/moves/refuse"
    kept = shi.post("/unsaved", {"kept_of": address, "reason": "写到一半的退回理由"})
    assert kept.status == 200
    page = page_of(shi, lead)
    assert "在这里填写的内容还没有保存" in page.text
    page = shi.get(f"/counterpart/{lead}?restore={address}")
    assert "写到一半的退回理由" in page.source


def test_account_of_a_merged_body_reads_and_its_successor_acts(lead, cast, desk_of):
    merge(MARKET, "anshan_commerce", by=cast.wei)
    shi = desk_of("shi")
    listed = shi.get("/counterpart").text
    assert "共 1 项" in listed
    assert "等本单位办理" not in listed
    page = page_of(shi, lead)
    sentence = "鞍山市市场监督管理局的职责自2026年11月23日起由鞍山市商务局承接。"
    assert sentence in page.text
    assert "请由鞍山市商务局的联络员办理" in page.text
    assert [one for one in page.forms() if "moves" in (one.get("action") or "")] == []
    no = shi.post(f"/counterpart/{lead}/moves/receive", {"f_signed_by": "时监平"})
    assert no.status == 409
    assert f"不能签收：{sentence}" in no.text
    assert moves(lead)[-1] == "send"
    account("shang", "商承接", "anshan_commerce")
    reader = desk_of("shang")
    assert "1 件等本单位办理" in reader.get("/counterpart").text
    page_of(reader, lead)
    assert (
        reader.submit("moves/receive", f_signed_by="商承接", receipt_code=code_of(lead)).status
        == 303
    )
    assert moves(lead)[-1] == "receive"
    # What goes to the successor later was never the old one's.
    new = opened(cast.zheng, "lead_out", "anshan_commerce")
    sent(cast.zheng, new, chief=cast.chen)
    assert page_of(shi, new).status == 404
    assert page_of(reader, new).status == 200


def test_every_reading_and_answer_stands_in_the_trail(lead, desk_of):
    shi = desk_of("shi")
    page_of(shi, lead)
    shi.get(f"/counterpart/{lead}/sent/1")
    page_of(shi, lead)
    shi.submit("moves/receive", f_signed_by="时监平", receipt_code=code_of(lead))
    db.session.expire_all()
    rows = ledger.acts_on(object_kind="transfer", object_id=lead)
    mine = [
        (one["action"], one["actor_name"], one["unit"])
        for one in rows
        if one["actor_name"] == "时监平"
    ]
    body = "鞍山市市场监督管理局"
    assert mine == [
        ("transfer.opened", "时监平", body),
        ("transfer.read", "时监平", body),
        ("transfer.opened", "时监平", body),
        ("transfer.receive", "时监平", body),
        ("transfer.receipt_kept", "时监平", body),
    ]
    assert person("shi").unit_name == body


def test_only_what_is_written_to_them_is_told_with_its_reason():
    from caseapp.transfers.kinds import KINDS, LIVES
    from caseapp.transfers.told import SAID_TO_THEM, TOLD, is_told, tells_reason

    lives = {
        LIVES[one.life].key: LIVES[one.life] for one in KINDS.values() if one.direction == "out"
    }
    ours = [
        move for one in lives.values() for move in one.moves.values() if "body" not in move.sides
    ]
    assert {move.key for move in ours} >= TOLD > SAID_TO_THEM
    said = {move.key for move in ours if tells_reason(move)}
    assert {"urge", "ask_more"} <= said
    # What the office decides within its walls is no word of it.
    inner = {"open", "approve", "name_team", "report", "keep", "take_back", "give_up", "recall"}
    assert inner.isdisjoint(said)
    assert not any(is_told(move) for move in ours if move.key in inner - {"take_back", "recall"})


def test_signing_by_account_keeps_the_receipt_with_the_code_that_was_shown(lead, desk_of):
    shi = desk_of("shi")
    page = page_of(shi, lead)
    assert f"收到的材料与清单核对相符，清单校验码 {code_of(lead)}" in page.text
    bare = shi.submit("moves/receive", f_signed_by="时监平")
    assert bare.status == 422
    assert "请把收到的材料与清单核对，相符的勾选确认。" in bare.text
    other = shi.submit("moves/receive", receipt_code="0000-0000-0000-0000")
    assert other.status == 409
    assert "回执上的清单校验码与送出的不符" in other.text
    assert moves(lead)[-1] == "send"
    page_of(shi, lead)
    assert (
        shi.submit("moves/receive", f_signed_by="时监平", receipt_code=code_of(lead)).status == 303
    )
    rows = [one for one in all_items(lead) if one.category == "receipt"]
    assert [(one.name, one.side, one.added_by_name) for one in rows] == [
        ("回执（2026-11-23 时监平签收，校验码相符）", "body", "时监平")
    ]
    assert rows[0].move_id == queries.moves_made(lead)[-1].id
    trail = ledger.acts_on(object_kind="transfer", object_id=lead)
    assert "transfer.receipt_kept" in [one["action"] for one in trail]


def test_account_that_confirmed_no_code_signs_for_nothing(lead, desk_of):
    with pytest.raises(Refused, match="不能签收：没有确认清单校验码。"):
        make(person("shi"), lead, "receive", signed_by="时监平")
    assert moves(lead)[-1] == "send"
