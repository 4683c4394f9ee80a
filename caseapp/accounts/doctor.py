"""What is still unsafe about this office: connection, places and modes of files, administrators."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseapp.accounts.queries import credentials
from caseapp.accounts.sign_in_rules import profiles, rows
from caseapp.config import PRIVATE_FOLDER, Settings
from caseapp.law.procedures.roles import Role

GOOD, WATCH, BAD = "done", "soon", "overdue"  # the colours a page already has
CODES_FILE = "activation-codes.txt"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_NAMED = 5


@dataclass(frozen=True)
class Finding:
    """One thing that is safe or not, and the sentence that says what to do."""

    name: str
    tone: str
    value: str
    advice: str = ""


def findings(settings: Settings) -> list[Finding]:
    """Look at what makes an office unsafe from outside; what runs inside is told elsewhere."""
    found = [_connection(settings), _key_place(settings), _modes(settings)]
    if settings.is_real:
        found += [_administrators(settings), _spare(), _rules(settings)]
    return found


def _connection(settings: Settings) -> Finding:
    try:
        told = json.loads((settings.data_dir / "server.lock").read_text(encoding="utf-8"))
        scheme, host = str(told["scheme"]), str(told["host"])
    except (OSError, ValueError, KeyError, TypeError):
        return Finding("连接", GOOD, "服务没有运行")
    if scheme == "https":
        return Finding("连接", GOOD, f"加密，{host}")
    if host in LOOPBACK:
        return Finding("连接", GOOD, "未加密，只在本机")
    advice = "请改用 caseapp serve --tls auto，或给出证书。"
    return Finding("连接", BAD, f"未加密，向 {host} 开放", advice)


def _key_place(settings: Settings) -> Finding:
    if settings.demo or not settings.keys_dir.exists():
        return Finding("密钥位置", GOOD, str(settings.keys_dir))
    same_disk = settings.keys_dir.stat().st_dev == settings.data_dir.stat().st_dev
    if not same_disk:
        return Finding("密钥位置", GOOD, f"{settings.keys_dir}，与数据不在同一块磁盘")
    advice = "请用 CASEAPP_KEYS 把密钥移到另一块磁盘，免得一次失窃同时丢掉数据和密钥。"
    return Finding("密钥位置", WATCH, f"{settings.keys_dir}，与数据在同一块磁盘", advice)


def _modes(settings: Settings) -> Finding:
    opened = [path for path in _private(settings) if _is_open(path)]
    if not opened:
        return Finding("文件权限", GOOD, "只有本系统的用户可读")
    names = "、".join(str(path) for path in opened[:MOST_NAMED])
    more = f" 等 {len(opened)} 处" if len(opened) > MOST_NAMED else ""
    advice = f"请执行 chmod -R go= {settings.data_dir} {settings.keys_dir}。"
    return Finding("文件权限", BAD, f"他人可读：{names}{more}", advice)


def _private(settings: Settings) -> Iterator[Path]:
    """Go through what must be nobody else's: below a closed folder nothing more is open."""
    for folder in (settings.data_dir, settings.keys_dir):
        if folder.exists():
            yield folder
            if _is_open(folder):
                yield from (path for path in folder.iterdir() if path.is_file())


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & ~PRIVATE_FOLDER & 0o077)


def _administrators(settings: Settings) -> Finding:
    waiting = [
        f"{Role(a.role).label} {a.name}" for a in credentials.administrators() if not a.is_active
    ]
    if waiting:
        advice = "请在 24 小时内用激活码激活；过期请在服务器上再次运行 caseapp init。"
        return Finding("管理员", BAD, f"尚未激活：{'、'.join(waiting)}", advice)
    left = settings.keys_dir / CODES_FILE
    if left.exists():
        return Finding("管理员", WATCH, "已全部激活，激活码文件还在", f"请删除 {left}。")
    return Finding("管理员", GOOD, "三员均已激活")


def _spare() -> Finding:
    held = [a for a in credentials.administrators() if a.role == Role.SYSTEM_ADMIN.value]
    if len(held) > 1:
        return Finding("备用管理员", GOOD, f"系统管理员 {len(held)} 名")
    advice = "请再设一名系统管理员，以便一人丢失手机时另一人办理。"
    return Finding("备用管理员", WATCH, "系统管理员只有一名", advice)


def _rules(settings: Settings) -> Finding:
    profile = profiles()[settings.profile]
    value = f"{profile.words}：至少 {profile.least} 个字符；{rows()['idle'].text}无操作退出"
    return Finding("登录规则", GOOD, value)
