"""What a file is, told by its first bytes and its name alone: nothing here opens or parses a file."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass

TEXT_LOOKED_AT = 1024
CUT = 4096
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: our own type for it, its name in words, the endings it goes by."""

    media_type: str
    words: str
    endings: frozenset[str]
    shown: bool = False  # may be shown in a sandboxed frame
    is_risky: bool = False  # runs, or can carry what runs


@dataclass(frozen=True)
class Judged:
    """A file's kind, and what is odd about it."""

    kind: FileKind
    warnings: tuple[str, ...] = ()

    @property
    def may_be_shown(self) -> bool:
        """Only what is plainly a picture is ever shown."""
        return self.kind.shown and not self.warnings


def _kind(media_type: str, words: str, endings: str, **marks: bool) -> FileKind:
    return FileKind(media_type, words, frozenset(endings.split()), **marks)


# No PDF is shown: the browsers' readers refuse to work inside a sandbox, and outside it they run scripts.
PDF = _kind("application/pdf", "PDF", "pdf")
PNG = _kind("image/png", "PNG 图片", "png", shown=True)
JPEG = _kind("image/jpeg", "JPEG 图片", "jpg jpeg jpe jfif", shown=True)
TEXT = _kind("text/plain", "纯文本", "txt csv log md ini json eml srt tsv")
UNKNOWN = _kind("application/octet-stream", "未能识别", "")
ZIP = _kind(
    "application/zip",
    "压缩包或者新版办公文档",
    "zip docx xlsx pptx dotx xltx ofd odt ods odp epub wps et dps",
)
OFFICE = _kind("application/x-ole-storage", "旧版办公文档", "doc xls ppt msg wps et dps")
HTML = _kind("text/html", "网页（HTML）", "html htm xhtml mht", is_risky=True)
SVG = _kind("image/svg+xml", "SVG 图形", "svg", is_risky=True)
XML = _kind("application/xml", "XML", "xml xsl xbrl")
PROGRAM = _kind("application/x-executable", "可执行程序", "exe dll com scr sys so", is_risky=True)
SCRIPT = _kind("text/x-script", "脚本程序", "sh py pl rb", is_risky=True)
LINK = _kind("application/x-ms-shortcut", "快捷方式", "lnk", is_risky=True)
MP4 = _kind("video/mp4", "视频或者录音（MP4）", "mp4 m4v m4a mov 3gp heic heif")

# First match wins; the offset is where the mark stands.
_MARKS: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"%PDF-", PDF),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"GIF87a", _kind("image/gif", "GIF 图片", "gif")),
    (0, b"GIF89a", _kind("image/gif", "GIF 图片", "gif")),
    (0, b"BM", _kind("image/bmp", "BMP 图片", "bmp dib")),
    (0, b"II*\x00", _kind("image/tiff", "TIFF 图片", "tif tiff")),
    (0, b"MM\x00*", _kind("image/tiff", "TIFF 图片", "tif tiff")),
    (8, b"WEBP", _kind("image/webp", "WEBP 图片", "webp")),
    (8, b"WAVE", _kind("audio/wav", "录音（WAV）", "wav")),
    (8, b"AVI ", _kind("video/x-msvideo", "视频（AVI）", "avi")),
    (4, b"ftyp", MP4),
    (0, b"ID3", _kind("audio/mpeg", "录音（MP3）", "mp3")),
    (0, b"\xff\xfb", _kind("audio/mpeg", "录音（MP3）", "mp3")),
    (0, b"#!AMR", _kind("audio/amr", "录音（AMR）", "amr")),
    (0, b"\x1a\x45\xdf\xa3", _kind("video/x-matroska", "视频（MKV）", "mkv webm")),
    (0, b"FLV\x01", _kind("video/x-flv", "视频（FLV）", "flv")),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _kind("video/x-ms-asf", "视频（WMV）", "wmv wma asf")),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE),
    (0, b"Rar!\x1a\x07", _kind("application/vnd.rar", "压缩包（RAR）", "rar")),
    (0, b"7z\xbc\xaf\x27\x1c", _kind("application/x-7z-compressed", "压缩包（7z）", "7z")),
    (0, b"\x1f\x8b", _kind("application/gzip", "压缩包（GZIP）", "gz tgz")),
    (0, b"{\\rtf", _kind("application/rtf", "RTF 文档", "rtf doc")),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"#!", SCRIPT),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", LINK),
)
_MACROS = ("docm", "xlsm", "pptm", "dotm")
_PROGRAMS = ("exe", "com", "scr", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "msi")
_RUNS = frozenset((*_MACROS, *_PROGRAMS, "lnk", "reg", "jar", "apk", "chm"))
_TAGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"<svg", SVG),
    (b"<!doctype html", HTML),
    (b"<html", HTML),
    (b"<script", HTML),
    (b"<body", HTML),
    (b"<img", HTML),
    (b"<iframe", HTML),
    (b"<?xml", XML),
)
# What a picture or a PDF has no business to carry where its kind is told.
_FOREIGN = (b"<script", b"<html", b"<svg", b"<?php", b"PK\x03\x04", b"MZ\x90\x00")
_BY_TYPE: dict[str, FileKind] = {
    kind.media_type: kind for kind in (*(mark[2] for mark in _MARKS), HTML, SVG, XML, TEXT, UNKNOWN)
}


