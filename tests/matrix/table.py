"""Reads the hand-written table: blocks of addresses, each with one grid of roles by relations."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
ANSWERS = ("ok", "409", "422", "410", "404", "403", "401", "303")

# Everybody who stands in the grids; who of the cast that is stands in world.py.
ACTORS = (
    *("anonymous", "disabled", "officer", "head", "registrar", "legal", "hearing", "chief"),
    *("finance", "publicity", "liaison", "operator", "informants", "d-officer", "d-chief"),
    *("d-legal", "z-officer", "system", "security", "audit", "half-way", "receiver", "watcher"),
)
# Accounts of other bodies: wherever a block does not name them, its pages are never theirs.
FOREIGN = ("receiver", "watcher")
# Whoever has no row of their own in a block is answered there like somebody else.
LIKE = {"half-way": "anonymous"}


@dataclass(frozen=True)
class Cell:
    """One cell: who sends what to which address, and how the office answers."""

    method: str
    endpoint: str
    actor: str
    target: str
    answer: str

    def __str__(self) -> str:
        """Say it as a reviewer would."""
        return (
            f"{self.actor}: {self.method} {self.endpoint} ({self.target}) should be {self.answer}"
        )


@dataclass(frozen=True)
class Block:
    """Addresses that answer alike, and the grid."""

    title: str
    addresses: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: dict[str, tuple[str, ...]]

    def cells(self) -> Iterator[Cell]:
        """Give every cell of the block."""
        for method, endpoint in self.addresses:
            for actor, answers in self.rows.items():
                for column, answer in zip(self.columns, answers, strict=True):
                    yield Cell(method, endpoint, actor, column, answer)


class Unreadable(Exception):
    """The table is not written as its head says."""


def blocks() -> list[Block]:
    """Read all tables of the folder."""
    found: list[Block] = []
    for path in sorted(FOLDER.glob("expected*.txt")):
        found += _read(path)
    return found


def _read(path: Path) -> Iterator[Block]:
    title, lines = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            if title:
                yield _block(title, lines)
            title, lines = line.strip("= "), []
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    if title:
        yield _block(title, lines)


def _block(title: str, lines: list[str]) -> Block:
    addresses: list[tuple[str, str]] = []
    columns: tuple[str, ...] = ()
    rows: dict[str, tuple[str, ...]] = {}
    for line in lines:
        words = line.split()
        if words[0] in ("GET", "POST"):
            addresses += [(words[0], endpoint) for endpoint in words[1:]]
        elif words[0] == "|":
            columns = tuple(words[1:])
        else:
            _add_row(title, rows, columns=columns, line=line)
    rows |= {one: rows[other] for one, other in LIKE.items() if other in rows and one not in rows}
    rows |= {one: ("403",) * len(columns) for one in FOREIGN if one not in rows}
    if "others" in rows:
        rest = rows.pop("others")
        rows |= {actor: rest for actor in ACTORS if actor not in rows}
    if not (addresses and columns and rows):
        raise Unreadable(f"{title}: a block has addresses, a head and rows")
    return Block(title, tuple(addresses), columns, rows)


def _add_row(
    title: str, rows: dict[str, tuple[str, ...]], *, columns: tuple[str, ...], line: str
) -> None:
    names, _, given = line.partition("|")
    answers = tuple(given.split())
    # One answer stands for the whole row.
    answers = answers * len(columns) if len(answers) == 1 else answers
    if len(answers) != len(columns) or not set(answers) <= set(ANSWERS):
        raise Unreadable(f"{title}: {line.strip()}")
    for name in names.replace(",", " ").split():
        if name in rows:
            raise Unreadable(f"{title}: {name} stands twice")
        rows[name] = answers


def visible(actor: str, endpoint: str) -> set[str]:
    """Return the targets somebody may read at this address, as the table says."""
    return {
        cell.target
        for block in blocks()
        for cell in block.cells()
        if (cell.actor, cell.endpoint, cell.answer) == (actor, endpoint, "ok")
    }
