"""Keeping what a record can be found by, and what somebody said of two of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.ledger import actions as ledger
from caseapp.likeness import queries
from caseapp.likeness.models import Trait as Row
from caseapp.likeness.models import Verdict
from caseapp.likeness.traits import Trait

VERDICTS: Mapping[str, str] = {"same": "同一件事", "different": "不是同一件事", "later": "以后再定"}


def note(*, by: Person, object_kind: str, object_id: int, traits: Collection[Trait]) -> None:  # noqa: ARG001 - an act names its person; this one follows from another
    """Keep by what a record is found; only what changed is written."""
    wanted = frozenset(traits)
    kept = queries.traits_of_objects(object_kind, [object_id])[object_id]
    of_object = (Row.object_kind == object_kind, Row.object_id == object_id)
    for gone in kept - wanted:
        same = (Row.kind == gone.kind, Row.value == gone.value)
        db.session.execute(sa.delete(Row).where(*of_object, *same))
    if fresh := wanted - kept:
        db.session.execute(
            sa.insert(Row),
            [
                {
                    "object_kind": object_kind,
                    "object_id": object_id,
                    "kind": one.kind,
                    "value": one.value,
                }
                for one in sorted(fresh)
            ],
        )


def judge(*, by: Person, object_kind: str, one: int, other: int, verdict: str) -> Verdict:
    """Keep whether two records are about the same matter; nobody is asked about the pair again."""
    if verdict not in VERDICTS:
        raise Refused(
            "请选择是否同一件事。", remedy="在“同一件事、不是同一件事、以后再定”中选一项。"
        )
    if one == other:
        raise Refused("不能与自身比对。", remedy="请选择另一张工单。")
    said = queries.verdict_on(object_kind, one, other)
    if said is None:
        said = Verdict(object_kind=object_kind, low_id=min(one, other), high_id=max(one, other))
        db.session.add(said)
    said.verdict, said.by_id, said.by_name, said.at = verdict, by.id, by.name, now()
    db.session.flush()
    ledger.record(
        by=by,
        action="likeness.judged",
        object_kind=object_kind,
        object_id=one,
        details={"other": other, "verdict": verdict},
    )
    return said
