"""How the index stands, in words for the administrator, and when it is time for a stronger engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from caseapp.base.clock import now, today
from caseapp.search.engines import SearchEngine
from caseapp.search.index import Health
from caseapp.search.kept import RULES

_MB = 1024 * 1024
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Condition:
    """The figures of the index, and what to do if something is to be done."""

    value: str
    advice: str = ""


def told(index: SearchEngine, *, waiting_since: datetime | None) -> Condition:
    """Return how the index stands; `waiting_since` is when the oldest news for it was announced."""
    health = index.health()
    lag = _lag(waiting_since)
    if not health.is_usable:
        advice = "检索暂时直接取自数据库，可能不全。后台处理会自动重建；也可执行 caseapp search rebuild。"
        return Condition(f"{index.name}，没有可用的索引，{lag}", advice)
    figures = (
        f"{index.name}，收录 {health.documents:,} 项，已删未清 {health.deleted:,} 项，"
        f"{health.segments} 段，{health.bytes_used / _MB:,.1f} MB，第 {health.generation} 代，{lag}"
    )
    return Condition(figures, _advice(index, health))


def _lag(since: datetime | None) -> str:
    if since is None:
        return "没有等待编入的事项"
    minutes = max(now() - since, timedelta()) // _MINUTE
    return f"最早一项已等待 {minutes} 分钟" if minutes else "最早一项等待不到一分钟"


def _advice(index: SearchEngine, health: Health) -> str:
    if not index.keeps_files:
        return ""
    most = RULES.number("documents_in_files", today())
    if health.documents < most:
        return ""
    return (
        f"收录已达 {most:,} 项，文件索引会逐渐变慢。请改用 PostgreSQL：把数据库迁到 PostgreSQL 并用"
        " CASEAPP_DATABASE 指明，设置 SEARCH_ENGINE=postgres，重新启动后执行 caseapp search rebuild。"
    )
