"""What an operator waits for while typing: the look for a caller and the likely duplicates.

    python bench/call_hints.py [--quick] [--small 1000] [--large 100000]

Tickets of invented shops, a fifth of them told twice, one in twenty by an agent with one telephone, all
in four markets and ten goods. CPU time of one process; both offices are asked the same in turn.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from measuring import arguments, percentile, tell, times, workplace
from seeding import Office, first_office, larger

from caseapp.accounts import queries as people
from caseapp.base.db import db, writing
from caseapp.base.identifiers import make_patent_number
from caseapp.hotline import hints
from caseapp.hotline.hints import Typed
from caseapp.hotline.models import Ticket
from caseapp.likeness.models import Trait
from caseapp.likeness.traits import traits_of
from caseapp.parties import actions as parties
from caseapp.parties import sealing
from caseapp.parties.models import Informant, Party

PARTS = 2000
AGENT = "0412-5550100"
MARKS = "兴旺宏达鑫源永盛华泰金鼎瑞丰恒通佳美康宁博雅顺发锦绣旭日凯旋安居乐业福临百川天和正阳立信"
TRADES = ("家电", "五金", "灯具", "箱包", "玩具", "净水", "厨具", "建材", "文具", "服饰")
MARKETS = ("小商品市场", "西柳服装市场", "新世纪商城", "站前建材市场")
GOODS = ("电热水壶", "净水器", "台灯", "拉杆箱", "积木", "炒锅", "卷尺", "保温杯", "耳机", "折叠椅")
SAID = (
    "反映人在{place}看到{firm}出售{goods}，外包装上印有专利号{patent}，上网查不到，怀疑是假冒的。",
    "{firm}卖的{goods}包装盒标注{patent}，查询后发现与商品不符，希望核实处理。地点在{place}。",
    "来电说{place}有一家{firm}，店里{goods}的吊牌写着{patent}，已经过期了还在宣传，请派人去查。",
)


@dataclass
class Times:
    """What the answers of one office took."""

    callers: list[float] = field(default_factory=list)
    hints: list[float] = field(default_factory=list)


def main() -> None:
    """Fill two offices with tickets and ask both what an operator's page asks."""
    asked = arguments(__doc__, small=1000, large=100_000)
    sizes = (200, 1000) if asked.quick else (asked.small, asked.large)
    rounds = 10 if asked.quick else 300
    with workplace(asked.folder) as folder:
        first = first_office(folder / "first", with_files=False)
        offices = {size: _filled(first, folder / str(size), size) for size in sizes}
        taken = {size: Times() for size in sizes}
        gc.collect()
        gc.freeze()
        ask_in_turn(offices, taken, rounds=rounds)
    small, large = (taken[size] for size in sizes)
    _tell("caller looked up", sizes, (small.callers, large.callers))
    _tell("hints with duplicates", sizes, (small.hints, large.hints))


def _tell(what: str, sizes: tuple[int, int], took: tuple[list[float], list[float]]) -> None:
    small, large = took
    name = f"{what}, {sizes[1]} against {sizes[0]} tickets"
    tell(f"{name}, p50", times(statistics.median(large) / statistics.median(small)))
    slow = percentile(large, 0.95)
    tell(f"{name}, p95", times(slow / percentile(small, 0.95)), "<= 4x")
    tell(f"{what}, {sizes[1]} tickets, p95,", f"{slow * 1000:.1f} ms", "<= 100 ms")


def ask_in_turn(offices: dict[int, Office], taken: dict[int, Times], *, rounds: int) -> None:
    """Ask both offices the same, one after the other."""
    dice = random.Random(11)
    for turn in range(rounds + 3):
        known = dice.randrange(min(offices))
        typed = _typed(random.Random(known), dice)
        for size, office in offices.items():
            with office.inside():
                by = people.person_by_login("operator")
                assert by is not None
                db.session.connection()
                look = _lasted(partial(hints.contacts_of, typed.caller_phone, by=by))
                told = _lasted(partial(hints.hints, typed, by=by, contacts=()))
            if turn >= 3:  # the first answers warm what both keep
                taken[size].callers.append(look)
                taken[size].hints.append(told)


