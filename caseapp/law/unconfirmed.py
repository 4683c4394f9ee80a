"""The rows of the law that somebody still has to confirm, and what hangs on each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from caseapp.law.criminal import CriminalRow, criminal_rows
from caseapp.law.gains import gain_methods
from caseapp.law.limit_rows import LimitRow, LocalRow
from caseapp.law.penalties import penalty_rows
from caseapp.law.procedures.articles import ARTICLES
from caseapp.law.procedures.handbook import gates_of
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.table import Procedure, Step
from caseapp.law.serving import serving_rows
from caseapp.law.surcharge import surcharge_rows
from caseapp.law.thresholds import COUNTED, PARTIES, HearingRow, hearing_rows
from caseapp.law.time_limits import every_local, load
from caseapp.law.wording import in_force, span

NUMBERED = re.compile("第[〇零一二三四五六七八九十百]+条")
MARKS: Mapping[str, str] = {
    "?": "没有核实（?）",
    "K-": "条号或者内容待核（K-）",
}
DOUBTFUL = tuple(MARKS)


@dataclass(frozen=True)
class Unconfirmed:
    """One row to be confirmed: its marks, where it is from, whether it counts meanwhile."""

    kind: str
    id: str
    what: str
    marks: tuple[str, ...]
    source: str
    confidence: str
    note: str
    enabled: bool
    used_by: tuple[str, ...] = ()


@cache
def unconfirmed() -> tuple[Unconfirmed, ...]:
    """List every row that is switched off or doubtful, in the order of the files."""
    return (
        *(_limit(row) for row in load().rows if _limit_marks(row)),
        *(_local(row) for row in every_local() if not row.enabled),
        *(_hearing(row) for row in hearing_rows() if row.confidence in DOUBTFUL or row.note),
        *_sums(),
        *_unnumbered(),
    )


def _unnumbered() -> Iterator[Unconfirmed]:
    """A rule that gates quote without an article: its number was not seen, and none is made up."""
    asked: dict[str, list[str]] = {}
    for procedure in PROCEDURES.values():
        for gate in gates_of(procedure):
            for row in ARTICLES[gate.key]:
                if row.text and not NUMBERED.search(row.text):
                    asked.setdefault(row.text, []).append(gate.question)
    for text, questions in asked.items():
        known = tuple(dict.fromkeys(questions))
        yield Unconfirmed(
            kind="步骤依据",
            id=f"{len(known)}项前提",
            what=text,
            marks=("条号待核",),
            source=text,
            confidence="K-",
            note="条号没有核实，拒绝办理的说明只引规章名称",
            enabled=True,
            used_by=known,
        )


def _limit(row: LimitRow) -> Unconfirmed:
    length = span(row.length, row.unit) if row.length else "长度未定"
    return Unconfirmed(
        kind="期限",
        id=row.id,
        what=f"{row.what}（{length}）",
        marks=tuple(_limit_marks(row)),
        source="、".join(str(cite) for cite in row.citations),
        confidence=row.confidence,
        note=row.note,
        enabled=row.enabled,
        used_by=tuple(_uses(row)),
    )


def _limit_marks(row: LimitRow) -> list[str]:
    found = [] if row.enabled else ["停用"]
    found += [MARKS[row.confidence]] if row.confidence in DOUBTFUL else []
    parts = (("计算单位", row.unit_confidence), ("起算日", row.start_confidence))
    found += [f"{part}待核（{mark}）" for part, mark in parts if mark in DOUBTFUL]
    if row.note and "可信度K-" in row.note:
        found.append("说明中有待核之处（K-）")
    if any(cite.rule and not cite.article for cite in row.citations):
        found.append("条号待核")
    return found


def _local(row: LocalRow) -> Unconfirmed:
    return Unconfirmed(
        kind="本地期限",
        id=row.overrides,
        what=f"{load().row(row.overrides).what}（{span(row.length, row.unit)}，{row.area or '各地'}）",
        marks=("停用",),
        source=row.basis,
        confidence=row.confidence,
        note=row.note,
        enabled=False,
        used_by=(f"启用后在该地缩短 {row.overrides}",),
    )


def _sums() -> Iterator[Unconfirmed]:
    """List what is unsure about gains, penalties, crimes, service and surcharge, each by its own row."""
    for gain in gain_methods():
        if gain.unsure:
            used = "计算违法所得" if gain.enabled else "写明理由才可以选用"
            yield _sum("违法所得", gain, mark=MARKS["?"], note=gain.unsure, used_by=used)
    for kind, rows, used in (
        ("罚则", penalty_rows(), "测算罚款幅度"),
        ("送达", serving_rows(), "登记送达"),
        ("加处罚款", surcharge_rows(), "测算加处罚款"),
    ):
        for row in rows:
            if row.unsure:
                yield _sum(kind, row, mark=MARKS["K-"], note=row.unsure, used_by=used)
    for crime in criminal_rows():
        if not crime.figures:
            note = "由办案人员和法制审核逐案判断"
            yield _sum(
                "移送标准", crime, mark="没有数额标准", note=note, used_by="判断是否移送公安机关"
            )


def _sum(kind: str, row: Any, *, mark: str, note: str, used_by: str) -> Unconfirmed:
    enabled = getattr(row, "enabled", True)
    cited = row.basis if isinstance(row, CriminalRow) else "、".join(map(str, row.citations))
    return Unconfirmed(
        kind=kind,
        id=row.id,
        what=f"{row.what}（{in_force(row.valid_from, row.valid_to)}）",
        marks=(mark,) if enabled else ("停用", mark),
        source=cited,
        confidence=row.confidence,
        note=note,
        enabled=enabled,
        used_by=(used_by,),
    )


def _hearing(row: HearingRow) -> Unconfirmed:
    parties = {**PARTIES, "any": ""}
    sum_words = f"对{parties[row.party]}{COUNTED[row.counts]}{row.amount}元"
    return Unconfirmed(
        kind="听证标准",
        id=row.id,
        what="应当告知听证权利的数额" if row.amount is None else sum_words,
        marks=(MARKS.get(row.confidence, "省级规定待核"),),
        source="、".join(str(cite) for cite in row.citations),
        confidence=row.confidence,
        note=row.note,
        enabled=row.amount is not None,
        used_by=("事先告知时是否应当告知听证权利",),
    )


def _uses(row: LimitRow) -> Iterator[str]:
    first = next(one for one in load().rows if one.family == row.family)
    # A family's name stands for its first meaning; the others are named by their own id.
    names = {row.id, row.family} if row.meaning == first.meaning else {row.id}
    for procedure in PROCEDURES.values():
        if not _meets(row, procedure):
            continue
        opens = any(names & set(group) for group in procedure.opening_limits.values())
        steps = [step.name for step in procedure.steps if names & _started(step)]
        if steps or opens:
            acts = "、".join([*(["登记"] if opens else []), *dict.fromkeys(steps)])
            yield f"{procedure.name}（{procedure.edition}）：{acts}"
    for other in load().rows:
        if row.id in other.internal_warning:
            yield f"{other.id}的内部提醒"


def _started(step: Step) -> set[str]:
    return {
        *step.starts,
        *step.starts_for_reporter,
        *step.starts_for_ownership,
        *step.starts_abroad,
    }


def _meets(row: LimitRow, procedure: Procedure) -> bool:
    # An old edition's case may reach a later row; a new edition's case never reaches an ended one.
    alive = row.valid_to is None or row.valid_to >= procedure.valid_from
    return alive and row.authority in {procedure.authority, "any", "general"}
