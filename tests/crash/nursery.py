"""One process that has imported the program and bears a server for each line it reads.

A born server runs the office's own command, `caseapp serve`; only its imports are inherited. It
holds the database, the files and the index itself, so that killing it is a real kill.
Each line is JSON: {"kill": ["after_commit", 3]}, {"wrong": "file"}, {"worker": true} or {}.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

import alembic.command  # noqa: F401 - imported here once instead of in each life
import click
import typst  # noqa: F401 - as above
import waitress  # noqa: F401 - as above

from caseapp.cli import main as command
from tests.crash import kill_points, wrong_orders

SERVE = ["serve", "--demo", "--port", "0"]  # a folder of the cast is a demo office


def main() -> None:
    """Bear one server for each line, tell its number, and when it is dead."""
    for name in ("serve", "worker"):
        command.get_command(click.Context(command), name)  # imports it
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            live(order)
        say(f"born {child}")
        os.waitpid(child, 0)
        say(f"dead {child}")


def live(order: dict[str, Any]) -> None:
    """Be a server until killed."""
    try:
        if "wrong" in order:
            wrong_orders.WIRINGS[order["wrong"]]()
        if "kill" in order:
            kill_points.end_at(*order["kill"])
        command(["worker"] if "worker" in order else SERVE, standalone_mode=False)
    except BaseException:  # noqa: BLE001 - nothing of a life may reach the nursery
        traceback.print_exc()
    finally:
        os._exit(1)


def say(words: str) -> None:
    """Tell the test."""
    print(words, flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main()
