"""What was written of a transfer is put right before it is decided on and sent, by one at a time."""

from caseapp.ledger import queries as ledger
from caseapp.transfers.queries import moves_made
from tests.stories import reported
from tests.transfers import handing
from tests.transfers.doing import body_id, found, make, opened, sent

ADDRESS = "/transfers/{}/edit"


def lead(by, **changed):
    given = {"reason": "商标归口写错。", "basis": "商标法第六十条"} | changed
    return opened(by, "lead_out", "anshan_market_bureau", right_kind="trademark", **given)


def test_officer_puts_a_transfer_right_before_it_is_decided_on(*, app, people, as_person):
    number, wang = lead(people.wang), as_person("wang")
    assert wang.get(f"/transfers/{number}").links()["更正（e）"] == ADDRESS.format(number)
    page = wang.get(ADDRESS.format(number))
    assert page.by_id("reason").text.strip() == "商标归口写错。"
    assert "received_on" not in page.source
    done = wang.submit(
        "edit",
        title="铁西区某商店销售侵犯商标专用权的商品",
        reason="商标侵权由市场监督管理部门主管。",
        basis="商标法第六十条第一款",
        body_id=str(body_id("haicheng_market_bureau")),
        area="210381",
        answer_due_on="2026-12-20",
        f_place="铁西区二道街18号",
    )
    assert done.status == 303
    row = found(number)
    assert (row.reason, row.basis) == ("商标侵权由市场监督管理部门主管。", "商标法第六十条第一款")
    assert (row.body_id, row.area) == (body_id("haicheng_market_bureau"), "210381")
    assert row.facts["place"] == "铁西区二道街18号"
    assert (row.answer_due_on.isoformat(), row.version) == ("2026-12-20", 2)
    assert (row.state, [one.move for one in moves_made(number)]) == ("drafted", ["open", "correct"])
    page = wang.follow()
    assert page.heading.endswith("铁西区某商店销售侵犯商标专用权的商品")
    told = next(one for one in page.texts(".//ol[@class='timeline']/li") if "更正" in one)
    assert "对方机关：鞍山市市场监督管理局 → 海城市市场监督管理局" in told
    assert "依据：商标法第六十条 → 商标法第六十条第一款" in told
    trail = [one["action"] for one in ledger.acts_on(object_kind="transfer", object_id=number)]
    assert trail[-1] == "transfer.correct"
    assert "更正移送协作" in as_person("yang").get("/admin/audit").text


def test_nothing_changed_leaves_no_act(*, app, people, as_person):
    number, wang = lead(people.wang), as_person("wang")
    wang.get(ADDRESS.format(number))
    assert wang.submit("edit").status == 303
    assert "没有改动" in wang.follow().text
    assert ([one.move for one in moves_made(number)], found(number).version) == (["open"], 1)


def test_two_who_correct_at_once_lose_nothing(*, app, people, as_person):
    number = lead(people.wang)
    wang, li = as_person("wang"), as_person("li")
    wang.get(ADDRESS.format(number))
    li.get(ADDRESS.format(number))
    assert li.submit("edit", reason="李秀英写的理由。").status == 303
    late = wang.submit("edit", reason="王建民写的理由。")
    assert late.status == 409
    assert "李秀英" in late.text
    assert late.by_id("reason").text.strip() == "王建民写的理由。"
    assert wang.submit("edit").status == 303
    assert found(number).reason == "王建民写的理由。"


def test_correction_to_a_body_not_competent_is_refused_and_keeps_what_was_typed(
    *, app, people, as_person
):
    number, wang = lead(people.wang), as_person("wang")
    wang.get(ADDRESS.format(number))
    no = wang.submit("edit", body_id=str(body_id("anshan_aic_2015")), reason="改送工商。")
    assert no.status == 409
    assert "的职责已由" in no.text
    assert no.by_id("reason").text.strip() == "改送工商。"
    assert found(number).body_id == body_id("anshan_market_bureau")
    short = wang.submit("edit", title="", reason="改送工商。")
    assert short.status == 422
    assert short.by_id("reason").text.strip() == "改送工商。"


def test_what_was_decided_on_or_sent_is_corrected_no_more(*, app, people, as_person):
    number, wang = lead(people.wang), as_person("wang")
    make(people.chen, number, "approve", reason="同意移送。")
    page = wang.get(f"/transfers/{number}")
    assert "更正（e）" not in page.links()
    no = wang.get(ADDRESS.format(number))
    assert (no.status, "本件现为“已批准”，批准的内容不能再改" in no.text) == (409, True)
    assert "title" not in {one.get("name") for one in no.all(".//input")}
    sent(people.wang, number)
    no = wang.post(ADDRESS.format(number), {"title": "改"})
    assert no.status in (409, 422)
    assert "已经送出，送出的不能再改" in wang.get(ADDRESS.format(number)).text


def test_what_came_from_others_stays_as_it_came(*, app, people, as_person):
    number = opened(people.wang, "lead_in", "haicheng_market_bureau", area="210381")
    wang = as_person("wang")
    assert "更正（e）" not in wang.get(f"/transfers/{number}").links()
    no = wang.get(ADDRESS.format(number))
    assert (no.status, "来文按收到的原样登记" in no.text) == (409, True)
    assert as_person("zhao").get(ADDRESS.format(number)).status == 404


def test_reason_for_what_is_lacking_survives_a_correction(*, app, people, as_person):
    story = reported(people)
    number = opened(people.wang, "case_out", "anshan_market_bureau", case_id=story.case_id,
                    right_kind="trademark")  # fmt: skip
    row = "能够说明案情的材料（笔录、核查记录、证据）"
    handing.lack(people.wang, number, row, why="见移送函。")
    wang = as_person("wang")
    wang.get(ADDRESS.format(number))
    assert wang.submit("edit", reason="补充的理由。").status == 303
    assert "没有，理由：见移送函。" in wang.get(f"/transfers/{number}/hand-over").text
