"""The pages of a complaint: taken, completed and moved by hand; what is kept after a no; two people on one."""

import pytest

from tests.exhibitions import fairs
from tests.exhibitions.complaints import PATENT, complained, decided, notified, receiver, taken
from tests.pages import form_values

TYPED = {
    "complainant": "鞍山市暖阳电器有限公司",
    "right_number": PATENT,
    "respondent": "海城市红火电器厂",
    "booth": "一号馆 A12",
    "exhibit": "红火牌电热水壶",
    "facts": "展出的电热水壶与本公司的外观设计相同",
}
ALL = ["certificate", "published", "identity", "status", "respondent", "reasons"]


def act(reader, address, at="", **fields):
    page = reader.get(at or address)
    assert page.status == 200
    answer = reader.submit(address, **fields)
    assert answer.status == 303, answer.text[:800]
    return reader.follow()


def test_complaint_goes_by_the_pages_from_desk_to_told(as_person, people):
    fair_id = fairs.running(people)
    wang = as_person("wang")
    page = act(wang, f"/fairs/{fair_id}/complaints/new", **TYPED)
    one = page.all(".//h1")[0].text
    address = f"/fair-complaints/{fair_id + 1}"
    assert one == "投诉 ZH26-01-001"
    act(wang, f"{address}/move/ask_more")
    assert "专利证书；专利公告文本；权利人的身份证明" in wang.get(address).text
    act(wang, f"{address}/materials", address, there=ALL)
    page = act(wang, f"{address}/move/complete")
    assert "还剩 24 小时" in page.text
    act(wang, f"{address}/move/pass_on", receiver=receiver(people, fair_id + 1))
    page = act(wang, f"{address}/move/notify", notified_to="郑洪")
    assert "2026年11月24日10时" in page.text
    officers = [str(people.wang.id), str(people.li.id)]
    act(wang, f"{address}/visit", officers=officers, found="展位上有三件")
    act(wang, f"{address}/move/answer", answer="自行设计")
    act(wang, f"{address}/move/decide", outcome="removed", outcome_words="三件撤展")
    act(wang, f"{address}/measure", kind="remove", exhibits="三件", clause="参展合同第十二条",
        organiser_person="何经理")  # fmt: skip
    page = act(wang, f"{address}/move/tell")
    assert complained(fair_id + 1, people).complaint.state == "closed"
    listed = wang.get(f"/fairs/{fair_id}/complaints")
    assert "本页 1 项，共 1 项" in listed.text
    assert "撤展" in listed.text


def test_number_is_checked_while_it_is_typed(as_person, people):
    fair_id = fairs.running(people)
    wang = as_person("wang")
    good = wang.get(f"/fairs/{fair_id}/complaints/number?q={PATENT}").json
    wrong = wang.get(f"/fairs/{fair_id}/complaints/number?q=ZL201530012345.5").json
    assert good == [
        {"valid": True, "words": f"{PATENT} 号码的写法和校验位正确，还没有查询过法律状态"}
    ]
    assert wrong[0]["valid"] is False
    assert "校验位" in wrong[0]["words"]


def test_what_was_typed_stays_after_a_no(as_person, people):
    fair_id = fairs.running(people)
    wang = as_person("wang")
    address = f"/fairs/{fair_id}/complaints/new"
    wang.get(address)
    typed = TYPED | {"respondent": "", "booth": ""}
    page = wang.submit(address, **typed, claimed=["圆台壶身", ""], shown=["圆台壶身", ""], verdict=["same", "open"])  # fmt: skip
    assert (page.status, "没有写明被投诉人，也没有写明展位" in page.text) == (409, True)
    assert form_values(page.form(address)).items() >= typed.items()
    assert page.texts(".//textarea[@name='claimed']")[0] == "圆台壶身"


def test_stale_move_is_refused_and_its_words_stay(as_person, people):
    complaint_id = notified(people, fairs.running(people))
    wang, li = as_person("wang"), as_person("li")
    address = f"/fair-complaints/{complaint_id}/move/answer"
    wang.get(address)
    act(li, address, answer="展品是自行设计的")
    page = wang.submit(address, answer="展品由他人供货")
    assert page.status == 409
    assert "李秀英于 2026-11-23 10:00 登记答辩" in page.text
    assert "展品由他人供货" in page.text


def test_two_who_change_one_complaint_are_merged_or_shown_side_by_side(as_person, people):
    complaint_id = taken(people, fairs.running(people))
    wang, li = as_person("wang"), as_person("li")
    address = f"/fair-complaints/{complaint_id}/edit"
    wang.get(address)
    act(li, address, exhibit="红火牌电热水壶 HH-21", facts="李记录的事实")
    page = wang.submit(address, right_name="保温壶", facts="王记录的事实")
    assert page.status == 409
    assert "李记录的事实" in page.text
    assert "王记录的事实" in page.text
    kept = complained(complaint_id, people).complaint
    assert (kept.facts, kept.right_name) == ("李记录的事实", "电热水壶")


@pytest.mark.parametrize("login", ["zhao", "liu", "feng"])
def test_who_has_nothing_to_do_with_the_fair_finds_no_complaint(*, as_person, people, login):
    complaint_id = taken(people, fairs.running(people))
    assert as_person(login).get(f"/fair-complaints/{complaint_id}").status in (403, 404)


@pytest.mark.parametrize(
    "tail", ["", "/edit", "/features", "/visit", "/measure", "/order", "/move/tell"]
)
def test_pages_of_a_complaint_stay_in_their_budget(*, as_person, people, tail):
    complaint_id = decided(people, fairs.running(people))
    assert as_person("wang").get(f"/fair-complaints/{complaint_id}{tail}").status == 200
