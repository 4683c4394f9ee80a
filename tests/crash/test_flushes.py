"""C5, C6: nothing is answered before it is on the disk, and a flush that fails is never an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash import checking
from tests.crash.browser import Browser
from tests.crash.place import Place
from tests.crash.serving import started
from tests.crash.tracing import WATCHED, Told, told, traced
from tests.crash.trials import dice
from tests.crash.workload import Client, Crew, Kept
from tests.figures import Figure

pytestmark = [pytest.mark.sqlite, pytest.mark.timeout(1800)]
FAILING = "inject=fsync,fdatasync:error=EIO:when={}+"


def test_every_answer_comes_after_its_flush(place: Place, figure: Figure, tmp_path: Path):
    crew, kept = Crew.of(place), Kept()
    client, notes = Client(crew, kept, dice()), tmp_path / "notes"
    with (
        traced(place, notes, "-e", f"trace={WATCHED}") as server,
        Browser(server.port, crew.officer) as officer,
        Browser(server.port, crew.chief) as chief,
    ):
        for _ in range(8):
            client.one_case(officer, chief)
    acts = acts_of(told(notes))
    early = [fault for act in acts for fault in faults_of(act)]
    files = sum(any(".part" in one.path for one in act) for act in acts)
    figure(
        "C5",
        f"{len(acts)} acknowledged writes, answered before the flush",
        reached=len(early),
        asked="0",
    )
    assert early == []
    assert len(acts) == len(kept.said) >= 50
    assert files >= 8


def acts_of(done: list[Told]) -> list[list[Told]]:
    """Cut what was done into acts: from the request of each to the first byte of its answer.

    The worker, which answers nobody, writes beside them and is left out.
    """
    answering = {one.thread for one in done if one.call in {"sendto", "send"}}
    acts: list[list[Told]] = []
    current: list[Told] = []
    for one in done:
        if one.call in {"recvfrom", "recv"} and '"POST ' in one.text:
            current = []
        if one.thread in answering:
            current.append(one)
        if one.call in {"sendto", "send"} and '"HTTP/1.1 303' in one.text:
            acts.append(current)
            current = []
    return acts


def faults_of(act: list[Told]) -> list[str]:
    """Say what of an act was not on the disk when its answer left."""
    faults = []
    wal = [n for n, one in enumerate(act) if one.path.endswith("-wal") and one.call == "pwrite64"]
    flushed = [n for n, one in enumerate(act) if one.path.endswith("-wal") and "sync" in one.call]
    if not wal or not flushed or flushed[-1] < wal[-1]:
        faults.append("the database was not flushed")
    for n, one in enumerate(act):
        if not one.call.startswith("rename") or ".part" not in one.text:
            continue
        before = any("sync" in x.call and x.path.endswith(".part") for x in act[:n])
        after = any("sync" in x.call and "/files/" in x.path for x in act[n:])
        if not (before and after):
            faults.append(f"a file was not flushed: {one.text[:200]}")
    return faults


def test_a_flush_that_fails_is_never_an_answer(
    place: Place, figure: Figure, tmp_path: Path, *, full_size: bool
):
    crew, kept = Crew.of(place), Kept()
    refused: list[str] = []
    early: list[str] = []
    turns = range(4, 24, 2) if full_size else (6,)
    for turn in turns:
        notes = tmp_path / f"notes{turn}"
        told_before = len(kept.said)
        asked = ("-e", f"trace={WATCHED}", "-e", FAILING.format(turn))
        with traced(place, notes, *asked) as server:
            Client(crew, kept, dice(turn)).work(server.port, cases=20)
        refused += kept.refused
        kept.refused.clear()
        acts = acts_of(told(notes))  # a call that failed is not among what was done
        early += [fault for act in acts for fault in faults_of(act)]
        assert len(acts) == len(kept.said) - told_before
        left = healthy_again(place, crew, kept)
        assert left.faults == ()
    said = sum("磁盘读写出错" in one for one in refused)
    what = f"flushes fail from the nth on, n in {[*turns]}"
    figure("C6", f"{what}: acts refused in words", reached=said, asked=len(turns))
    figure("C6", f"{what}: answered without their flush", reached=len(early), asked="0")
    figure("C6", f"{what}: faults after the restart", reached=len(left.faults), asked="0")
    assert (early, said) == ([], len(turns))


def healthy_again(place: Place, crew: Crew, kept: Kept) -> checking.Left:
    """Start on the disk as it is now, work one more case, look."""
    with started(place) as fresh:
        Client(crew, kept, dice(len(kept.said))).work(fresh.port, cases=1)
    assert kept.refused == []
    with place.inside() as app:
        return checking.look(app, kept)
