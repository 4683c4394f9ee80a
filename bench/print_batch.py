"""What a print of a thousand papers costs: against pypdf's own writer, and how much memory it takes.

    python bench/print_batch.py [--quick] [--papers 1000] [--copies 2]

Each way runs in a process of its own, so that the peak of its memory is its own. The papers are samples of
several kinds, made beforehand: what is measured is the binding of frozen bytes, as an office prints them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from measuring import arguments, tell, times, workplace
from pypdf import PdfReader, PdfWriter

from caseapp.documents import render
from caseapp.documents.binding import Binder
from caseapp.documents.catalogue import kinds
from caseapp.documents.samples import sample

DIFFERENT = 12
MIB = 1024 if sys.platform != "darwin" else 1024 * 1024
Way = Callable[[list[Path], Path, tuple[int, int]], None]


def main() -> None:
    """Measure both ways over the same papers and print the ratios."""
    asked: argparse.Namespace = arguments(__doc__, papers=1000, copies=2)
    papers = 40 if asked.quick else asked.papers
    with workplace(asked.folder) as folder:
        files = _made(folder)
        few = _measured(_ours, files, folder / "few.pdf", papers=papers // 10, copies=asked.copies)
        many = _measured(_ours, files, folder / "many.pdf", papers=papers, copies=asked.copies)
        other = _measured(_pypdf, files, folder / "other.pdf", papers=papers, copies=asked.copies)
        pages = len(PdfReader(folder / "many.pdf").pages)
        assert pages == len(PdfReader(folder / "other.pdf").pages)
        sizes = [(folder / name).stat().st_size for name in ("many.pdf", "other.pdf")]
    tell(f"{papers} papers x {asked.copies} copies, {pages} pages", f"{many[0]:.1f} s of CPU")
    tell("time against pypdf's writer", times(many[0] / other[0]), "<= 1x")
    tell("time of a paper against that in a tenth of them", times(many[0] / few[0] / 10), "<= 1.1x")
    tell("peak memory", f"{many[1]:.0f} MiB, a tenth of them {few[1]:.0f} MiB")
    tell(
        "memory taken by the other nine tenths, against pypdf's peak",
        times((many[1] - few[1]) / other[1]),
        "<= 0.1x",
    )
    tell("size of the file against pypdf's", times(sizes[0] / sizes[1]))


def _made(folder: Path) -> list[Path]:
    files = []
    for place, kind in enumerate(kinds()[:DIFFERENT]):
        files.append(folder / f"{place}.pdf")
        files[-1].write_bytes(render.as_pdf(sample(kind.key)))
    return files


def _measured(
    way: Way, files: list[Path], out: Path, *, papers: int, copies: int
) -> tuple[float, float]:
    """Give CPU seconds and peak memory of one way in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    mine, theirs = fresh.Pipe()
    child = fresh.Process(target=_run, args=(way, theirs, files, out, (papers, copies)))
    child.start()
    found: tuple[float, float] = mine.recv()
    child.join()
    return found


def _run(  # noqa: PLR0917 - handed over to a process as they stand
    way: Way, tell_to: Connection, files: list[Path], out: Path, size: tuple[int, int]
) -> None:
    began = time.process_time()
    way(files, out, size)
    tell_to.send((time.process_time() - began, _peak()))


def _peak() -> float:
    """Give the most memory this process ever held; Linux counts what it was begun from in the other figure."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def _ours(files: list[Path], out: Path, size: tuple[int, int]) -> None:
    papers, copies = size
    with out.open("wb") as written:
        binder = Binder(written)
        for number in range(papers):
            content = files[number % len(files)].read_bytes()
            binder.add(content, title=f"{number}", first=1, copies=copies)
        binder.finish()


def _pypdf(files: list[Path], out: Path, size: tuple[int, int]) -> None:
    papers, copies = size
    writer = PdfWriter()
    for number in range(papers):
        for _ in range(copies):
            writer.append(files[number % len(files)], outline_item=f"{number}")
    writer.write(out)


if __name__ == "__main__":
    main()
