"""The list of materials as it is typed: every copy is counted, no name is cut, no line takes long."""

from time import perf_counter

import pytest

from caseapp.aid import queries
from caseapp.aid.given import materials_of
from caseapp.base.errors import Refused
from tests.aid.aids import taken


@pytest.mark.parametrize(
    ("line", "name", "copies"),
    [
        ("营业执照 12份", "营业执照", 12),
        ("展会照片10份", "展会照片", 10),
        ("网页截图 × 100 份", "网页截图", 100),
        ("图纸x999份", "图纸", 999),
        ("专利证书 ZL202010123456.7 2份", "专利证书 ZL202010123456.7", 2),
        ("展会函件", "展会函件", 1),
        ("判决书第3份", "判决书第", 3),
        ("情况说明一份", "情况说明一份", 1),
        ("12份", "12份", 1),
        ("照片 １２份", "照片", 12),
        ("名" * 200 + " 12份", "名" * 200, 12),
    ],
)
def test_copies_are_read_whole(line, name, copies):
    assert materials_of(f"\n  {line}  \n") == [(name, copies)]


def test_no_copy_and_a_name_too_long_are_refused_and_nothing_is_registered(app, people):
    for line, sentence in (
        ("营业执照 0份", "“营业执照 0份”的份数应当是 1 到 999"),
        ("营业执照 1000份", "的份数应当是 1 到 999"),
        ("名" * 201, "的名称有 201 个字，最多 200 个字"),
    ):
        with pytest.raises(Refused, match=sentence):
            taken(people, materials=f"专利证书 2份\n{line}")
    assert queries.all_ids() == []
    kept = queries.materials_of(taken(people, materials="专利证书 12份"))
    assert [(row.name, row.copies) for row in kept] == [("专利证书", 12)]


def test_a_line_of_blanks_inside_is_read_at_once():
    begin = perf_counter()
    with pytest.raises(Refused):
        materials_of("图" + " " * 19_000 + "纸")
    assert perf_counter() - begin < 1
