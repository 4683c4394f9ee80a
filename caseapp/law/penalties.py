"""How high a fine may be: the law of the act or a milder later one, the ceiling and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from caseapp.law.citations import Citation, citations
from caseapp.law.errors import FaultyData, NoAnswer
from caseapp.law.rows import checked_rows, read_table, rows_on
from caseapp.law.wording import long_date, sum_of

NOTHING = Decimal(0)
CENT = Decimal("0.01")
TABLE = "penalties.toml"
COUNTERFEIT = "counterfeit"
DISHONEST_FILING = "dishonest_filing"


@dataclass(frozen=True)
class Tier:
    """One step of a fine: above these gains, a multiple of the gains or a fixed sum."""

    above: Decimal | None = None
    times: int = 0
    fixed: Decimal = NOTHING


@dataclass(frozen=True)
class Serious:
    """The range of serious cases, and detention by the police where the law names it."""

    fixed: Decimal
    floor: Decimal = NOTHING
    detention: str = ""


@dataclass(frozen=True)
class PenaltyRow:
    """One version of a penalty, valid for acts that ended from a day to a day."""

    id: str
    law: str
    act: str
    what: str
    confiscate: bool
    tiers: tuple[Tier, ...]
    citations: tuple[Citation, ...]
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None
    orders: str = ""
    must: bool = False
    floor: Decimal = NOTHING
    serious: Serious | None = None
    note: str = ""
    # What nobody has confirmed about this row; it is said with the answer and listed.
    unsure: str = ""

    def tier(self, gains: Decimal) -> Tier:
        """Find the step for an amount of gains; without gains it is the last one."""
        return next(
            (step for step in self.tiers[:-1] if step.above is None or gains > step.above),
            self.tiers[-1],
        )

    def ceiling(self, gains: Decimal) -> Decimal:
        """Return the highest fine for an amount of gains."""
        step = self.tier(gains)
        return gains * step.times if step.times else step.fixed

    def basis(self) -> str:
        """Cite the article of this version."""
        return "、".join(str(cite) for cite in self.citations)


@dataclass(frozen=True)
class Leniency:
    """What the choice of the milder law is cited with, by the day of the decision."""

    words: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class FineRange:
    """The answer: which law, how high, what is confiscated, and why."""

    law: str
    ceiling: Decimal
    confiscate: Decimal
    basis: str
    text: str
    rule: str
    floor: Decimal = NOTHING

    def holds(self, fine: Decimal) -> bool:
        """Ask whether a fine lies inside the range."""
        return self.floor <= fine <= self.ceiling


def fine_range(
    gains: Decimal | None,
    act_end: date,
    decided: date,
    *,
    reason: str = "",
    act: str = COUNTERFEIT,
) -> FineRange:
    """Say how high the fine may be; gains of None mean there are none or nobody can tell."""
    if decided < act_end:
        raise NoAnswer(
            f"作出决定的日期{long_date(decided)}早于违法行为终了的日期{long_date(act_end)}。"
        )
    amount = check_sum(gains, "违法所得")
    old, new = _row_on(act, act_end), _row_on(act, decided)
    # A tie keeps the law of the act: the later one displaces it only when it is milder.
    row = new if new.ceiling(amount) < old.ceiling(amount) else old
    known = _gains_words(gains, reason)
    words = [
        f"{known}违法行为于{long_date(act_end)}终了，当时的规定为{_range_words(old, amount)}。"
    ]
    if new is not old:
        words.append(_choice_words(old, new, row=row, amount=amount, decided=decided))
    taken = amount if row.confiscate else NOTHING
    words.append(_outcome_words(row, row.ceiling(amount), taken))
    return FineRange(
        law=row.law,
        ceiling=row.ceiling(amount),
        confiscate=taken,
        basis=row.basis(),
        text="".join(words),
        rule=row.id,
        floor=row.floor,
    )


def spanning_doubt(act_start: date, act_end: date, *, act: str = COUNTERFEIT) -> str:
    """Say what is unsure where an act began under one version and ended under another."""
    rows = [row for row in penalty_rows() if row.act == act]
    began, ended = rows_on(rows, act_start), rows_on(rows, act_end)
    if not ended or began == ended or not ended[0].unsure:
        return ""
    return (
        f"存疑：违法行为自{long_date(act_start)}持续至{long_date(act_end)}，跨越新旧规定，按行为终了时的规定"
        f"（{ended[0].id}）测算；{ended[0].unsure}，请报法制审核确定。"
    )


def check_sum(amount: Decimal | None, what: str) -> Decimal:
    """Refuse what is no sum of money; nothing known counts as nothing."""
    if amount is None:
        return NOTHING
    if not amount.is_finite() or amount < 0:
        raise NoAnswer(f"{what}应当是零或者正数。")
    if amount >= Decimal(10) ** 15:
        raise NoAnswer(f"{what}过大，请核对。")
    if amount != amount.quantize(CENT):
        raise NoAnswer(f"{what}最小到分。")
    return amount


def penalty(name: str) -> PenaltyRow:
    """Return one version of a penalty by its id."""
    for row in penalty_rows():
        if row.id == name:
            return row
    raise NoAnswer(f"没有编号为“{name}”的处罚规则。")


@cache
def penalty_rows() -> tuple[PenaltyRow, ...]:
    """Read the shipped penalties once."""
    return parse_penalties(read_table(TABLE).get("penalty", []))


def parse_penalties(raw: list[dict[str, Any]]) -> tuple[PenaltyRow, ...]:
    """Turn raw rows into penalties; any fault refuses them all."""
    required = {
        "id": str, "law": str, "act": str, "what": str, "confiscate": bool, "tiers": list,
        "basis": list, "confidence": str,
    }  # fmt: skip
    optional = {
        "orders": str,
        "must": bool,
        "floor": int,
        "serious": dict,
        "note": str,
        "unsure": str,
    }
    rows = checked_rows(TABLE, raw, required=required, optional=optional)
    faults = [f"{row['id']}: {fault}" for row in rows for fault in _tier_faults(row["tiers"])]
    if faults:
        raise FaultyData(TABLE, faults)
    return tuple(_penalty(row) for row in rows)


@cache
def _leniency_rows() -> tuple[Leniency, ...]:
    raw = read_table(TABLE).get("leniency", [])
    return tuple(Leniency(**row) for row in checked_rows(TABLE, raw, required={"words": str}))


def _tier_faults(tiers: list[dict[str, Any]]) -> list[str]:
    faults = [] if tiers and "above" not in tiers[-1] else ["the last tier is not open"]
    faults += ["a tier before the last is open" for step in tiers[:-1] if "above" not in step]
    return faults + [
        "a tier has neither or both of times and fixed"
        for step in tiers
        if ("times" in step) == ("fixed" in step)
    ]


def _penalty(row: dict[str, Any]) -> PenaltyRow:
    tiers = tuple(
        Tier(
            above=Decimal(step["above"]) if "above" in step else None,
            times=step.get("times", 0),
            fixed=Decimal(step.get("fixed", 0)),
        )
        for step in row.pop("tiers")
    )
    heavy = row.pop("serious", None)
    return PenaltyRow(
        tiers=tiers,
        citations=citations(row.pop("basis")),
        floor=Decimal(row.pop("floor", 0)),
        serious=heavy and _serious(heavy),
        **row,
    )


def _serious(row: dict[str, Any]) -> Serious:
    return Serious(Decimal(row["fixed"]), Decimal(row.get("floor", 0)), row.get("detention", ""))


def _row_on(act: str, day: date) -> PenaltyRow:
    found = rows_on([row for row in penalty_rows() if row.act == act], day)
    if not found:
        raise NoAnswer(f"系统没有收录{long_date(day)}有效的罚款规定，不能测算。")
    return found[0]


def _gains_words(gains: Decimal | None, reason: str) -> str:
    if gains is None:
        return f"{reason or '没有违法所得或者违法所得无法计算'}，按没有违法所得的幅度测算。"
    return f"违法所得{sum_of(gains)}。" if gains else "没有违法所得。"


def _range_words(row: PenaltyRow, gains: Decimal) -> str:
    step = row.tier(gains)
    fine = f"违法所得{step.times}倍以下" if step.times else f"{sum_of(step.fixed)}以下"
    return f"{row.basis()}（{row.id}），罚款{fine}，上限{sum_of(row.ceiling(gains))}"


def _choice_words(
    old: PenaltyRow, new: PenaltyRow, *, row: PenaltyRow, amount: Decimal, decided: date
) -> str:
    cited = rows_on(_leniency_rows(), decided)[0].words
    if row is new:
        verdict = "较轻，适用决定时的规定"
    elif new.ceiling(amount) == old.ceiling(amount):
        verdict = "并不更轻，适用行为时的规定"
    else:
        verdict = "较重，适用行为时的规定"
    return (
        f"作出决定之日（{long_date(decided)}）的规定为{_range_words(new, amount)}，"
        f"与行为时相比{verdict}（从旧兼从轻，依据{cited}）。"
    )


def _outcome_words(row: PenaltyRow, ceiling: Decimal, taken: Decimal) -> str:
    orders = f"应当{row.orders}；" if row.orders else ""
    gains = f"没收违法所得{sum_of(taken)}；" if taken else ""
    may = ("应当" if row.must else "可以") + ("并处" if taken else "处")
    note = f"说明：{row.note}。" if row.note and row.tier(taken).times else ""
    floor = f"{sum_of(row.floor)}以上、" if row.floor else ""
    serious = _serious_words(row.serious) if row.serious else ""
    return f"{orders}{gains}{may}{floor}{sum_of(ceiling)}以下的罚款。{serious}{note}"


def _serious_words(heavy: Serious) -> str:
    fine = f"{sum_of(heavy.fixed)}以下的罚款"
    if heavy.detention:
        return f"情节严重的，由公安机关处{heavy.detention}拘留，可以并处{fine}。"
    floor = f"{sum_of(heavy.floor)}以上、" if heavy.floor else ""
    return f"情节严重的，处{floor}{fine}。"
