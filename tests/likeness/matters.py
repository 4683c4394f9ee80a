"""Invented matters, each told once or more, with the slips of people who write while they listen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from caseapp.base.identifiers import make_credit_code, make_patent_number
from caseapp.likeness.traits import Told

BRANDS = "兴旺宏达鑫源永盛华泰金鼎瑞丰恒通佳美康宁博雅顺发锦绣旭日凯旋安居乐业福临百川天和正阳立信"
SAME_SOUND = dict(
    zip("兴旺宏达鑫源永盛华泰金瑞丰恒佳美康", "星望红大新元勇胜花太今锐风横家每糠", strict=True)
)
TRADES = (
    "家电",
    "五金",
    "灯具",
    "箱包",
    "玩具",
    "净水设备",
    "厨具",
    "建材",
    "文具",
    "服饰",
    "茶业",
)
FORMS = ("商行", "有限公司", "经营部", "商店", "贸易有限公司", "批发部")
DISTRICTS = ("铁东区", "铁西区", "立山区", "千山区")
STREETS = ("人民路", "二道街", "解放路", "建国大道", "园林路", "胜利路", "和平路", "深沟寺街")
MARKETS = ("小商品市场", "西柳服装市场", "新世纪商城", "站前建材市场")
GOODS = (
    "电热水壶",
    "净水器",
    "台灯",
    "拉杆箱",
    "积木",
    "炒锅",
    "卷尺",
    "保温杯",
    "蓝牙耳机",
    "折叠椅",
)
# Not every ticket about one of these is about one matter: the telephone of an agent, a well-known patent.
AGENT, FAMOUS = "0412-5550100", make_patent_number(year=2016, kind=3, serial=41)
SAID = (
    "反映人在{where}看到{firm}出售{goods}，外包装上印有专利号{patent}，上网查不到这个专利，怀疑是假冒的。",
    "{firm}卖的{goods}包装盒标注{patent}，反映人查询后发现与商品不符，希望核实处理。地点在{where}。",
    "来电说{where}那边有一家{firm}，店里{goods}的吊牌写着{patent}，已经过期了还在宣传，请执法人员去查。",
    "{goods}上的{patent}是别人的专利号，商家{firm}没有经过许可就用了，位置是{where}，来电人要求查处。",
)
ASIDE = (
    "店主态度不好。",
    "来电人已拍照。",
    "上周买的，花了一百多元。",
    "旁边几家店也在卖。",
    "有购物小票。",
    "",
)


@dataclass(frozen=True)
class Record:
    """One ticket as it would be told, and which matter it is about."""

    matter: int
    told: Told


def records(dice: random.Random, *, matters: int) -> list[Record]:
    """Return tickets of that many matters, some told two or three times, in a mixed order."""
    made: list[Record] = []
    for matter in range(matters):
        first = _matter(dice, matter)
        made.append(Record(matter, first))
        made += [Record(matter, _again(dice, first)) for _ in range(dice.choice((0, 0, 1, 2)))]
    made += _about_nothing(dice, matters)
    dice.shuffle(made)
    return made


def _matter(dice: random.Random, matter: int) -> Told:
    brand = "".join(dice.sample(BRANDS, 2))
    firm = f"{dice.choice(DISTRICTS)}{brand}{dice.choice(TRADES)}{dice.choice(FORMS)}"
    is_famous = matter % 10 == 0
    patent = FAMOUS if is_famous else make_patent_number(year=2015, kind=3, serial=1000 + matter)
    place, goods = _place(dice), dice.choice(GOODS)
    said = dice.choice(SAID).format(where=place, firm=firm, goods=goods, patent=patent)
    link = f"https://item.jd.com/{100_000_000_000 + matter}.html" if matter % 7 == 0 else ""
    code = make_credit_code(area="210303", serial=matter + 1) if matter % 5 == 0 else ""
    agent = f"联系电话{AGENT}。" if matter % 4 == 0 else ""
    return Told(
        content=said + dice.choice(ASIDE) + agent,
        patent=patent if matter % 3 else "",
        respondent=firm,
        respondent_code=code,
        place=place,
        platform_link=link,
        product=goods,
    )


def _place(dice: random.Random) -> str:
    district = f"鞍山市{dice.choice(DISTRICTS)}"
    if dice.random() < 0.4:
        booth = f"{dice.choice('ABCD')}{dice.randrange(1, 400)}号摊位"
        return f"{district}{dice.choice(MARKETS)}{booth}"
    return f"{district}{dice.choice(STREETS)}{dice.randrange(1, 300)}号"


def _again(dice: random.Random, told: Told) -> Told:
    """Tell the matter once more: other words, and up to three slips."""
    words = dice.choice(SAID).format(
        where=told.place, firm=told.respondent, goods=told.product, patent=_patent_of(told)
    )
    content = dice.choice((told.content, words)) + dice.choice(ASIDE)
    again = replace(told, content=content, platform_link="", respondent_code="")
    for slip in dice.sample(SLIPS, dice.randrange(1, 4)):
        again = slip(dice, again)
    return again


def _patent_of(told: Told) -> str:
    at = told.content.find("ZL")
    return told.patent or told.content[at : at + 16]


def _misheard(_dice: random.Random, told: Told) -> Told:
    heard = "".join(SAME_SOUND.get(mark, mark) for mark in told.respondent)
    return replace(told, respondent=heard)


def _shortened(_dice: random.Random, told: Told) -> Told:
    name = told.respondent
    for form in (*FORMS, *DISTRICTS):
        name = name.replace(form, "")
    return replace(told, respondent=name)


def _wrong_digit(dice: random.Random, told: Told) -> Told:
    number = _patent_of(told)
    wrong = f"{number[:-1]}{dice.randrange(10)}"
    return replace(told, patent=wrong, content=told.content.replace(number, "某专利号"))


def _no_number(_dice: random.Random, told: Told) -> Told:
    return replace(told, patent="", content=told.content.replace(_patent_of(told), "一个专利号"))


def _no_place(_dice: random.Random, told: Told) -> Told:
    return replace(told, place="", content=told.content.replace(told.place, "市里"))


def _nobody_named(_dice: random.Random, told: Told) -> Told:
    return replace(told, respondent="", content=told.content.replace(told.respondent, "一家店"))


def _without_city(_dice: random.Random, told: Told) -> Told:
    return replace(told, place=told.place.removeprefix("鞍山市")[3:])


def _wide_digits(_dice: random.Random, told: Told) -> Told:
    wide = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    return replace(told, place=told.place.translate(wide), patent=told.patent.translate(wide))


SLIPS = (
    *(_misheard, _shortened, _wrong_digit, _no_number, _no_place, _nobody_named),
    *(_without_city, _wide_digits),
)


def _about_nothing(dice: random.Random, matters: int) -> Iterator[Record]:
    """Return questions that share words, goods and markets with everybody and a matter with nobody."""
    asked = (
        "外观设计专利怎么申请？",
        "商标注册要多长时间？",
        "版权登记去哪里办？",
        "专利年费交多少？",
    )
    for at in range(matters // 4):
        content = f"{dice.choice(asked)}来电人做{dice.choice(GOODS)}生意。{dice.choice(ASIDE)}"
        place = f"鞍山市{dice.choice(DISTRICTS)}{dice.choice(MARKETS)}"
        told = Told(content=content, place=place, product=dice.choice(GOODS))
        yield Record(matters + at, told)
