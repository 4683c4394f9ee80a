"""The pages of the hand-over file, and a packed file that another office sent."""

import io
import json
import zipfile
from datetime import date

import pytest

from caseapp.base.clock import today
from caseapp.ledger import queries as ledger
from caseapp.transfers import item_queries
from caseapp.transfers.manifest import code_of, short_code
from tests.stories import reported
from tests.transfers import handing
from tests.transfers.doing import body_id, found, make, opened

CASE_ROW = "能够说明案情的材料（笔录、核查记录、证据）"


@pytest.fixture
def story(app, people):
    return reported(people, received_on=date(2026, 11, 16))


@pytest.fixture
def one(story, people):
    return opened(people.wang, "case_out", "anshan_market_bureau", case_id=story.case_id,
                  right_kind="trademark")  # fmt: skip


def things(transfer_id):
    return [(row.category, row.name) for row in item_queries.our_things(transfer_id)]


def test_things_are_put_together_on_one_page_and_sent(*, one, story, people, as_person):
    photo = handing.evidence_of(story)
    wang, address = as_person("wang"), f"/transfers/{one}/hand-over"
    page = wang.get(address)
    assert page.heading == f"移送材料：{page.heading.partition('：')[2]}"
    assert "还缺 2 项，不能发出" in page.text
    assert address in wang.get(f"/transfers/{one}").links().values()
    wang.get(address)
    wang.submit("choose", evidence=[str(photo)])
    wang.get(address)
    wang.submit("upload", name="移送函", category="letter", pages="2",
                file=(io.BytesIO(handing.LETTER), "函.pdf"))  # fmt: skip
    assert things(one) == [("evidence", "证据1 现场照片"), ("letter", "移送函")]
    page = wang.get(address)
    assert "应当随附的已经齐全" in page.text
    assert "还没有送出" in page.text
    code = handing.sealed(people.wang, one, today())
    page = wang.get(address)
    packed = wang.get(f"{address}/sent/1")
    assert packed.data == handing.packed(one)
    assert packed.answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert short_code(code) in page.text
    assert "还没有送出" not in page.text
    handing.upload(people.wang, one, "other", name="补充说明", content=b"x", filename="b.txt")
    rows = wang.get(address).texts(".//section[@aria-labelledby='things']//tr")
    assert ["还没有送出" in row for row in rows] == [False, False, False, True]
    letter = item_queries.our_things(one)[1].id
    assert wang.get(f"{address}/{letter}/file").data == handing.LETTER
    trail = [row["action"] for row in ledger.acts_on(object_kind="transfer", object_id=one)]
    assert trail.count("transfer.read") == 2
    assert wang.get(f"{address}/sent/2").status == 404


def test_refusals_stand_on_the_page_with_what_was_typed(*, one, story, as_person):
    handing.evidence_of(story)
    wang, address = as_person("wang"), f"/transfers/{one}/hand-over"
    wang.get(address)
    answer = wang.submit("choose")
    assert (answer.status, "没有选择材料" in answer.text) == (409, True)
    wang.get(address)
    answer = wang.submit("upload", name="我写的名称", category="other")
    assert answer.status == 409
    assert answer.by_id("thing-name").get("value") == "我写的名称"
    wang.get(address)
    answer = wang.submit("lacking", why="见移送函")
    assert answer.status == 303
    assert "没有，理由：见移送函" in wang.get(address).text


def test_thing_is_withdrawn_with_its_reason(*, one, people, as_person):
    item = handing.upload(people.wang, one)
    wang, address = as_person("wang"), f"/transfers/{one}/hand-over"
    wang.get(address)
    assert wang.submit(f"{item}/withdraw", why="").status == 422
    wang.get(address)
    assert wang.submit(f"{item}/withdraw", why="送错").status == 303
    assert "撤下：送错" in wang.get(address).text
    assert things(one) == []


def test_others_see_nothing_of_it(*, one, as_person):
    for login in ("zhao", "jiang"):
        assert as_person(login).get(f"/transfers/{one}/hand-over").status in (403, 404)


def test_receipt_is_held_against_the_code(*, one, people, as_person):
    handing.lack(people.wang, one, CASE_ROW, why="见函。")
    handing.upload(people.wang, one)
    code = handing.sealed(people.wang, one, today())
    wang, address = as_person("wang"), f"/transfers/{one}/hand-over"
    wang.get(address)
    answer = wang.submit("receipt", signed_by="赵某", code="0123-4567-89ab-cdef")
    assert answer.status == 409
    assert "回执上的清单校验码与送出的不符" in answer.text
    assert answer.by_id("receipt-code").get("value") == "0123-4567-89ab-cdef"
    wang.get(address)
    wang.submit("receipt", signed_by="赵某", code=short_code(code).upper())
    wang.get(address)
    wang.submit("receipt", signed_by="钱某", code="0123-4567-89ab-cdef",
                in_spite_of="对方抄错，已电话核对。")  # fmt: skip
    rows = [row for row in item_queries.all_items(one) if row.side == "body"]
    assert [row.name for row in rows] == [
        f"回执（{today()} 赵某签收，校验码相符）",
        f"回执（{today()} 钱某签收，校验码不符：0123-4567-89ab-cdef）",
    ]
    acts = [row["action"] for row in ledger.acts_on(object_kind="transfer", object_id=one)]
    assert acts[-2:] == ["transfer.receipt_kept", "transfer.receipt_unfit"]


