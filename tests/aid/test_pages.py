"""The pages of rights assistance: a whole life by hand, what is kept after a no, who sees what."""

from dataclasses import replace
from urllib.parse import quote

import pytest

from caseapp.accounts import units as places
from caseapp.aid import queries
from caseapp.aid.states import STEPS
from tests.aid.aids import DISPUTE, FIRM, at_stage, check, expert, fresh, taken
from tests.stories import unit_id

LIST_PAGE, FILE_PAGE = 10, 22
TYPED = {
    "kind": "company",
    "name": "鞍山炉窑阀门有限公司",
    "firm_size": "small",
    "phone": "0412-5550123",
    "right_kind": "patent",
    "right_state": "valid",
    "dispute": DISPUTE,
    "wishes": ["opinion"],
    "materials": "专利证书复印件 2份\n展会函件",
    "is_declared": "y",
    "foreign_kind": "foreign",
}


def test_visit_becomes_a_file_that_is_worked_on_to_its_end_by_the_pages(as_person, people):
    liu, wu = as_person("liu"), as_person("wu")
    liu.get("/hotline/aid/new")
    unit = {"unit_id": str(unit_id(places.ENFORCEMENT))}
    assert liu.submit("/hotline/aid/new", **(TYPED | unit)).status == 303
    page = liu.follow()
    assert page.heading == "鞍市监援字〔2026〕1号 鞍山炉窑阀门有限公司"
    assert "专利证书复印件" in page.text
    expert(people)
    act(wu, "/aid/1/steps/begin")
    wu.get("/aid/1/check")
    keys = ("right_valid", "facts_clear", "not_elsewhere", "in_area")
    assert wu.submit("/aid/1/check", **{f"{key}_answer": "yes" for key in keys}).status == 303
    act(as_person("chen"), "/aid/1/decisions/accept")
    act(wu, "/aid/1/steps/plan", kinds=["opinion", "overseas"], text="先比对\n再联系律师")
    task = {"kind": "opinion", "what": "比对", "conflict": "none", "due_on": "2026-12-01"}
    act(wu, "/aid/1/tasks/new", **task)
    act(wu, "/aid/1/tasks/1/result", how="delivered", text="不落入")
    abroad = {"country": "美国", "forum": "itc337", "deadline_on": "2026-12-10"}
    act(wu, "/aid/1/overseas", **abroad, deadline_words="起诉书写明二十日")
    wu.get("/aid/1/export-check")
    names = ("secrecy", "data", "personal", "technology", "judicial")
    assert (
        wu.submit("/aid/1/export-check", **{f"{key}_answer": "clear" for key in names}).status
        == 303
    )
    act(wu, "/aid/1/materials/new", name="比对表", copies="1")
    leaving = {"material_id": "1", "receiver": "某律师事务所", "country": "美国"}
    act(wu, "/aid/1/handouts/new", **leaving)
    page = wu.get("/aid/1/steps/deliver")
    assert "：不落入" in page.by_id("opinion").text  # what was delivered is not typed again
    act(wu, "/aid/1/steps/deliver", opinion="建议抗辩")
    act(liu, "/aid/1/steps/call_back", satisfaction="good", reason="谢谢")
    act(wu, "/aid/1/decisions/close", reason="已提交答辩")
    page = wu.get("/aid/1", budget=FILE_PAGE)
    assert "已结案" in page.texts(".//p[@class='case-line']")[0]
    for words in ("起诉书写明二十日", "不落入", "某律师事务所", "满意", "向境外提供材料"):
        assert words in page.text
    assert fresh(1).state == "closed"


