"""What is given with a transfer as it is opened and with each move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from caseapp.law.procedures.table import Field
from caseapp.transfers.item_given import UploadGiven

# What our people write down of an act of the other side that came by letter.
THEIR_DAY = "their_day"
WRITTEN_ON = Field(
    THEIR_DAY,
    "来文落款日期",
    "date",
    required=False,
    help="来文上写的日期；对方的期限按这一天核对。",
)
TAKEN_DOWN = (
    Field("their_who", "对方经办人", "text", help="在来文上署名或者来人办理的人。"),
    Field("their_number", "对方文号", "text", help="没有文号的写明“无文号”和来文形式。"),
    WRITTEN_ON,
)


@dataclass(frozen=True, slots=True)
class TransferGiven:
    """What is known as a transfer, a request or an opinion is opened; empty texts mean it does not ask."""

    kind: str
    body_id: int
    unit_id: int
    title: str
    content: str
    received_on: date
    case_id: int | None = None
    right_kind: str = ""
    area: str = ""
    reason_key: str = ""
    reason: str = ""
    basis: str = ""
    answer_due_on: date | None = None
    their_number: str = ""
    # What the kind asks beyond, by the key of its field.
    facts: Mapping[str, object] = field(default_factory=dict)
    agreement_id: int | None = None
    earlier_id: int | None = None
    # The version of the page it was typed on, where something that stands is put right.
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MoveGiven:
    """What is given with a move; `body` says that it is taken down for the other side."""

    on: date
    at: datetime | None = None
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    version: int | None = None
    body: bool = False
    uploads: Sequence[UploadGiven] = ()
