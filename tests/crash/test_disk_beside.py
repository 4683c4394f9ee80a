"""C7: a backup, a rebuild or an export that finds no room says so, leaves nothing half, lets people read."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from caseapp.backup.making import ENDING
from caseapp.base import keys
from caseapp.base.db import db
from caseapp.base.storage import FAILING, FULL, READ_ONLY
from caseapp.ledger import queries as ledger
from tests.crash import checking, disks
from tests.crash.browser import Answer, Browser, Fields
from tests.crash.place import Place
from tests.crash.serving import COMMAND, Cold, started
from tests.crash.trials import dice
from tests.crash.workload import Client, Crew, Kept, step_fields
from tests.figures import Figure

PAGES = ("/cases", "/cases/{id}", "/search?q=%E7%94%B5%E7%83%AD", "/cases/{id}/papers/1")
# The copy of the database does not fit into the first, a generation of the index not into the second.
LITTLE, LESS = 256 * 1024, 8 * 1024
QUIET_WITHIN = 60.0
WAYS = ("full", pytest.param("read-only", marks=pytest.mark.weekly))
pytestmark = [pytest.mark.sqlite, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class Trouble:
    """A disk in trouble: how it comes about, and how it is said."""

    way: str
    is_small: bool

    @property
    def titles(self) -> set[str]:
        """Name what may be said of it."""
        if self.way == "read-only":
            return {READ_ONLY.title}
        return {FULL.title} if self.is_small else {FULL.title, FAILING.title}

    @contextmanager
    def of(self, folder: Path, pid: int | None, *, room: int = 0) -> Iterator[Callable[[], None]]:
        """Bring it over a folder; lend what a process started meanwhile is bound by."""
        if self.way == "read-only":
            with disks.read_only(folder):
                yield disks.bound_by_rights()
            return
        with disks.full(folder, pid, is_small=self.is_small, room=room):
            yield (lambda: None) if self.is_small else disks.no_longer_than(room)


def order(place: Place, *words: str | Path, bound: Callable[[], None] | None = None) -> str:
    """Give the office's own command; return what it said if it failed, nothing if it did not."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *map(str, words)],
        env=dict(place.environ),
        preexec_fn=bound,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    return said if done.returncode else ""


def wait_for_the_index(place: Place) -> None:
    """Wait until the worker has nothing more to write."""
    end = time.monotonic() + QUIET_WITHIN
    with place.inside():
        while ledger.lag().waiting and time.monotonic() < end:
            db.session.rollback()
            time.sleep(0.2)


