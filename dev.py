"""Set everything up and run it: python3 dev.py run | test | setup | check | bench | weekly.

Only the standard library is used here, because nothing else is on a bare machine.
"""

import ast
import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

if os.name == "nt":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
OLDEST, TOO_NEW = (3, 11), (3, 15)

# Written so that even an old Python reads this far and answers with a sentence.
if not OLDEST <= sys.version_info[:2] < TOO_NEW:
    sys.exit(
        "caseapp needs Python 3.11, 3.12, 3.13 or 3.14; this is Python {}.{} ({}).\n"
        "If a newer one is installed, name it: python3.12 dev.py run".format(
            *sys.version_info[:2], sys.executable
        )
    )


class SetupFailed(Exception):
    """The environment could not be made; the text says what a person can do."""


def run(arguments):
    """Set up and serve the demo office on 127.0.0.1:8000 or the next free port."""
    setup("app")
    return become(program("caseapp"), "serve", "--demo", "--port", "8000", *arguments)


def test(arguments):
    """Set up and run all tests, on SQLite and on a real PostgreSQL, and in a real browser."""
    setup("all")
    return become(PYTHON, *PYTEST, *arguments)


def check(_arguments):
    """Lint, types, floors and the fast tests on SQLite: what one runs before every commit."""
    setup("all")
    steps = (
        (program("ruff"), "check", "."),
        (program("ruff"), "format", "--check", "."),
        (program("mypy"),),
        (program("lint-imports"),),
        (PYTHON, *PYTEST, "-q", "--database=sqlite", "-m", FAST),
    )
    # Every step runs, so that one look shows all that is wrong.
    return max([call(*step) for step in steps])


def bench(arguments):
    """Run the benchmarks (all, or those named) and print their ratios."""
    setup("all")
    # Shared pieces lie beside the benchmarks; what can be started has a main.
    files = [
        file
        for file in sorted((ROOT / "bench").glob("*.py"))
        if "def main(" in file.read_text(encoding="utf-8")
    ]
    wanted = [file for file in files if not arguments or file.stem in arguments]
    if not wanted:
        raise SetupFailed(f"No such benchmark. There are: {', '.join(f.stem for f in files)}")
    return max([call(PYTHON, file) for file in wanted])


def weekly(arguments):
    """Run everything, each proof at its full size; figures reached and coverage stand at the end."""
    setup("all")
    every = ("-m", "weekly or not weekly", "--full-size", "--timeout=5400")
    # Tracing each line costs half as much again; a part of the suite would only show gaps.
    if all(argument.startswith("-") for argument in arguments):
        every += ("--cov", "--cov-report=term:skip-covered")
    return become(PYTHON, *PYTEST, *every, *arguments)


def setup_only(_arguments):
    """Make everything ready for run and test, and nothing more."""
    setup("all")
    return 0


# On two processes, a journey's tests together; what is left out is named with its reason.
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "loadgroup", "-rfEs")
FAST = "not journey and not weekly"
VERBS = {
    "run": run,
    "test": test,
    "setup": setup_only,
    "check": check,
    "bench": bench,
    "weekly": weekly,
}


def setup(kind):
    """Make .venv hold the lock `kind` (app or all); nothing is done where it does already."""
    if is_ready(kind):
        return
    needs_venv()
    with only_one_at_a_time():
        if is_ready(kind):  # another one did it while this one waited
            return
        began = time.monotonic()
        make_venv()
        for stamp in VENV.glob(".stamp-*"):  # a set-up that is cut short must not look finished
            stamp.unlink()
        install(LOCKS / f"{kind}.txt")
        put_project_in()
        (VENV / f".stamp-{kind}").write_text(stamp_of(kind), encoding="utf-8")
        say(f"set up in {time.monotonic() - began:.0f} s")


