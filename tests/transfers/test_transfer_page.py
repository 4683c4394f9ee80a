"""What the pages of one transfer say to whoever works with it every day."""

import io
from datetime import date, timedelta

import pytest

from caseapp.base.clock import NO_HOUR, has_hour, local, on_day
from caseapp.base.words import hours, length, moment
from caseapp.transfers import item_queries
from caseapp.transfers.counterpart_words import HELPS, LABELS, MOVES, help_of, label, move_name
from caseapp.transfers.given import TAKEN_DOWN
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.life import BODY
from caseapp.transfers.told import is_told
from tests.counterparts import invite
from tests.pages import Reader
from tests.people import sign_in
from tests.transfers import handing
from tests.transfers.doing import holdings, make, opened, sent
from tests.transfers.test_criminal import brought, signed, story, suspected

__all__ = ["signed", "story", "suspected"]  # fixtures and their makers
DAY = date(2026, 11, 23)


def steps(page):
    """The buttons of what comes next, and the greyed ones."""
    return page.texts(".//div[@class='steps no-print']/a"), page.texts(
        ".//ul[@class='steps-others']/li"
    )


def test_file_that_came_with_an_act_opens_from_the_history(*, app, people, as_person):
    number = opened(people.wang, "lead_in", "haicheng_market_bureau", area="210381")
    wang = as_person("wang")
    wang.get(f"/transfers/{number}/moves/receipt")
    wang.submit("move", f_signed_by="王建民", reason="", category="receipt",
                files=(io.BytesIO(b"receipt"), "回执.txt"))  # fmt: skip
    item = item_queries.all_items(number)[-1].id
    links = wang.get(f"/transfers/{number}").links()
    assert links["回执"] == f"/transfers/{number}/hand-over/{item}/file"
    assert wang.get(links["回执"]).data == b"receipt"


