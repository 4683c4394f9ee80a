"""When a hearing must be offered, and how much may be fined on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from caseapp.law.citations import Citation, citations, cited_on
from caseapp.law.criminal import CriminalSignal, criminal_signals
from caseapp.law.errors import NoAnswer
from caseapp.law.penalties import check_sum
from caseapp.law.rows import checked_rows, read_table, rows_on
from caseapp.law.time_limits import load
from caseapp.law.wording import AUTHORITIES, long_date, sum_of

__all__ = [
    "CriminalSignal", "HearingThreshold", "SummaryLimits", "criminal_signals",
    "hearing_threshold", "summary_limits",
]  # fmt: skip

TABLE = "thresholds.toml"
PARTIES = {"person": "公民", "entity": "法人或者其他组织"}
COUNTED = {"fine": "罚款", "confiscation": "没收违法所得和非法财物合计"}


@dataclass(frozen=True)
class HearingRow:
    """One sum from which a hearing must be offered; without a sum the figure is not known."""

    id: str
    authority: str
    party: str
    counts: str
    citations: tuple[Citation, ...]
    confidence: str
    amount: int | None = None
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class SummaryRow:
    """One sum up to which a fine may be imposed, or collected, on the spot."""

    id: str
    what: str
    amount: int
    citations: tuple[Citation, ...]
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class HearingThreshold:
    """Whether a hearing must be offered; `met` is None where the figure is not known."""

    met: bool | None
    threshold: Decimal | None
    rules: tuple[str, ...]
    basis: str
    text: str


@dataclass(frozen=True)
class SummaryLimits:
    """What may be done on the spot on a day."""

    person: Decimal
    entity: Decimal
    cash: Decimal
    basis: str


def hearing_threshold(
    *,
    party_kind: str,
    fine: Decimal,
    confiscation: Decimal,
    on: date,
    authority: str | None = None,
) -> HearingThreshold:
    """Say whether a proposed penalty gives the right to a hearing on a day."""
    if party_kind not in PARTIES:
        raise NoAnswer(f"当事人类型应当是{'或者'.join(PARTIES)}。")
    sums = {"fine": check_sum(fine, "罚款"), "confiscation": check_sum(confiscation, "没收数额")}
    who = authority or load().authority_on(on)
    rows = [
        row
        for row in rows_on(hearing_rows(), on)
        if row.authority == who and row.party in {party_kind, "any"}
    ]
    known = [(row, Decimal(row.amount)) for row in rows if row.amount is not None]
    if not known:
        return _unknown(rows, who=who, on=on)
    reached = [(row, limit) for row, limit in known if sums[row.counts] >= limit]
    named = reached or known
    said = "；".join(
        f"{COUNTED[row.counts]}{sum_of(sums[row.counts])}，"
        f"{'达到' if reached else '未达到'}{sum_of(limit)}（{row.id}）"
        for row, limit in named
    )
    basis = cited_on(named[0][0].citations, on)
    verdict = "应当告知当事人有要求听证的权利" if reached else "不属于必须告知听证权利的数额"
    local = "".join(dict.fromkeys(f"{row.note}。" for row, _ in named if row.note))
    return HearingThreshold(
        met=bool(reached),
        threshold=named[0][1],
        rules=tuple(row.id for row, _ in named),
        basis=basis,
        text=f"依据{basis}，对{PARTIES[party_kind]}拟{said}，{verdict}。{local}",
    )


def summary_limits(on: date) -> SummaryLimits:
    """Say how much may be fined and collected on the spot on a day."""
    rows = {row.id: row for row in rows_on(summary_rows(), on)}
    if not rows:
        raise NoAnswer(f"系统没有收录{long_date(on)}有效的当场处罚限额。")
    person, entity, cash = (rows[name] for name in ("TH-1", "TH-2", "TH-3"))
    cites = dict.fromkeys(cited_on(row.citations, on) for row in (person, entity, cash))
    return SummaryLimits(
        person=Decimal(person.amount),
        entity=Decimal(entity.amount),
        cash=Decimal(cash.amount),
        basis="、".join(cites),
    )


@cache
def hearing_rows() -> tuple[HearingRow, ...]:
    """Read the shipped hearing thresholds once."""
    required = {
        "id": str, "authority": str, "party": str, "counts": str, "basis": list,
        "confidence": str,
    }  # fmt: skip
    raw = read_table(TABLE).get("hearing", [])
    rows = checked_rows(TABLE, raw, required=required, optional={"amount": int, "note": str})
    return tuple(HearingRow(citations=citations(row.pop("basis")), **row) for row in rows)


@cache
def summary_rows() -> tuple[SummaryRow, ...]:
    """Read the shipped limits of on-the-spot fines once."""
    required = {"id": str, "what": str, "amount": int, "basis": list, "confidence": str}
    rows = checked_rows(TABLE, read_table(TABLE).get("summary", []), required=required)
    return tuple(SummaryRow(citations=citations(row.pop("basis")), **row) for row in rows)


def _unknown(rows: list[HearingRow], *, who: str, on: date) -> HearingThreshold:
    basis = cited_on(rows[0].citations, on) if rows else ""
    why = rows[0].note if rows else "系统没有收录当日的听证标准"
    return HearingThreshold(
        met=None,
        threshold=None,
        rules=tuple(row.id for row in rows),
        basis=basis,
        text=(
            f"{long_date(on)}由{AUTHORITIES.get(who, who)}作出处罚的听证标准没有确定：{why}。"
            "建议告知当事人有要求听证的权利。"
        ),
    )
