"""What is found and what is not: the same rows answer alike, indexed or not."""

import pytest

from tests.search.library import CHIEF, Library, entry

KETTLE = entry(
    1,
    "鞍山市鑫源电器有限公司假冒专利案",
    "在铁西区销售的电热水壶标有专利号，经核实该专利权已经终止。",
    names=("鞍山市鑫源电器有限公司", "王欣怡"),
)
LAMP = entry(
    2, "台灯外观设计侵权案", "当事人欧阳修远生产LED台灯，型号SUPOR-A1型台灯。", names=("欧阳修远",)
)
WATER = entry(
    3, "净水器案", "电热器与水壶分别查验，热水器二台。Ａ型滤芯，鞍山臺灣商會送檢。", names=("王伟",)
)


@pytest.fixture
def shelf(settled: Library) -> Library:
    """Give three rows, found in each of the three ways."""
    settled.save(KETTLE, LAMP, WATER)
    settled.work()
    return settled


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("电热水壶", {1}),
        ("热水", {1, 3}),
        ("王欣怡", {1}),
        ("欣怡", {1}),
        ("欧阳", {2}),
        ("修远", {2}),
        ("鑫源", {1}),
        ("鞍山市鑫源电器有限公司", {1}),
        ("源电", {1}),
        ("鞍山 专利", {1}),
        ("台灯 侵权", {2}),
        ("台灯 专利", set()),
        ("LED", {2}),
        ("led台灯", {2}),
        ("ＬＥＤ", {2}),
        ("supor-a1", {2}),
        ("SUPOR A1", {2}),
        ("a1型", {2}),
        ("A型", {3}),
        ("臺灣", {3}),
        ("台湾商会", {3}),
        ("侵權", {2}),
        ('"电热水壶标有"', {1}),
        ('"水壶电热"', set()),
        ("“热水器二台”", {3}),
        ("电热 水壶", {1, 3}),
        ("电热 -壶标", {3}),
        ("-案 鞍山", set()),
        ("当事人:王", {1, 3}),
        ("当事人：王伟", {3}),
        ("当事人:鞍山市", {1}),
        ("类型:案件 热水", {1, 3}),
        ("类型:工单 热水", set()),
        ("案件:电热水壶", {1}),
        ("工单:电热水壶", set()),
        ("王", {1, 3}),
        ("灯", {2}),
        ("壶", {1, 3}),
        ("电饭锅 或 欧阳", {2}),
        ("(LED OR 热水器) -滤芯", {2}),
        ("（台灯 | 电热水壶） 不含 侵权", {1}),
        ("热水 非 滤芯", {1}),
        ("!台灯 热水", {1, 3}),
        ("欧阳 或 鞍山 专利", {1, 2}),
        ("当事人:(王伟 或 欧阳)", {2, 3}),
        ("ouyang", {2}),
        ("oyxy", {2}),
        ("ouyang修远", {2}),
        ("xinyuandianqi", {1}),
        ("wang wei", {3}),
        ('"ouyang"', set()),
        ("热水 -wangwei", {1, 3}),
        ("supo", {2}),
        ('"supo"', set()),
        ("王玮", {3}),
        ("欧羊修远", {2}),
        ("鑫原电器", {1}),
        ("不存在的词", set()),
    ],
)
def test_words_find_what_contains_them_and_nothing_else(
    shelf: Library, typed: str, found: set[int]
):
    assert shelf.keys(typed) == found


@pytest.mark.parametrize("count", [0, 1, 3])
def test_none_one_and_three_hits_are_counted_and_shown(settled: Library, count: int):
    settled.save(*(entry(n, f"第{n}件电饭锅案") for n in range(1, count + 1)))
    settled.save(entry(50, "别的事"))
    settled.work()
    result = settled.finder.find("电饭锅", by=CHIEF)
    assert (result.total, len(result.hits)) == (count, count)
    assert {hit.object_id for hit in result.hits} == set(range(1, count + 1))


