"""Reads a hand-over file another office sent: nothing is unpacked to a path of theirs, nothing is believed."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any, TypeVar

from caseapp.base.errors import Refused
from caseapp.transfers.manifest import (
    FORMAT,
    NAME,
    OUTSIDE,
    TOLD,
    Entry,
    Head,
    Lacking,
    Manifest,
    canonical,
    code_of,
)

MEBIBYTE = 1024 * 1024
LARGEST_MANIFEST, LARGEST_UNPACKED, PIECE = 16 * MEBIBYTE, 2048 * MEBIBYTE, MEBIBYTE
LARGEST_DIRECTORY, LONGEST_TAIL, END_SIZE = 4 * MEBIBYTE, 65_557, 22
END_MARK, LARGE_MARK = b"PK\x05\x06", b"PK\x06\x07"
MOST_FILES, LONGEST_PATH, LONGEST_TEXT, MOST_OUTSIDE = 5000, 240, 20_000, 20
DRIVE, HASH = re.compile(r"[A-Za-z]:"), re.compile(r"[0-9a-f]{64}")
KINDS_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# All that zipfile lets out where the bytes are not what they should be.
DAMAGED = (
    OSError,
    RuntimeError,
    EOFError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
ASK_AGAIN = "请联系移送机关重新发送，不要自行改动或者解压后再上传。"
Row = TypeVar("Row", Head, Entry, Lacking)


@dataclass(frozen=True, slots=True)
class Package:
    """What came: its list, the letters beside it, and what does not fit."""

    manifest: Manifest
    code: str
    letters: tuple[str, ...]
    faults: tuple[str, ...]


def read_package(path: Path) -> Package:
    """Read a packed hand-over file and hold every item against its list; refuse what is none."""
    with _opened(path) as folder:
        found = _members(folder)
        content = _manifest_bytes(folder, found)
        manifest = _manifest(content)
        paths = {one.path for one in manifest.files}
        letters = tuple(sorted(name for name in found if name.startswith(OUTSIDE)))
        if len(letters) > MOST_OUTSIDE:
            raise _no(f"“{OUTSIDE}”里有 {len(letters)} 个文件，多于 {MOST_OUTSIDE} 个")
        extra = sorted(found.keys() - paths - {NAME, TOLD, *letters})
        faults = [fault for one in manifest.files if (fault := _fault(folder, found, one))]
        faults += [
            f"“{one}”损坏，读不出来。" for one in letters if not _is_whole(folder, found[one])
        ]
        faults += [f"清单里没有“{name}”。" for name in extra]
    return Package(manifest, code_of(content), letters, tuple(faults))


def streams(path: Path, package: Package) -> Iterator[tuple[str, IO[bytes]]]:
    """Give path and bytes of each letter and item, one after another; the caller stores them."""
    with _opened(path) as folder:
        found = _members(folder)
        for name in (*package.letters, *(one.path for one in package.manifest.files)):
            with folder.open(found[name]) as file:
                yield name, file


def _opened(path: Path) -> zipfile.ZipFile:
    _refuse_directory(path)
    try:
        return zipfile.ZipFile(path)
    except DAMAGED as fault:
        raise _no("这不是完整的 zip 压缩包") from fault


def _refuse_directory(path: Path) -> None:
    """Refuse a directory that alone would fill the memory, before anything reads it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - LONGEST_TAIL))
        tail = file.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) < at + END_SIZE:
        raise _no("这不是完整的 zip 压缩包")
    (length,) = struct.unpack_from("<L", tail, at + 12)
    # The large form of a directory is for more files than are taken here.
    if length > LARGEST_DIRECTORY or tail[max(0, at - 20) : at].startswith(LARGE_MARK):
        raise _no(f"压缩包里的文件多于 {MOST_FILES:,} 个")