def kind_of(head: bytes) -> FileKind:
    """Tell the kind by the first bytes; the name has no say."""
    for at, mark, kind in _MARKS:
        if head.startswith(mark, at):
            return kind
    return _text_kind(head)


def judge(head: bytes, filename: str) -> Judged:
    """Tell the kind, and warn of a name or of bytes that do not belong to it."""
    kind = kind_of(head)
    warnings = [warning(kind.media_type, filename)]
    if kind in (PDF, PNG, JPEG) and any(
        mark in head.lower() for mark in map(bytes.lower, _FOREIGN)
    ):
        warnings.append("文件开头夹有其他类型的内容，可能是伪装的文件。")
    return Judged(kind, tuple(one for one in warnings if one))


def warning(media_type: str, filename: str) -> str:
    """Say what is odd about a name, from the kind that was kept with the file."""
    kind, ending = _BY_TYPE.get(media_type), ending_of(filename)
    if ending in _RUNS:
        return f"名称以 .{ending} 结尾，属于可以运行或者带宏的文件，请勿在办公电脑上打开。"
    if kind is None or (kind is UNKNOWN and ending not in _KNOWN_ENDINGS):
        return ""
    if ending in _KNOWN_ENDINGS and ending not in kind.endings:
        return f"名称是 .{ending}，内容却是{kind.words}，两者不符。"
    if kind.is_risky:
        return f"内容是{kind.words}，请勿在办公电脑上直接打开。"
    return ""


def ending_of(filename: str) -> str:
    """Return what follows the last full stop, in small letters."""
    _, dot, ending = filename.rpartition(".")
    return ending.strip().lower() if dot else ""


_KNOWN_ENDINGS = frozenset(ending for kind in _BY_TYPE.values() for ending in kind.endings)


def _text_kind(head: bytes) -> FileKind:
    start = head[:TEXT_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for tag, kind in _TAGS:
        if start.startswith(tag):
            return SVG if kind is XML and b"<svg" in start else kind
    if head and not _CONTROLS.intersection(head) and any(map(_reads(head), ("utf-8", "gb18030"))):
        return TEXT
    return UNKNOWN


def _reads(head: bytes) -> Callable[[str], bool]:
    def as_text(coding: str) -> bool:
        try:
            # The cut may go through a character: what it leaves of one is no fault.
            codecs.getincrementaldecoder(coding)().decode(head, final=len(head) < CUT)
        except UnicodeDecodeError:
            return False
        return True

    return as_text