def test_a_number_stands_above_a_name_and_a_name_above_a_text(library: Library):
    library.save(
        entry(1, "旧案", "材料提到鑫源。", key="甲1"),
        entry(2, "鑫源公司案", "", key="乙2"),
        entry(3, "新案", "鑫源", key="鑫源"),
    )
    library.work()
    hits = library.finder.find("鑫源", by=CHIEF).hits
    assert [hit.object_id for hit in hits] == [3, 2, 1]


def test_pages_hold_each_hit_once(library: Library):
    library.save(*(entry(n, "电饭锅案") for n in range(1, 46)))
    library.work()
    pages = [library.finder.find("电饭锅", by=CHIEF, page=n).hits for n in (1, 2, 3)]
    ids = [hit.object_id for page in pages for hit in page]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted(ids) == list(range(1, 46))
    words = library.finder.find("电饭锅", by=CHIEF, page=3).words
    assert words == "第 41–45 项，共 45 项。"


def test_past_a_thousand_the_total_says_so(library: Library):
    library.cases.put(*(entry(n, "电饭锅案") for n in range(1, 1102)))
    library.finder.feed.rebuild()
    result = library.finder.find("电饭锅", by=CHIEF)
    assert (result.total, result.total_is_exact) == (1101, False)
    assert result.words == "第 1–20 项，约 1,101 项。"
    assert [facet.words for facet in result.facets] == ["约 1,101 项"]
    last = library.finder.find("电饭锅", by=CHIEF, page=999_999)
    assert (last.page, [hit.object_id for hit in last.hits]) == (56, [1])
    assert not last.has_next


def test_kinds_are_counted_and_chosen(library: Library):
    library.save(entry(1, "电饭锅案"))
    library.tickets.put(entry(1, "电饭锅举报"), entry(2, "又一个电饭锅"))
    library.waiting += [("ticket", 1), ("ticket", 2)]
    library.work()
    result = library.finder.find("电饭锅", by=CHIEF, kinds=["ticket"])
    assert {(hit.kind, hit.object_id) for hit in result.hits} == {("ticket", 1), ("ticket", 2)}
    assert [(f.kind_name, f.total) for f in result.facets] == [("案件", 1), ("工单", 2)]
    assert result.total == 2


def test_a_mark_in_a_phrase_stands_for_no_character_and_no_word(settled: Library):
    settled.save(
        entry(1, "", "移送案件和线索，依专利法（2008年）第六条"),
        entry(2, "", "移送案件、线索，依专利法（年）第六条"),
    )
    settled.work()
    assert settled.keys('"案件、线索"') == {2}
    assert settled.keys('"案件和线索"') == {1}
    assert settled.keys('"专利法（年"') == {2}
    assert settled.keys('"专利法（2008年"') == {1}


def test_a_page_of_nothing_but_names_that_sound_so_says_it_and_marks_them(library: Library):
    library.save(entry(1, "台灯案", names=("张三",)), entry(2, "张三丰牌水壶案"))
    library.work()
    heard = library.finder.find("zhangsan", by=CHIEF)
    assert heard.notices == ("没有这样写的，下面按读音找到。",)
    marked = {hit.object_id: hit.marked_title for hit in heard.hits}
    assert marked[2] == (("张三", True), ("丰牌水壶案", False))
    assert library.finder.find("张三", by=CHIEF).notices == ()
    library.save(entry(3, "zhangsan 来信"))
    library.work()
    assert library.finder.find("zhangsan", by=CHIEF).notices == ()


def test_a_party_typed_by_ear_is_no_title(settled: Library):
    settled.save(entry(1, "台灯案", names=("张三",)), entry(2, "张三丰牌水壶案", names=("李四",)))
    settled.work()
    assert settled.keys("当事人:zhangsan") == {1}
    assert settled.keys("当事人:(zhang san)") == {1}
    assert settled.keys("当事人:张叁") == {1}
    assert settled.keys("名称:zhangsan") == {1, 2}
