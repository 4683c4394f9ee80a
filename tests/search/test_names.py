"""A name is found however it is typed: letters, first letters, both, other writing, a slip.

Each class types a name in its own way, and a name it cannot change is not asked in it. Letters, mixed
letters and homophones are asked of firms and persons; first letters, a part and one character less of
firms alone, as they do not tell persons apart. A hit is the name itself among the first five, or one
that sounds the same: who types by ear may mean either.
"""

import random
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from caseapp.search.pinyin import readings
from caseapp.search.text import normal
from tests.search.library import CHIEF, Library, entry

SURNAMES = {"单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "曾": "zeng", "查": "zha"}
PLAIN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程"
DOUBLE = {"尉迟": "yuchi", "欧阳": "ouyang", "单于": "chanyu", "上官": "shangguan"}
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红文斌晓春海波鹏飞雪梅"
TRADES = ["电器", "五金", "文具", "照明", "服装", "食品", "家具", "机械", "包装", "塑料"]
TRADITIONAL = str.maketrans(
    "伟丽军杰涛国华兰飞电张刘陈杨赵黄马罗", "偉麗軍傑濤國華蘭飛電張劉陳楊趙黃馬羅"
)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _names(count: int) -> list[tuple[str, str]]:
    """Invent firms and persons with how they are said, each name once."""
    dice = random.Random(9)  # noqa: S311 - invented names, the same ones each time
    said: dict[str, str] = {}
    while len(said) < count:
        surname = dice.choice([*SURNAMES, *PLAIN, *DOUBLE])
        sound = (SURNAMES | DOUBLE).get(surname) or readings(surname)[0]
        rest = "".join(dice.choices(GIVEN, k=2))
        if len(said) % 2:
            surname, sound = "", ""
            rest = (
                f"{''.join(dice.choices(GIVEN, k=3))}{dice.choice(TRADES)}{dice.choice('厂店行')}"
            )
        said[surname + rest] = sound + "".join(readings(one)[0] for one in rest)
    return list(said.items())


@cache
def _same_sound() -> dict[str, list[str]]:
    """Return the common characters by how they are usually read."""
    found: dict[str, list[str]] = {}
    for code in range(0x4E00, 0x9FA6):
        one = chr(code)
        if said := readings(one) if normal(one) == one and _is_common(one) else ():
            found.setdefault(said[0], []).append(one)
    return found


def _is_common(one: str) -> bool:
    try:
        return one.encode("gb2312")[0] < 0xD8  # the first level: what every keyboard offers first
    except UnicodeEncodeError:
        return False


def _homophone(name: str, at: int) -> str:
    """Return the name with another character of the same sound at a place, the next that has one."""
    for place in (*range(at, len(name)), *range(at)):
        others = [
            one for one in _same_sound().get(readings(name[place])[0], ()) if one != name[place]
        ]
        if others:
            return f"{name[:place]}{others[len(name) % len(others)]}{name[place + 1 :]}"
    return ""


def _mixed(name: str, *, is_sound: Callable[[int], bool]) -> str:
    return "".join(readings(one)[0] if is_sound(at) else one for at, one in enumerate(name))


def _is_firm(name: str) -> bool:
    return name[-1] in "厂店行"


CLASSES: dict[str, Callable[[str, str], str]] = {
    "拼音": lambda _, sound: sound,
    "首字母": lambda name, _: (
        "".join(readings(one)[0][0] for one in name) if _is_firm(name) else ""
    ),
    "混合，末字拼音": lambda name, _: _mixed(name, is_sound=lambda at: at == len(name) - 1),
    "混合，中间拼音": lambda name, _: _mixed(name, is_sound=lambda at: at == 1),
    "混合，首字汉字": lambda name, _: _mixed(name, is_sound=lambda at: at > 0),
    "繁体": lambda name, _: name.translate(TRADITIONAL),
    "全角": lambda _, sound: sound.translate(WIDE),
    "一部分": lambda name, _: name[1:] if _is_firm(name) else name,
    "同音字，末字": lambda name, _: _homophone(name, len(name) - 1),
    "同音字，中间": lambda name, _: _homophone(name, 1),
    "少一个字": lambda name, _: name[:2] + name[3:] if _is_firm(name) else "",
}


@pytest.mark.timeout(3600)
def test_names_stand_among_the_first_five_however_they_are_typed(
    library: Library, *, full_size: bool
):
    names = _names(10_000 if full_size else 600)
    library.cases.put(*(entry(n, "", names=(name,)) for n, (name, _) in enumerate(names, 1)))
    library.finder.feed.rebuild()
    asked, hit, lost = Counter[str](), Counter[str](), dict[str, list[str]]()
    for number, (name, sound) in list(enumerate(names, 1))[:: 10 if full_size else 4]:
        for group, typed_as in CLASSES.items():
            typed = typed_as(name, sound)
            if not typed or (typed == name and group != "一部分"):
                continue
            first = library.finder.find(typed, by=CHIEF, per_page=5).hits
            # Of two persons who sound alike either may be meant: one of that sound is a hit.
            alike = {n for n, (_, other) in enumerate(names, 1) if other == sound} | {number}
            asked[group] += 1
            if alike & {one.object_id for one in first}:
                hit[group] += 1
            else:
                lost.setdefault(group, []).append(f"{name} {normal(typed)}")
    share = {group: hit[group] / asked[group] for group in asked}
    assert min(share.values()) >= 0.99, (share, {g: found[:5] for g, found in lost.items()})
