"""The watch over a case's amounts: which grounds of a crime they reach, or which suspicion was stated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.cases.asked import Asked
from caseapp.cases.conditions import party_kind
from caseapp.cases.crime_models import CrimeSignal
from caseapp.cases.given import plain, stored_day, stored_money
from caseapp.cases.models import CaseFile, CaseStep
from caseapp.cases.open_file import OpenFile
from caseapp.cases.record_models import PenaltyReckoning
from caseapp.evidence.models import GoodsRow
from caseapp.law.criminal import (
    CriminalVerdict,
    amount_said,
    criminal_law,
    criminal_verdict,
    suspicion_is_enough,
)
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.tracks import PENALTY_TRACKS

STATED = "stated"
# The mark of a transfer on which the head has not decided yet; its text is the number.
PENDING = "pending"
# Under this key the step that answers them keeps which grounds stood, each with its sentence.
GROUNDS = "grounds"
# What of a form the figures are measured by.
MEASURED = ("act_end", "act_kinds", "gains")
NOTHING = Decimal(0)
UNREPORTED = "（行为种类还没有报告，先按假冒他人专利对照。）"


@dataclass(frozen=True, slots=True)
class Signal:
    """One ground that is reached, in a sentence with figure and article."""

    rule: str
    text: str


def signals_in(file: OpenFile) -> list[Signal]:
    """Return what the file says of a crime now that neither the police nor the head answered."""
    return [] if file.case.state == "with_police" else unanswered(file)


def unanswered(file: OpenFile, asked: Asked | None = None) -> list[Signal]:
    """Return the grounds of now without those that stood when the head kept it or the police sent it back."""
    if file.procedure.track not in PENALTY_TRACKS:
        return []
    last = file.latest("police_returned", "keep_crime")
    if last is None:
        return grounds_in(file, asked)
    if GROUNDS not in last.given:
        return []  # decided before it was kept what stood then
    told = dict(one.split(" ", 1) for one in last.given[GROUNDS])
    return [one for one in grounds_in(file, asked) if not _is_answered(one, told.get(one.rule))]


def _is_answered(one: Signal, before: str | None) -> bool:
    """Say whether it is what stood then: the same words, or a figure that did not grow since."""
    if before is None or before == one.text:
        return before is not None
    was, is_now = amount_said(before), amount_said(one.text)
    return was is not None and is_now is not None and is_now <= was


def grounds_in(file: OpenFile, asked: Asked | None = None) -> list[Signal]:
    """Return every ground the file reaches, or would with what is typed, each once; answered or not."""
    if file.procedure.track not in PENALTY_TRACKS:
        return []
    found: dict[str, Signal] = {}
    for one in (*_of_figures(file, asked), *_of_reckonings(file), *_of_report(file)):
        found.setdefault(one.rule, one)
    return list(found.values())


def _of_figures(file: OpenFile, asked: Asked | None) -> Iterator[Signal]:
    step = file.in_round("report", "punish_on_spot")
    given: Mapping[str, Any] = {**(step.given if step else {}), **_typed(asked)}
    verified = file.latest("verify")
    told = stored_day(verified.given, "act_on") if verified is not None else None
    act_end = stored_day(given, "act_end") or told or file.case.received_on
    verdict = _measured(file, given, act_end=act_end)
    if verdict is not None:
        doubt = "" if given.get("act_kinds") else UNREPORTED
        yield from (Signal(one.rule, one.text + doubt) for one in verdict.signals)


def _typed(asked: Asked | None) -> dict[str, Any]:
    """Return what a form says of sums, days and acts, as it would be kept."""
    told = {} if asked is None else plain(asked.given)
    return {key: told[key] for key in MEASURED if told.get(key) not in (None, "", [])}


def _measured(file: OpenFile, given: Mapping[str, Any], *, act_end: date) -> CriminalVerdict | None:
    """Measure by the longest list of goods: what was registered or seized was found before."""
    if file.procedure.track != "counterfeit":
        return None
    try:
        return criminal_verdict(
            decided=max(today(), act_end),
            act_end=act_end,
            business_amount=max((lot.total for lot in file.goods), default=NOTHING),
            gains=stored_money(given, "gains") or NOTHING,
            loss=NOTHING,
            number_of_patents=max(1, len(file.patents)),
            entity=party_kind(file) == "entity",
            repeat=False,
            acts=tuple(given["act_kinds"]) if given.get("act_kinds") else None,
        )
    except NoAnswer:
        return None  # an act older than any ground kept here


def _of_reckonings(file: OpenFile) -> Iterator[Signal]:
    """Read the latest reckoning in the file: it knows losses, earlier acts and a repeat as well."""
    kept = file.reckonings
    parts = kept[-1].answer if kept else []
    for part in parts:
        if part["key"] != "crime":
            continue
        for rule in part["rules"]:
            words = next((one for one in part["sentences"] if f"（{rule}，" in one), "")
            yield Signal(rule, f"处罚测算：{words}")


def _of_report(file: OpenFile) -> Iterator[Signal]:
    step = file.in_round("report", "punish_on_spot")
    if step is None or step.given.get("criminal_check") != "suspected":
        return
    enough = suspicion_is_enough(step.taken_on)
    duty = (
        f"有合理怀疑的，应当依照{criminal_law()['transfer_basis']}移送公安机关。"
        if enough
        else "应当查明是否达到追诉标准，达到的移送公安机关。"
    )
    yield Signal(
        STATED, f"调查终结报告认为涉嫌犯罪：{step.given.get('criminal_reason', '')} {duty}"
    )


def to_watch(case_ids: Collection[int]) -> list[int]:
    """Return the cases among these that have a figure, a reckoning, a report or a signal at all."""
    kept = (GoodsRow, PenaltyReckoning, CrimeSignal)
    has = [sa.exists().where(table.case_id == CaseFile.id) for table in kept]
    has.append(sa.exists().where(CaseStep.case_id == CaseFile.id, CaseStep.step == "report"))
    wanted = sa.select(CaseFile.id).where(
        CaseFile.id.in_(sorted(case_ids)), CaseFile.track.in_(PENALTY_TRACKS), sa.or_(*has)
    )
    return list(db.session.scalars(wanted.order_by(CaseFile.id)))


def standing(case_id: int) -> list[CrimeSignal]:
    """Return the signals of a case that stand."""
    wanted = sa.select(CrimeSignal).where(
        CrimeSignal.case_id == case_id, CrimeSignal.ended_at.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(CrimeSignal.id)))


def pending_of(case_id: int) -> str:
    """Return the number of the transfer to the police that waits for the head's decision."""
    wanted = sa.select(CrimeSignal.text).where(
        CrimeSignal.case_id == case_id,
        CrimeSignal.ended_at.is_(None),
        CrimeSignal.rule == PENDING,
    )
    return db.session.scalar(wanted) or ""
