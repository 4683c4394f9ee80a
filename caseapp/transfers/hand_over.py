"""The hand-over file of a transfer as it stands now: its list, its check, its letters, what it still lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base import file_kinds
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.file_names import shown_name
from caseapp.bodies import queries as bodies
from caseapp.cases.models import CaseFile
from caseapp.cases.paper_values.shared import office_of_unit
from caseapp.documents import printing
from caseapp.documents.catalogue import kind_of
from caseapp.transfers import completeness, item_queries
from caseapp.transfers.completeness import Asked, Verdict
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.manifest import (
    OUTSIDE,
    Entry,
    Head,
    Lacking,
    Manifest,
    bears,
    code_of,
    code_words,
    rows_for_letter,
    written,
)
from caseapp.transfers.models import Transfer

CODE_WORD = "清单校验码"
# Under one of these words a letter prints what goes with it.
MATERIALS = ("移送材料", "随附材料", "函送材料")
LETTERS = ("letter", "receipt")
# Where the transfer keeps why it goes without something its list asks.
LACKING = "lacking_items"
LONGEST_NAME = 80
FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))


@dataclass(frozen=True, slots=True)
class State:
    """All that stands in the hand-over file now, what of it would go, and whether it may."""

    things: tuple[Any, ...]
    # A supplement takes only what did not go with an earlier sending.
    goes: tuple[Any, ...]
    is_supplement: bool
    manifest: Manifest
    content: bytes
    verdict: Verdict
    faults: tuple[str, ...]

    @property
    def code(self) -> str:
        """Return the hash of the list as it is now."""
        return code_of(self.content)

    @property
    def may_go(self) -> bool:
        """Say whether nothing is missing and every letter bears the code."""
        return self.verdict.is_complete and not self.faults


def state_of(
    transfer: Transfer, on: date | None = None, *, supplement: bool | None = None
) -> State:
    """Put together what would go to the other side if it were sent on a day."""
    every = item_queries.all_items(transfer.id)
    things = tuple(item_queries.ours_of(every))
    gone = _gone_before(every)
    if supplement is None:
        supplement = transfer.direction == "out" and transfer.holder_body_id is not None
    fresh = tuple(one for one in things if one.id not in gone)
    is_supplement = supplement and bool(gone)
    goes = fresh if is_supplement else things
    verdict = verdict_of(transfer, things, on or today())
    manifest = _manifest(transfer, goes, () if is_supplement else verdict.explained)
    content = written(manifest)
    # 随前一次送出的函，印的是那一次清单的校验码。
    faults = (*_spoilt(goes), *_letters_without(fresh, code_of(content)))
    return State(things, goes, is_supplement, manifest, content, verdict, tuple(faults))


def _gone_before(every: Sequence[Any]) -> set[int]:
    """Return the things that went with an earlier sending, letters and goods too."""
    found: set[int] = set()
    for row in every:
        if row.category == item_queries.SENDING:
            with printing.store().open(row.sha256) as file:
                kept = json.loads(file.read())
            found |= {one["item"] for one in (*kept["items"], *kept["letters"])}
    return found


def verdict_of(transfer: Transfer, things: Sequence[Any], on: date) -> Verdict:
    """Hold what goes along against the list for this receiver on a day."""
    return completeness.judge(asked_of(transfer, on), _named(things), reasons_of(transfer))


def asked_of(transfer: Transfer, on: date) -> Asked:
    """Say of which transfer the check list is wanted."""
    kind, body = KINDS[transfer.kind], bodies.body(transfer.body_id)
    return Asked(
        kind=transfer.kind,
        register=kind.register,
        receiver=body.kind if body is not None else "",
        on=on,
        direction=transfer.direction,
    )


def reasons_of(transfer: Transfer) -> Mapping[str, str]:
    """Return why it goes without what its list asks, by the name of the row."""
    kept = transfer.facts.get(LACKING)
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def refuse_unfit(
    transfer: Transfer, on: date, *, what: str, supplement: bool | None = None
) -> State:
    """Refuse to send what is not complete, damaged, or under a letter with another code."""
    state = state_of(transfer, on, supplement=supplement)
    if state.is_supplement and not state.goes:
        raise Refused(
            f"不能{what}：上次送出以后没有加入新的材料。",
            remedy="请先在“移送材料”里加入要补送的材料。",
        )
    if not state.verdict.is_complete:
        raise Refused(
            f"不能{what}：移送材料不齐。",
            *state.verdict.sentences,
            article="、".join(dict.fromkeys(one.row.basis for one in state.verdict.missing)),
            remedy="请在“移送材料”里补上；确实没有的，凡允许说明的，写明理由后再办。",
        )
    if state.faults:
        raise Refused(f"不能{what}：移送材料与函件对不上。", *state.faults)
    return state


def words_for_letter(transfer: Transfer, paper_kind: str) -> dict[str, Any]:
    """Return the words only the hand-over file knows for a letter: its code and the list of materials."""
    asked = {one.key for one in kind_of(paper_kind).fields}
    state = state_of(transfer)
    rows = rows_for_letter(state.manifest.items)
    found: dict[str, Any] = {CODE_WORD: code_words(state.code)}
    for word in MATERIALS:
        # The letter on a crime has a column for the name alone.
        found[word] = [{"名称": one["名称"]} for one in rows] if word != MATERIALS[0] else rows
    return {key: value for key, value in found.items() if key in asked and value}


def papers_offered(transfer: Transfer) -> list[Any]:
    """Return the papers that may go to this receiver and do not yet; of drafts only letters."""
    asked, found = asked_of(transfer, today()), []
    for row in item_queries.papers_to_choose(transfer):
        kind = kind_of(row.kind)
        is_letter = completeness.category_of(asked, kind.key) in LETTERS
        kept = completeness.why_kept_back(asked, paper_kind=kind.key, volume=kind.volume)
        if not kept and (is_letter or row.state != "draft"):
            found.append(row)
    return found


def bears_code(paper_kind: str) -> bool:
    """Say whether papers of a kind print the code of the list."""
    return any(one.key == CODE_WORD for one in kind_of(paper_kind).fields)


def file_of(row: Any) -> tuple[str, str]:
    """Return hash and ending of the file of a thing: of a paper the PDF, where there is one."""
    if row.paper_id is None:
        return row.sha256 or "", file_kinds.ending_of(row.filename or "")
    if row.paper_pdf:
        return row.paper_pdf, "pdf"
    return row.paper_word or "", "docx"


def name_in_folder(name: str, ending: str) -> str:
    """Make a name that every system unpacks: short, without the signs one of them forbids."""
    stem = shown_name(name.translate(FORBIDDEN))[:LONGEST_NAME].rstrip(". ")
    return f"{stem}.{shown_name(ending)}" if ending else stem


def outside_path(row: Any) -> str:
    """Say where a letter or receipt lies, which stands outside of the list."""
    number = row.paper_number or ""
    named = row.name if number in row.name else f"{row.name}（{number}）"
    return f"{OUTSIDE}{row.id} {name_in_folder(named, file_of(row)[1])}"


def _manifest(
    transfer: Transfer, things: Sequence[Any], explained: Sequence[completeness.Checked]
) -> Manifest:
    entries = [one for _, one in entries_of(things)]
    lacking = tuple(Lacking(one.row.name, one.row.basis, one.reason) for one in explained)
    return Manifest(head_of(transfer), tuple(entries), lacking)


def entries_of(things: Sequence[Any]) -> Iterator[tuple[Any, Entry]]:
    """Give the items of the list in their order; letters stand outside of it."""
    order = list(completeness.categories())
    listed = [one for one in things if one.category not in LETTERS]
    for serial, row in enumerate(sorted(listed, key=lambda one: order.index(one.category)), 1):
        yield row, _entry(row, serial, order.index(row.category))


def _entry(row: Any, serial: int, place: int) -> Entry:
    sha256, ending = file_of(row)
    named = name_in_folder(row.name, ending)
    folder = completeness.categories()[row.category]
    return Entry(
        name=row.name,
        category=row.category,
        kind=_kind(sha256),
        path=f"{place:02} {folder}/{serial:03} {named}" if sha256 else "",
        sha256=sha256,
        size=(printing.store().size_of(sha256) or 0) if sha256 else 0,
        pages=row.pages,
        copies=row.copies,
    )


def _kind(sha256: str) -> str:
    store = printing.store()
    if not sha256 or store.size_of(sha256) is None:
        return ""
    return file_kinds.kind_of(store.head(sha256)).media_type


def head_of(transfer: Transfer) -> Head:
    """Say what is handed over by whom to whom."""
    matter = item_queries.matter_of(transfer)
    unit = accounts.unit_by_id(matter.unit_id)
    # As its letters call it; the day it was opened, so that no midnight changes the list.
    sender = office_of_unit(matter.unit_id, transfer.received_on)
    body = bodies.body(transfer.body_id)
    own = bodies.named(sender, unit.area_code) if unit is not None else None
    case = db.session.get(CaseFile, matter.case_id) if matter.case_id is not None else None
    return Head(
        number=matter.number,
        kind=transfer.kind,
        title=matter.title,
        sender=sender,
        sender_key=own.key if own is not None else "",
        receiver=body.name if body is not None else "",
        receiver_key=body.key if body is not None else "",
        case_no=(case.case_no or case.lead_no) if case is not None else "",
        content=transfer.content,
        reason=transfer.reason,
        basis=transfer.basis,
        right_kind=transfer.right_kind,
        area=transfer.area,
    )


def _spoilt(things: Sequence[Any]) -> Iterator[str]:
    """Name what cannot go: a void paper, a draft, a file that is gone."""
    for one in things:
        if one.paper_state == "void":
            yield f"《{one.paper_title}》已经作废，请撤下。"
        elif one.paper_state == "draft":
            yield f"《{one.paper_title}》还没有签发，请签发后再送，或者撤下。"
        elif one.evidence_removed_on is not None:
            yield f"“{one.name}”已经移出本案证据，请撤下。"
        elif (sha256 := file_of(one)[0]) and printing.store().size_of(sha256) is None:
            yield f"“{one.name}”的文件缺失，请系统管理员从备份恢复，或者撤下后重新加入。"


def _letters_without(things: Sequence[Any], code: str) -> Iterator[str]:
    for one in things:
        if one.category not in LETTERS or one.paper_state not in ("signed", "served"):
            continue
        if bears_code(one.paper_kind) and not bears(str(one.paper_data.get(CODE_WORD, "")), code):
            yield (
                f"《{one.paper_title}》{one.paper_number or ''}上的清单校验码不是现在这份清单的："
                "签发以后材料有增减，或者签发以前没有写入。请恢复签发时的材料，"
                "或者作废该函，写入校验码后重新签发。"
            )


def _named(things: Sequence[Any]) -> list[Any]:
    return [_Thing(one.category, one.paper_kind or "", one.name) for one in things]


@dataclass(frozen=True, slots=True)
class _Thing:
    category: str
    paper_kind: str
    name: str