def test_sending_in_the_history_is_the_packed_file_that_went_out(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    sent(people.wang, number, chief=people.chen)
    wang = as_person("wang")
    links = wang.get(f"/transfers/{number}").links()
    assert f"/transfers/{number}/hand-over/sent/1" in links.values()
    assert wang.get(f"/transfers/{number}/hand-over/sent/1").data == handing.packed(number)


def test_what_came_in_is_read_and_taken_before_an_answer_is_put_together(*, people, as_person, app):
    number = opened(people.wang, "lead_in", "haicheng_market_bureau", area="210381",
                    their_number="海知移〔2026〕3号")  # fmt: skip
    wang = as_person("wang")
    page = wang.get(f"/transfers/{number}")
    assert page.links()["查看来文材料、准备答复"] == f"/transfers/{number}/hand-over"
    assert "整理移送材料" not in page.text
    page = wang.get(f"/transfers/{number}/hand-over")
    assert page.heading.startswith("来文材料：")
    headings = page.texts(".//h2")
    assert headings[0] == "来文"
    assert headings.index("来文") < headings.index("答复的材料齐不齐")
    assert "海知移〔2026〕3号" in page.text
    assert page.links()["接受"] == f"/transfers/{number}/moves/accept"


def test_what_goes_out_keeps_its_own_words(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    page = as_person("wang").get(f"/transfers/{number}")
    assert page.links()["整理移送材料"] == f"/transfers/{number}/hand-over"
    page = as_person("wang").get(f"/transfers/{number}/hand-over")
    assert page.texts(".//h2")[0] == "齐不齐"


def test_transfer_that_is_over_drafts_no_papers(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    wang = as_person("wang")
    assert "起草文书" in wang.get(f"/transfers/{number}").links()
    make(people.wang, number, "withdraw", reason="重复登记")
    assert "起草文书" not in wang.get(f"/transfers/{number}").links()


def test_crime_whose_registration_was_taken_back_drafts_no_papers(*, story, as_person):
    number = suspected(story)
    wang = as_person("wang")
    assert "起草《涉嫌犯罪案件移送书》" in wang.get(f"/transfers/{number}").text
    make(story.people.chen, number, "withdraw", reason="登记有误。")
    page = wang.get(f"/transfers/{number}")
    assert "起草《" not in page.text


def test_moves_of_others_stand_greyed_with_who_may_make_them(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    mine, theirs = steps(as_person("wang").get(f"/transfers/{number}"))
    assert mine == ["撤回"]
    assert [one.partition(" ")[0] for one in theirs] == ["批准移送", "退回修改"]
    assert theirs[0].startswith("批准移送 由")
    mine, theirs = steps(as_person("chen").get(f"/transfers/{number}"))
    assert mine[0] == "批准移送"
    assert theirs == []


def test_refused_upload_stays_open_with_what_was_typed(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    wang = as_person("wang")
    wang.get(f"/transfers/{number}/hand-over")
    refused = wang.submit("upload", name="移送函", category="letter")
    assert (refused.status, "没有选择文件" in refused.text) == (409, True)
    block = next(
        one for one in refused.all(".//details") if one.find(".//form[@id='upload']") is not None
    )
    assert "open" in block.attrib
    assert refused.by_id("thing-name").get("value") == "移送函"


def test_words_beside_a_file_are_kept_until_they_are_saved(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    wang = as_person("wang")
    page = wang.get(f"/transfers/{number}/hand-over")
    form, address = page.by_id("upload"), f"/transfers/{number}/hand-over/files"
    assert form.get("data-keep-of") == address
    kept = {"kept_of": address, "name": "移送函扫描件", "category": "letter"}
    assert wang.post(form.get("data-keep"), kept).status in (200, 204)
    page = wang.get(f"/transfers/{number}/hand-over?restore={address}")
    assert page.by_id("thing-name").get("value") == "移送函扫描件"


def test_withdrawn_thing_is_handed_out_no_more(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    item = handing.upload(people.wang, number, "other", name="错放的材料")
    wang = as_person("wang")
    assert wang.get(f"/transfers/{number}/hand-over/{item}/file").status == 200
    handing.withdraw(people.wang, number, item, why="不是本案的")
    no = wang.get(f"/transfers/{number}/hand-over/{item}/file")
    assert no.status == 409
    assert "“错放的材料”已于" in no.text
    assert "撤下（不是本案的），不再单独提供下载" in no.text
    assert f"/transfers/{number}/hand-over/{item}/file" not in no.links().values()


def test_day_without_an_hour_is_shown_as_a_day(*, app, people, as_person):
    earlier = DAY - timedelta(days=3)
    number = opened(people.wang, "lead_in", "haicheng_market_bureau", area="210381",
                    received_on=earlier)  # fmt: skip
    assert local(holdings(number)[0].since).time() == NO_HOUR
    page = as_person("wang").get(f"/transfers/{number}")
    assert "2026-11-20" in page.text
    assert "2026-11-20 12:00" not in page.text


def test_moment_is_written_to_the_minute_only_where_it_is_known():
    assert moment(on_day(DAY)) == "2026-11-23"
    assert not has_hour(on_day(DAY))
    assert moment(on_day(DAY).replace(microsecond=0)) == "2026-11-23 12:00"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=5), "5 分钟"),
        (timedelta(hours=30), "1 天 6 小时"),
        (timedelta(days=40, hours=3), "40 天"),
        (timedelta(days=3084, hours=14), "3084 天（约 8.4 年）"),
    ],
)
def test_long_time_is_told_so_that_it_can_be_read(span, words):
    assert length(span) == words


def test_long_working_time_is_told_in_working_days():
    a_day = timedelta(hours=8)
    assert hours(timedelta(hours=39, minutes=30), a_day=a_day) == "39 小时 30 分钟"
    assert hours(timedelta(hours=16828, minutes=30), a_day=a_day) == "2104 个工作日"


def test_form_of_a_move_leaves_out_no_level_of_heading(*, app, people, as_person):
    number = opened(people.wang, "lead_out", "anshan_market_bureau")
    page = as_person("wang").get(f"/transfers/{number}/moves/withdraw")
    assert "附件" in page.texts(".//h2")
    assert page.all(".//main//h3") == []


@pytest.mark.parametrize("kind", [one.key for one in KINDS.values() if one.direction == "out"])
def test_other_body_reads_each_move_from_its_own_side(kind):
    for row in life_of(kind).moves.values():
        if BODY in row.sides or is_told(row):
            fields = (*row.fields, *TAKEN_DOWN) if BODY in row.sides else row.fields
            said = [move_name(row.name), *(label(one.label) for one in fields)]
            said += [help_of(one.help) for one in row.fields if BODY in row.sides]
            assert [one for one in said if "对方" in one or "本机关" in one] == []


def test_words_for_other_bodies_are_of_moves_and_fields_there_are():
    rows = [row for kind in KINDS for row in life_of(kind).moves.values()]
    fields = [*TAKEN_DOWN, *(one for row in rows for one in row.fields)]
    assert set(MOVES) <= {row.name for row in rows}
    assert set(LABELS) <= {one.label for one in fields}
    assert set(HELPS) <= {one.help for one in fields}


def test_police_take_back_by_a_button_in_their_own_words(story, app):
    invite()
    number = brought(story, suspected(story), "sent")
    make(story.people.wang, number, "receive", body=True, receiver="景卫民")
    make(story.people.wang, number, "file", body=True, their_paper="鞍公立字〔2026〕7号")
    page = sign_in(Reader(app), "jing").get(f"/counterpart/{number}")
    assert "移送回原机关" in page.texts(".//button")
    assert "公安机关移送回来" not in page.text
    assert "经办人" in page.texts(".//dt")
    assert [one for one in page.texts(".//dt") if "对方" in one] == []
