"""Real Chinese sentences to search in: those the product itself prints, and files made of them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from caseapp.base.identifiers import make_patent_number
from caseapp.search.card import SearchEntry
from caseapp.search.sources import person_tokens, unit_tokens

ROOT = Path(__file__).resolve().parents[2]
PRINTED = ("caseapp/documents/**/*.toml", "caseapp/law/**/*.toml", "docs/procedures/*.md")
UNITS = ("/210303/", "/210303/ZF/", "/210304/", "/210304/ZF/", "/210302/")
TEAM = (9, 10)
TRADES = ("电器", "照明", "五金", "文具", "家具", "净水设备", "塑料制品")
GOODS = (
    "LED台灯",
    "电热水壶",
    "SUPOR-A1 型电饭锅",
    "ＵＳＢ风扇",
    "净水器",
    "臺式電腦",
    "二〇号扳手",
)
MODELS = ("BX200", "bx-2015", "Kettle Pro", "TypeC", "AC220V", "Ⅲ型", "㎡")
SURNAMES, GIVEN = "王李张刘欧曾单仇解查", "伟芳娜敏静丽强磊军洋长乐行重"
_SENTENCE = re.compile(r"[^。；\n\"|]*[\u4e00-\u9fff][^。；\n\"|]{6,}[。；]?")


@dataclass(frozen=True)
class Held:
    """One object: what the index is given, whose it is, and its own patent."""

    entry: SearchEntry
    unit: str
    team: frozenset[int]
    patent: str


@cache
def sentences() -> tuple[str, ...]:
    """Return every sentence of the papers, the rules and the procedures, each once."""
    files = sorted(path for pattern in PRINTED for path in ROOT.glob(pattern))
    found = (part for path in files for part in _SENTENCE.findall(path.read_text("utf-8")))
    return tuple(dict.fromkeys(one.strip() for one in found))


def held(dice: random.Random, size: int) -> list[Held]:
    """Make objects of two kinds whose texts are drawn from the sentences."""
    patents = [make_patent_number(year=2015, kind=3, serial=n * 7919) for n in range(1, size + 1)]
    return [_one(dice, number, patents) for number in range(1, size + 1)]


def _one(dice: random.Random, number: int, patents: list[str]) -> Held:
    unit = dice.choice(UNITS)
    team = frozenset(dice.sample(TEAM, dice.choice((0, 0, 1, 2))))
    person = dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2))))
    firm = f"鞍山市{''.join(dice.choices(GIVEN, k=2))}{dice.choice(TRADES)}有限公司"
    goods, mine = dice.choice(GOODS), patents[number - 1]
    parts = [*dice.sample(sentences(), 5), f"查{person}销售{goods}，型号{dice.choice(MODELS)}"]
    if number % 5 == 0:  # the number of another one stands in the text, as on a photograph
        parts.append(f"外包装标注{dice.choice(patents).replace('ZL', 'ZL ')}")
    dice.shuffle(parts)
    entry = SearchEntry(
        kind=dice.choice(("case", "ticket")),
        object_id=number,
        key=f"鞍知案字〔{dice.randint(2015, 2026)}〕{number}号",
        title=f"{firm}{goods}{dice.choice(('侵权', '假冒专利', '重复授权'))}案",
        body="。".join(parts),
        numbers=(("patent", mine),),
        names=(firm, person),
        acl=(*unit_tokens(unit), *person_tokens(team)),
        on=date(2015, 1, 1) + timedelta(days=dice.randrange(4000)),
        version=1,
    )
    return Held(entry, unit, team, mine)
