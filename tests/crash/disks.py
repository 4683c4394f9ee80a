"""Disks that fill up or take nothing, by real causes the machine allows."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

MEBIBYTE = 1024 * 1024
CAPBSET_DROP, DAC_OVERRIDE = 24, 1


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk of memory where the machine lets us; say whether it did."""
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", f"size={24 * MEBIBYTE}", "tmpfs", str(folder)]
    is_mounted = (
        shutil.which("mount") is not None
        and subprocess.run(asked, check=False, capture_output=True).returncode == 0
    )
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def full(folder: Path, pid: int | None, *, is_small: bool, room: int = 0) -> Iterator[None]:
    """Fill the small disk but for some room, or forbid the server to make any file longer."""
    if not is_small and pid is None:
        yield
        return
    if not is_small and pid is not None:
        limits = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, limits[1]))
        try:
            yield
        finally:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
        return
    filler = folder / "filler"
    fill(filler)
    os.truncate(filler, filler.stat().st_size - room)
    try:
        yield
    finally:
        filler.unlink()


def fill(filler: Path) -> None:
    """Write until nothing more goes in."""
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (MEBIBYTE, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size):
                    pass


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write from a folder and everything in it."""
    kept = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    try:
        for path, mode in kept.items():
            path.chmod(mode & ~0o222)
        yield
    finally:
        for path, mode in kept.items():
            path.chmod(mode)


def no_longer_than(most: int) -> Callable[[], None]:
    """Let a process make no file longer than this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def bound_by_rights() -> Callable[[], None]:
    """Let even a server of root's be bound by the rights of files."""
    system = ctypes.CDLL(None)

    def give_up() -> None:
        if os.geteuid() == 0:
            system.prctl(CAPBSET_DROP, DAC_OVERRIDE, 0, 0, 0)

    return give_up
