"""The words of long works: their kinds, their states, what one is told when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

PRINT, CONVERT = JOB_KINDS = ("print", "convert")
WAITING, RUNNING, DONE, FAILED, CANCELLED = JOB_STATES = (
    *("waiting", "running", "done", "failed", "cancelled"),
)
KIND_WORDS = {PRINT: "打印成册", CONVERT: "转换为 PDF"}
STATE_WORDS = {
    WAITING: "排队等候",
    RUNNING: "办理中",
    DONE: "已完成",
    FAILED: "没有完成",
    CANCELLED: "已取消",
}
OPEN_STATES = (WAITING, RUNNING)
UNITS = {PRINT: "份", CONVERT: "个文件"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper in a file that is printed: its name there, and its first page in the volume."""

    paper_id: int
    name: str
    first: int = 0  # 0: the pages carry no number of the volume


@dataclass(frozen=True, slots=True)
class JobGiven:
    """What is asked for: of which case, called what, from which page."""

    kind: str
    case_id: int
    name: str
    asked_from: str
    total: int
    wanted: dict[str, Any] = field(default_factory=dict)
    source_sha256: str = ""


def print_wanted(sheets: Sequence[Sheet], *, copies: int) -> dict[str, Any]:
    """Write down what a print asks for, as its job keeps it."""
    rows = [[one.paper_id, one.name, one.first] for one in sheets]
    return {"sheets": rows, "copies": copies}


def sheets_of(wanted: dict[str, Any]) -> list[Sheet]:
    """Read what a print asked for."""
    return [
        Sheet(int(paper_id), str(name), int(first)) for paper_id, name, first in wanted["sheets"]
    ]
