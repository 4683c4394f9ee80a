"""What follows the signature: register of numbers, seal, proof of service, correction, what the desk tells."""

import io
from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions
from caseapp.cases.paper_desk import unserved_papers
from caseapp.documents import issuing
from caseapp.documents import queries as documents
from tests.approvals import finished
from tests.cases.test_approval import act, notice
from tests.cases.test_approval import story as filed  # noqa: F401 - a fixture is asked for by its name
from tests.cases.test_list import sheet
from tests.mediations import TO_SESSION, asked
from tests.stories import found_by_district, walked

NUMBERS, SEALS = "/papers/numbers", "/papers/seals"
SCAN = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def test_register_of_numbers_shows_whom_it_concerns_and_finds_any_spelling(people, as_person):
    story = walked(people, "decide")
    number = story.paper("penalty_decision").number
    wang = as_person("wang")
    page = wang.get(NUMBERS)
    assert number in page.text
    assert story.paper("penalty_notice").number in page.text
    assert story.case.case_no in page.text
    typed = number.replace("〔", "[").replace("〕", "]").replace("1号", "001号")
    page = wang.get(f"{NUMBERS}?number={typed}&kind=penalty_decision&year=2024")
    assert page.texts(".//td[@class='number']/a")[:1] == [number]
    assert "共 1 项" in page.text
    assert "没有符合条件的文号" in wang.get(f"{NUMBERS}?state=void").text
    for year in ("0202400", "20260", "9" * 5000, "二〇二四"):
        assert number in wang.get(f"{NUMBERS}?year={year}").text
    assert number not in as_person("zhao").get(NUMBERS).text
    book = sheet(wang, f"{NUMBERS}.xlsx?kind=penalty_decision")
    told = [book.column(letter) for letter in "ABCDEG"]
    assert told == [
        ["鞍市监处罚"],
        ["2024"],
        [number],
        ["行政处罚决定书"],
        [story.case.case_no],
        ["陈立新"],
    ]


def test_signed_paper_is_voided_by_the_chief_alone_and_its_number_stays(people, as_person):
    story = walked(people, "register_evidence")
    paper = story.paper("evidence_registration")
    with pytest.raises(Refused, match="由案件步骤签发"), writing():
        actions.void_paper(by=people.chen, case=story.case, paper_id=paper.id, why="写错")
    assert documents.paper(paper.id).state == "signed"
    draft = story.paper("site_record")
    wang = as_person("wang")
    wang.get(f"{story.path}/papers/{draft.id}")
    assert wang.submit("/void", why="").status == 422
    assert wang.submit("/void", why="重复起草。").status == 303
    assert "重复起草。" in wang.follow().text


def signed_notice(story, people):
    act(story, people.wang, actions.hand_in_paper)
    act(story, people.wu, actions.agree_to_paper)
    act(story, people.chen, actions.agree_to_paper)
    return notice(story)


def test_paper_out_is_void_only_by_the_chief(filed, people):  # noqa: F811 - the fixture
    paper = signed_notice(filed, people)
    with pytest.raises(Refused, match="只有负责人可以作废"), writing():
        actions.void_paper(by=people.wang, case=filed.case, paper_id=paper.id, why="写错")
    with writing():
        actions.void_paper(by=people.chen, case=filed.case, paper_id=paper.id, why="写错")
    assert notice(filed).state == "void"


def test_seal_is_put_on_a_signed_paper_and_stands_in_its_register(filed, people, as_person):  # noqa: F811 - the fixture
    path = f"{filed.path}/papers/{notice(filed).id}"
    registrar = as_person("zheng")
    registrar.get(path)
    paper = signed_notice(filed, people)
    assert paper.title in registrar.get(SEALS).text
    assert "待用印文书" in registrar.get("/desk").text
    page = registrar.get(path)
    assert "尚未用印" in page.text
    day = filed.day(15).isoformat()
    early = registrar.submit(
        "/seal", copies="3", sealed_on=filed.day(14).isoformat(), sealed_by="郑丽华"
    )
    assert early.status == 409
    assert early.texts(".//*[@role='alert']/ul") == [
        "用印日期应当在签发之日（2026年3月17日）至今天之间。"
    ]
    registrar.get(path)
    assert registrar.submit("/seal", copies="3", sealed_on=day, sealed_by="郑丽华").status == 303
    assert "用印 3 份" in registrar.follow().text
    (wanting,) = registrar.get("/desk").texts(".//section[@aria-labelledby='unsealed']")
    assert paper.title not in wanting
    book = sheet(registrar, f"{SEALS}.xlsx")
    assert [book.column(letter) for letter in "BGH"] == [[paper.title], ["3"], ["郑丽华"]]


