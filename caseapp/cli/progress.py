"""A line that says how far a long command is, on the terminal in place, elsewhere now and then."""

from __future__ import annotations

import sys
import time

import click

_EVERY = 0.2
_EVERY_ELSEWHERE = 5.0
_WIDE = 24


class Progress:
    """Tells what is being done and how much of it; call `end` before other words."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr.isatty()
        self._told = 0.0
        self._what = ""
        self._open = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell, unless it was told a moment ago."""
        at = time.monotonic()
        pause = _EVERY if self._on_terminal else _EVERY_ELSEWHERE
        if what == self._what and at - self._told < pause and done < total:
            return
        self._told, self._what = at, what
        share = done / total if total else 1.0
        bar = "█" * int(share * _WIDE)
        line = f"{what} {bar:░<{_WIDE}} {share:4.0%}"
        click.echo(f"\r{line}　" if self._on_terminal else line, err=True, nl=not self._on_terminal)
        self._open = self._on_terminal

    def end(self) -> None:
        """Leave the line."""
        if self._open:
            click.echo(err=True)
            self._open = False
