"""The checkout as the house tests read it: files, parsed modules, functions."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def files() -> tuple[Path, ...]:
    """Everything that is or will be committed."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(sorted(ROOT / name for name in names.split("\0") if (ROOT / name).is_file()))


def under(folder: str, ending: str = ".py") -> list[Path]:
    """The files of a folder."""
    return [p for p in files() if p.suffix == ending and p.is_relative_to(ROOT / folder)]


def name(path: Path) -> str:
    """How a file is called in a message."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def lines(path: Path) -> tuple[str, ...]:
    """The lines of a text file."""
    return tuple(path.read_text(encoding="utf-8").splitlines())


@functools.cache
def parsed(path: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Function:
    """A function and where it stands."""

    path: Path
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def length(self) -> int:
        """From `def` to its last line."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    def __str__(self) -> str:
        """Name it so that an editor can jump there."""
        return f"{name(self.path)}:{self.node.lineno} {self.node.name}"


def functions(paths: list[Path]) -> Iterator[Function]:
    """All functions of these files, those inside functions too."""
    for path in paths:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(path, node)


def is_room(path: Path, room: str) -> bool:
    """Whether a file is a package's room of this name, or lies in it once it is a folder."""
    parts = path.relative_to(ROOT).parts
    return parts[0] == "caseapp" and (path.name == f"{room}.py" or room in parts[1:-1])


def share_over(sizes: list[int], limit: int) -> float:
    """How many of a hundred are over a limit."""
    return 100 * sum(size > limit for size in sizes) / max(1, len(sizes))
