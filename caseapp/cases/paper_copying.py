"""What a draft could take over from another paper of its case, side by side with what it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_words import written_word
from caseapp.documents import approval
from caseapp.documents.catalogue import Kind, Source, kind_of
from caseapp.documents.words import STATE_WORDS


@dataclass(frozen=True)
class SourcePaper:
    """A paper of the case words can be taken from."""

    id: int
    title: str
    number: str
    state: str
    shared: int  # how many words both kinds ask for


@dataclass(frozen=True)
class Pair:
    """One word as the other paper has it and as the draft has it."""

    word: str
    theirs: str
    mine: str
    is_chosen: bool  # offered ticked: nothing of the draft is lost by it


def sources(file: OpenFile, record: Any) -> list[SourcePaper]:
    """Return the papers of the case that share words with a draft, latest first."""
    mine = {one.key for one in _asked(kind_of(record.kind))}
    found = []
    for row in reversed(file.papers):
        shared = len(mine & {one.key for one in _asked(kind_of(row.kind))})
        if row.id != record.id and row.state != "void" and shared:
            found.append(
                SourcePaper(row.id, row.title, row.number or "", STATE_WORDS[row.state], shared)
            )
    return found


def pairs(source: Any, record: Any) -> tuple[list[Pair], int]:
    """Return the words the source would change in a draft, and how many are alike already."""
    found, alike = [], 0
    for one in _asked(kind_of(record.kind)):
        theirs, mine = (
            written_word(source.data.get(one.key, "")),
            written_word(record.data.get(one.key, "")),
        )
        if not theirs:
            continue
        if theirs == mine:
            alike += 1
            continue
        found.append(Pair(one.key, theirs, mine, is_chosen=not mine))
    return found, alike


def shared_words(source: Any, record: Any) -> list[str]:
    """Return the words a draft may take over from another paper."""
    if source.id == record.id:
        return []
    return [one.word for one in pairs(source, record)[0]]


def _asked(kind: Kind) -> Sequence[Any]:
    others = approval.words_of_others(kind.chain)
    return [one for one in kind.fields if one.source is not Source.PAPER and one.key not in others]
