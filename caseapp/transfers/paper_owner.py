"""What a transfer says in the words of the papers, and which papers it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from caseapp.accounts.person import Person
from caseapp.bodies import queries as bodies
from caseapp.documents.catalogue import Kind, Subject, filed_kinds
from caseapp.transfers import file_queries, hand_over, paper_words, queries
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.models import Transfer

# The content of a transfer under whatever word a paper calls it.
CONTENT = ("协查事由", "线索内容", "来函事项", "协作请求内容", "货物侵权嫌疑")


class TransferOwner:
    """Transfers and requests: papers of a case's own transfer lie in the case, the others here."""

    family = "transfer"

    def find(self, cooperation_id: int, *, by: Person) -> Transfer:
        """Return the transfer."""
        return queries.visible_transfer(cooperation_id, by=by)

    def kinds(self, record: Transfer) -> Sequence[str]:
        """Return the papers of its kind that no case holds."""
        kind = KINDS[record.kind]
        if file_queries.matter_of(record.id).case_id is None:
            return [one.key for one in _known(kind.papers_without_case or kind.papers)]
        return [one.key for one in _known(kind.papers) if one.subject is not Subject.CASE]

    def words(self, record: Transfer, kind: Kind, *, by: Person) -> Mapping[str, Any]:  # noqa: ARG002 - the protocol's
        """Return what the transfer says, with the code of its list of materials."""
        return words_of(record, kind)

    def since(self, record: Transfer) -> date:
        """Return the day it came in or was begun."""
        return record.received_on

    def url(self, record: Transfer) -> str:
        """Return the address of its page."""
        return url_for("transfers.transfer", transfer_id=record.id)


def case_kinds(record: Transfer) -> list[str]:
    """Return the papers of its kind that the track of its case has: they go along the case's line."""
    case = file_queries.case_of(file_queries.matter_of(record.id))
    if case is None:
        return []
    kinds = _known(KINDS[record.kind].papers)
    return [one.key for one in kinds if one.subject is Subject.CASE and case.track in one.tracks]


def words_of(record: Transfer, kind: Kind) -> dict[str, Any]:
    """Return what a transfer says, by the words of a paper; what its kind knows better comes last."""
    body = bodies.body(record.body_id)
    name = body.name if body is not None else ""
    matter = file_queries.matter_of(record.id)
    due = record.answer_due_on.isoformat() if record.answer_due_on else ""
    return {
        **dict.fromkeys(CONTENT, record.content),
        **dict.fromkeys(("受文单位", "移送公安机关", "协作单位", "平台名称"), name),
        "来函单位": name if record.direction == "in" else "",
        "来函文号": record.their_number,
        "协作方向": "对方请求" if record.direction == "in" else "本局请求",
        "请求协查事项": [{"事项": one} for one in _asked(record)],
        # The letters put their own full stop.
        **dict.fromkeys(("移送理由", "移送原因", "线索主管理由"), record.reason.rstrip("。")),
        "线索涉及单位": _named(record),
        "办理期限日": due,
        **({"案号": matter.number, "案由": matter.title} if matter.case_id is None else {}),
        **hand_over.words_for_letter(record, kind.key),
        **paper_words.of_kind(record, kind),
    }


def _named(record: Transfer) -> str:
    told = (record.facts.get(key) for key in ("respondent", "place"))
    return "，".join(str(one) for one in told if one)


def _asked(record: Transfer) -> list[str]:
    text = str(record.facts.get("asked") or "")
    return [line.strip().rstrip("。；") for line in text.splitlines() if line.strip()]


def _known(keys: Sequence[str]) -> list[Kind]:
    # 样式没有确认的不能起草，不列出来。
    filed = {one.key: one for one in filed_kinds() if one.is_open}
    return [filed[key] for key in keys if key in filed]
