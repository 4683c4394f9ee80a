"""Office files in a ZIP: what could act in them is refused, then their text is read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from caseapp.base.packed import Unfit, unpack
from caseapp.extracts.child import open_document, sheets, slides, word
from caseapp.extracts.child.markup import DocumentTypes, attributes
from caseapp.extracts.child.told import Told, Unreadable

_XML = (".xml", ".rels", ".vml", ".svg", ".rdf", ".xhtml")
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_MACRO_FOLDERS = ("basic/", "scripts/", "object/basic/")
_OBJECTS = re.compile(r"(^|/)(embeddings/.*\.bin|activex/.*|oleobject[^/]*\.bin)$", re.IGNORECASE)
# What may point outside without ever being followed: addresses to click on, sheets of another book.
_HARMLESS = ("hyperlink", "externalLinkPath", "externalLink", "xlPathMissing")
_WHY = {
    "attachedTemplate": "template",
    "image": "remote",
    "video": "remote",
    "audio": "remote",
    "media": "remote",
    "oleObject": "ole",
    "control": "ole",
}
_MOST_LINKS = 4 * 1024 * 1024


def read(data: bytes, told: Told, limits: Mapping[str, int]) -> None:
    """Read a packed office file; any other packed file holds no text of its own."""
    file = io.BytesIO(data)
    _look_at_all(file, limits)
    with zipfile.ZipFile(file) as packed:
        names = set(packed.namelist())
        _refuse_links(packed, names)
        _read_kind(packed, data, told)


def _look_at_all(file: BinaryIO, limits: Mapping[str, int]) -> None:
    """Unpack every member once without keeping it: sizes, declarations, things that act."""
    types = DocumentTypes()
    try:
        for member, piece, is_last in unpack(file, limits):
            name = member.filename.replace("\\", "/").lower()
            _refuse_active(name)
            if name.endswith(_XML):
                types.look(piece, is_last=is_last)
            if "externallinks/" in name and b"ddeLink" in piece:
                raise Unreadable("dde")
            if name == "[content_types].xml" and b"macroEnabled" in piece:
                raise Unreadable("macro")
            if name == "meta-inf/manifest.xml" and b"encryption-data" in piece:
                raise Unreadable("password")
    except Unfit as no:
        raise Unreadable(no.why, no.found) from no
    file.seek(0)


def _refuse_active(name: str) -> None:
    if name.endswith(_MACROS) or name.startswith(_MACRO_FOLDERS):
        raise Unreadable("macro")
    if _OBJECTS.search(name):
        raise Unreadable("ole")


def _refuse_links(packed: zipfile.ZipFile, names: set[str]) -> None:
    """Refuse what is fetched from elsewhere when the file is opened: templates, pictures, objects."""
    for name in sorted(one for one in names if one.lower().endswith(".rels")):
        if packed.getinfo(name).file_size > _MOST_LINKS:
            raise Unreadable("broken")
        with packed.open(name) as stream:
            for link in attributes(stream, "Relationship"):
                _refuse_link(link)


def _refuse_link(link: Mapping[str, str]) -> None:
    what = link.get("Type", "").rpartition("/")[2]
    if what in ("oleObject", "vbaProject", "activeXControlBinary"):
        raise Unreadable("macro" if what == "vbaProject" else "ole")
    if link.get("TargetMode", "").lower() == "external" and what not in _HARMLESS:
        raise Unreadable(_WHY.get(what, "external"))


def _read_kind(packed: zipfile.ZipFile, data: bytes, told: Told) -> None:
    names = set(packed.namelist())
    main = _main_part(packed, names)
    if main.startswith("word/"):
        word.read(packed, main, told)
    elif main.startswith("ppt/"):
        slides.read(packed, told)
    elif main.startswith("xl/"):
        sheets.read(data, told)
    elif "mimetype" in names and "content.xml" in names:
        _read_open_document(packed, data, told)
    else:
        raise Unreadable("kind")


def _main_part(packed: zipfile.ZipFile, names: set[str]) -> str:
    if "_rels/.rels" not in names:
        return ""
    with packed.open("_rels/.rels") as stream:
        for link in attributes(stream, "Relationship"):
            target = link.get("Target", "").lstrip("/")
            if link.get("Type", "").endswith("/officeDocument") and target in names:
                return target
    return ""


def _read_open_document(packed: zipfile.ZipFile, data: bytes, told: Told) -> None:
    with packed.open("mimetype") as stream:
        what = stream.read(200).decode("ascii", "replace")
    open_document.refuse_active(packed)
    if "spreadsheet" in what:
        sheets.read(data, told)
    else:
        open_document.read(packed, told)
