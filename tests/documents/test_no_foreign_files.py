"""Words that would have a file read or an address asked stand on the paper, and nothing of it happens (U9)."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn

FETCHING = (
    '<img src="file://{bait}">',
    '<img src="http://192.0.2.1/a.png">',
    '<link rel="stylesheet" href="file://{bait}">',
    '<iframe src="file://{bait}"></iframe>',
    '@import url("file://{bait}");',
    '@import "http://192.0.2.1/a.css";',
    "@font-face {{ src: url(file://{bait}) }}",
    '{{ INCLUDETEXT "{bait}" }}',
    '{{ INCLUDEPICTURE "http://192.0.2.1/a.png" }}',
    '{{ LINK Word.Document "{bait}" }}',
    '<w:fldSimple w:instr="INCLUDETEXT {bait}"/>',
    "<w:r><w:instrText>INCLUDETEXT {bait}</w:instrText></w:r>",
    '<w:altChunk r:id="rId1"/>',
    '#read("{bait}")',
    '#read("/etc/passwd")',
    '#include "{bait}"',
    '#image("{bait}")',
    '#import "@preview/cetz:0.2.2"',
    '#json("{bait}")',
    '#plugin("{bait}")',
    "\\input{{{bait}}}",
    '<xi:include href="file://{bait}" parse="text"/>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file://{bait}">]>&b;',
    "{{{{#include {bait}}}}}",
)
SECRET = "SECRET-OF-THIS-MACHINE"
PRINTING = """
import json, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from caseapp.documents import render
from caseapp.documents.fill import fill
from tests.documents.reading import letter
typed, out = json.load(sys.stdin), Path(sys.argv[1])
blocks = [one for words in typed for one in fill("{{{{违法事实}}}}", {{"违法事实": words}}).blocks]
paper = letter(*blocks)
(out / "a.docx").write_bytes(render.docx(paper))
(out / "a.pdf").write_bytes(render.as_pdf(paper))
"""
CALLED = re.compile(r'open(?:at)?\(.*?"([^"]+)".*= \d+')


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    bait = tmp_path_factory.mktemp("bait") / "a.txt"
    bait.write_text(SECRET, encoding="utf-8")
    return [one.format(bait=bait) for one in FETCHING]


def printed(typed: list[str], folder: Path, checkout: Path) -> list[str]:
    """Print these words in a process of its own, whose calls to the system are written down."""
    assert shutil.which("strace"), "this proof needs strace: sudo apt install strace"
    folder.mkdir()
    calls = folder / "calls"
    watcher = ["strace", "-f", "-qq", "-s", "500", "-o", str(calls)]
    watched = "trace=open,openat,socket,connect,execve"
    code = PRINTING.format(root=str(checkout))
    subprocess.run(
        [*watcher, "-e", watched, sys.executable, "-X", "utf8", "-B", "-c", code, str(folder)],
        input=json.dumps(typed).encode(),
        check=True,
        cwd=folder,
    )
    return calls.read_text(encoding="utf-8", errors="replace").splitlines()


def opened(calls: list[str]) -> set[str]:
    """Name the files that were opened, without those the proof itself writes."""
    found = {match[1] for line in calls if (match := CALLED.search(line))}
    return {one for one in found if "printed" not in one}


def test_printing_opens_what_it_opens_for_any_words_and_no_socket(typed, tmp_path, checkout):
    hostile = printed(typed, tmp_path / "printed-hostile", checkout)
    # The same characters backwards: the same faces are needed, and nothing is an order.
    harmless = printed([one[::-1] for one in typed], tmp_path / "printed-harmless", checkout)
    assert opened(hostile) - opened(harmless) == set()
    assert len(opened(hostile)) > 100
    for calls in (hostile, harmless):
        assert [line for line in calls if "socket(" in line or "connect(" in line] == []
    assert sum("execve(" in line for line in hostile) == sum("execve(" in line for line in harmless)
    _stands_as_typed(typed, tmp_path / "printed-hostile")


def _stands_as_typed(typed: list[str], folder: Path) -> None:
    word = folder / "a.docx"
    with zipfile.ZipFile(word) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    runs = Document(str(word)).element.body.iter(qn("w:t"))
    said = _squeezed("".join(run.text or "" for run in runs))
    assert [one for one in typed if _squeezed(one) not in said] == []
    assert not re.search(r"<w:instrText[^>]*>[^<]*(INCLUDE|LINK|IMPORT)", "".join(parts.values()))
    assert not any('TargetMode="External"' in text for text in parts.values())
    assert not any(SECRET in text for text in parts.values())
    shown = "".join(page.extract_text() for page in pypdf.PdfReader(folder / "a.pdf").pages)
    lost = [one for one in typed if _letters(one) not in _letters(shown)]
    # At most what a page ends in the middle of, where the number of the page comes between.
    assert len(lost) <= len(typed) // 10
    assert SECRET not in shown


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _letters(text: str) -> str:
    return re.sub(r"[^\w/.]|_", "", text)