def test_unserved_paper_stands_on_the_desk_with_what_waits_for_it(people, as_person):
    walked(people, "decide")
    page = as_person("wang").get("/desk")
    (section,) = page.all(".//section[@aria-labelledby='unserved']")
    words = "".join(section.itertext())
    assert "《行政处罚决定书》" in words
    assert "前送达" in words
    assert "送达后起算" in words
    assert not as_person("zhao").get("/desk").all(".//section[@aria-labelledby='unserved']")


def test_paper_that_reached_both_sides_takes_no_room_on_the_desk(people):
    older, later = asked(people, edition=2015).walk(TO_SESSION[:4]), walked(people, "sign_notice")
    paper, on = documents.paper(older.paper("M03").id), older.day(15)
    with writing():
        finished(older.case_id, paper.id, by=people.wang, on=on)
    for side in documents.sides_left(paper, ()):
        (found,) = unserved_papers(people.wang, on, 1)
        assert found.paper.id == paper.id
        with writing():
            older.handed(paper.id, side, on, by=people.zheng)
    (found,) = unserved_papers(people.wang, later.day(30), 1)
    assert found.paper.case_id == later.case_id


def test_proof_of_service_is_kept_bit_for_bit_and_read_with_a_trace(app, people, as_person):
    story = walked(people, "notify")
    paper = story.paper("penalty_notice")
    path = f"{story.path}/papers/{paper.id}"
    wang = as_person("wang")
    assert "还没有附送达证明" in wang.get(path).text
    service = documents.services_of_paper(paper.id)[0].id
    none = wang.submit("/proof", service=str(service), what="送达回证")
    assert "没有选择文件" in none.text
    wang.get(path)
    scan = (io.BytesIO(SCAN), "回证.png")
    assert wang.submit("/proof", service=str(service), what="送达回证", file=scan).status == 303
    assert "回证.png" in wang.follow().text
    (kept,) = issuing.proofs(paper.id)[service]
    assert wang.get(f"{path}/proofs/{kept.id}").answer.data == SCAN
    assert as_person("zhao").get(f"{path}/proofs/{kept.id}").status == 404
    lost = app.extensions["store"].path(kept.sha256)
    lost.rename(lost.with_suffix(".lost"))
    assert "文件与登记时不一致" in wang.get(f"{path}/proofs/{kept.id}").text
    assert (
        wang.get(f"{story.path}/papers/{story.paper('site_record').id}/proofs/{kept.id}").status
        == 404
    )


def test_served_paper_is_put_right_by_a_paper_of_its_own(people, as_person):
    story = walked(people, "serve_decision")
    served = story.paper("penalty_decision")
    wang = as_person("wang")
    wang.get(f"{story.path}/papers/{served.id}")
    assert wang.submit("/correct").status == 303
    page = wang.follow()
    made = story.paper("S45-correct")
    data = documents.paper(made.id).data
    assert (data["原文书名称"], data["原文书文号"]) == ("行政处罚决定书", served.number)
    assert date.fromisoformat(data["原文书送达日期"]) == story.day(24)
    assert served.number in page.text
    assert "本文书已另行制作补正文书" in wang.get(f"{story.path}/papers/{served.id}").text
    with pytest.raises(Refused, match="已有一份补正文书在起草"), writing():
        actions.correct_served(by=people.wang, case=story.case, paper_id=served.id)
    unserved = walked(people, "sign_notice")
    early, case = unserved.paper("penalty_notice").id, unserved.case
    with pytest.raises(Refused, match="还没有送达，不用补正"), writing():
        actions.correct_served(by=people.wang, case=case, paper_id=early)


def test_register_of_another_office_is_its_own(people, as_person):
    other = found_by_district(people).walk("register_evidence", start="")
    number = other.paper("evidence_registration").number
    assert number in as_person("han").get(NUMBERS).text
    assert number not in as_person("wang").get(NUMBERS).text
