"""The recogniser of letters in pictures, where the office has installed one."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

PACKAGES = "tesseract-ocr tesseract-ocr-chi-sim"
_NEEDED = "chi_sim"
_LIMIT = 20.0


@dataclass(frozen=True)
class Recogniser:
    """A program that reads a picture from its input and writes the text."""

    program: str
    languages: str
    name: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that start it."""
        return (self.program, "stdin", "stdout", "-l", self.languages)


@cache
def installed() -> Recogniser | None:
    """Return the recogniser of this machine with its Chinese, nothing where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    languages = _said(program, "--list-langs").split()
    if _NEEDED not in languages:
        return None
    version = _said(program, "--version").split("\n", 1)[0]
    english = "+eng" if "eng" in languages else ""
    return Recogniser(program, f"{_NEEDED}{english}", version.strip()[:60] or "tesseract")


def _said(program: str, word: str) -> str:
    asked = subprocess.run(  # noqa: S603 - our own fixed words
        [program, word], capture_output=True, text=True, check=False, timeout=_LIMIT
    )
    return asked.stdout
