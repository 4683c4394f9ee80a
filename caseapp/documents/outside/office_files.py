"""Which files made outside may be turned into PDF, and what is found in them before they are opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from caseapp.base import file_kinds
from caseapp.base.errors import Refused

WRITER, CALC, IMPRESS = "writer", "calc", "impress"
# By its ending a file is handed to the part of LibreOffice that opens it.
PART_OF: Mapping[str, str] = {
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "wps"), WRITER),
    **dict.fromkeys(("xls", "xlsx", "ods", "et"), CALC),
    **dict.fromkeys(("ppt", "pptx", "odp", "dps"), IMPRESS),
}
OPENED = (file_kinds.ZIP.media_type, file_kinds.OFFICE.media_type, "application/rtf")
MEBIBYTE = 1024 * 1024
MOST_BYTES = 100 * MEBIBYTE
MOST_UNPACKED = 1024 * MEBIBYTE
IN_PACKED, IN_OLD = "vbaproject.bin", "_VBA_PROJECT".encode("utf-16-le")
LOCKED_OLE = "EncryptedPackage".encode("utf-16-le")
LOCKED_ODF = b"encryption-data"
_SAVE_AS = "请在制作它的软件里另存为 PDF，再作为证据登记；原文件仍原样保存。"
_OPEN_IT = "请向提交人要一份没有密码的，或者请提交人另存为 PDF；原文件仍原样保存。"


def is_office_file(media_type: str, filename: str) -> bool:
    """Say whether a file is an office document by its bytes and by its name; one with macros is none."""
    return media_type in OPENED and file_kinds.ending_of(filename) in PART_OF


def refuse_unfit(content: bytes, filename: str) -> None:
    """Refuse a file with macros, with a password or damaged, before any program opens it."""
    if content.startswith(b"PK"):
        _look_into(content)
        return
    # A locked document of the new kind lies packed inside a file of the old kind.
    if LOCKED_OLE in content:
        raise Refused("这个文件有密码，不能转换。", remedy=_OPEN_IT)
    if IN_OLD in content:
        raise Refused("这个文件带有宏，不转换。", remedy=_SAVE_AS)
    if not is_office_file(file_kinds.kind_of(content[: file_kinds.CUT]).media_type, filename):
        raise Refused(
            "这个文件的内容不是办公文档，不转换。", remedy="请核对文件；原文件仍原样保存。"
        )


def _look_into(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            # The list of members tells the sizes: nothing is unpacked to learn them.
            size = sum(one.file_size for one in members)
            is_locked = any(_is_locked(packed, one) for one in members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        raise Refused(
            "这个文件已经损坏，打不开。", remedy="请向提交人重新要一份；原文件仍原样保存。"
        ) from None
    if size > MOST_UNPACKED:
        most = MOST_UNPACKED // MEBIBYTE
        raise Refused(f"这个文件解开后超过 {most:,} MB，不转换。", remedy=_SAVE_AS)
    if is_locked:
        raise Refused("这个文件有密码，不能转换。", remedy=_OPEN_IT)
    if any(one.filename.lower().endswith(IN_PACKED) for one in members):
        raise Refused("这个文件带有宏，不转换。", remedy=_SAVE_AS)


def _is_locked(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if member.flag_bits & 1:
        return True
    if member.filename != "META-INF/manifest.xml" or member.file_size > MEBIBYTE:
        return False
    return LOCKED_ODF in packed.read(member)
