"""The pages of a fair: registered and set up by hand, what is kept after a no, who sees what."""

from caseapp.accounts import units as places
from caseapp.exhibitions import fair_queries
from tests.exhibitions.complaints import taken
from tests.exhibitions.fairs import approved, move, opened, registered, running
from tests.pages import form_values
from tests.stories import unit_id

FAIR = {
    "name": "第十二届鞍山国际家电博览会",
    "organiser": "鞍山会展有限公司",
    "venue": "鞍山国际会展中心",
    "first_on": "2026-11-23",
    "last_on": "2026-11-25",
    "presence": "station",
    "station_place": "一号馆服务台",
}


def act(reader, address, **fields):
    assert reader.get(address).status == 200
    answer = reader.submit(address, **fields)
    assert answer.status == 303, answer.text[:600]
    return answer


def test_fair_is_registered_set_up_approved_and_opened_by_the_pages(as_person, people):
    wu, wang, chen = as_person("wu"), as_person("wang"), as_person("chen")
    assert "这里列出展会" in wu.get("/fairs").text
    act(wu, "/fairs/new", **FAIR, unit_id=str(unit_id(places.ENFORCEMENT)))
    assert wu.follow().heading == "鞍市监展登字〔2026〕1号 第十二届鞍山国际家电博览会"
    act(wu, "/fairs/1/halls/new", name="一号馆")
    whom = {"body_name": "鞍山会展有限公司", "name": "何经理", "phone": "0412-5550100"}
    act(wu, "/fairs/1/contacts/new", **whom)
    act(wu, "/fairs/1/contacts/new", **whom, part="association")
    act(wu, "/fairs/1/rules/answer_hours", value="12", basis="参展合同第十二条")
    for login in ("wang", "li"):
        on = {"day": "2026-11-23", "person_id": str(people[login].id)}
        act(wu, "/fairs/1/duty/new", **on, starts="9：00", ends="17:00")
    act(wu, "/fairs/1/duty/copy", day="2026-11-23", to_days=["2026-11-24", "2026-11-25"])
    act(chen, "/fairs/1/mandates/new", person_id=str(people.wang.id), kinds=["E08"])
    act(chen, "/fairs/1/moves/approve")
    act(wang, "/fairs/1/moves/open")
    act(wang, "/fairs/1/kit/default")
    page = wang.get("/fairs/1")
    assert page.status == 200
    for told in (
        "展期第 1 天，共 3 天，还有 2 天",
        "12 小时",
        "参展合同第十二条",
        "《展会知识产权保护办法》第六条",
        "王建民",
        "辽专执0001",
        "09:00 至 17:00",
        "《被投诉通知书》",
        "打开工作站",
        "0 / 0",
    ):
        assert told in page.text, told
    assert [row.name for row in fair_queries.duty_of(1)] == ["王建民", "李秀英"] * 3
    assert "ZH26-01" in wang.get("/fairs").text


def test_list_of_fairs_says_how_many_of_how_many_and_goes_on_by_key(as_person, people):
    for n in range(52):
        registered(people, name=f"第{n + 1}届博览会", series=f"系列{n}")
    wu = as_person("wu")
    page = wu.get("/fairs")
    assert "本页 50 项，共 52 项" in page.text
    rest = wu.get(page.links()["下一页"])
    assert len(rest.all(".//main//tbody/tr")) == 2
    assert wu.get("/fairs?after=2026-99-99~x").status == 200
    assert "共 1 项" in wu.get("/fairs?q=第52届").text


def test_what_was_typed_stays_after_a_no(as_person, people):
    wu = as_person("wu")
    wu.get("/fairs/new")
    typed = FAIR | {"last_on": "2026-11-22", "measures": "参展合同有知识产权条款"}
    page = wu.submit("/fairs/new", **typed, unit_id=str(unit_id(places.ENFORCEMENT)))
    assert (page.status, "早于第一天" in page.text) == (409, True)
    assert form_values(page.form("/fairs/new")).items() >= typed.items()
    page = wu.submit("/fairs/new", **typed, opens_at="25:99")
    assert (page.status, "时间应写成 09:00" in page.text) == (422, True)
    assert form_values(page.form("/fairs/new"))["opens_at"] == "25:99"


def test_fair_two_people_have_open_is_merged_and_never_overwritten(as_person, people):
    fair_id = registered(people)
    address = f"/fairs/{fair_id}/edit"
    wu, zheng = as_person("wu"), as_person("zheng")
    assert wu.get(address).status == zheng.get(address).status == 200
    assert wu.submit(address, scale="展位 600 个", venue="新会展中心").status == 303
    page = zheng.submit(address, venue="老体育馆", products="家用电器")
    assert page.status == 409
    for told in ("吴国栋", "新会展中心", "老体育馆", "已自动合并"):
        assert told in page.text, told
    assert zheng.submit("merge", **{"pick-venue": "mine"}).status == 303
    show = opened(fair_id, people).fair
    assert (show.venue, show.scale, show.products) == ("老体育馆", "展位 600 个", "家用电器")


