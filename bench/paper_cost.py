"""What a paper costs to write, against raw zip-and-XML templating and docxtpl of the same paper.

    python bench/paper_cost.py [--quick] [--each 1] [--batch 1000]

The raw way and docxtpl are given the finished Word file of the paper with every piece of text taken out,
and put the words back: what a program that keeps Word templates does. Ours builds the page from its text
and its values, and writes it. CPU time of one process, in turn; then memory over a batch of papers.
"""

from __future__ import annotations

import html
import io
import re
import resource
import statistics
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docxtpl import DocxTemplate
from measuring import arguments, ratio, take_turns, tell, times

from caseapp.documents import render
from caseapp.documents.catalogue import Kind, kind_of, kinds
from caseapp.documents.outside.libreoffice import LibreOffice, missing
from caseapp.documents.paper import Paper
from caseapp.documents.samples import sample

WORDS = re.compile(r"(<w:t[^>]*>)([^<]*)(</w:t>)")
BLANK = re.compile(r"\{\{ w(\d+) \}\}")
BODY = "word/document.xml"
WAYS = ("word", "raw", "docxtpl", "pdf")
MIB = 1024 if sys.platform != "darwin" else 1024 * 1024


def main() -> None:
    """Print the ratios of each form, or of each kind, and the memory of a batch."""
    asked = arguments(__doc__, batch=1000, each=0)
    known = kinds()
    one_of_each = {kind.form: kind for kind in known}
    chosen = tuple(one_of_each.values()) if asked.quick else known
    rounds, seconds = (2, 0.02) if asked.quick else (3, 0.05)
    found: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
    for kind in chosen:
        measured = _measured(kind, rounds, seconds)
        found[str(kind.form)].append(measured)
        if asked.each:
            tell(f"{kind.key} {kind.title}", _line(measured))
    for form, told in sorted(found.items()):
        middle = {name: statistics.median(one[name] for one in told) for name in told[0]}
        tell(f"{form}, median of {len(told)} kinds", _line(middle))
    every = [one for told in found.values() for one in told]
    tell("all kinds, Word against raw, worst", times(max(one["raw"] for one in every)))
    tell("all kinds, Word against docxtpl, worst", times(max(one["docxtpl"] for one in every)))
    _kept_libreoffice(1 if asked.quick else 5)
    _batch(40 if asked.quick else asked.batch)


def _line(told: dict[str, float]) -> str:
    return (
        f"Word {told['word']:.1f} ms, {times(told['raw'])} of raw, {times(told['docxtpl'])} of docxtpl; "
        f"PDF {told['pdf']:.1f} ms, {times(told['pdf_raw'])} of raw"
    )


def _measured(kind: Kind, rounds: int, seconds: float) -> dict[str, float]:
    """Measure one kind in all ways, in turn; a PDF is never the same twice, or it would be remembered."""
    content = render.docx(sample(kind.key))
    template, words = _emptied(content)
    works = dict(
        zip(
            WAYS,
            (
                lambda: render.docx(sample(kind.key)),
                lambda: _raw(template, words),
                lambda: _with_docxtpl(template, words),
                _printer(kind),
            ),
            strict=True,
        )
    )
    found = take_turns(works, rounds=rounds, seconds=seconds)
    return {
        "word": statistics.median(found["word"]) * 1000,
        "raw": ratio(found, "word", "raw"),
        "docxtpl": ratio(found, "word", "docxtpl"),
        "pdf": statistics.median(found["pdf"]) * 1000,
        "pdf_raw": ratio(found, "pdf", "raw"),
    }


def _printer(kind: Kind) -> Callable[[], bytes]:
    printed = 0

    def work() -> bytes:
        nonlocal printed
        printed += 1
        return render.as_pdf(_other(kind, printed))

    return work


def _other(kind: Kind, count: int) -> Paper:
    """Make the sample with another number at its head, so that nothing of the last one is used again."""
    paper = sample(kind.key)
    return replace(paper, mark=f"{paper.mark}　{count}")


def _emptied(content: bytes) -> tuple[bytes, list[str]]:
    """Take every piece of text out of a Word file; give the template and the words."""
    words: list[str] = []

    def take(hit: re.Match[str]) -> str:
        words.append(html.unescape(hit[2]))
        return f"{hit[1]}{{{{ w{len(words) - 1} }}}}{hit[3]}"

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, WORDS.sub(take, part.decode()).encode() if name == BODY else part)
    return out.getvalue(), words


def _raw(template: bytes, words: list[str]) -> bytes:
    """Fill a template as plainly as can be: unzip, replace, zip."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == BODY:
                text = BLANK.sub(lambda hit: html.escape(words[int(hit[1])]), part.decode())
                part = text.encode()
            new.writestr(name, part)
    return out.getvalue()


def _with_docxtpl(template: bytes, words: list[str]) -> bytes:
    page = DocxTemplate(io.BytesIO(template))
    page.render({f"w{place}": word for place, word in enumerate(words)}, autoescape=True)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _kept_libreoffice(rounds: int) -> None:
    """Tell by the clock on the wall what the PDF of a decision takes here and in a kept LibreOffice."""
    name = "PDF of a decision against a kept LibreOffice"
    if lacks := missing():
        tell(name, lacks)
        return
    kind = kind_of("penalty_decision")
    print_one = _printer(kind)
    print_one()
    with LibreOffice() as office:
        office.pdfs({"paper.docx": render.docx(sample(kind.key))})
        ours, theirs = [], []
        for count in range(rounds):
            content = render.docx(_other(kind, count))
            ours.append(_seconds(print_one))
            theirs.append(_seconds(lambda content=content: office.pdfs({"paper.docx": content})))
    told = f"{statistics.median(ours) * 1000:.0f} ms and {statistics.median(theirs) * 1000:.0f} ms"
    tell(name, f"{times(statistics.median(ours) / statistics.median(theirs))} ({told})")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _batch(size: int) -> None:
    """Write papers of all kinds one after another, and tell how the memory grows."""
    known = kinds()
    marks: list[float] = []
    for count in range(size):
        paper = _other(known[count % len(known)], count)
        render.docx(paper)
        render.as_pdf(paper)
        if count in (size // 2 - 1, size - 1):
            marks.append(_resident())
    tell(
        f"memory after {size // 2} / {size} papers in Word and PDF",
        f"{marks[0]:.0f} / {marks[1]:.0f} MiB",
    )
    tell("memory at the end against half way", times(marks[1] / marks[0]), "1.1x")
    tell(
        "most memory at any time",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB:.0f} MiB",
    )


def _resident() -> float:
    """Read what the process holds now; where the system does not tell, the most it ever held."""
    try:
        told = Path("/proc/self/statm").read_text("ascii")
        return int(told.split()[1]) * resource.getpagesize() / 1024 / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


if __name__ == "__main__":
    main()
