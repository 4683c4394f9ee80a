"""Files made to do harm: refused by their real bytes, in little time and memory, touching nothing."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date

import pytest

from caseapp.base import confined
from caseapp.extracts.extracting import limits_on
from caseapp.extracts.words import REASONS
from tests.extracts import making

MEBIBYTE = 1024 * 1024
BOMBS = {
    "plain": (lambda: making.plain_bomb(), "ratio"),
    "nested": (lambda: making.document(word__inner_docx=making.plain_bomb(64)), "done"),
    "overlapping": (lambda: making.crowd(500, same_bytes=True, size=MEBIBYTE), "overlapping"),
    "says less": (lambda: making.forged(making.plain_bomb(64), 1000), "broken"),
    "says more": (lambda: making.forged(making.document(), 2**31), "broken"),
    "a million entries": (lambda: making.crowd(1_000_000, same_bytes=False), "members"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_costs_five_seconds_and_256_mebibytes_at_most(read, name):
    make, expected = BOMBS[name]
    found = read(
        make(), file_mebibytes=100
    )  # a million entries alone fill more than the office reads
    assert (found.reason or found.state) == expected
    assert found.cpu <= 5
    # Of the process alone: the ceiling it set itself is that of the addresses it may use at all.
    assert limits_on(date(2026, 11, 23))["memory_mebibytes"] <= 256


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
PARTS = ("word__document_xml", "word__styles_xml", "docProps__core_xml", "customXml__item1_xml")


@pytest.mark.parametrize("part", [*PARTS, "word__media__a_svg", "word___rels__document_xml_rels"])
@pytest.mark.parametrize("declared", [DOCTYPE, LAUGHS])
def test_declaration_in_any_part_is_refused(read, part, declared):
    found = read(making.document(**{part: declared}))
    assert (found.state, found.reason) == ("refused", "doctype")


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_declaration_in_wide_characters_is_refused(read, coding):
    wide = DOCTYPE.encode(coding)
    assert read(making.document(word__styles_xml=wide)).reason == "doctype"


def link(what: str, target: str) -> str:
    return (
        f'<Relationships><Relationship Id="r9" Type="{making.RELS}/{what}" Target="{target}"'
        ' TargetMode="External"/></Relationships>'
    )


ACTIVE = {
    "macros": ({"word__vbaProject_bin": b"x"}, "macro"),
    "template": ({"word___rels__settings_xml_rels": link("attachedTemplate", "http://x/a.dotm")}, "template"),
    "remote picture": ({"word___rels__document_xml_rels": link("image", "http://x/a.png")}, "remote"),
    "frame": ({"word___rels__document_xml_rels": link("frame", "file:///etc/passwd")}, "external"),
    "object": ({"word__embeddings__oleObject1_bin": b"x"}, "ole"),
    "linked object": ({"word___rels__document_xml_rels": link("oleObject", "file:///x")}, "ole"),
    "sheet with DDE": ({"xl__externalLinks__externalLink1_xml": "<a><ddeLink/></a>"}, "dde"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_is_not_read_and_the_reason_is_said(read, name):
    parts, reason = ACTIVE[name]
    found = read(making.document(**parts))
    assert (found.state, found.reason, found.parts) == ("refused", reason, ())


@pytest.mark.parametrize(
    "field",
    [
        "<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd</w:instrText></w:r>",
        '<w:fldSimple w:instr="INCLUDETEXT &quot;file:///etc/passwd&quot;"/>',
        "<w:r><w:instrText> INCLUDEPICTURE http://x/a.png</w:instrText></w:r>",
    ],
)
def test_field_that_fetches_is_not_read(read, field):
    assert read(making.document(f"<w:p>{field}</w:p>")).reason == "dde"


def test_address_to_click_on_is_harmless(read):
    rels = link("hyperlink", "http://example.cn")
    assert read(making.document(word___rels__document_xml_rels=rels)).state == "done"


def test_remote_picture_in_open_document_is_not_read(read):
    text = '<o xmlns:draw="d" xmlns:xlink="x"><draw:image xlink:href="http://x/a.png"/></o>'
    assert read(making.open_document(text)).reason == "remote"


OPENED = re.compile(r'open(?:at)?\(.*?"([^"]+)".*= \d+')
HARMLESS = ("/usr/", "/lib", "/etc/ld.so", "/etc/localtime", "/proc/self/", "/proc/sys/", "/dev/")
# How many processors there are is asked by what decrypts a PDF.
HARMLESS = (*HARMLESS, "/sys/fs/cgroup/cpu")


@pytest.mark.parametrize(
    "data",
    [
        making.document(word__styles_xml=DOCTYPE),
        making.word_file("电热水壶"),
        making.book(a=[["x"]]),
        b"<html><img src='file:///etc/passwd'><link href='http://192.0.2.1/x'></html>",
        making.pages("甲"),
    ],
    ids=["declaration", "word", "book", "page", "pdf"],
)
def test_reading_opens_no_foreign_file_and_no_socket(data, tmp_path, checkout):
    assert shutil.which("strace"), "this proof needs strace: sudo apt install strace"
    notes = tmp_path / "calls"
    watcher = ["strace", "-f", "-qq", "-s", "300", "-e", "trace=open,openat,socket,connect,execve"]
    limits = json.dumps({**limits_on(date(2026, 11, 23)), "memory_mebibytes": 512})
    command = confined.python("caseapp.extracts.child.reading", limits)
    done = subprocess.run(
        [*watcher, "-o", str(notes), *command], input=data, capture_output=True, check=True
    )
    assert done.stdout
    calls = notes.read_text(encoding="utf-8", errors="replace").splitlines()
    assert not [line for line in calls if "socket(" in line or "connect(" in line]
    assert len([line for line in calls if "execve(" in line and "= 0" in line]) == 1
    opened = {match[1] for line in calls if (match := OPENED.search(line))}
    code = (*HARMLESS, str(checkout), sys.prefix, sys.base_prefix)
    assert {one for one in opened if not one.startswith(code)} == set()


def looped_pdf() -> bytes:
    """A PDF whose tree of pages names itself, and whose page is drawn by a form that draws itself."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5/Resources<</XObject<</X 5 0 R>>>>>>"
    things = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
        page,
        "<</Length 5>>stream\n/X Do\nendstream",
        f"{form}stream\n/X Do\nendstream",
    ]
    told = "".join(f"{at} 0 obj\n{one}\nendobj\n" for at, one in enumerate(things, start=1))
    return f"%PDF-1.7\n{told}trailer<</Root 1 0 R/Size 6>>\n".encode()


