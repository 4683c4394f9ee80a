"""Files as people hand them in, and as nobody should: made here, byte by byte where it matters."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import docx
import typst
import xlsxwriter

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = f'<Relationship Id="r1" Type="{RELS}/officeDocument" Target="word/document.xml"/>'
BODY = "<w:p><w:r><w:t>电热水壶</w:t></w:r></w:p>"


def word_file(*pages: str) -> bytes:
    """Make a Word file with a page for each text."""
    made, out = docx.Document(), io.BytesIO()
    for number, page in enumerate(pages):
        if number:
            made.add_page_break()
        made.add_paragraph(page)
    made.save(out)
    return out.getvalue()


def book(**sheets: list[list[object]]) -> bytes:
    """Make a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def pages(*texts: str) -> bytes:
    """Make a PDF with a page for each text."""
    drawn = "\n#pagebreak()\n".join(texts)
    return bytes(typst.compile(f'#set text(font: "Noto Serif CJK SC")\n{drawn}'.encode()))


def picture(text: str) -> bytes:
    """Draw a text as a picture."""
    told = f'#set page(width: 12cm, height: 3cm)\n#set text(font: "Noto Serif CJK SC", size: 20pt)\n{text}'
    return bytes(typst.compile(told.encode(), format="png", ppi=200))


def letter(subject: str, text: str, **attached: bytes) -> bytes:
    """Make a letter; `a_docx` is attached as a.docx."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "li@example.cn", "wang@example.cn", subject
    made.set_content(text)
    for name, data in attached.items():
        made.add_attachment(
            data,
            maintype="application",
            subtype="octet-stream",
            filename=name.replace("_", "."),
        )
    return made.as_bytes()


def document(body: str = BODY, *, rels: str = MAIN, **more: str | bytes) -> bytes:
    """Make a Word file part by part; `word__x_xml` is the part word/x.xml."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<?xml version="1.0"?><Relationships>{rels}</Relationships>',
        "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r"><w:body>'
        f"{body}</w:body></w:document>",
        **{name.replace("__", "/").replace("_", "."): data for name, data in more.items()},
    }
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def open_document(content: str) -> bytes:
    """Make an OpenDocument text."""
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def plain_bomb(mebibytes: int = 1024) -> bytes:
    """Pack a gibibyte of nothing into a mebibyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", f"<Relationships>{MAIN}</Relationships>")
        with packed.open("word/document.xml", "w") as part:
            for _ in range(mebibytes):
                part.write(bytes(1024 * 1024))
    return out.getvalue()


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def crowd(entries: int, *, same_bytes: bool, size: int = 0) -> bytes:
    """Write a directory of many entries by hand: all over the same bytes, or over none."""
    kernel = _deflated(bytes(size))
    crc, local = zlib.crc32(bytes(size)), io.BytesIO()
    local.write(
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(kernel), size, 8, 0)
    )
    local.write(b"word/xml" + kernel)
    at = len(local.getvalue())
    one = [
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(kernel), size, 8, 0, 0, 0, 0,
            0, 0,
        )
        + (b"word/xml" if same_bytes else b"%08d" % number)
        for number in range(entries)
    ]  # fmt: skip
    directory = b"".join(one)
    said = min(entries, 0xFFFF)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, said, said, len(directory), at, 0)
    return local.getvalue() + directory + end


def forged(data: bytes, says: int) -> bytes:
    """Let the largest member of a packed file say another size than it has, in both places."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = max(one.file_size for one in packed.infolist())
    return data.replace(struct.pack("<I", size), struct.pack("<I", says))
