"""What a killed server left behind, held against what it had answered for; each fault is a line."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.db import db, is_sqlite
from caseapp.cases.models import CaseFile, CaseStep
from caseapp.documents.models import PaperRecord
from caseapp.evidence.models import EvidenceItem, GoodsRow
from caseapp.ledger import kept_files
from caseapp.ledger import queries as ledger
from caseapp.ledger.models import AuditRow, DoneRequest, NumberEntry, NumberSeries
from caseapp.ledger.store import FileStore
from caseapp.reactions import pending_in_search
from caseapp.search.finder import Finder
from tests.crash.workload import Kept

KINDS = ("lost", "half", "gap", "twice", "unindexed", "chain", "damaged")


@dataclass(frozen=True)
class Left:
    """What stands in the office now."""

    faults: tuple[str, ...]
    acts: int
    orphans: int

    def count(self, kind: str) -> int:
        """Count the faults of one kind."""
        return sum(one.startswith(f"{kind}: ") for one in self.faults)


def look(app: Flask, kept: Kept) -> Left:
    """Look through the whole office; run inside its context, with no server at work."""
    db.session.rollback()
    faults = [
        *_lost(kept),
        *_half_cases(),
        *_half_papers(),
        *_files(app),
        *_numbers(),
        *_unindexed(app),
        *(f"chain: {problem.text}" for problem in ledger.verify_chain().problems),
        *_integrity(),
    ]
    store: FileStore = app.extensions["store"]
    counted_on = set(ledger.stored_hashes())
    orphans = sum(one not in counted_on for one in store.all_hashes())
    acts = db.session.scalar(sa.select(sa.func.count()).select_from(DoneRequest)) or 0
    db.session.rollback()
    return Left(tuple(faults), acts, orphans)


def _lost(kept: Kept) -> Iterator[str]:
    """Yield what was acknowledged and is not there."""
    contents = dict(db.session.execute(sa.select(CaseFile.id, CaseFile.content)).all())
    steps = _pairs(CaseStep.case_id, CaseStep.step)
    items = _pairs(EvidenceItem.case_id, EvidenceItem.sha256)
    goods = set(db.session.scalars(sa.select(GoodsRow.case_id)))
    for act, case_id, mark in kept.said:
        there = {
            "lead": lambda c, m: m in contents.get(c, ""),
            "item": lambda c, m: (c, m) in items,
            "goods": lambda c, _m: c in goods,
            "step": lambda c, m: (c, m) in steps,
        }[act]
        if not there(case_id, mark):
            yield f"lost: {act} {mark} of case {case_id}"


def _pairs(first: Any, second: Any) -> set[tuple[Any, Any]]:
    return {(one, other) for one, other in db.session.execute(sa.select(first, second))}


def _half_cases() -> Iterator[str]:
    """Yield cases of which a part is missing: number, limit, trail, history, record of the click."""
    rows = db.session.execute(
        sa.select(AuditRow.object_id, AuditRow.action).where(AuditRow.object_kind == "case")
    )
    told = Counter((number, action) for number, action in rows)
    numbered = _texts()
    steps = db.session.execute(sa.select(CaseStep).order_by(CaseStep.id)).scalars().all()
    clicked = {
        one.result_url.split("#")[0]
        for one in db.session.scalars(sa.select(DoneRequest))
        if one.route == "/cases/new"
    }
    limited = set(db.session.scalars(sa.text("SELECT case_id FROM deadline")))
    for case in db.session.scalars(sa.select(CaseFile)):
        mine = [one for one in steps if one.case_id == case.id]
        wanted = {
            "number of the lead": case.lead_no in numbered,
            "number of the case": (case.case_no in numbered) == (case.filed_on is not None),
            "limit": case.id in limited,
            "opening in the trail": told[str(case.id), "case.lead_opened"] == 1,
            "steps in the trail": all(told[str(case.id), f"case.{s.step}"] == 1 for s in mine),
            "state": (mine[-1].to_state if mine else case.state) == case.state,
            "version": case.version == 1 + len(mine),
            "record of the click": f"/cases/{case.id}" in clicked,
        }
        yield from (
            f"half: case {case.id}: {what}" for what, is_there in wanted.items() if not is_there
        )


def _half_papers() -> Iterator[str]:
    """Yield signed papers without their number, files or row in the trail."""
    numbered = _texts()
    signed = set(
        db.session.scalars(
            sa.select(AuditRow.object_id).where(
                AuditRow.object_kind == "paper", AuditRow.action == "paper.sign"
            )
        )
    )
    for paper in db.session.scalars(sa.select(PaperRecord)):
        is_signed = paper.state == "signed"
        if is_signed != (str(paper.id) in signed) or is_signed != (paper.sha256 is not None):
            yield f"half: paper {paper.id} is {paper.state}"
        if paper.number is not None and paper.number not in numbered:
            yield f"half: paper {paper.id} has a number no register knows"


def _texts() -> Collection[str]:
    return set(db.session.scalars(sa.select(NumberEntry.text)))


def _files(app: Flask) -> Iterator[str]:
    """Yield rows that count on bytes which are not in the store."""
    store: FileStore = app.extensions["store"]
    for sha256 in ledger.stored_hashes():
        if not store.verify(sha256):
            yield f"half: the bytes of {sha256} are missing or other ones"


def _numbers() -> Iterator[str]:
    """Yield gaps, numbers given twice, and numbers whose subject does not carry them."""
    carried = Counter(
        one
        for column in (CaseFile.lead_no, CaseFile.case_no, PaperRecord.number)
        for one in db.session.scalars(sa.select(column).where(column.is_not(None)))
    )
    yield from (f"twice: {text}" for text, times in carried.items() if times > 1)
    for series in db.session.scalars(sa.select(NumberSeries)):
        entries = ledger.register(series=series.series, year=series.year)
        name = f"{series.series} {series.year}"
        if [one.serial for one in entries] != list(range(1, series.last + 1)):
            yield f"gap: {name} does not run from 1 to {series.last}"
        yield from (f"gap: {e.text} stands on nothing" for e in entries if e.text not in carried)


def _unindexed(app: Flask) -> Iterator[str]:
    """Yield objects the index does not hold as they are and no waiting job will bring there."""
    finder: Finder = app.extensions["search"]
    waiting = set(pending_in_search())
    if not finder.index.is_usable():
        return  # it is rebuilt from the database whole
    for pair in finder.feed.drift():
        if pair not in waiting:
            yield f"unindexed: {pair[0]} {pair[1]}"


def _integrity() -> Iterator[str]:
    if is_sqlite():
        for (words,) in db.session.execute(sa.text("PRAGMA integrity_check")):
            if words != "ok":
                yield f"damaged: {words}"
        for row in db.session.execute(sa.text("PRAGMA foreign_key_check")):
            yield f"damaged: {row[0]} row {row[1]} refers to nothing in {row[2]}"


def collect(app: Flask) -> int:
    """Let two days pass over the store and remove what nobody refers to; give how many files went."""
    store: FileStore = app.extensions["store"]
    past = time.time() - 2 * 24 * 60 * 60
    for sha256 in store.all_hashes():
        os.utime(store.path(sha256), (past, past))
    return len(kept_files.sweep(store, by=Person.system()))