def _members(folder: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """Return the files by name; refuse names and sizes nobody honest sends, before a byte is read."""
    every = [one for one in folder.infolist() if not one.is_dir()]
    if len(every) > MOST_FILES:
        raise _no(f"压缩包里有 {len(every):,} 个文件，多于 {MOST_FILES:,} 个")
    if sum(one.file_size for one in every) > LARGEST_UNPACKED:
        raise _no(f"解压后超过 {LARGEST_UNPACKED // MEBIBYTE:,} MB，可能是压缩炸弹")
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for one in every:
        _refuse_member(one)
        name = unicodedata.normalize("NFC", one.filename)
        if name.casefold() in seen:
            raise _no(f"有两个文件都叫“{_short(name)}”")
        seen.add(name.casefold())
        found[name] = one
    return found


def _refuse_member(one: zipfile.ZipInfo) -> None:
    # zipfile cuts a name at a zero byte and turns strokes; what was written must be what is read.
    if one.orig_filename != one.filename or not is_plain_path(one.filename):
        raise _no(f"文件名“{_short(one.orig_filename)}”不合规，可能指向压缩包以外")
    if one.flag_bits & 1:
        raise _no(f"“{_short(one.filename)}”是加密的，无法核对")
    if one.compress_type not in KINDS_READ:
        raise _no(f"“{_short(one.filename)}”的压缩方法不能识别")
    mode = one.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _no(f"“{_short(one.filename)}”不是普通文件")


def is_plain_path(path: str) -> bool:
    """Say whether a path stays in its folder on every system and can be shown."""
    parts = path.split("/")
    return (
        0 < len(path) <= LONGEST_PATH
        and "\\" not in path
        and not DRIVE.match(path)
        and not any(unicodedata.category(sign)[0] == "C" for sign in path)
        and not any(one.strip(". ") == "" for one in parts)
    )


def _manifest_bytes(folder: zipfile.ZipFile, found: Mapping[str, zipfile.ZipInfo]) -> bytes:
    if NAME not in found:
        raise _no(f"压缩包里没有 {NAME}，不是移送材料")
    try:
        with folder.open(found[NAME]) as file:
            content = file.read(LARGEST_MANIFEST + 1)
    except DAMAGED as fault:
        raise _no(f"{NAME} 损坏") from fault
    if len(content) > LARGEST_MANIFEST:
        raise _no(f"{NAME} 超过 {LARGEST_MANIFEST // MEBIBYTE} MB")
    return content


def _manifest(content: bytes) -> Manifest:
    """Read the list strictly: each key once, each value of its kind, written in the one way it can be."""
    try:
        said = json.loads(content.decode("utf-8"), object_pairs_hook=_each_once)
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise _no(f"{NAME} 的格式不是 {FORMAT}")
        if set(said) != {"format", "transfer", "items", "lacking"}:
            raise _wrong("项目")
        manifest = Manifest(
            _row(Head, said["transfer"]),
            tuple(_row(Entry, one) for one in _list(said["items"])),
            tuple(_row(Lacking, one) for one in _list(said["lacking"])),
        )
        if canonical(said) != content:
            raise _no(f"{NAME} 不是规范写法，可能被改动过")
    except (ValueError, RecursionError) as fault:  # UnicodeError is one
        raise _no(f"{NAME} 读不出来") from fault
    _refuse_entries(manifest)
    return manifest


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_FILES:
        raise _wrong("清单")
    return value


def _row(kind: type[Row], value: Any) -> Row:
    """Read one row: exactly its keys, texts as texts and numbers as numbers."""
    if not isinstance(value, dict) or set(value) != {one.name for one in fields(kind)}:
        raise _wrong("项目")
    for one in fields(kind):
        if not _fits(str(one.type), value[one.name]):
            raise _wrong(f"“{one.name}”")
    return kind(**value)


def _fits(wanted: str, value: Any) -> bool:
    if wanted == "str":
        return isinstance(value, str) and len(value) <= LONGEST_TEXT
    if value is None:
        return "None" in wanted
    return type(value) is int and 0 <= value <= LARGEST_UNPACKED


def _refuse_entries(manifest: Manifest) -> None:
    paths = [one.path for one in manifest.files]
    if len({one.casefold() for one in paths}) != len(paths):
        raise _no("清单里有两项用同一个文件名")
    for one in manifest.items:
        is_file = bool(one.path)
        if is_file != bool(one.sha256) or (is_file and not HASH.fullmatch(one.sha256)):
            raise _wrong(f"“{_short(one.name)}”")
        if is_file and (not is_plain_path(one.path) or one.path in (NAME, TOLD)):
            raise _no(f"清单里的文件名“{_short(one.path)}”不合规")


def _fault(folder: zipfile.ZipFile, found: Mapping[str, zipfile.ZipInfo], one: Entry) -> str:
    member = found.get(one.path)
    if member is None:
        return f"缺少“{one.name}”（{one.path}）。"
    digest, size = hashlib.sha256(), 0
    try:
        with folder.open(member) as file:
            # No more is read than the list says there is.
            while size <= one.size and (piece := file.read(min(PIECE, one.size + 1 - size))):
                digest.update(piece)
                size += len(piece)
    except DAMAGED:
        return f"“{one.name}”（{one.path}）损坏，读不出来。"
    fits = size == one.size and digest.hexdigest() == one.sha256
    return "" if fits else f"“{one.name}”（{one.path}）与清单不符，内容被改动过。"


def _is_whole(folder: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Say whether a letter can be read to its end; what it says nobody here can judge."""
    try:
        with folder.open(member) as file:
            while file.read(PIECE):
                pass
    except DAMAGED:
        return False
    return True


def _wrong(what: str) -> Refused:
    return _no(f"{NAME} 里{what}的写法不对")


def _no(what: str) -> Refused:
    return Refused(f"不能读取：{what}。", remedy=ASK_AGAIN)


def _short(name: str) -> str:
    """Show a strange name without its tricks, cut to what a line holds."""
    plain = "".join(one if unicodedata.category(one)[0] != "C" else "?" for one in name)
    return plain if len(plain) <= 60 else f"{plain[:57]}…"