def deep(levels: int) -> bytes:
    """A Word file with tables in tables in tables."""
    return making.document(
        "<w:tbl><w:tr><w:tc>" * levels + making.BODY + "</w:tc></w:tr></w:tbl>" * levels
    )


def letters_in_letters(levels: int) -> bytes:
    """A letter that is attached to a letter that is attached to a letter."""
    head = "From: a@example.cn\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return (head * levels + "From: a@example.cn\nSubject: x\n\nend").encode()


ENDLESS = {
    "pdf that names itself": looped_pdf,
    "tables 100,000 deep": lambda: deep(100_000),
    "letters 5,000 deep": lambda: letters_in_letters(5_000),
    "100,000 open brackets": lambda: (
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\ntrailer<</Root 1 0 R>>"
    ),
    "page of 100,000 elements": lambda: b"<html>" + b"<div>" * 100_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_goes_round_in_circles_ends_in_little_time_with_a_word(read, name):
    found = read(ENDLESS[name]())
    assert found.cpu <= 10
    assert found.state == "done" or found.reason in REASONS


def run(code: str, *, seconds: float = 2, most: int = MEBIBYTE) -> confined.Ended:
    with tempfile.TemporaryFile() as given:
        command = [sys.executable, "-I", "-c", code]
        return confined.run(command, given=given, seconds=seconds, most=most)


def limited(act: str) -> confined.Ended:
    """Do something under the limits of a reading process alone, without what refuses it before."""
    code = f"import sys, os; sys.path.insert(0, {str(confined.ROOT)!r})\n"
    code += "from caseapp.extracts.child import confine\n"
    code += f"confine.limit({ {**limits_on(date(2026, 11, 23)), 'seconds': 2}!r})\n{act}"
    return run(code, seconds=20)


def test_disk_cannot_be_filled():
    ended = limited(
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    open('full', 'wb', 0).write(b'x')\nexcept OSError as no: print(no.errno)"
    )
    assert ended.output == b"27\n"


def test_memory_and_time_and_open_files_are_bounded():
    assert limited("try:\n    bytes(10**9)\nexcept MemoryError: print('no')").output == b"no\n"
    assert -limited("while True: pass").code in confined.OUT_OF_TIME
    many = "try:\n    [os.dup(0) for _ in range(100)]\nexcept OSError as no: print(no.errno)"
    assert limited(many).output == b"24\n"


def test_process_that_hangs_is_ended_with_what_it_started():
    ended = run("import os, time; os.fork(); time.sleep(100)", seconds=1)
    assert (ended.why, ended.code) == ("seconds", -9)


def test_process_that_closes_its_mouth_and_stays_is_ended():
    assert run("import os, time; os.close(1); time.sleep(100)", seconds=1).why == "seconds"


def test_process_that_writes_a_gibibyte_is_ended():
    ended = run("import os\nwhile True: os.write(1, bytes(1 << 20))")
    assert (ended.why, len(ended.output) <= MEBIBYTE) == ("output", True)


def test_process_that_dies_is_told_by_its_end():
    assert run("import os; os.kill(os.getpid(), 11)").code == -11


@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/passwd')",
        "open('/tmp/x', 'w')",
        "__import__('socket').socket()",
        "__import__('subprocess').run(['true'])",
        "__import__('os').fork()",
        "__import__('os').system('true')",
        "__import__('os').open('/etc/passwd', 0)",
    ],
)
def test_confined_process_may_do_nothing_else(act):
    code = (
        f"import sys; sys.path.insert(0, {str(confined.ROOT)!r}); import socket, subprocess, os\n"
    )
    code += "from caseapp.extracts.child import confine; confine.confine()\n"
    code += f"try:\n    {act}\nexcept PermissionError: print('refused')"
    assert run(code, seconds=10).output == b"refused\n"
