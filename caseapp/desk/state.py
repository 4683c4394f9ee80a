"""The state of the system in lines: what was checked last, what it found, what to do about it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import sqlalchemy as sa
from flask import current_app

from caseapp.accounts.queries import tries
from caseapp.backup import keeping
from caseapp.base import keys
from caseapp.base.clock import local, now
from caseapp.base.db import db, is_sqlite
from caseapp.config import Settings
from caseapp.documents.outside import libreoffice
from caseapp.extracts import ocr
from caseapp.extracts import queries as extracts
from caseapp.extracts.words import DONE, NOTHING, REASONS, REFUSED, STATES, WAITING
from caseapp.hotline import soundness
from caseapp.ledger import checks, kept_files, queries
from caseapp.search import condition

GOOD, WATCH, BAD = "done", "soon", "overdue"  # the colours a page already has
WORDS = {GOOD: "正常", WATCH: "注意", BAD: "故障"}
# A failed or forgotten backup is told within 26 hours; the nightly checks likewise.
STALE = timedelta(hours=26)
SLOW = timedelta(minutes=10)
CLOCK_MAY_DIFFER = timedelta(minutes=5)
LITTLE_SHARE, LITTLE_ROOM = 0.10, 1024**3
OLD_KEY_DAYS = 3 * 365
MANY_FAILED = 20
MOST_TOLD = 3
# Versions without the fault that can damage a write-ahead log when two connections checkpoint.
MENDED_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
NEEDED_KEYS = ("session", "seal", "blind", "audit", "backup")


@dataclass(frozen=True)
class Line:
    """One thing that can be well or ill, and the sentence that says what to do."""

    name: str
    tone: str
    value: str
    advice: str = ""


class Toned(Protocol):
    """Anything that is well or ill."""

    @property
    def tone(self) -> str:
        """Name the colour."""
        ...


def lines(settings: Settings) -> list[Line]:
    """Look at everything that is quick to look at; what takes long was done at night."""
    asked: Iterable[Callable[[], Line]] = (
        _backup,
        _files,
        _trail,
        _outbox,
        _index,
        _index_state,
        lambda: _disk(settings),
        lambda: _keys(settings),
        _database,
        _clock,
        _sign_ins,
        _foreign_files,
        _extracts,
        _routing,
        _likeness,
    )
    return [one() for one in asked]


def worst(found: Sequence[Toned]) -> str:
    """Return the gravest tone."""
    tones = {line.tone for line in found}
    return BAD if BAD in tones else WATCH if WATCH in tones else GOOD


def _backup() -> Line:
    latest = checks.last("backup")
    good = checks.last("backup", keeping.MADE, good=True)
    if good is None:
        advice = "请在命令行执行 caseapp backup 目录；目录应在另一块磁盘上，并定时每天执行。"
        advice = advice if latest is None else _not_made(latest)
        return Line("备份", BAD, "还没有成功的备份", advice)
    size = int(good.details.get("size", 0)) / 1024 / 1024
    value = f"{_moment(good.at)}，{good.key}，{size:,.1f} MB，"
    value += "已核验" if good.details.get("verified") else "未核验"
    if latest is not None and not latest.ok:
        return Line("备份", BAD, value, _not_made(latest))
    if now() - good.at > STALE:
        return Line("备份", BAD, value, "超过 26 小时没有备份，请检查定时任务和备份磁盘。")
    if not good.details.get("verified"):
        return Line("备份", WATCH, value, "请执行 caseapp backup verify 核验这个备份。")
    return Line("备份", GOOD, value)


def _not_made(latest: checks.Check) -> str:
    why = str(latest.details.get("why", "")) or "有文件在备份前就已损坏"
    return f"最近一次备份（{_moment(latest.at)}）没有成功：{why}"


def _files() -> Line:
    latest, checked = checks.last("files"), checks.last("files", kept_files.CHECKED)
    if latest is not None and latest.action == kept_files.REFUSED:
        value = f"{_moment(latest.at)} 读取时发现文件缺失或者被改动：{_hashes(latest)}"
        return Line("文件核对", BAD, value, RESTORE_FILES)
    if checked is None:
        return Line("文件核对", WATCH, "还没有核对过", "后台处理运行后每天自动核对一次。")
    told = checked.details
    value = f"{_moment(checked.at)}，共核对 {told['checked']:,} 个文件"
    if not checked.ok:
        value += f"，缺失 {told['missing']} 个、被改动 {told['altered']} 个：{_hashes(checked)}"
        return Line("文件核对", BAD, value, RESTORE_FILES)
    if told["orphans"]:
        advice = f"有 {told['orphans']} 个无记录的文件，可执行 caseapp files gc 清理。"
        return Line("文件核对", _unless_stale(checked.at), value, advice)
    return Line("文件核对", _unless_stale(checked.at), f"{value}，全部完好", _late(checked.at))


def _trail() -> Line:
    found = checks.last("audit")
    if found is None:
        return Line("审计链", WATCH, "还没有核验过", "后台处理运行后每天自动核验一次。")
    value = f"{_moment(found.at)}，共 {found.details['rows']:,} 条"
    if not found.ok:
        first = "；".join(str(one) for one in found.details["problems"][:3])
        advice = "不要改动数据库，立即报告单位负责人和安全审计员，与最近一次备份比对。"
        return Line("审计链", BAD, f"{value}，{first}", advice)
    head = str(found.details["head"])[:16]
    return Line(
        "审计链", _unless_stale(found.at), f"{value}，首尾相接，链头 {head}", _late(found.at)
    )


def _outbox() -> Line:
    lag, parked = queries.lag(), len(queries.parked())
    value = f"等待 {lag.waiting} 项，停住 {parked} 项"
    if parked:
        return Line("后台处理", BAD, value, "有处理不了的事项，请在“后台积压”页查看后重新处理。")
    if lag.oldest is not None and now() - lag.oldest > SLOW:
        return Line(
            "后台处理", WATCH, value, "最早的一项已等待十分钟以上，请检查后台处理是否在运行。"
        )
    return Line("后台处理", GOOD, value)


def _index() -> Line:
    found = checks.last("index")
    if found is None:
        return Line("检索索引", WATCH, "还没有比对过", "后台处理运行后每天自动比对一次。")
    mended = found.details.get("mended", 0)
    value = f"{_moment(found.at)} 与数据库比对，"
    value += f"有 {mended} 项不同，已补齐" if mended else "完全一致"
    return Line("检索索引", _unless_stale(found.at), value, _late(found.at))


def _index_state() -> Line:
    told = condition.told(
        current_app.extensions["search"].index, waiting_since=queries.lag().oldest
    )
    return Line("索引状态", WATCH if told.advice else GOOD, told.value, told.advice)


def _disk(settings: Settings) -> Line:
    room = shutil.disk_usage(settings.data_dir)
    value = f"数据盘剩余 {room.free / 1024**3:,.1f} GB（{room.free / room.total:.0%}）"
    if room.free < LITTLE_ROOM:
        return Line("磁盘", BAD, value, "剩余不足 1 GB，请立即清理或者扩容，否则无法保存。")
    if room.free < LITTLE_SHARE * room.total:
        return Line("磁盘", WATCH, value, "剩余不足一成，请安排清理或者扩容。")
    return Line("磁盘", GOOD, value)


def _keys(settings: Settings) -> Line:
    held = keys.inventory(settings.keys_dir)
    value = "、".join(f"{one.words}第 {one.version} 版（{one.age_days} 天）" for one in held)
    missing = [
        keys.PURPOSES[one] for one in NEEDED_KEYS if one not in {key.purpose for key in held}
    ]
    if missing:
        advice = (
            f"缺少密钥：{'、'.join(missing)}。首次用到时自动生成；曾经有过的，请从密钥的副本恢复。"
        )
        return Line("密钥", WATCH, value or "没有密钥", advice)
    if any(one.age_days > OLD_KEY_DAYS for one in held):
        return Line("密钥", WATCH, value, "有密钥使用超过三年，请安排更换。")
    return Line("密钥", GOOD, value, "")


def _database() -> Line:
    if not is_sqlite():
        told = str(db.session.scalar(sa.text("SHOW server_version")))
        return Line("数据库", GOOD, f"PostgreSQL {told.split(maxsplit=1)[0]}")
    version = sqlite3.sqlite_version_info
    if version >= MENDED_SQLITE[0] or any(
        version[:2] == mended[:2] and version >= mended for mended in MENDED_SQLITE
    ):
        return Line("数据库", GOOD, f"SQLite {sqlite3.sqlite_version}")
    advice = (
        "这一版本在两个程序同时写入并整理日志时可能损坏数据。"
        "本程序只用一个写入通道，已避开这一问题；请不要用其他程序写这个数据库。"
    )
    return Line("数据库", WATCH, f"SQLite {sqlite3.sqlite_version}", advice)


def _clock() -> Line:
    at = now()
    newest = checks.last_act_at()
    value = f"服务器时间 {_moment(at)}"
    if newest is not None and at < newest - CLOCK_MAY_DIFFER:
        return Line(
            "时钟", BAD, value, f"时钟慢于最近一条审计记录（{_moment(newest)}），请校准时钟。"
        )
    return Line("时钟", GOOD, value)


def _sign_ins() -> Line:
    found = tries.failed(timedelta(hours=24))
    value = f"24 小时内失败 {found.tries} 次，涉及 {found.accounts} 个账号、{found.addresses} 个网络地址"
    if found.tries >= MANY_FAILED:
        return Line(
            "登录失败", WATCH, value, "次数偏多，请安全保密管理员查看审计日志中的登录记录。"
        )
    return Line("登录失败", GOOD, value if found.tries else "24 小时内没有")


def _foreign_files() -> Line:
    lacks = libreoffice.missing()
    if not lacks:
        return Line("外来文件转换", GOOD, "LibreOffice 已安装")
    advice = f"需要时请执行 apt install {libreoffice.PACKAGE}；其他功能不受影响。"
    return Line("外来文件转换", WATCH, lacks, advice)


def _extracts() -> Line:
    counts = extracts.counts()
    total = {state: sum(n for (of, _), n in counts.items() if of == state) for state in STATES}
    value = (
        f"待提取 {total[WAITING]:,} 个，已提取 {total[DONE]:,} 个，"
        f"未提取 {total[REFUSED]:,} 个，没有文字 {total[NOTHING]:,} 个"
    )
    why = [f"{REASONS[r]} {n:,} 个" for (of, r), n in sorted(counts.items()) if of == REFUSED]
    if why:
        value += f"。未提取的：{'；'.join(why)}。查看是哪些：caseapp extracts --list unread"
    unread = counts.get((REFUSED, "no_ocr"), 0)
    if unread:
        advice = (
            f"有 {unread:,} 张图片没有识别：请执行 apt install {ocr.PACKAGES}，"
            "再执行 caseapp extracts --again。"
        )
        return Line("附件文字", WATCH, value, advice)
    return Line("附件文字", GOOD, value)


def _routing() -> Line:
    found = soundness.routing_faults()
    if not found:
        return Line("分办规则", GOOD, "每一种情形都有唯一的规则")
    more = f"此外还有 {len(found) - MOST_TOLD} 处。" if len(found) > MOST_TOLD else ""
    value = f"有 {len(found)} 处没有规则或者有同样具体的规则：{''.join(found[:MOST_TOLD])}{more}"
    advice = (
        "升级带来的规则与本机关自定的规则冲突时，这些工单只能人工分办。请系统管理员在“分办规则”中"
        "终止自定的规则，或者另加一条写明“代替的规则”。"
    )
    return Line("分办规则", WATCH, value, advice)


def _likeness() -> Line:
    unread = soundness.unread_tickets()
    if not unread:
        return Line("重复工单比对", GOOD, "全部工单都已提取特征")
    return Line(
        "重复工单比对",
        WATCH,
        f"{unread:,} 张工单没有提取比对特征，相像的工单找不到它们",
        "后台处理运行时自动补提；升级以后长时间不减少的，请执行 caseapp likeness rebuild。",
    )


RESTORE_FILES = (
    "不要改动数据目录。请从最近一次核验过的备份恢复这些文件，再执行 caseapp files check；"
    "并报告单位负责人。"
)


def _moment(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"


def _hashes(found: checks.Check) -> str:
    return "、".join(f"{str(one)[:16]}…" for one in found.details.get("hashes", [])[:3])


def _unless_stale(at: datetime) -> str:
    return WATCH if now() - at > STALE else GOOD


def _late(at: datetime) -> str:
    return "超过 26 小时没有核对，请检查后台处理是否在运行。" if now() - at > STALE else ""
