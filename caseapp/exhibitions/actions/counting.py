"""What a day at the station counts beside its records: who asked, what was handed out."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.exhibitions import queries, spot_queries
from caseapp.exhibitions.models import FairDay
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.spot_words import COUNTS
from caseapp.ledger import actions as ledger


def count(*, by: Person, opened: Opened, more: Mapping[str, int]) -> FairDay:
    """Add to today's counts; a wrong tap is taken back with a number below zero."""
    if not queries.may(by, "fair.work", opened):
        raise Refused("不能登记：您不在这次展会的值守名单上。", remedy="请由值守人员登记。")
    # Two stations count at once: the fair's row makes one of them wait.
    db.session.refresh(opened.fair, with_for_update=True)
    _refuse_other_days(opened)
    day = spot_queries.day_of(opened.id, today())
    if day is None:
        day = FairDay(fair_id=opened.id, day=today(), inquiries=0, leaflets=0)
        db.session.add(day)
    else:
        db.session.refresh(day)
        day.version += 1
    for key, words in COUNTS.items():
        counted = getattr(day, key) + more.get(key, 0)
        if counted < 0:
            raise Refused(
                f"{words}今天一共 {getattr(day, key)}，不能再减。", remedy="请核对后重新登记。"
            )
        setattr(day, key, counted)
    db.session.flush()
    ledger.record(
        by=by,
        action="fair.count",
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        details={"day": day.day.isoformat(), **more},
    )
    return day


def _refuse_other_days(opened: Opened) -> None:
    fair = opened.fair
    if not fair.first_on <= today() <= fair.last_on:
        raise Refused(
            f"今天不在展会日期（{fair.first_on.isoformat()} 至 {fair.last_on.isoformat()}）之内。",
            remedy="展期之外的数字请在日报中补记。",
        )