def _lasted(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _typed(matter: random.Random, dice: random.Random) -> Typed:
    """Tell a matter that every office has once more, in other words."""
    told = _matter(matter)
    return Typed(
        **(told | {"content": dice.choice(SAID).format(**_parts(told))}),
        caller_phone=dice.choice((AGENT, _phone(dice.randrange(1000)))),
    )


def _matter(dice: random.Random) -> dict[str, str]:
    firm = f"{''.join(dice.sample(MARKS, 3))}{dice.choice(TRADES)}商行"
    place = f"鞍山市铁西区{dice.choice(MARKETS)}{dice.choice('ABCD')}{dice.randrange(1, 900)}号摊位"
    patent = make_patent_number(year=2015, kind=3, serial=dice.randrange(1, 900_000))
    told = {"respondent": firm, "place": place, "product": dice.choice(GOODS)}
    told["patent_as_printed"] = patent if dice.random() < 0.7 else ""
    return told | {"content": dice.choice(SAID).format(**_parts(told | {"patent": patent}))}


def _parts(told: dict[str, str]) -> dict[str, str]:
    patent = told.get("patent") or told["patent_as_printed"] or "一个专利号"
    return {
        "place": told["place"],
        "firm": told["respondent"],
        "goods": told["product"],
        "patent": patent,
    }


def _phone(number: int) -> str:
    return AGENT if number % 20 == 0 else f"138{number:08d}"


def _filled(first: Office, folder: Path, size: int) -> Office:
    """Copy an office and fill it with tickets, their callers and their traits."""
    office = larger(first, folder, cases=0)
    with office.inside():
        by = people.person_by_login("operator")
        assert by is not None
        with writing():
            pattern = parties.add_informant(by=by, name="钱多多", phone=AGENT)
            sealed = db.session.get(Informant, pattern.id)
            kept = {column.key: getattr(sealed, column.key) for column in Informant.__table__.c}
        for start in range(1, size + 1, PARTS):
            numbers = range(start, min(start + PARTS, size + 1))
            with writing():
                _insert(Informant, (_informant(kept, number) for number in numbers if number % 2))
                _insert(Party, (_party(number) for number in numbers if not number % 2))
                _insert(Ticket, (_ticket(number, by) for number in numbers))
                _insert(Trait, (row for number in numbers for row in _traits(number)))
    return office


def _insert(table: Any, rows: Iterator[dict[str, Any]]) -> None:
    db.session.execute(sa.insert(table.__table__), list(rows))


def _told(number: int) -> dict[str, str]:
    """A fifth of the tickets tell a matter of before once more."""
    return _matter(random.Random(number // 5 * 5 if number % 5 == 1 else number))


def _informant(kept: dict[str, Any], number: int) -> dict[str, Any]:
    blind = sealing.blind_phone(_phone(number).replace("-", ""))
    return kept | {"id": number + 10, "alias": f"举报人-{number}", "phone_blind": blind}


def _party(number: int) -> dict[str, Any]:
    texts = ("former_names", "credit_code", "org_code", "registration_no", "id_number")
    more = ("legal_representative", "representative_post", "address", "service_address")
    empty = dict.fromkeys((*texts, *more, "contact", "note"), "")
    moment = datetime(2024, 1, 8, tzinfo=UTC)
    return empty | {
        "id": number,
        "kind": "person",
        "name": f"来电人{number}",
        "phone": _phone(number),
        "version": 1,
        "changed_by": "刘晓燕",
        "changed_at": moment,
    }


def _ticket(number: int, by: Any) -> dict[str, Any]:
    day = date(2015, 1, 5) + timedelta(days=number % 4000)
    moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    is_report = number % 2 == 1
    row = {
        **_told(number),
        "id": number,
        "number": f"12330-{day:%Y%m%d}-{number:06d}",
        "query_code_hash": f"{number:064d}",
        "channel": "phone",
        "matter": "report" if is_report else "complaint",
        "state": "open" if number % 50 == 0 else "closed",
        "received_on": day,
        "received_at": moment,
        "informant_id": number + 10 if is_report else None,
        "caller_id": None if is_report else number,
        "unit_id": by.unit_id,
        "unit_path": by.unit_path,
        "operator_id": by.id,
        "operator_name": by.name,
        "created_at": moment,
    }
    return {column.key: row.get(column.key, _empty(column)) for column in Ticket.__table__.c}


def _empty(column: Any) -> Any:
    if column.nullable:
        return None
    default = column.default
    return {} if column.key == "answers" else default.arg if default is not None else ""


def _traits(number: int) -> Iterator[dict[str, Any]]:
    told = Typed(**_told(number)).told()
    for one in traits_of(told):
        yield {
            "object_kind": hints.KIND,
            "kind": one.kind,
            "value": one.value,
            "object_id": number,
        }


if __name__ == "__main__":
    main()
