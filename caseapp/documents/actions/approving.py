"""The line of approval: handing a draft in, opinions on it, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.documents import issuing, queries
from caseapp.documents.actions.papers import record_act, refuse_unready, still_open
from caseapp.documents.approval import (
    AGREE,
    HAND_IN,
    RETURN,
    STAGE_WORDS,
    TAKE_BACK,
    UNDERTAKER,
    VERDICT_WORDS,
    next_stage,
    round_of,
)
from caseapp.documents.issue_models import PaperOpinion
from caseapp.documents.models import PaperRecord
from caseapp.ledger import actions as ledger

IN_APPROVAL = STAGE_WORDS.keys() - {UNDERTAKER}


def hand_in(
    *, by: Person, paper_id: int, stages: Sequence[str], text: str, on: date, version: int = 0
) -> None:
    """Hand a complete draft in for approval with the undertaker's opinion, as the page of `version` had it."""
    record = queries.paper_to_change(paper_id)
    still_open(record)
    if record.waits_for in IN_APPROVAL:
        raise Refused(
            f"《{record.title}》已经报批，正在等{STAGE_WORDS[record.waits_for]}审批。",
            remedy="需要改动的，请先撤回；改动草稿以后要重新报批。",
        )
    if version:
        _refuse_unread(record, version)
    refuse_unready(record, on, why="报批")
    _keep(by, record, said=(UNDERTAKER, HAND_IN), text=text, on=on)
    record.waits_for = next_stage(stages, UNDERTAKER)
    _tell(record)


def agree(
    *, by: Person, paper_id: int, stages: Sequence[str], text: str, on: date, version: int
) -> str:
    """Agree at one's stage to the version that was read; returns the next stage, nobody after the last."""
    record, stage = _read(paper_id, version)
    _keep(by, record, said=(stage, AGREE), text=text, on=on)
    following = next_stage(stages, stage)
    record.waits_for = following
    _tell(record)
    return following


def send_back(*, by: Person, paper_id: int, text: str, on: date, version: int) -> None:
    """Return a draft to the undertaker with the reason; everything said so far ends with it."""
    record, stage = _read(paper_id, version)
    if not text.strip():
        raise Refused("退回修改应当写明意见。", remedy="请写明哪里需要修改。")
    _keep(by, record, said=(stage, RETURN), text=text, on=on)
    record.waits_for = UNDERTAKER
    _tell(record)


def take_back(*, by: Person, paper_id: int, text: str, on: date) -> None:
    """Take a draft back from approval; what was said so far no longer counts."""
    record = queries.paper_to_change(paper_id)
    still_open(record)
    if record.waits_for not in IN_APPROVAL:
        raise Refused(f"《{record.title}》不在审批中，不用撤回。")
    _keep(by, record, said=(UNDERTAKER, TAKE_BACK), text=text, on=on)
    record.waits_for = ""
    _tell(record)


def _read(paper_id: int, version: int) -> tuple[PaperRecord, str]:
    """Find the paper that waits for an opinion on the very version that was read."""
    record = queries.paper_to_change(paper_id)
    still_open(record)
    if record.waits_for not in IN_APPROVAL:
        raise Refused(
            f"《{record.title}》现在没有等待审批。",
            remedy="草稿改动过、被退回或者撤回的，由承办人重新报批。",
        )
    _refuse_unread(record, version)
    return record, record.waits_for


def _refuse_unread(record: PaperRecord, version: int) -> None:
    if version != record.version:
        raise Refused(
            f"您看的是第 {version} 稿，《{record.title}》现在是第 {record.version} 稿，没有办理。",
            remedy="请看过本页最新的内容再办。",
        )


def _keep(by: Person, record: PaperRecord, *, said: tuple[str, str], text: str, on: date) -> None:
    stage, verdict = said
    _in_order(record, on)
    db.session.add(
        PaperOpinion(
            paper_id=record.id,
            stage=stage,
            verdict=verdict,
            text=text.strip() or VERDICT_WORDS[verdict],
            given_on=on,
            seen_version=record.version,
            by_id=by.id,
            by_name=by.name,
            recorded_at=now(),
        )
    )
    db.session.flush()
    details = {"stage": stage, "on": on.isoformat(), "version": record.version}
    record_act(by, f"paper.{verdict}", record, reason=text.strip(), details=details)


def _in_order(record: PaperRecord, on: date) -> None:
    if on > today():
        raise Refused("意见的日期不能晚于今天。", remedy="请核对日期。")
    given = round_of(issuing.opinions(record.id))
    if given and record.waits_for in IN_APPROVAL and on < given[-1].given_on:
        raise Refused(
            f"意见的日期不能早于上一环节的日期（{date_words(given[-1].given_on)}）。",
            remedy="请核对日期。",
        )


def _tell(record: PaperRecord) -> None:
    db.session.flush()
    ledger.announce(event="paper.changed", object_kind="paper", object_id=record.id)
