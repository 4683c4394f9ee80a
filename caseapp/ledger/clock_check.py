"""A clock that went back: nobody acts at a time before what has already happened, unless confirmed."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.ledger.models import AuditRow

MOST_BEHIND = timedelta(minutes=5)  # what a correction of the clock may take back
_LAST = sa.select(AuditRow.at).order_by(AuditRow.seq.desc()).limit(1)


def behind() -> timedelta:
    """Return how far the clock stands before the last act of the trail; nothing while it runs well."""
    last = db.session.scalar(_LAST)
    return timedelta() if last is None else max(timedelta(), last - now())


def refuse_when_behind() -> None:
    """Refuse every act while the clock is behind: its dates and limits would be wrong."""
    late = behind()
    if late <= MOST_BEHIND:
        return
    shown = local(now())
    raise Refused(
        f"服务器时间是 {shown:%Y-%m-%d %H:%M}，早于最近一次操作 {_words(late)}，暂停办理，没有保存。",
        remedy="请系统管理员在服务器上核对时间：不准的校准，无误的确认，之后即可继续。",
    )


def _words(late: timedelta) -> str:
    minutes = int(late.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = ((days, "天"), (hours, "小时"), (minutes, "分钟"))
    return "".join(f"{count} {unit}" for count, unit in parts if count)
