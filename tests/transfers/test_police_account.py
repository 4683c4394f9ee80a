"""A suspected crime answered by the police themselves, watched by the procuratorate, through their accounts."""

import pytest

from caseapp.deadlines import queries as deadlines
from tests.counterparts import account, invite
from tests.people import sign_in
from tests.transfers.doing import body_id, found, make, moves
from tests.transfers.handing import code_of, unpacked, upload
from tests.transfers.test_criminal import brought, signed, story, suspected

__all__ = ["story"]  # a fixture


@pytest.fixture
def crime(story):
    """Give a case that was sent to the police, with accounts on the other side."""
    invite()
    return brought(story, suspected(story), "sent")


@pytest.fixture
def desk_of(app):
    """Sign an account in on a browser of its own."""
    from tests.pages import Reader

    return lambda login: sign_in(Reader(app), login)


def offered(page):
    return [one.get("action").rpartition("/")[2] for one in page.forms() if "/moves/" in (one.get("action") or "")]  # fmt: skip


def test_police_sign_ask_for_papers_and_decide_by_their_own_account(story, crime, desk_of):
    jing = desk_of("jing")
    page = jing.get(f"/counterpart/{crime}")
    assert offered(page) == ["receive"]
    for inner in ("同意移送。", "专案组", "查获标注他人专利号的电热水壶，货值300000元。", "王建民"):
        assert inner not in page.text
    assert (
        jing.submit("moves/receive", f_receiver="景卫民", receipt_code=code_of(crime)).status == 303
    )
    assert "2026-11-03（还剩 24 小时）" in jing.get("/counterpart").text
    page = jing.get(f"/counterpart/{crime}")
    assert "公安机关的期限" in page.text
    assert {"forward", "name_missing", "file", "refuse"} <= set(offered(page))
    assert jing.submit("moves/name_missing", f_missing="请补送进货单据。").status == 303
    upload(story.people.wang, crime, "evidence", name="进货单据", content=b"%PDF-1.4 receipts")
    make(story.people.wang, crime, "complete", added="补送进货单据三张。")
    page = jing.get(f"/counterpart/{crime}")
    assert "第 2 次移送" in page.text
    assert unpacked(jing.get(f"/counterpart/{crime}/sent/2").data)["manifest.json"]
    no = jing.submit(
        "moves/refuse", f_ground="missing", f_their_paper="〔2026〕1号", reason="材料不全。"
    )
    assert no.status == 409
    assert "材料不全。" in no.source
    jing.get(f"/counterpart/{crime}")
    assert jing.submit("moves/file", f_their_paper="鞍公立字〔2026〕7号").status == 303
    assert found(crime).state == "filed"
    running = [one.rule_id for one in deadlines.of_transfer(crime) if one.state == "running"]
    assert running == ["TR-08"]


def test_second_officer_of_the_police_is_told_who_decided(crime, desk_of):
    jing, kang = desk_of("jing"), desk_of("kang")
    jing.get(f"/counterpart/{crime}")
    jing.submit("moves/receive", f_receiver="景卫民", receipt_code=code_of(crime))
    jing.get(f"/counterpart/{crime}")
    kang.get(f"/counterpart/{crime}")
    assert jing.submit("moves/file", f_their_paper="鞍公立字〔2026〕7号").status == 303
    late = kang.submit("moves/refuse", f_ground="minor", f_their_paper="〔2026〕9号", reason="康守正写的不立案理由。")  # fmt: skip
    assert late.status == 409
    assert "景卫民" in late.text
    assert "立案" in late.text
    assert "康守正写的不立案理由。" in late.text
    assert moves(crime)[-1] == "file"
    trail = kang.get(f"/counterpart/{crime}").text
    assert "鞍山市公安局 景卫民" in trail
    assert "鞍公立字〔2026〕7号" in trail


def test_procuratorate_reads_what_both_sides_did_and_acts_on_nothing(story, crime, desk_of):
    jing, jian = desk_of("jing"), desk_of("jian")
    jing.get(f"/counterpart/{crime}")
    jing.submit("moves/receive", f_receiver="景卫民", receipt_code=code_of(crime))
    listed = jian.get("/counterpart").text
    assert "监督查阅" in listed
    assert "检察机关的账号用于监督查阅" in listed
    page = jian.get(f"/counterpart/{crime}")
    assert offered(page) == []
    assert "景卫民" in page.text
    assert "同意移送。" not in page.source
    assert jian.post(f"/counterpart/{crime}/moves/file", {"f_their_paper": "1"}).status == 404
    assert jian.get(f"/counterpart/{crime}/sent/1").status == 200
    jing.get(f"/counterpart/{crime}")
    refused = {"f_ground": "minor", "f_their_paper": "〔2026〕9号", "reason": "显著轻微。"}
    assert jing.submit("moves/refuse", **refused).status == 303
    signed(story, crime, "X02-supervision")
    make(story.people.zhang, crime, "ask_procuratorate", why_wrong="数额已达标准。",
         superior=body_id("anshan_procuratorate"))  # fmt: skip
    page = jian.get(f"/counterpart/{crime}")
    assert "显著轻微。" in page.text
    assert offered(page) == []
    # Its decisions come by letter and are entered by the office.
    assert jian.post(f"/counterpart/{crime}/moves/explain", {"reason": "理由"}).status == 404


def test_case_forwarded_by_the_police_is_the_other_stations_from_then_on(crime, desk_of):
    account("bei", "贝接办", "tiexi_police")
    jing, bei = desk_of("jing"), desk_of("bei")
    assert bei.get(f"/counterpart/{crime}").status == 404
    jing.get(f"/counterpart/{crime}")
    jing.submit("moves/receive", f_receiver="景卫民", receipt_code=code_of(crime))
    jing.get(f"/counterpart/{crime}")
    sent = {"f_superior": str(body_id("tiexi_police")), "reason": "由铁西分局管辖。"}
    assert jing.submit("moves/forward", **sent).status == 303
    page = bei.get(f"/counterpart/{crime}")
    assert offered(page) == ["receive"]
    assert (
        bei.submit("moves/receive", f_receiver="贝接办", receipt_code=code_of(crime)).status == 303
    )
    page = jing.get(f"/counterpart/{crime}")
    assert "本件已经转由其他单位办理" in page.text
    assert "贝接办" not in page.text
    assert offered(page) == []
    assert jing.post(f"/counterpart/{crime}/moves/file", {"f_their_paper": "1"}).status == 404