def act(reader, address, **fields):
    assert reader.get(address).status == 200
    answer = reader.submit(address, **fields)
    assert answer.status == 303, answer.text[:400]


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"is_declared": None}, 409, "还没有声明"),
        ({"firm_size": ""}, 422, "此项必填。"),
        ({"right_kind": "梦"}, 422, "权利种类"),
        ({"credit_code": "91210300XXXX"}, 422, "18位"),
        ({"dispute": "字" * 20_001}, 422, "最多 20000 个字"),
        ({"applied_on": "三月四日"}, 422, "申请日期"),
        ({"applied_on": "2026-11-24"}, 409, "日期晚于今天"),
    ],
)
def test_refused_application_keeps_every_word(*, as_person, changed, status, sentence):
    liu = as_person("liu")
    liu.get("/hotline/aid/new")
    given = {key: value for key, value in (TYPED | changed).items() if value is not None}
    page = liu.submit("/hotline/aid/new", opponent="<script>甲</script>𠀀😀", **given)
    assert (page.status, sentence in page.text) == (status, True)
    assert page.by_id("opponent").get("value") == "<script>甲</script>𠀀😀"
    assert page.by_id("name").get("value") == TYPED["name"]
    assert queries.all_ids() == []


def test_call_is_taken_over_into_the_form_and_opens_one_file(as_person):
    liu = as_person("liu")
    liu.get("/hotline/new")
    liu.submit(
        press="只登记",
        matter="aid",
        content=DISPUTE,
        right_kind="patent",
        respondent="某外国公司",
        caller_name="鞍山炉窑阀门有限公司",
        caller_phone="0412-5550123",
    )
    assert liu.get("/hotline/1").links()["登记援助申请"] == "/hotline/1/aid"
    page = liu.get("/hotline/1/aid")
    assert page.by_id("opponent").get("value") == "某外国公司"
    assert page.by_id("name").get("value") == "鞍山炉窑阀门有限公司"
    unit = {"unit_id": str(unit_id(places.ENFORCEMENT))}
    assert liu.submit("/hotline/1/aid", **(TYPED | unit)).status == 303
    assert liu.follow().status == 200
    assert liu.get("/hotline/1/aid").location == "/aid/1"
    assert liu.get("/hotline/1").links()["鞍市监援字〔2026〕1号"] == "/aid/1"
    assert queries.all_ids() == [1]


def test_refused_step_keeps_the_text_and_stale_page_is_told(people, as_person):
    aid_id = at_stage(people, "check")
    wu = as_person("wu")
    address = f"/aid/{aid_id}/decisions/refuse"
    wu.get(address)
    page = wu.submit(address, reason="不属于本地区")
    assert (page.status, "审查清单还有 4 项没有填写" in page.text) == (409, True)
    assert (page.by_id("reason").text or "").strip() == "不属于本地区"
    assert wu.submit(address, reason=" 　").status == 422
    stale = as_person("wu")
    stale.get(f"/aid/{aid_id}/steps/supplement")
    wu.get(f"/aid/{aid_id}/check")
    assert wu.submit(f"/aid/{aid_id}/check", right_valid_answer="yes").status == 303
    page = stale.submit(f"/aid/{aid_id}/steps/supplement", reason="缺证书")
    assert (page.status, "已有新的办理记录（吴国栋" in page.text) == (409, True)
    assert stale.submit(f"/aid/{aid_id}/steps/supplement", reason="缺证书").status == 303


def test_list_is_narrowed_paged_and_cheap(people, as_person):
    for _ in range(3):
        taken(people)
    taken(people, foreign_kind="foreign", firm_size="micro")
    wu = as_person("wu")
    assert len(wu.get("/aid", budget=LIST_PAGE).all(".//tbody/tr")) == 4
    assert len(wu.get("/aid?foreign=foreign&size=micro").all(".//tbody/tr")) == 1
    assert wu.get("/aid?state=closed").all(".//tbody/tr") == []
    for odd in ("state=梦&size=梦", "after=zzz", "after=" + "9" * 60):
        assert wu.get(f"/aid?{quote(odd, safe='=&')}").status == 200


