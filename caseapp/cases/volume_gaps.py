"""What a case's volume still lacks: papers unfinished, unsealed, unserved, unproved, or never drafted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.cases.open_file import OpenFile
from caseapp.cases.volume import EVIDENCE, RECEIPT, Piece, Volume
from caseapp.documents import approval, queries, volume_queries
from caseapp.documents.catalogue import Kind, kind_of, kind_titled
from caseapp.law.procedures.sides import SIDE_WORDS
from caseapp.law.procedures.table import Step
from caseapp.law.wording import long_date


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, with what to do, and the paper or item on whose page that is done."""

    title: str
    why: str
    paper_id: int = 0
    item_id: int = 0


@dataclass(frozen=True)
class _Known:
    """What was asked once about all papers of the case."""

    services: Sequence[Any]
    sealed: set[int]
    proved: set[int]
    rows: dict[int, Any]

    def of(self, row: Any) -> list[Any]:
        """Return the services of a paper."""
        return [one for one in self.services if one.paper_id == row.id]


def gaps_of(file: OpenFile, volumes: Sequence[Volume], services: Sequence[Any]) -> list[Gap]:
    """Return what is missing, in the order of the volumes; papers nobody drafted stand last."""
    known = _Known(
        services,
        volume_queries.sealed_in_case(file.case.id),
        volume_queries.proved_in_case(file.case.id),
        {one.id: one for one in file.papers},
    )
    pieces = [piece for volume in volumes for piece in volume.pieces]
    there = [gap for piece in pieces for gap in _of_piece(piece, known)]
    return [*there, *_never_drafted(file)]


def _of_piece(piece: Piece, known: _Known) -> Iterator[Gap]:
    row = piece.row
    if piece.what == EVIDENCE:
        if piece.pages is None:
            why = "没有登记页数，卷内页号没有把它算进去。"
            yield Gap(piece.title, why, item_id=row.id)
        return
    for why in _of_paper(piece, known):
        yield Gap(f"《{row.title}》{row.number or ''}", why, paper_id=row.id)


def _of_paper(piece: Piece, known: _Known) -> Iterator[str]:
    row, kind = piece.row, kind_of(piece.row.kind)
    if row.state == "draft":
        yield _unfinished(row, kind)
        return
    if piece.is_damaged:
        yield "保存的文件缺失或者被改动，请系统管理员从备份恢复。"
    elif piece.pages is None:
        yield "没有 PDF（签发时本机缺少字体），请打印 Word 文件入卷。"
    if kind.seal and row.id not in known.sealed:
        yield "没有用印记录，请在文书页登记用印。"
    if kind.receipt:
        yield from _of_service(row, known)


def _unfinished(row: Any, kind: Kind) -> str:
    if row.kind == RECEIPT:
        return "送达回证还没有定稿，请打印签名后在文书页定稿。"
    if approval.is_closed_by_hand(kind.chain):
        return "还没有定稿。"
    return "还是草稿，没有签发。"


def _of_service(row: Any, known: _Known) -> Iterator[str]:
    services = known.of(row)
    left = queries.sides_left(row, known.services)
    if not services:
        yield "已经签发，还没有送达。"
    elif left:
        yield f"还没有送达{'、'.join(SIDE_WORDS[one] for one in left)}。"
    for one in services:
        told = f"{long_date(one.served_on)}{one.mode}送达{one.addressee}"
        receipt = known.rows.get(one.receipt_id)
        if receipt is None or receipt.state == "void":
            yield f"{told}，没有送达回证。"
        if one.id not in known.proved:
            yield f"{told}，没有附送达证明，请在文书页附上签收的回证或者凭证。"


def _never_drafted(file: OpenFile) -> Iterator[Gap]:
    """Name the papers the acts so far call for of which the file holds none that stands."""
    there = {one.kind for one in file.papers if one.state != "void"}
    steps = {one.key: one for one in file.procedure.steps}
    told: set[str] = {RECEIPT}
    opening = [(kind_of(key), "登记") for key in file.procedure.opening_papers]
    acts = [(steps[row.step], row) for row in file.history if row.step in steps]
    for kind, act in [
        *opening,
        *((kind, f"“{row.name}”") for step, row in acts for kind in _called_for(file, step)),
    ]:
        if kind.key in there or kind.key in told:
            continue
        told.add(kind.key)
        title = f"《{kind.title_on(file.last_step_on)}》"
        yield Gap(title, f"{act}应当有这份文书，案卷里没有，请起草。")


def _called_for(file: OpenFile, step: Step) -> list[Kind]:
    titled = [kind_titled(title, file.procedure.track) for title in step.later_papers]
    return [*(kind_of(key) for key in step.papers), *(one for one in titled if one is not None)]
