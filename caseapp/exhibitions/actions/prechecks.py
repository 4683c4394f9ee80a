"""The look before the show: what is known is kept as warnings, each answered once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.exhibitions.actions.exhibitors import begin
from caseapp.exhibitions.exhibitor_models import Exhibit, FairWarning
from caseapp.exhibitions.prechecks import VERDICTS, Known, Looked
from caseapp.exhibitions.queries import Opened
from caseapp.ledger import actions as ledger

_PARTS = 500


def check_before(*, by: Person, opened: Opened, looked: Looked) -> tuple[int, int]:
    """Keep what a look found and was not known; what was answered stays answered. New and all."""
    begin(by=by, opened=opened, doing="展前审查")
    kept = _kept(opened.id)
    there = {(row.exhibitor_id, row.kind, row.source) for row in kept}
    found = {(one.exhibitor_id, one.kind, one.source): one for one in looked.known}
    new = [one for key, one in found.items() if key not in there]
    # What nobody answered and is no longer so, such as a number put right, is not asked any more.
    left = [
        row.id
        for row in kept
        if not row.verdict and (row.exhibitor_id, row.kind, row.source) not in found
    ]
    _warn(opened.id, new)
    _drop(left)
    _name_patents(looked)
    ledger.record(
        by=by,
        action="exhibitor.checked",
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        details={"new": len(new), "found": len(found), "no_longer": len(left)},
    )
    return len(new), len(found)


def answer_warning(
    *, by: Person, opened: Opened, warning_id: int, verdict: str, words: str
) -> None:
    """Say what was made of a warning; it is not asked again."""
    begin(by=by, opened=opened, doing="登记审查结论")
    row = db.session.get(FairWarning, warning_id)
    if row is None or row.fair_id != opened.id:
        raise NotVisible
    if verdict not in VERDICTS:
        raise Refused("请选择结论。")
    if verdict == "not_same" and not words:
        raise Refused(
            "认为不是同一主体或者无关的，应当写明理由。", remedy="如：同名，信用代码不同。"
        )
    row.verdict, row.verdict_words = verdict, words
    row.verdict_by, row.verdict_at = by.name, now()
    db.session.flush()
    ledger.record(
        by=by,
        action="exhibitor.warning_answered",
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        reason=words,
        details={"warning": row.id, "exhibitor": row.exhibitor_id, "verdict": verdict},
    )


def _kept(fair_id: int) -> Sequence[Any]:
    table: Any = FairWarning.__table__
    columns = (table.c.id, table.c.exhibitor_id, table.c.kind, table.c.source, table.c.verdict)
    return db.session.execute(sa.select(*columns).where(table.c.fair_id == fair_id)).all()


def _warn(fair_id: int, new: Sequence[Known]) -> None:
    table: Any = FairWarning.__table__
    blank = dict.fromkeys(("verdict", "verdict_words", "verdict_by"), "")
    rows = [
        {
            **blank,
            "fair_id": fair_id,
            "exhibitor_id": one.exhibitor_id,
            "kind": one.kind,
            "source": one.source,
            "words": one.words[:400],
            "found_at": now(),
        }
        for one in new
    ]
    _write(table.insert(), rows)


def _drop(ids: Sequence[int]) -> None:
    table: Any = FairWarning.__table__
    for at in range(0, len(ids), _PARTS):
        gone = table.delete().where(table.c.id.in_(ids[at : at + _PARTS]))
        db.session.connection().execute(gone)


def _name_patents(looked: Looked) -> None:
    table: Any = Exhibit.__table__
    named = [{"row_id": row, "patent": patent} for row, patent in looked.patents.items()]
    change = table.update().where(table.c.id == sa.bindparam("row_id"))
    _write(change.values(patent_id=sa.bindparam("patent")), named)


def _write(statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    for at in range(0, len(rows), _PARTS):
        db.session.connection().execute(statement, rows[at : at + _PARTS])
