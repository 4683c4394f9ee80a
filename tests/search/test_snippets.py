"""What is marked is what was found, in the row's own words."""

import pytest

from caseapp.search.language import looser, parse
from caseapp.search.snippets import marked, marker, snippet


def marks(typed: str, text: str) -> list[str]:
    """Return the marked pieces of a text."""
    mark = marker(parse(typed, {}).words)
    segments = marked(text, mark)
    assert "".join(piece for piece, _ in segments) == text
    return [piece for piece, is_marked in segments if is_marked]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("侵权", "鞍山市立山區人民法院審理侵權一案", ["侵權"]),
        (
            "zl201530012345.4",
            "标注ＺＬ２０１５３００１２３４５．４字样",
            ["ＺＬ２０１５３００１２３４５．４"],
        ),
        ("ZL201530012345.4", "专利号 2015 3 0012345 备查", ["2015 3 0012345"]),
        ("201530012345", "专利号 ZL 2015 3 0012345.4", ["ZL 2015 3 0012345"]),
        ("鞍知罚字(2015)12号", "见鞍知罚字〔2015〕12号决定", ["鞍知罚字〔2015〕12号"]),
        ("电热 水壶", "电热……水壶", ["电热", "水壶"]),
        ("led", "LED灯与led灯", ["LED", "led"]),
        ("℃ 电", "25℃电", ["电"]),
        ("不在", "这里没有", []),
    ],
)
def test_marks_stand_in_the_words_of_the_original(typed: str, text: str, found: list[str]):
    assert marks(typed, text) == found


def test_a_snippet_shows_the_places_and_leaves_out_the_rest():
    text = "前" * 200 + "电热水壶一" + "中" * 200 + "电热水壶二" + "后" * 200
    segments = snippet(text, marker(parse("电热水壶", {}).words))
    shown = "".join(piece for piece, _ in segments)
    assert [piece for piece, is_marked in segments if is_marked] == ["电热水壶", "电热水壶"]
    assert shown.startswith("…前")
    assert shown.endswith("后…")
    assert "一中" in shown
    assert len(shown) < 200


def test_a_row_without_the_words_shows_its_beginning():
    assert snippet("字" * 300, None) == (("字" * 90 + "…", False),)
    assert snippet("", None) == ()


def test_markup_stays_text():
    segments = snippet("<script>电饭锅</script>", marker(parse("电饭锅", {}).words))
    assert segments == (("<script>", False), ("电饭锅", True), ("</script>", False))


def test_the_longest_number_pattern_ends_soon():
    text = "1 " * 25_000
    assert snippet(text, marker(parse("1" * 39 + "2", {}).words))


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("zhangsan", "张三诉李四", ["张三"]),
        ("zs", "李四、张三", ["张三"]),
        ("zhang san", "李四、张三", ["张三"]),
        ("张wei", "鞍山市张伟商行", ["张伟"]),
        ("danxx", "单雄信", ["单雄信"]),
        ("当事人:zhangsan", "张三", ["张三"]),
        ("zhangsan", "张" + "叁" * 300, []),
    ],
)
def test_names_are_marked_where_they_sound_so(typed: str, text: str, found: list[str]):
    mark = marker(parse(typed, {}).words, by_sound=True)
    assert [piece for piece, is_marked in marked(text, mark) if is_marked] == found


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("张玮", "张伟、王芳", ["张伟"]),
        ("王欣月怡", "王欣怡", ["王欣怡"]),
        ("欧阳远", "欧阳修远", ["欧阳修远"]),
        ("欧阳秀原", "欧阳修远", ["欧阳修远"]),
    ],
)
def test_names_are_marked_where_one_character_is_off(typed: str, text: str, found: list[str]):
    words = [word for other in looser(parse(typed, {})) for word in other.words]
    mark = marker(words, by_sound=True)
    assert [piece for piece, is_marked in marked(text, mark) if is_marked] == found
