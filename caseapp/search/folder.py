"""The folder of an index: generations, which one serves, locks, the damaged mark, safe writes."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: one process serves, no command runs beside it
    fcntl = None  # type: ignore[assignment]  # the lock files are skipped there

_PRIVATE = 0o700
_CURRENT = "CURRENT"
_DAMAGED = "DAMAGED"
_CHANGED = "changed"
_BUILDING = ".building"
# Readers of an old generation get this long to move on.
_LEAVE_ALONE = 10.0

Pair = tuple[str, int]


class Busy(Exception):
    """Another process holds this lock."""


class IndexFolder:
    """Generations of one index beside each other; CURRENT names the one that serves."""

    def __init__(self, root: Path, schema: str) -> None:
        self.path = root / schema
        self._root = root

    def prepare(self) -> None:
        """Make the folder, open to its owner only: what lies in it is unpickled."""
        for folder in (self._root, self.path):
            folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
            folder.chmod(_PRIVATE)

    def current(self) -> Path | None:
        """Return the serving generation, None before the first one is built."""
        try:
            name = (self.path / _CURRENT).read_text(encoding="ascii").strip()
        except OSError:
            return None
        generation = self.path / name
        return generation if name and generation.is_dir() else None

    def is_damaged(self, generation: Path) -> bool:
        """Say whether a generation was found damaged."""
        return (generation / _DAMAGED).exists()

    def mark_damaged(self, generation: Path, why: str) -> None:
        """Let no process trust this generation any more."""
        with contextlib.suppress(OSError):  # it may just have been replaced
            (generation / _DAMAGED).write_text(why[:500], encoding="utf-8")

    @contextlib.contextmanager
    def lock(self, name: str, *, wait: bool = True) -> Iterator[None]:
        """Hold one of the two locks, `writer` or `build`, against threads and processes."""
        self.prepare()
        with (self.path / f"{name}.lock").open("w", encoding="ascii") as file:
            if fcntl is not None:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                except BlockingIOError as held:
                    raise Busy(name) from held
            yield

    def begin(self) -> Path:
        """Make the folder of a new generation, under the build lock."""
        self._sweep_unfinished()
        numbers = [
            int(digits) for one in self.path.glob("g*") if (digits := one.name[1:7]).isdecimal()
        ]
        # Never a name used before: a process may still have a deleted index open under it.
        name = f"g{max(numbers, default=0) + 1:06d}-{secrets.token_hex(4)}"
        building = self.path / f"{name}{_BUILDING}"
        building.mkdir(mode=_PRIVATE)
        return building

    def drop(self, building: Path) -> None:
        """Give the room of a generation back that could not be finished."""
        with contextlib.suppress(OSError), self.lock("writer"):  # a note may just be written there
            shutil.rmtree(building, ignore_errors=True)

    def publish(self, building: Path) -> Path:
        """Let a finished generation serve: renamed, then named by CURRENT, both on disk."""
        ready = building.with_name(building.name.removesuffix(_BUILDING))
        fresh = self.path / f"{_CURRENT}.new"
        # First what a full disk may refuse: then the new generation is still an unfinished one.
        with fresh.open("w", encoding="ascii") as file:
            file.write(ready.name)
            file.flush()
            os.fsync(file.fileno())
        building.rename(ready)
        sync_folder(self.path)
        fresh.replace(self.path / _CURRENT)
        sync_folder(self.path)
        return ready

    def note_for_builds(self, pairs: Iterable[Pair]) -> None:
        """Leave word for a rebuild under way: these changed while it was reading."""
        lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
        for building in self.path.glob(f"g*{_BUILDING}"):
            with (building / _CHANGED).open("a", encoding="utf-8") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())

    def noted(self, building: Path) -> list[Pair]:
        """Return what changed since a rebuild began, each object once."""
        try:
            lines = (building / _CHANGED).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        pairs = dict.fromkeys((str(kind), int(number)) for kind, number in map(json.loads, lines))
        return list(pairs)

    def sweep(self) -> None:
        """Remove generations that nobody reads any more, and folders of older schemas."""
        serving = self.current()
        if serving is None:
            return
        olden = [one for one in self.path.glob("g*") if one.suffix != _BUILDING and one != serving]
        schemas = [one for one in self._root.iterdir() if one.is_dir() and one != self.path]
        for folder in (*olden, *schemas):
            with contextlib.suppress(OSError):
                if time.time() - folder.stat().st_mtime > _LEAVE_ALONE:
                    shutil.rmtree(folder, ignore_errors=True)

    def bytes_used(self) -> int:
        """Count the bytes of all generations, finished and not."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    def _sweep_unfinished(self) -> None:
        # Under the build lock an unfinished generation is one whose builder was killed.
        for dead in self.path.glob(f"g*{_BUILDING}"):
            shutil.rmtree(dead, ignore_errors=True)


def sync_file(path: Path) -> None:
    """Put the bytes of a file on disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_folder(path: Path) -> None:
    """Put the names in a folder on disk; Windows knows no such thing."""
    if os.name != "nt":
        sync_file(path)
