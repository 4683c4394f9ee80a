"""What goes out goes complete, under a code that stands on the letter, and can be fetched again as it went."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest

from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.documents import queries as papers
from caseapp.documents.actions import void
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven
from caseapp.ledger import queries as ledger
from caseapp.transfers import item_queries
from caseapp.transfers.actions import sealing
from caseapp.transfers.item_given import ReceiptGiven
from caseapp.transfers.manifest import bears, code_words, short_code
from tests.approvals import finished
from tests.stories import reported
from tests.transfers import handing
from tests.transfers.doing import found, make, opened

CASE_ROW = "能够说明案情的材料（笔录、核查记录、证据）"


@pytest.fixture
def story(app, people):
    return reported(people, received_on=date(2026, 11, 16))


@pytest.fixture
def one(story, people):
    """A case that another department is asked to take."""
    return opened(people.wang, "case_out", "anshan_market_bureau", case_id=story.case_id,
                  right_kind="trademark")  # fmt: skip


def letter_with_code(people, story, transfer_id):
    """Draft the letter, put it with the transfer, write the code in, have it signed."""
    paper_id = handing.drafted(story, "X01-clue")
    (item_id,) = handing.choose(people.wang, transfer_id, papers=(paper_id,))
    with writing():
        sealing.write_code(by=people.wang, transfer=found(transfer_id), item_id=item_id)
    with writing():
        finished(story.case_id, paper_id, by=people.wang, on=today())
    return paper_id


def acts(transfer_id):
    return [row["action"] for row in ledger.acts_on(object_kind="transfer", object_id=transfer_id)]


def test_nothing_is_sent_while_something_is_missing(one, people):
    with pytest.raises(Refused) as no:
        handing.sealed(people.wang, one, today())
    assert no.value.sentences == (
        "不能移送：移送材料不齐。",
        "还缺“案件（线索）移送函”（行政处罚法关于管辖的规定；移送应当书面提出）。",
        f"还缺“{CASE_ROW}”（本局工作要求：移送线索应当附材料清单和材料）。",
    )
    handing.lack(people.wang, one, CASE_ROW, why="只有来电记录，已写入移送函。")
    with pytest.raises(Refused, match="不能缺"):
        handing.lack(people.wang, one, "案件（线索）移送函", why="忘了")
    with pytest.raises(NotVisible):
        handing.lack(people.wang, one, "没有这一项", why="无")
    handing.upload(people.wang, one)
    code = handing.sealed(people.wang, one, today())
    assert found(one).manifest_sha256 == code
    said = json.loads(handing.unpacked(handing.packed(one))["manifest.json"])
    assert said["lacking"] == [
        {
            "name": CASE_ROW,
            "basis": "本局工作要求：移送线索应当附材料清单和材料",
            "reason": "只有来电记录，已写入移送函。",
        }
    ]


def test_letter_bears_the_code_of_what_goes_with_it(one, story, people):
    photo = handing.evidence_of(story)
    handing.choose(people.wang, one, evidence=(photo,))
    paper_id = letter_with_code(people, story, one)
    state = handing.state(one)
    assert state.may_go
    data = papers.paper(paper_id).data
    assert data["清单校验码"] == code_words(state.code)
    assert bears(data["清单校验码"], state.code)
    assert data["移送材料"] == [{"名称": "证据1 现场照片", "份数": "1", "页数": "1", "备注": ""}]
    code = handing.sealed(people.wang, one, today())
    assert code == state.code
    files = handing.unpacked(handing.packed(one))
    assert hashlib.sha256(files["manifest.json"]).hexdigest() == code
    assert [name for name in files if name.startswith("函件/")] == [
        f"函件/{item_queries.our_things(one)[1].id} 线索移送函（{papers.paper(paper_id).number}）.pdf"
    ]
    entry = json.loads(files["manifest.json"])["items"]
    assert entry == [
        {
            "name": "证据1 现场照片",
            "category": "evidence",
            "kind": "image/jpeg",
            "path": "07 证据材料/001 证据1 现场照片.jpg",
            "sha256": hashlib.sha256(b"\xff\xd8\xff picture").hexdigest(),
            "size": 11,
            "pages": 1,
            "copies": 1,
        }
    ]
    assert files["07 证据材料/001 证据1 现场照片.jpg"] == b"\xff\xd8\xff picture"
    assert short_code(code) in files["核对说明.txt"].decode("utf-8-sig")


def test_what_changes_after_signing_stops_the_letter(one, story, people):
    handing.lack(people.wang, one, CASE_ROW, why="见函。")
    letter_with_code(people, story, one)
    assert handing.state(one).may_go
    late = handing.upload(
        people.wang, one, "other", name="补充说明", content=b"late", filename="late.txt"
    )
    with pytest.raises(Refused, match="清单校验码不是现在这份清单的"):
        handing.sealed(people.wang, one, today())
    handing.withdraw(people.wang, one, late, why="不随本函送。")
    assert handing.sealed(people.wang, one, today()) == handing.state(one).code
    assert "transfer.item_withdraw" in acts(one)


def test_letter_that_nobody_signed_and_void_papers_do_not_go(one, story, people):
    handing.lack(people.wang, one, CASE_ROW, why="见函。")
    paper_id = handing.drafted(story, "X01-clue")
    handing.choose(people.wang, one, papers=(paper_id,))
    with pytest.raises(Refused, match="还没有签发"):
        handing.sealed(people.wang, one, today())
    with writing():
        void(by=people.chen, paper_id=paper_id, why="写错了")
    with pytest.raises(Refused, match="已经作废，请撤下"):
        handing.sealed(people.wang, one, today())


def test_what_was_sent_is_fetched_again_byte_for_byte(one, story, people):
    handing.upload(people.wang, one)
    handing.upload(
        people.wang, one, "evidence", name="照片", content=b"\x89PNG\r\n\x1a\n", filename="a.png"
    )
    first = handing.sealed(people.wang, one, today())
    before = handing.packed(one)
    second_item = handing.upload(
        people.wang, one, "other", name="补送说明", content=b"more", filename="b.txt"
    )
    second = handing.sealed(people.wang, one, today())
    handing.withdraw(people.wang, one, second_item, why="送错。")
    assert second != first
    assert handing.packed(one, 0) == before
    assert handing.packed(one, 1) != before
    assert [row.name for row in item_queries.sendings(one)] == [
        f"第1次送出：1 项，清单校验码 {short_code(first)}",
        f"第2次送出：2 项，清单校验码 {short_code(second)}",
    ]
    db.session.expire_all()
    assert found(one).manifest_sha256 == second


def test_papers_of_the_house_stay_in_it(one, story, people):
    inner = handing.drafted(story, "X02-approval")
    with pytest.raises(Refused, match="属于副卷的内部材料"):
        handing.choose(people.wang, one, papers=(inner,))
    draft = handing.drafted(story, "X02-goods")
    with pytest.raises(Refused, match="还没有签发"):
        handing.choose(people.wang, one, papers=(draft,))


def test_sealed_identity_never_goes_along(app, people):
    story = reported(people, received_on=date(2026, 11, 16), caller_name="钱多多",
                     caller_phone="13812345678")  # fmt: skip
    one = opened(people.wang, "case_out", "anshan_market_bureau", case_id=story.case_id,
                 right_kind="trademark")  # fmt: skip
    names = handing.evidence_of(story, "钱多多提供的照片", content=b"\xff\xd8\xff a")
    for chosen in (
        lambda: handing.choose(people.wang, one, evidence=(names,)),
        lambda: handing.upload(people.wang, one, "other", name="来电情况", content=b"x", filename="钱多多.txt"),
        lambda: handing.upload(people.wang, one, "other", name="记录", content="来电人钱 多多，电话138-1234-5678".encode(),
            filename="a.txt",
        ),
        lambda: handing.upload(people.wang, one, "other", name="记录", content="来电人钱多多".encode("gb18030"), filename="a.txt"
        ),
        lambda: handing.lack(people.wang, one, CASE_ROW, why="钱多多口头反映。"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="受保护信息"):
            chosen()
    assert handing.state(one).manifest.items == ()


def test_things_of_another_case_are_not_there(one, story, people):
    other = reported(people, received_on=date(2026, 11, 17))
    photo = handing.evidence_of(other)
    paper = handing.drafted(other, "X01-clue")
    for chosen in ({"evidence": (photo,)}, {"papers": (paper,)}):
        with pytest.raises(NotVisible):
            handing.choose(people.wang, one, **chosen)
    mine = handing.evidence_of(story)
    handing.choose(people.wang, one, evidence=(mine,))
    with pytest.raises(Refused, match="没有重复加入"):
        handing.choose(people.wang, one, evidence=(mine,))


def test_goods_stand_in_the_list_by_name_and_the_other_sides_things_are_not_ours(
    one, story, people
):
    with writing():
        goods_id = evidence.add_goods(
            by=people.wang,
            case_id=story.case_id,
            given=GoodsGiven("found", "电热水壶", Decimal(12), "台", spec="JT-1", place="店内仓库"),
        )
    handing.choose(people.wang, one, goods=(goods_id,))
    with pytest.raises(Refused, match="没有重复加入"):
        handing.choose(people.wang, one, goods=(goods_id,))
    handing.upload(people.wang, one)
    handing.lack(people.wang, one, CASE_ROW, why="见函。")
    handing.sealed(people.wang, one, today())
    files = handing.unpacked(handing.packed(one))
    (entry,) = json.loads(files["manifest.json"])["items"]
    assert (entry["name"], entry["path"], entry["sha256"]) == (
        "电热水壶 JT-1，12 台，存放于店内仓库",
        "",
        "",
    )
    assert "实物：\r\n　电热水壶 JT-1，12 台，存放于店内仓库" in files["核对说明.txt"].decode(
        "utf-8-sig"
    )
    with writing():
        given = ReceiptGiven(today(), "赵某", found(one).manifest_sha256)
        theirs = sealing.record_receipt(by=people.wang, transfer=found(one), given=given).id
    with pytest.raises(Refused, match="是对方提交的，不能撤下"):
        handing.withdraw(people.wang, one, theirs)
    make(people.wang, one, "withdraw", reason="不移送了。")
    with pytest.raises(Refused, match="已经办结，移送材料不能再增减"):
        handing.upload(people.wang, one, "other")
