import pytest

from caseapp.documents import markup
from caseapp.documents.catalogue import kinds
from caseapp.documents.fill import BLANK, fill
from caseapp.documents.markup import PaperFault
from caseapp.documents.paper import FieldRow, Heading, Opinion, Paragraph, Row, Struck, Table


def said(text: str, values: dict) -> list[str]:
    return [block.text for block in fill(text, values).blocks]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_shipped_texts_use_only_words_of_the_dictionary(kind):
    assert markup.faults(kind.text()) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("当事人：{{当事人名字}}", "第1行：词典里没有“当事人名字”。"),
        ("空行\n\n{{7*7}}", "第3行：词典里没有“7*7”。"),
        ("{{案号.__class__}}", "第1行：词典里没有“案号.__class__”。"),
        ("{{物品.名称}}", "第1行：词典里没有“物品.名称”。"),
        ("{{案号", "第1行：大括号没有成对。"),
        ("@每 案号\n{{案号}}\n@完", "第1行：“案号”不是清单，不能逐行重复。"),
        ("@若 天气\n晴\n@完", "第1行：词典里没有“天气”。"),
        ("@循环 物品", "第1行：没有“@循环”这个记号。"),
        ("@若 案号\n有案号", "第1行开始的一段没有用“@完”结束。"),
        ("@表 宽 窄\n@表完", "第1行：表格各栏的宽度应当是数字。"),
    ],
)
def test_mistake_in_a_text_is_named_with_its_line(text, fault):
    assert markup.faults(text) == [fault]
    with pytest.raises(PaperFault):
        fill(text, {})


def test_value_with_braces_is_printed_and_never_filled_again():
    values = {"违法事实": "{{当事人名称}}{{7*7}}", "当事人名称": "秘密"}
    assert said("经查明：{{违法事实}}", values) == ["经查明：{{当事人名称}}{{7*7}}"]


def test_value_with_signs_of_the_markup_is_no_markup():
    values = {"案件经过": "# 不是标题\n@落款\n| 不是表格 |\n<script>alert(1)</script>"}
    blocks = fill("{{案件经过}}", values).blocks
    assert blocks == [
        Paragraph("# 不是标题"),
        Paragraph("@落款"),
        Paragraph("| 不是表格 |"),
        Paragraph("<script>alert(1)</script>"),
    ]


def test_value_with_a_bar_does_not_make_a_cell():
    (table,) = fill("@表 50 50\n| 案由 | {{案由}}\n@表完", {"案由": "甲 | 乙"}).blocks
    assert [cell.text for cell in table.rows[0].cells] == ["案由", "甲 | 乙"]


def test_character_no_paper_can_carry_is_dropped():
    assert said("{{案由}}", {"案由": "假\x00冒\u202e专\ud800利\ufeff"}) == ["假冒专利"]


def test_optional_part_leaves_no_hole_in_the_count():
    text = "@若 责令改正\n+ {{责令改正}}\n@完\n@若 没收金额\n+ 没收\n@完\n+ 罚款"
    assert said(text, {"责令改正": "改正"}) == ["1.改正", "2.罚款"]
    assert said(text, {}) == ["1.罚款"]


def test_part_for_the_missing_value_is_printed_instead():
    text = "@若 陈述申辩\n{{陈述申辩}}\n@完\n@若无 陈述申辩\n没有提出。\n@完"
    assert said(text, {"陈述申辩": " "}) == ["没有提出。"]
    assert said(text, {"陈述申辩": "说了。"}) == ["说了。"]


def test_headings_count_as_official_papers_do():
    text = "# 事实\n## 经过\n## 证据\n### 物证\n# 处理\n## 意见"
    assert fill(text, {}).blocks == [
        Heading(1, "一、事实"),
        Heading(2, "（一）经过"),
        Heading(2, "（二）证据"),
        Heading(3, "1.物证"),
        Heading(1, "二、处理"),
        Heading(2, "（一）意见"),
    ]


def test_rows_repeat_and_rows_left_over_are_struck():
    text = "@表 10 90\n@每 物品 至少 4\n| ^{{序号}} | {{物品.名称}}\n@完\n@表完"
    (table,) = fill(text, {"物品": [{"名称": "水壶"}, {"名称": "杯子"}]}).blocks
    assert isinstance(table, Table)
    words = [[cell.text for cell in row.cells] for row in table.rows if isinstance(row, Row)]
    assert words == [["1", "水壶"], ["2", "杯子"]]
    assert table.rows[-1] == Struck(2)


def test_list_inside_a_record_repeats_questions_and_answers():
    text = "@每 问答\n问：{{问答.问}}\n答：{{问答.答}}\n@完"
    values = {"问答": [{"问": "几台？", "答": "两台。"}, {"问": "多少钱？", "答": "七十九元。"}]}
    assert said(text, values) == ["问：几台？", "答：两台。", "问：多少钱？", "答：七十九元。"]


def test_empty_value_leaves_room_to_write_in_text_and_nothing_in_a_form():
    assert said("当事人{{当事人名称}}。", {}) == [f"当事人{BLANK}。"]
    (row,) = fill("= 地点： | {{地点}}", {}).blocks
    assert isinstance(row, FieldRow)
    assert row.fields[0].value == ""


def test_opinion_carries_its_signature_and_day():
    text = (
        "@表 20 80\n@意见 负责人意见 | {{负责人意见}} | 签名： | {{负责人}} | {{负责人日期}}\n@表完"
    )
    values = {"负责人意见": "同意。", "负责人": "周示平", "负责人日期": "2015-06-08"}
    (table,) = fill(text, values).blocks
    assert table.rows == (Opinion("负责人意见", "同意。", "签名：", "周示平", "2015年6月8日"),)


def test_sentence_typed_with_its_stop_gets_no_second_one():
    assert said("依据{{立案依据}}。", {"立案依据": "行政处罚法第五十四条。"}) == [
        "依据行政处罚法第五十四条。"
    ]
    assert said("{{立案依据}}有据", {"立案依据": "甲。"}) == ["甲。有据"]
