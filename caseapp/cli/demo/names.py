"""Invented names, addresses and numbers: coined words, right check digits, nobody meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from caseapp.base.identifiers import make_credit_code, make_id_number, make_patent_number

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻"
GIVEN: tuple[str, ...] = (
    "示远",
    "禾青",
    "砚田",
    "屿生",
    "栎明",
    "麦秋",
    "知夏",
    "松龄",
    "岫云",
    "澄宇",
)
GIVEN += ("见山", "望舒", "素琴", "国栋", "春燕", "永顺", "桂兰", "铁柱", "丽萍", "海涛")
COINED: tuple[str, ...] = (
    "禾砚",
    "屿川",
    "栎原",
    "麦序",
    "澄岫",
    "松喃",
    "知砾",
    "青檐",
    "砚池",
    "云埠",
)
COINED += ("拾光里", "白桦渡", "石榴坡", "柳芽", "暖檐", "北棠", "岫禾", "沐禾", "听雨轩", "满井")
TRADES = {
    "家电": ("电器商行", "家电经营部", "小家电批发部"),
    "五金": ("五金建材商店", "五金机电经营部", "劳保五金商行"),
    "百货": ("日用百货商店", "生活超市", "百货经营部"),
    "汽车": ("汽车用品店", "汽车装饰经营部", "车品商行"),
    "建材": ("建材有限公司", "新材料有限公司", "耐火材料有限公司"),
    "机械": ("机械设备有限公司", "机械制造有限公司", "机电设备有限公司"),
    "食品": ("食品有限公司", "食品加工有限公司", "农产品有限公司"),
    "科技": ("科技有限公司", "智能科技有限公司", "照明科技有限公司"),
}
STREETS = {
    "210302": ("胜利南路", "二一九路", "园林路", "南中华路", "东山街"),
    "210303": ("人民路", "九道街", "兴盛路", "共和路", "四隆广场北街"),
    "210304": ("北胜利路", "鞍千路", "曙光街", "双山路", "友好街"),
    "210311": ("千山中路", "通海大道", "汤岗子街", "宁远镇兴工路", "建材路"),
    "210381": ("环城东路", "西柳镇市场路", "永安路", "镁都大街", "南台镇箱包街"),
}
DISTRICTS = {
    "210302": "鞍山市铁东区",
    "210303": "鞍山市铁西区",
    "210304": "鞍山市立山区",
    "210311": "鞍山市千山区",
    "210381": "海城市",
}


@dataclass(frozen=True)
class Trader:
    """A shop or firm as its licence and its door say."""

    kind: str
    name: str
    credit_code: str
    boss: str
    address: str
    phone: str


class Inventor:
    """Makes up people, firms and numbers; the same dice make the same ones."""

    def __init__(self, dice: Random, *, taken: Iterable[str] = ()) -> None:
        self._dice = dice
        self._serial = 100
        self._taken = set(taken)

    def person(self) -> str:
        """Make up a name nobody else in the demo bears."""
        return self._new(lambda: self._dice.choice(SURNAMES) + self._dice.choice(GIVEN))

    def phone(self) -> str:
        """Make up a mobile number of a form no operator hands out in this way."""
        return f"1380000{self._dice.randrange(10_000):04d}"

    def id_number(self, area: str) -> str:
        """Make up an identity number with the right check digit."""
        born = date(self._dice.randrange(1962, 1996), self._dice.randrange(1, 13), 15)
        return make_id_number(area=area, born=born, order=self._dice.randrange(100, 999))

    def address(self, area: str) -> str:
        """Make up a door in a district of Anshan."""
        street = self._dice.choice(STREETS[area])
        return f"{DISTRICTS[area]}{street}{self._dice.randrange(1, 400)}号"

    def trader(self, area: str, trade: str) -> Trader:
        """Make up a shop or firm of a trade, with licence and owner."""
        self._serial += 1
        kind_of_shop = self._dice.choice(TRADES[trade])
        is_company = kind_of_shop.endswith("公司")
        place = DISTRICTS[area].removeprefix("鞍山市") if not is_company else "鞍山"
        name = self._new(lambda: f"{place}{self._dice.choice(COINED)}{kind_of_shop}")
        code = make_credit_code(area=area, serial=self._serial, kind="91" if is_company else "92")
        kind = "company" if is_company else "individual"
        return Trader(kind, name, code, self.person(), self.address(area), self.phone())

    def patent_number(self, kind: int, *, before: int, is_right: bool = True) -> str:
        """Make up a number old enough to have lapsed by a year; a wrong one has another check digit."""
        year, serial = before - self._dice.randrange(4, 10), self._dice.randrange(10_000, 990_000)
        number = make_patent_number(year=year, kind=kind, serial=serial)
        return number if is_right else number[:-1] + ("1" if number[-1] != "1" else "2")

    def _new(self, make: Callable[[], str]) -> str:
        found = make()
        while found in self._taken:
            found = make()
        self._taken.add(found)
        return found
