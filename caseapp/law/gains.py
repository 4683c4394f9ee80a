"""How illegal gains are reckoned: the method of the day, its deductions, and what is unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from caseapp.law.citations import Citation, citations, cited_on
from caseapp.law.errors import NoAnswer
from caseapp.law.penalties import NOTHING, check_sum
from caseapp.law.rows import checked_rows, read_table, rows_on
from caseapp.law.wording import long_date, sum_of

TABLE = "gains.toml"
DEDUCTIONS = {
    "material": "原材料",
    "purchase": "购进价款",
    "service_goods": "服务中使用的商品",
    "tax": "已缴纳的税款",
    "refund": "依法退赔的款项",
}


@dataclass(frozen=True)
class GainMethod:
    """One way to reckon gains and what it lets off."""

    id: str
    order: int
    authority: str
    what: str
    deducts: tuple[str, ...]
    citations: tuple[Citation, ...]
    confidence: str
    unsure: str = ""
    # Switched off: nobody's usual method; whoever uses it gives the reason.
    enabled: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class GainChoice:
    """The method to use, the others in force, and whether a lawyer must still decide."""

    method: GainMethod
    others: tuple[GainMethod, ...]
    unsure: bool
    text: str


@dataclass(frozen=True)
class Gains:
    """Gains as stored with a case: the method, the gross income, each deduction, the result."""

    method: str
    gross: Decimal
    deductions: tuple[tuple[str, Decimal], ...]
    amount: Decimal
    text: str


def choose_gain_method(decided: date, authority: str) -> GainChoice:
    """Pick the method by the day of the decision and the authority that decides."""
    fits = [row for row in gain_methods() if row.authority in {"any", authority}]
    found = sorted(rows_on(fits, decided), key=lambda row: row.order)
    usual = [row for row in found if row.enabled]
    if not usual:
        raise NoAnswer(f"系统没有收录{long_date(decided)}有效的违法所得计算方法。")
    method = usual[0]
    others = tuple(row for row in found if row is not method)
    words = f"依据{cited_on(method.citations, decided)}（{method.id}）：{method.what}。"
    unsure = [row for row in found if row.unsure]
    doubts = [f"存疑（{row.id}）：{row.unsure}，请报法制审核确定。" for row in unsure]
    return GainChoice(method, others, bool(unsure), words + "".join(doubts))


def illegal_gains(method: GainMethod, gross: Decimal, deductions: Mapping[str, Decimal]) -> Gains:
    """Reckon gains by one method; a deduction the method does not know is refused."""
    check_sum(gross, "收入总额")
    for kind, amount in deductions.items():
        name = DEDUCTIONS.get(kind, kind)
        check_sum(amount, name)
        if kind not in method.deducts:
            raise NoAnswer(f"{method.id}的计算方法不允许扣除{name}。")
    left_off = sum(deductions.values(), NOTHING)
    amount = max(NOTHING, gross - left_off)
    parts = "".join(f"，扣除{DEDUCTIONS[kind]}{sum_of(one)}" for kind, one in deductions.items())
    text = f"收入{sum_of(gross)}{parts}，违法所得为{sum_of(amount)}（{method.id}）。"
    return Gains(method.id, gross, tuple(deductions.items()), amount, text)


def gain_method(name: str) -> GainMethod:
    """Return one method by its id."""
    for row in gain_methods():
        if row.id == name:
            return row
    raise NoAnswer(f"没有编号为“{name}”的违法所得计算方法。")


@cache
def gain_methods() -> tuple[GainMethod, ...]:
    """Read the shipped methods once."""
    required = {
        "id": str, "order": int, "authority": str, "what": str, "deducts": list, "basis": list,
        "confidence": str,
    }  # fmt: skip
    raw = read_table(TABLE).get("gains", [])
    rows = checked_rows(TABLE, raw, required=required, optional={"unsure": str, "enabled": bool})
    return tuple(
        GainMethod(citations=citations(row.pop("basis")), deducts=tuple(row.pop("deducts")), **row)
        for row in rows
    )
