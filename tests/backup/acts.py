"""A backup or a restore in a process of its own, to be killed: python -m tests.backup.acts ACT ….

It says `begun` when the work begins and `done` when it is over.
"""

import os
import sys
from pathlib import Path

from caseapp.app import create_app
from caseapp.backup import making, restoring
from caseapp.base.db import db
from caseapp.cli.inspecting import inspect_with
from caseapp.config import load_settings


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def make(folder: Path) -> None:
    """Back the office of the environment up, as the command does."""
    settings = load_settings(os.environ)
    app = create_app(settings)
    with app.app_context(), restoring.scratch(settings.data_dir / "backup-work") as work:
        office = making.Office(
            name=settings.office,
            program="1.0",
            data_dir=settings.data_dir,
            keys_dir=settings.keys_dir,
            store=app.extensions["store"],
            work=work,
        )
        print("begun", flush=True)  # noqa: T201 - the test reads it
        making.make(folder, office, quiet)
        db.session.remove()


def restore(path: Path, target: Path) -> None:
    """Lay an office out, as the command does."""
    keys_dir = Path(os.environ["CASEAPP_KEYS"])
    look = inspect_with(keys_dir, quiet)
    print("begun", flush=True)  # noqa: T201 - the test reads it
    restoring.restore(path, target, keys_dir=keys_dir, inspect=look, tell=quiet)


if __name__ == "__main__":
    act, *places = sys.argv[1:]
    {"make": make, "restore": restore}[act](*map(Path, places))
    print("done", flush=True)  # noqa: T201 - the test reads it