def test_move_from_a_stale_page_is_refused_with_who_was_faster(as_person, people):
    fair_id = approved(people)
    wang, li = as_person("wang"), as_person("li")
    address = f"/fairs/{fair_id}/moves/open"
    wang.get(address)
    li.get(address)
    assert wang.submit(address).status == 303
    page = li.submit(address)
    assert page.status == 409
    assert "现为“展会期间”（王建民于 2026-11-23 10:00 开始进驻）" in page.text


def test_moves_offered_are_those_of_the_person_with_what_stands_against_them(as_person, people):
    fair_id = registered(people)
    text = as_person("chen").get(f"/fairs/{fair_id}").text
    assert "不足 2 人" in text
    assert "批准进驻" not in as_person("wang").get(f"/fairs/{fair_id}").links()
    assert as_person("wang").get(f"/fairs/{fair_id}/moves/approve").status == 404


def test_who_is_on_the_roster_works_there_and_a_stranger_finds_nothing(as_person, people):
    fair_id = running(people)
    assert as_person("li").get(f"/fairs/{fair_id}").status == 200
    for login in ("zhao", "liu"):
        assert as_person(login).get(f"/fairs/{fair_id}").status in (403, 404)


def test_kit_is_counted_out_and_what_is_missing_on_return_is_named(as_person, people):
    fair_id = running(people)
    wang, address = as_person("wang"), f"/fairs/{fair_id}/kit"
    act(wang, f"{address}/default")
    rows = {row.item: row.id for row in fair_queries.kit_of(fair_id)}
    camera = rows["执法记录仪"]
    wang.get(address)
    page = wang.submit(address, **{f"packed_{camera}": "两台"})
    assert page.status == 422
    assert form_values(page.form(address))[f"packed_{camera}"] == "两台"
    act(wang, address, **{f"packed_{camera}": "2", f"returned_{camera}": "1"})
    page = wang.get(address)
    assert "还没有带回：执法记录仪 少 1。" in page.text
    assert wang.get(f"/fairs/{fair_id}/kit/{camera}/drop").status == 200
    assert wang.submit(f"/fairs/{fair_id}/kit/{camera}/drop").status == 409
    wang.get(address)
    page = wang.submit(address, **{f"returned_{camera}": "3"})
    assert (page.status, "带回 3，多于装车的 2" in page.text) == (409, True)


def test_mandate_is_given_by_the_chief_only_and_taken_back(as_person, people):
    fair_id = running(people)
    held = fair_queries.mandates_of(fair_id)[0].id
    assert as_person("wu").get(f"/fairs/{fair_id}/mandates/new").status in (403, 404)
    chen = as_person("chen")
    act(chen, f"/fairs/{fair_id}/mandates/{held}/end")
    assert "收回" in chen.get(f"/fairs/{fair_id}").text
    assert (
        fair_queries.mandate_of(fair_id, people.wang.id, opened(fair_id, people).fair.first_on)
        is None
    )


def test_rule_agreed_for_this_fair_goes_back_to_the_default(as_person, people):
    fair_id = registered(people)
    wu = as_person("wu")
    act(wu, f"/fairs/{fair_id}/rules/repeat", value="follow_up", basis="展会须知第八条")
    assert "须提交后续法律文件" in wu.get(f"/fairs/{fair_id}").text
    act(wu, f"/fairs/{fair_id}/rules/repeat/default")
    assert "没有要求 待核实" in wu.get(f"/fairs/{fair_id}").text
    assert wu.get(f"/fairs/{fair_id}/rules/nothing").status == 404


def test_cancelled_fair_is_told_in_its_progress(as_person, people):
    fair_id = registered(people)
    move(people, fair_id, "cancel", by="wu", reason="主办单位取消")
    page = as_person("wu").get(f"/fairs/{fair_id}")
    assert "主办单位取消" in page.text
    assert "已取消" in page.text


def test_each_number_of_a_fair_opens_its_rows(as_person, people):
    fair_id = running(people)
    taken(people, fair_id)
    wang = as_person("wang")
    shown = wang.get(f"/fairs/{fair_id}").all(".//ul[@class='figures']//a")
    told = {one.get("href"): "".join(one.itertext()) for one in shown}
    assert told[f"/fairs/{fair_id}/complaints?open=1"] == "1未办完的投诉"
    for address in told:
        assert wang.get(address).status == 200, address
    assert len(wang.get(f"/fairs/{fair_id}/complaints?open=1").all(".//main//tbody/tr")) == 1


def test_certified_officers_stand_first_where_somebody_is_put_on_duty(as_person, people):
    fair_id = registered(people)
    page = as_person("wu").get(f"/fairs/{fair_id}/duty/new?day=2026-11-24")
    names = page.texts(".//select[@name='person_id']/option")
    assert names[:2] == ["不是本机关人员", "李秀英（执法科，执法证件 辽专执0002）"]
    assert "没有有效的执法证件" in names[-1]
    assert as_person("wu").get(f"/fairs/{fair_id}/duty/new?day=x").status == 200
