"""Which papers of a case say otherwise after a correction, and what is to be done with each."""

from __future__ import annotations

from typing import Any

from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import BUILDERS, paper_values
from caseapp.documents import queries as documents
from caseapp.documents.catalogue import kind_of
from caseapp.documents.words import STATE_WORDS

WHAT_TO_DO = {
    "draft": "草稿：请按更正后的内容修改，或者重新起草。",
    "signed": "已签发、没有送达：不要送达，作废后按更正后的内容重新制作、签发。",
    "served": "已送达：请制作补正通知或者更正决定，送达当事人。",
}

Words = dict[str, dict[str, Any]]


def words_of_papers(file: OpenFile) -> Words:
    """Return what the file would write into each of its papers now, by kind."""
    kinds = {row.kind for row in file.papers if row.state != "void" and row.kind in BUILDERS}
    return {kind: _values(kind, file) for kind in kinds}


def affected(file: OpenFile, before: Words) -> list[dict[str, Any]]:
    """List the papers whose words change, each with its state and what to do."""
    after = words_of_papers(file)
    found = []
    for row in file.papers:
        old, new = before.get(row.kind, {}), after.get(row.kind, {})
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        if row.state == "void" or not keys:
            continue
        labels = {one.key: one.label for one in kind_of(row.kind).fields}
        found.append(
            {
                "id": row.id,
                "title": row.title,
                "number": row.number or "",
                "state": STATE_WORDS[row.state],
                "fields": "、".join(labels.get(key, key) for key in keys),
                "todo": WHAT_TO_DO[row.state],
            }
        )
    return found


def receipt_of(file: OpenFile, service_id: int) -> list[dict[str, Any]]:
    """Name the receipt of a service that is corrected: it was finished with the first day."""
    receipt = documents.service(service_id).receipt_id
    return [
        {
            "id": row.id,
            "title": row.title,
            "number": row.number or "",
            "state": STATE_WORDS[row.state],
            "fields": "送达日期",
            "todo": "已定稿：请另附情况说明，写明更正的内容和依据。",
        }
        for row in file.papers
        if row.id == receipt
    ]


def _values(kind: str, file: OpenFile) -> dict[str, Any]:
    try:
        return paper_values(kind, file)
    except KeyError:
        return {}  # a paper nobody draws from the file
