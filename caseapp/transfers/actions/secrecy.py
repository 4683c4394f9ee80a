"""What the other side reads of a transfer names nobody whose identity is sealed in its case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.base.db import db
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.models import CaseFile
from caseapp.transfers.asked import Asked, values_of
from caseapp.transfers.given import TAKEN_DOWN, TransferGiven
from caseapp.transfers.kinds import Kind
from caseapp.transfers.manifest import Manifest
from caseapp.transfers.told import tells_reason

TYPED = "填写内容"


def refuse_in_opening(kind: Kind, given: TransferGiven) -> None:
    """Refuse to open what would carry a sealed identity into letters and lists."""
    texts = {
        "事项": given.title,
        "内容": given.content,
        "理由": given.reason,
        "依据": given.basis,
        "来文文号": given.their_number,
        **{one.label: given.facts.get(one.key) for one in kind.fields},
    }
    _refuse(given.case_id, texts, what=f"不能登记{kind.name}", at=TYPED)


def refuse_in_move(asked: Asked) -> None:
    """Refuse a move whose words the other side reads, or that are kept as its own."""
    is_read = tells_reason(asked.row) or asked.given.body
    # 对方账号填写的不核对：拦截本身会告诉对方猜中了谁。
    if not is_read or asked.by.body_id is not None:
        return
    values = values_of(asked.given)
    labels = {one.key: one.label for one in (*asked.row.fields, *TAKEN_DOWN)}
    texts = {labels.get(key, key): value for key, value in values.items()}
    texts["理由"] = asked.given.reason
    _refuse(asked.matter.case_id, texts, what=f"不能{asked.row.name}", at=TYPED)


def refuse_in_list(case_id: int | None, manifest: Manifest, *, what: str) -> None:
    """Refuse to seal a list that names somebody: in its head, its things or what it says is lacking."""
    head = manifest.head
    texts = {
        "事项": head.title,
        "内容": head.content,
        "理由": head.reason,
        "依据": head.basis,
        "材料名称": [one.name for one in manifest.items],
        "缺少材料的说明": [one.reason for one in manifest.lacking],
    }
    _refuse(case_id, texts, what=f"不能{what}", at="移送材料清单")


def _refuse(case_id: int | None, texts: Mapping[str, Any], *, what: str, at: str) -> None:
    if case_id is None or not any(value not in (None, "", ()) for value in texts.values()):
        return
    refuse_sealed_words(db.session.get_one(CaseFile, case_id), texts, what=what, at=at)
