"""Names and places as they are compared: without forms of firms, provinces and marks between."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKS = re.compile(r"[\W_]+")
_HAN = r"[\u3400-\u9fff]"
# Up to the district; 小商品市场 is no city.
_UP_TO_DISTRICT = re.compile(
    rf"(?:{_HAN}{{2,3}}省|辽宁)?(?:(?:{_HAN}{{2,3}}市(?!场)){{1,2}}|鞍山)?"
    rf"(?:{_HAN}{{2,3}}[区县](?=.)|(?:铁东|铁西|立山|千山|海城|台安|岫岩)(?={_HAN}{{3}}))?"
)
_FORMS = re.compile(
    "有限责任公司|股份有限公司|有限公司|分公司|总公司|公司|集团|股份|个体工商户|工商户"
    "|经营部|经销部|经销处|销售部|销售中心|批发部|门市部|专营店|专卖店|旗舰店|分店|连锁店"
    "|商行|商店|商贸|贸易|工作室"
)
_STREET = re.compile(
    rf"(?P<street>{_HAN}{{1,8}}?(?:大街|大道|街|路|巷|胡同))(?P<number>[0-9]{{1,5}})?"
)
_MARKET = re.compile(
    rf"{_HAN}{{2,10}}?(?:市场|商场|广场|商城|大厦|超市|批发城|购物中心|电脑城|百货|小区|步行街)"
)
_BOOTH = re.compile(
    r"(?P<booth>[a-z]{0,2}[0-9]{1,4}(?:-[0-9]{1,4})?)号?(?:摊位|档口|柜台|床位|铺位|商铺|摊|铺|柜|室)"
)
_LEAST_CORE = 2
LONGEST = 80


@dataclass(frozen=True)
class Place:
    """Where it is: the very spot, and the street or market around it."""

    spot: str = ""
    around: str = ""


def plain(text: str) -> str:
    """Return a text as it is compared: one width, small letters, no marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def whole_name(text: str) -> str:
    """Return a name in one form, cut to what is kept."""
    return plain(text)[:LONGEST]


def core(text: str) -> str:
    """Return what tells a name from others: 鞍山市兴旺家电有限公司 is 兴旺家电."""
    name = plain(text)[:LONGEST]
    rest = name[_end_of_area(name) :]
    return next((one for one in (_FORMS.sub("", rest), rest, name) if len(one) >= _LEAST_CORE), "")


def pairs(text: str) -> frozenset[str]:
    """Return each two neighbours of a text."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def sound(text: str) -> str:
    """Return how a name is read: on the telephone 兴旺 and 星旺 are one."""
    from pypinyin import lazy_pinyin  # slow import, and few acts of the office compare names

    return "".join(lazy_pinyin(text))[:LONGEST]


def read_place(text: str) -> Place:
    """Take an address apart; a shop without street, market and number has no spot."""
    plain_dash = unicodedata.normalize("NFKC", text)[:400].casefold().replace(" ", "")
    address = plain_dash[_end_of_area(plain_dash) :]
    street = _STREET.search(address)
    market = _MARKET.search(address[street.end() :].lstrip("号") if street else address)
    booth = _BOOTH.search(address)
    around = (market[0] if market else street["street"] if street else "")[:LONGEST]
    if market and booth:
        return Place(f"{market[0]}{booth['booth']}"[:LONGEST], around)
    if street and street["number"]:
        return Place(f"{street['street']}{street['number']}"[:LONGEST], around)
    return Place("", around)


def _end_of_area(text: str) -> int:
    found = _UP_TO_DISTRICT.match(text)
    return found.end() if found else 0
