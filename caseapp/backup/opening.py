"""Opens a backup: proves every byte of it, names what is damaged, and lays the office out again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from caseapp.backup import contents
from caseapp.backup.contents import Contents, Entry
from caseapp.backup.sealed import PIECE, PieceDamaged, SealedReader, Unreadable, key_id
from caseapp.backup.snapshot import Tell
from caseapp.base import crypto, keys

NAMES = {contents.DATABASE: "数据库", contents.TABLES: "数据表", contents.FILES: "文件"}
NAMES[contents.MARKS] = "标记"
MOST_NAMED = 20
Place = Callable[[Entry], Path | None]


class Damaged(Exception):
    """A backup that must not be used; each sentence names one thing that is wrong."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Opened:
    """A backup whose list of contents is authentic."""

    reader: SealedReader
    contents: Contents
    signature: str  # "genuine" or "unknown": the key it was signed with is not here

    def parts(self, entry: Entry) -> Iterator[bytes]:
        """Give the bytes of an entry, each piece authenticated."""
        return self.reader.bytes_at(entry.at, entry.size)


def open_backup(file: IO[bytes], keys_dir: Path) -> Opened:
    """Read the list of contents; raises Damaged when the file, the key or the list does not fit."""
    try:
        reader = SealedReader(file, _backup_keys(keys_dir))
        at, size = int(reader.end["at"]), int(reader.end["size"])
        raw = b"".join(reader.bytes_at(at, size))
        listed, signature = contents.read(raw)
    except Unreadable as no:
        raise Damaged(str(no)) from no
    except PieceDamaged as piece:
        raise Damaged("备份的清单损坏，无法知道其中有哪些内容。", *_where(piece.number)) from piece
    return Opened(reader, listed, _judged(listed, signature, keys_dir))


def prove(opened: Opened, place: Place, tell: Tell) -> None:
    """Open every piece and compare every hash, laying out what `place` gives a path for.

    Raises Damaged with the name of each bad entry.
    """
    faults: list[str] = []
    total, done = opened.contents.size, 0
    for entry in opened.contents.entries:
        path = place(entry)
        fault = _fault(opened, entry, path)
        if fault:
            faults.append(fault)
        done += entry.size
        tell("核对内容", done, total)
    if faults:
        more = [f"另有 {len(faults) - MOST_NAMED} 项损坏。"] if len(faults) > MOST_NAMED else []
        raise Damaged(*faults[:MOST_NAMED], *more)


def words_of(entry: Entry) -> str:
    """Name an entry as people call it."""
    for start, word in NAMES.items():
        if entry.name.startswith(start):
            return f"{word} {entry.name.removeprefix(start)}".strip()
    return entry.name


def _fault(opened: Opened, entry: Entry, path: Path | None) -> str:
    digest = hashlib.sha256()
    try:
        with contextlib.ExitStack() as stack:
            file = None if path is None else stack.enter_context(path.open("xb"))
            for part in opened.parts(entry):
                digest.update(part)
                if file is not None:
                    file.write(part)
            if file is not None:
                file.flush()
                os.fsync(file.fileno())
    except PieceDamaged as piece:
        return f"{words_of(entry)} 损坏（备份文件第 {piece.number + 1} 段）。"
    return "" if digest.hexdigest() == entry.sha256 else f"{words_of(entry)} 的内容与清单不符。"


def _where(number: int) -> tuple[str, ...]:
    return (f"损坏处在备份文件第 {number + 1} 段（每段 {PIECE // 1024} KB）。",)


def _backup_keys(keys_dir: Path) -> Mapping[str, bytes]:
    try:
        held = keys.load("backup", keys_dir)
    except keys.KeyMissing:
        return {}
    return {key_id(one.secret): one.secret for one in held.values()}


def _judged(listed: Contents, signature: str, keys_dir: Path) -> str:
    try:
        held = keys.load("audit", keys_dir)
    except keys.KeyMissing:
        return "unknown"  # the pieces are authenticated all the same
    publics = [crypto.public_half(one.secret) for one in held.values()]
    if any(contents.is_genuine(listed, signature, public) for public in publics):
        return "genuine"
    raise Damaged("备份清单的签名不是本单位的，不能使用。")