def stamp_of(kind):
    """All that the environment depends on: the lock, this file, the Python, the place."""
    parts = [(LOCKS / name).read_bytes() for name in (f"{kind}.txt", "uv.txt")]
    parts += [Path(__file__).read_bytes(), sys.version.encode(), str(VENV).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(kind):
    """Whether the stamp of this lock, or of the wider one, is on the environment."""
    wider = {"app": ("app", "all"), "all": ("all",)}[kind]
    for name in wider:
        stamp = VENV / f".stamp-{name}"
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == stamp_of(name):
            return PYTHON.exists()
    return False


def needs_venv():
    """Debian splits the means to make an environment off from Python; name the package."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    raise SetupFailed(
        f"This Python cannot make an environment. On Debian and Ubuntu: sudo apt install {package}"
    )


@contextlib.contextmanager
def only_one_at_a_time():
    """Let two commands started together wait for each other instead of mixing their files."""
    place = ROOT / "build"
    place.mkdir(exist_ok=True)
    with (place / "setup.lock").open("a+") as file:
        if not take(file):
            say("another command is setting up, waiting for it")
            while not take(file):
                time.sleep(0.2)
        yield  # the system lets go of the lock when the file is closed, even by a kill


def take(file):
    """Try to take the lock; the two systems have their own ways."""
    try:
        if WINDOWS:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def make_venv():
    """Make .venv, or make it again where it is of another Python, half made or moved."""
    if is_sound():
        return
    if VENV.exists():
        say("the environment is of another Python or not whole, making it again")
        shutil.rmtree(VENV)
    say("making .venv")
    made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if made.returncode:
        raise SetupFailed("Python could not make .venv; its own message stands above.")


def is_sound():
    """Ask the environment's Python who it is and whether it has its pip."""
    question = "import sys, pip; print(sys.version); print(sys.prefix)"
    try:
        answer = subprocess.run(
            [PYTHON, "-c", question], check=True, capture_output=True, text=True, timeout=60
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.split() == f"{sys.version} {VENV}".split()


def install(lock):
    """Install a lock with uv, which takes seconds, or with pip alone where uv cannot."""
    say(f"installing {lock.relative_to(ROOT)}")
    asked = ("install", "--quiet", "--require-hashes", "--no-deps", "-r")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check")
    settings = uv_settings()
    if call(*pip, *asked, LOCKS / "uv.txt") == 0:
        uv = (program("uv"), "pip", *asked, lock, "--python", PYTHON)
        if call(*uv, *settings.pop("arguments"), env={**os.environ, **settings}) == 0:
            return
    say("uv could not do it, trying pip alone (slower)")
    if call(*pip, *asked, lock) != 0:
        raise SetupFailed(
            "The packages could not be installed; the message stands above. Without a network, "
            "or behind a mirror, see requirements/README.md."
        )


def uv_settings():
    """Put pip's settings into uv's words, because uv reads none of them."""
    pip = pip_settings()
    folders = [link for link in pip.get("find-links", "").split() if reachable(link)]
    extra = [link for link in pip.get("extra-index-url", "").split() if link.startswith("http")]
    ours = {
        "UV_DEFAULT_INDEX": pip.get("index-url", ""),
        "UV_INDEX": " ".join(extra),
        # The hashes say which file is right, so that any index may answer.
        "UV_INDEX_STRATEGY": "unsafe-best-match" if extra else "",
        "UV_FIND_LINKS": ",".join(folders),
        "SSL_CERT_FILE": pip.get("cert", ""),
    }
    settings = {name: value for name, value in ours.items() if value and name not in os.environ}
    offline = pip.get("no-index", "").lower() in {"1", "true", "yes", "on"}
    settings["arguments"] = ("--no-index",) if offline else ()
    return settings


def pip_settings():
    """Read pip's settings from its files and from the environment, the nearer one last."""
    asked = [PYTHON, "-m", "pip", "config", "list", "--disable-pip-version-check"]
    lines = subprocess.run(asked, check=False, capture_output=True, text=True).stdout.splitlines()
    found = {}
    for section in ("global", "install", ":env:"):
        for line in lines:
            name, _, value = line.partition("=")
            if name.startswith(section + "."):
                found[name[len(section) + 1 :]] = str(ast.literal_eval(value))
    return found


def reachable(link):
    """A folder that is gone is passed over by pip and a fault to uv."""
    return "://" in link or Path(link).is_dir()


def put_project_in():
    """Make `import caseapp` and the command caseapp work, without a build tool from outside."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run(
        [PYTHON, "-c", asked], check=True, capture_output=True, text=True
    ).stdout.strip()
    (Path(packages) / "caseapp-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        line = "from caseapp.cli import main; main()"
        (SCRIPTS / "caseapp.cmd").write_text(f'@"%~dp0python.exe" -c "{line}" %*\n')
        return
    command = SCRIPTS / "caseapp"
    command.unlink(missing_ok=True)
    command.write_text(COMMAND.format(python=PYTHON), encoding="utf-8")
    command.chmod(0o755)


# A script for sh and for Python at once: a first line naming Python breaks on long or spaced paths.
COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from caseapp.cli import main

sys.exit(main())
"""


def program(name):
    """Give the path of a program in the environment."""
    endings = (".exe", ".cmd") if WINDOWS else ("",)
    paths = [SCRIPTS / (name + ending) for ending in endings]
    return next((path for path in paths if path.exists()), paths[0])


def call(*command, env=None):
    """Run a program in the checkout and give its exit status."""
    return subprocess.run(
        [str(part) for part in command], check=False, cwd=ROOT, env=env
    ).returncode


def become(*command):
    """Turn into the program, so that Ctrl-C and signals reach it and nobody else."""
    if WINDOWS:
        return call(*command)
    os.chdir(ROOT)
    sys.stdout.flush()
    return os.execv(command[0], [str(part) for part in command])  # noqa: S606 - our own program


def say(sentence):
    """Tell the person what is being done."""
    print(f"dev.py: {sentence}", flush=True)


def main(arguments):
    """Find the verb and do it."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        print(__doc__ + "\n" + "\n".join(f"  {n:8}{v.__doc__}" for n, v in VERBS.items()))
        return 0 if arguments[:1] in ([], ["-h"], ["--help"]) else 2
    try:
        return verb(arguments[1:])
    except SetupFailed as fault:
        print(f"dev.py: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