def names(folder: Path) -> set[str]:
    """List what lies in a folder, without what SQLite keeps beside its file."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {one for one in found if not one.endswith(("-wal", "-shm", ".lock", "filler"))}


@dataclass
class Meanwhile:
    """What was said and sent while a disk was in trouble, what lay there, and how it went afterwards."""

    said: list[str] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    sent: list[Answer] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    signed: int = 0
    again: list[str] = field(default_factory=list)
    healed: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Running:
    """An office with one whole case and one paper about to be signed, and who sits at it."""

    place: Place
    server: Cold
    officer: Browser
    auditor: Browser
    case_id: int
    signing: str
    form: Fields

    @property
    def exports(self) -> tuple[tuple[Browser, str], ...]:
        """Everything that is handed out as a file."""
        return (
            (self.officer, f"/cases/{self.case_id}/papers/1/word"),
            (self.officer, f"/cases/{self.case_id}/papers/1/pdf"),
            (self.auditor, "/admin/audit/export"),
        )

    def in_trouble(
        self, trouble: Trouble, acts: tuple[tuple[str | Path, ...], ...], out: Path
    ) -> Meanwhile:
        """Give each order while there is no room for it, read pages, sign and export; then do all again."""
        seen, before = Meanwhile(), names(self.place.folder)
        for act, room in zip(acts, (LITTLE, LESS, 0), strict=True):
            with trouble.of(self.place.folder, self.server.process.pid, room=room) as bound:
                seen.said.append(order(self.place, *act, bound=bound))
                seen.read += [
                    self.officer.get(page.format(id=self.case_id)).status for page in PAGES
                ]
        with trouble.of(self.place.folder, self.server.process.pid):
            seen.sent = [self.officer.post(self.signing, self.form)]
            seen.sent += [browser.get(address) for browser, address in self.exports]
        seen.left = (names(self.place.folder) | names(out)) - before
        seen.signed = self.officer.post(self.signing, self.form).status
        seen.again = [order(self.place, *act) for act in acts]
        seen.healed = [browser.get(address).status for browser, address in self.exports]
        return seen


@contextmanager
def running(place: Place, kept: Kept) -> Iterator[Running]:
    """Open the office, bring one case to its end and another before a signature."""
    crew, auditor = Crew.of(place), place.cookie("yang")
    with (
        started(place, preexec_fn=disks.bound_by_rights()) as server,
        Browser(server.port, crew.officer) as officer,
        Browser(server.port, crew.chief) as chief,
        Browser(server.port, auditor) as yang,
    ):
        work = Client(crew, kept, dice())
        work.one_case(officer, chief)
        signing = f"/cases/{work.before_signing(officer, chief)}/steps/register_evidence"
        form = officer.drawn(signing) | step_fields("register_evidence", crew)
        wait_for_the_index(place)
        yield Running(place, server, officer, yang, kept.said[0][1], signing, form)
        server.kill()


@pytest.mark.parametrize("way", WAYS)
def test_what_runs_beside_the_office_is_refused_in_words_and_leaves_nothing_half(
    small: tuple[Place, bool], tmp_path: Path, figure: Figure, *, way: str
):
    place, is_small = small
    trouble, out, kept = Trouble(way, is_small), tmp_path / "out", Kept()
    handed_out = place.folder / "audit.jsonl"
    acts = (("backup", out), ("search", "rebuild"), ("audit", "export", handed_out))
    keys.make("backup", place.folder / "keys")
    with running(place, kept) as office:
        seen = office.in_trouble(trouble, acts, out)
    with place.inside() as app:
        faults = checking.look(app, kept).faults
    _noted(figure, seen, trouble)
    assert [one for one in seen.said if not _is_told(one, trouble)] == []
    assert [one.status for one in seen.sent] == [503] * 4
    assert all(_is_told(one.text, trouble) for one in seen.sent)
    assert seen.left == set()
    assert set(seen.read) == {200}
    assert seen.again == ["", "", ""]
    assert (seen.signed, seen.healed, faults) == (303, [200] * 3, ())
    assert len(list(out.glob(f"*{ENDING}"))) == 1
    assert handed_out.read_text(encoding="ascii").endswith("}\n")


def _noted(figure: Figure, seen: Meanwhile, trouble: Trouble) -> None:
    way = trouble.way
    figure("C7", f"{way}: backup, rebuild, export refused in words",
           reached=sum(_is_told(one, trouble) for one in seen.said), asked=3)  # fmt: skip
    figure("C7", f"{way}: signing, papers and trail refused in words",
           reached=sum(_is_told(one.text, trouble) for one in seen.sent), asked=4)  # fmt: skip
    figure("C7", f"{way}: files left half", reached=len(seen.left), asked=0)
    figure("C7", f"{way}: pages read meanwhile",
           reached=seen.read.count(200), asked=len(seen.read))  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_backup_that_cannot_be_written_does_not_stop_the_office(
    place: Place, tmp_path: Path, figure: Figure, *, way: str
):
    away = tmp_path / "away"
    crew = Crew.of(place)
    with (
        disks.small_disk(away) as is_small,
        started(place) as server,
        Browser(server.port, crew.officer) as officer,
        Browser(server.port, crew.chief) as chief,
        Browser(server.port, place.cookie("jiang")) as jiang,
    ):
        trouble, kept = Trouble(way, is_small), Kept()
        work = Client(crew, kept, dice())
        with trouble.of(away, None, room=LITTLE) as bound:
            said = order(place, "backup", away, bound=bound)
            work.one_case(officer, chief)
        left, failed = names(away), jiang.get("/admin/status").text
        again, made = order(place, "backup", away), jiang.get("/admin/status").text
    figure("C7", f"{way} place for backups: refused in words; half ones left; acts meanwhile",
           reached=f"{_is_told(said, trouble)}; {len(left)}; {len(kept.said)}",
           asked="True; 0; 7")  # fmt: skip
    assert _is_told(said, trouble), said
    assert left == set()
    assert len(kept.said) == 7
    assert again == ""
    assert ("没有成功" in failed, "没有成功" in made) == (True, False)


def _is_told(words: str, trouble: Trouble) -> bool:
    return any(title in words for title in trouble.titles)
