"""What signed checkpoints and anchors vouch for, and what speaks against them themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseapp.base.clock import local
from caseapp.ledger import chain
from caseapp.ledger.checkpoints import Anchors, Checkpoint, is_genuine
from caseapp.ledger.verifying import Mark, Problem

Publics = Mapping[int, bytes] | None


def marks_of(
    kept: Sequence[Checkpoint], anchors: Anchors, publics: Publics
) -> tuple[dict[int, Mark], list[Problem]]:
    """Return the heads that are vouched for, and the checkpoints that are not genuine."""
    marks: dict[int, Mark] = {}
    problems = []
    prev, expected = chain.FIRST, 1
    for one in kept:
        fault = _fault(one, publics, prev=prev, expected=expected)
        if fault:
            problems.append(Problem(one.seq, "checkpoint", f"第 {one.number} 号检查点{fault}"))
        else:
            marks[one.seq] = Mark(one.seq, one.head, f"{local(one.at):%Y-%m-%d} 的签名检查点")
        prev, expected = one.digest(), one.number + 1
    for one in anchors.held:
        known = marks.get(one.seq)
        if known is None or known.head != one.head:
            words = f"{local(one.at):%Y-%m-%d} 的锚点"
            marks[one.seq] = Mark(one.seq, one.head, words, in_database=False)
    return marks, problems


def against(
    kept: Sequence[Checkpoint], anchors: Anchors, *, last: int, asked: bool
) -> list[Problem]:
    """Return where table and anchor file contradict each other; `last` is the last row there is."""
    mine = {one.number: one.digest() for one in kept}
    found = [
        Problem(one.seq, "checkpoint", f"数据库缺少第 {one.number} 号检查点，锚点文件中有")
        for one in anchors.held
        if one.number not in mine and one.seq <= last
    ]
    found += [
        Problem(one.seq, "checkpoint", f"第 {one.number} 号检查点与锚点文件不符")
        for one in anchors.held
        if mine.get(one.number, one.digest()) != one.digest()
    ]
    found += [Problem(0, "anchor", f"锚点文件第 {line} 行被改动") for line in anchors.broken]
    # The very first line may still be on its way to the file.
    if asked and not anchors.held and len(kept) > 1:
        found.append(Problem(0, "anchor", "锚点文件缺失或者被清空"))
    return found


def _fault(one: Checkpoint, publics: Publics, *, prev: str, expected: int) -> str:
    if one.number != expected:
        return f"之前缺少第 {expected} 号检查点"
    if one.prev != prev:
        return "与前一号检查点不衔接"
    if publics is None or is_genuine(one, publics):
        return ""
    return "的签名不能核验：密钥目录中没有审计签名密钥" if not publics else "的签名不符，被改动过"