def test_list_is_searched_by_number_applicant_and_opponent(people, as_person):
    for place in range(11):
        firm = replace(FIRM, name=f"海城{place}号泵厂", phone=f"0412-55501{place:02d}")
        taken(people, applicant=firm, opponent=f"对头100%{place}")
    wu = as_person("wu")

    def found(words, rest=""):
        page = wu.get(f"/aid?q={quote(words)}{rest}", budget=LIST_PAGE)
        return page, page.texts(".//tbody/tr/td[1]/a")

    assert found("海城7号")[1] == ["鞍市监援字〔2026〕8号"]
    assert found("0%10")[1] == ["鞍市监援字〔2026〕11号"]
    assert found("〔2026〕3号")[1] == ["鞍市监援字〔2026〕3号"]
    page, rows = found("泵厂", "&size=small")
    assert (len(rows), page.by_id("by-q").get("value")) == (11, "泵厂")
    assert "共 11 " in page.texts(".//*[@class='count-line']")[0]
    assert page.links()["微型"].endswith("&q=" + quote("泵厂"))
    for nothing in ("没有这一家", "%_", "梦" * 80, "泵厂' OR 1=1"):
        page, rows = found(nothing)
        assert (page.status, rows, "没有编号、申请人或者对方含有" in page.text) == (200, [], True)
    assert as_person("chen").get("/aid?q=泵厂&state=closed").all(".//tbody/tr") == []


def test_file_is_there_for_those_who_help_and_decide_alone(people, as_person):
    aid_id = taken(people)
    for login in ("liu", "wu", "chen", "zheng"):
        assert as_person(login).get(f"/aid/{aid_id}").status == 200
    for login in ("wang", "zhang", "zhao", "han", "feng", "wei", "jiang"):
        assert as_person(login).get(f"/aid/{aid_id}").status in {403, 404}
    for odd in ("0", "9" * 40, "-1", "x"):
        assert as_person("wu").get(f"/aid/{odd}").status == 404
    assert as_person("wu").get(f"/aid/{aid_id}/steps/梦").status == 404
    assert as_person("wu").get(f"/aid/{aid_id}/steps/send").status == 404
    assert as_person("zheng").get(f"/aid/{aid_id}/steps/begin").status == 403
    assert as_person("liu").get(f"/aid/{aid_id}/decisions/stop").status == 403


def test_every_step_has_a_page_in_every_stage(people, as_person):
    aid_id = taken(people)
    wu = as_person("wu")
    for row in STEPS.values():
        if row.key not in ("apply", "send"):
            part = "decisions" if row.permission == "aid.decide" else "steps"
            assert wu.get(f"/aid/{aid_id}/{part}/{row.key}").status == 200


def test_papers_are_filled_from_the_file_and_say_what_is_missing(people, as_person):
    aid_id = at_stage(people, "closed")
    wu = as_person("wu")
    page = wu.get(f"/aid/{aid_id}/papers")
    assert "知识产权维权援助申请表" in page.text
    # The office and its articles are known of the day, so they are nothing the file lacks.
    assert "机关、" not in page.text
    assert "维权援助依据" not in page.text
    for kind in ("H11", "H13", "H14", "H16", "H17"):
        answer = wu.get(f"/aid/{aid_id}/papers/{kind}/word")
        assert (answer.status, answer.data[:2]) == (200, b"PK")
    assert wu.get(f"/aid/{aid_id}/papers/H11/pdf").data[:4] == b"%PDF"
    for odd in ("H10/word", "H18/word", "H11/exe", "X/word"):
        assert wu.get(f"/aid/{aid_id}/papers/{odd}").status == 404


def test_desk_shows_what_waits_and_what_is_due_abroad_to_those_concerned(people, as_person):
    aid_id = taken(people, foreign_kind="foreign")
    wu = as_person("wu")
    abroad = {"country": "美国", "forum": "court", "deadline_on": "2026-12-10"}
    act(wu, f"/aid/{aid_id}/overseas", **abroad, deadline_words="传票写明")
    for login in ("wu", "liu"):
        page = as_person(login).get("/desk")
        assert page.texts(".//section[@aria-labelledby='aid']//tbody//a") == [
            "鞍市监援字〔2026〕1号"
        ]
        assert "传票写明" in page.text
    assert as_person("wang").get("/desk").all(".//section[@aria-labelledby='abroad']") == []
    chief = as_person("chen")
    assert chief.get("/desk").all(".//section[@aria-labelledby='aid']") == []
    act(wu, f"/aid/{aid_id}/steps/begin")
    assert chief.get("/desk").all(".//section[@aria-labelledby='aid']") == []
    check(aid_id, people.wu)
    assert len(chief.get("/desk").all(".//section[@aria-labelledby='aid']//tbody/tr")) == 1
