"""The signs of papers between offices: what the text says, and where it stands on the page."""

from datetime import date

import pytest

from caseapp.documents import markup, render
from caseapp.documents.fill import fill
from caseapp.documents.paper import (
    Big,
    Cut,
    Enclosures,
    Form,
    Imprint,
    Listed,
    Paper,
    Paragraph,
    Remark,
)
from tests.documents.layout_checks import faults
from tests.documents.pdf_pages import printed

OFFICE, NUMBER = "鞍山市知识产权局", "鞍知发〔2015〕20号"
VALUES = {"机关": OFFICE, "签发日期": "2015-07-20", "受文单位": "省知识产权局", "案由": ""}
TEXT = """> {{受文单位}}：
现将有关情况报告如下。
@附件说明 案件情况统计表 | {{案由}} | 名册
@落款
@附注 （联系人：李示例）
@版记 受文单位"""


def paper(form, text=TEXT, **more):
    filled = fill(text, VALUES)
    usual = {"title": "关于报送情况的报告", "number": NUMBER, "dated": date(2015, 7, 20)}
    blocks, signatory = tuple(filled.blocks), filled.signatory
    said = {**usual, "blocks": blocks, "signatory": signatory, "heading": filled.heading, **more}
    return Paper(kind="", form=form, office=OFFICE, **said)


def test_signs_make_the_blocks_of_an_official_paper():
    assert fill(TEXT, VALUES).blocks[2:3] + fill(TEXT, VALUES).blocks[4:] == [
        Enclosures(("案件情况统计表", "名册")),  # what is empty takes no ordinal
        Remark("联系人：李示例"),
        Imprint("省知识产权局", OFFICE, "2015年7月20日"),
    ]
    assert fill("@大字 封条\n@居中 甲\n@裁切 回执\n@名单 出席 | 乙", {}).blocks == [
        Big("封条"),
        Paragraph("甲", "centre"),
        Cut("回执"),
        Listed("出席：", "乙"),
    ]
    filled = fill("@签发人 {{负责人}}\n@标题 关于{{案由}}的函", {"负责人": "周示平", "案由": "甲"})
    assert (filled.signatory, filled.heading, filled.blocks) == ("周示平", "关于甲的函", [])


def test_enclosures_come_from_the_rows_of_a_list_and_vanish_without_any():
    text = "@附件说明 每 证据.名称"
    rows = [{"名称": "进货单"}, {"名称": " "}, {"名称": "照片"}]
    assert fill(text, {"证据": rows}).blocks == [Enclosures(("进货单", "照片"))]
    assert fill(text, {}).blocks == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("@版记 各单位", "第1行：词典里没有“各单位”。"),
        ("@附件说明 每 证据.天气", "第1行：词典里没有“证据.天气”。"),
        ("@附件说明 每 案由", "第1行：“案由”不是清单的一栏，不能逐行列出。"),
        ("@签发人 {{某人}}", "第1行：词典里没有“某人”。"),
    ],
)
def test_mistake_in_the_new_signs_is_named(text, fault):
    assert "".join(markup.faults(text)) == fault


@pytest.mark.parametrize("form", [Form.OFFICIAL, Form.CORRESPONDENCE, Form.MINUTES])
@pytest.mark.parametrize("length", [1, 150])
def test_paper_between_offices_is_laid_out_to_the_millimetre(form, length):
    made = paper(form, TEXT.replace("现将", "现将本市办理案件的" * length))
    pages = printed(render.as_pdf(made)).pages
    assert faults(made, pages) == []
    assert len(pages) >= (2 if length > 1 else 1)


def test_paper_to_a_superior_names_who_signed_it_beside_the_number():
    made = paper(Form.OFFICIAL, "@签发人 周示平\n" + TEXT)
    pages = printed(render.as_pdf(made)).pages
    assert faults(made, pages) == []
    (line,) = [one for one in pages[0].lines() if NUMBER in one.text]
    assert line.text == f"{NUMBER}签发人：周示平"
    # Each stands one character in.
    assert abs(line.x - 28 / 25.4 * 72 - 15.75) < 2
    assert abs(184 / 25.4 * 72 - 15.75 - line.end) < 2


def test_letter_without_copies_and_minutes_have_their_own_imprints():
    letter = paper(Form.CORRESPONDENCE, TEXT.replace("@版记 受文单位", "@版记"))
    words = [line.text for line in printed(render.as_pdf(letter)).pages[-1].lines()]
    assert not any("抄送" in one or "印发" in one for one in words)
    minutes = paper(Form.MINUTES, "议定如下。\n@版记", title="联席会议纪要", number="第2号")
    words = [line.text for line in printed(render.as_pdf(minutes)).pages[0].lines()]
    assert words[:2] == ["联席会议纪要", "第2号"]
    assert words[-2:] == [f"{OFFICE}2015年7月20日印发", "—1—"]
