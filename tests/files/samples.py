"""Files of every kind an office meets, honest and hostile; each a few bytes of our own making."""

import struct
import zlib
from dataclasses import dataclass


def png(width: int = 4, height: int = 3) -> bytes:
    """A real picture, so that a browser can be asked to show it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\xc0\x20\x20" * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class Sample:
    """A file as somebody sends it, and what the office should make of it."""

    name: str
    content: bytes
    kind: str
    shown: bool
    warned: bool


SCRIPT = b"<script>alert(document.domain)</script>"
SAMPLES = (
    Sample("现场.png", png(), "PNG 图片", shown=True, warned=False),
    Sample("门头.JPG", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "JPEG 图片", True, False),
    Sample("合同.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF", "PDF", shown=False, warned=False),
    Sample("说明.txt", "现场说明".encode("gb18030"), "纯文本", shown=False, warned=False),
    Sample("清单.docx", b"PK\x03\x04" + bytes(60), "压缩包或者新版办公文档", False, False),
    Sample(
        "旧表.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
        "旧版办公文档",
        False,
        False,
    ),
    Sample("录音.mp3", b"ID3\x03" + bytes(60), "录音（MP3）", shown=False, warned=False),
    Sample("无名", bytes(range(1, 60)), "未能识别", shown=False, warned=False),
    # Wrong names and files of two natures.
    Sample("网页.pdf", b"<html><body>" + SCRIPT, "网页（HTML）", shown=False, warned=True),
    Sample("照片.jpg", b"%PDF-1.7\n", "PDF", shown=False, warned=True),
    Sample("动图.js", b"GIF89a=1;alert(1)//" + bytes(9), "GIF 图片", shown=False, warned=True),
    Sample("两面.pdf", b"%PDF-1.4\n" + b"PK\x03\x04" + bytes(40), "PDF", False, True),
    Sample("带码.png", png()[:40] + SCRIPT, "PNG 图片", shown=False, warned=True),
    Sample("程序.pdf", b"MZ\x90\x00" + bytes(60), "可执行程序", shown=False, warned=True),
    Sample("图形.svg", b"<svg onload='alert(1)'/>", "SVG 图形", shown=False, warned=True),
    Sample("页面.html", b"\xef\xbb\xbf <!DOCTYPE html>" + SCRIPT, "网页（HTML）", False, True),
    Sample("宏.docm", b"PK\x03\x04" + bytes(60), "压缩包或者新版办公文档", False, True),
    Sample("发票.pdf.exe", b"MZ" + bytes(60), "可执行程序", shown=False, warned=True),
    Sample("批处理.bat", b"@echo off\r\ndel *.*", "纯文本", shown=False, warned=True),
)