@pytest.fixture
def sent(one, story, people):
    """What this very program packs is what another office's copy of it reads."""
    handing.choose(people.wang, one, evidence=(handing.evidence_of(story),))
    handing.upload(people.wang, one)
    handing.sealed(people.wang, one, today())
    return handing.rewritten(handing.packed(one))


def read_in(reader, content, name="移送材料.zip"):
    reader.get("/transfers/packages")
    return reader.submit("package", file=(io.BytesIO(content), name))


def test_package_of_another_office_is_read_shown_and_entered(*, sent, people, as_person):
    wang = as_person("wang")
    answer = read_in(wang, sent)
    code = code_of(handing.unpacked(sent)["manifest.json"])
    page = wang.get(answer.location)
    assert "文件都在，与清单逐字节相符" in page.text
    # It is copied from the letter: the page that asks for it does not say it.
    assert code[:8] not in page.source
    assert short_code(code) not in page.source
    body = body_id("haicheng_market_bureau")
    typed = {"kind": "case_in", "body_id": str(body), "their_number": "海知移字〔2026〕2号"}
    refused = wang.submit("take-in", **typed, code="0000-0000-0000-0000")
    assert "来函上的清单校验码与压缩包的不符" in refused.text
    assert refused.by_id("their_number").get("value") == "海知移字〔2026〕2号"
    wang.get(answer.location)
    done = wang.submit("take-in", **typed, code=short_code(code))
    transfer_id = int(done.location.rpartition("/")[2])
    transfer = found(transfer_id)
    assert (transfer.direction, transfer.kind, transfer.manifest_sha256) == ("in", "case_in", code)
    assert transfer.their_number == "海知移字〔2026〕2号"
    rows = item_queries.all_items(transfer_id)
    assert [(row.category, row.side, row.pages) for row in rows] == [
        ("package", "body", None),
        ("letter", "body", None),
        ("evidence", "body", 1),
    ]
    whole = wang.get(f"/transfers/{transfer_id}/hand-over/{rows[0].id}/file")
    assert whole.data == sent
    photo = wang.get(f"/transfers/{transfer_id}/hand-over/{rows[2].id}/file")
    assert photo.data == b"\xff\xd8\xff picture"
    assert "已经登记为" in wang.get(answer.location).text
    again = wang.post(answer.location, {**typed, "code": code})
    assert again.status in (400, 409, 422)


def test_damaged_package_is_shown_and_not_entered(*, sent, as_person):
    wang = as_person("wang")
    files = handing.unpacked(sent)
    name = next(one for one in files if one.startswith("07 "))
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as folder:
        for each, content in files.items():
            folder.writestr(each, content + b"!" if each == name else content)
    answer = read_in(wang, changed.getvalue())
    page = wang.get(answer.location)
    assert "1 处与清单不符，不能登记" in page.text
    assert name in page.text
    assert [one.get("id") for one in page.forms() if one.get("id") == "take-in"] == []
    sha256 = answer.location.rpartition("/")[2]
    assert ledger.acts_on(object_kind="package", object_id=sha256)[0]["result"] == "alarm"


def test_what_is_no_package_is_refused_and_its_coming_kept(*, app, as_person):
    wang = as_person("wang")
    for content in (b"not a zip", handing.LETTER):
        answer = read_in(wang, content)
        assert (answer.status, "不是完整的 zip 压缩包" in answer.text) == (409, True)
    assert "读入失败的移送材料压缩包" in as_person("yang").get("/admin/audit").text


def test_package_is_opened_by_whoever_read_it_in_only(*, sent, as_person):
    address = read_in(as_person("wang"), sent).location
    assert as_person("wang").get(address).status == 200
    for login in ("li", "chen", "zhao"):
        assert as_person(login).get(address).status == 404
    assert as_person("wang").get(f"/transfers/packages/{'0' * 64}").status == 404
    assert as_person("wang").get("/transfers/packages/..%2f..%2fetc").status == 404


def test_hostile_words_of_a_package_are_shown_as_words(*, sent, as_person):
    files = handing.unpacked(sent)
    said = json.loads(files["manifest.json"])
    said["transfer"] |= {"title": "<script>alert(1)</script>", "content": "{{ 7*7 }}", "kind": "x"}
    said["items"][0]["category"] = "unheard"
    content = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for each, kept in files.items():
            folder.writestr(each, content.encode() if each == "manifest.json" else kept)
    wang = as_person("wang")
    page = wang.get(read_in(wang, packed.getvalue()).location)
    assert "<script>alert(1)</script>" in page.text
    assert "<script>alert" not in page.source
    assert "{{ 7*7 }}" in page.text


def test_move_that_sends_seals_and_says_the_code(*, one, people):
    make(people.chen, one, "approve", reason="同意。")
    make(people.wang, one, "send")
    assert [row.move_id is not None for row in item_queries.sendings(one)] == [True]
    assert found(one).manifest_sha256 == code_of(
        handing.unpacked(handing.packed(one))["manifest.json"]
    )
