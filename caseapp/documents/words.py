"""The words papers are kept by: states, modes of service, what a service is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STATES = ("draft", "signed", "served", "void")
STATE_WORDS = {"draft": "草稿", "signed": "已签发", "served": "已送达", "void": "已作废"}
MODES = ("直接", "当场", "留置", "邮寄", "委托", "转交", "电子", "公告")
# Modes in which officers stand before the receiver: two of them, and somebody who receives.
IN_PERSON = ("直接", "当场", "留置")
HANDED_OVER = ("直接", "当场")
REMOTE = ("邮寄", "电子")
# What proves a service, as the file attached to it says.
PROOFS = ("送达回证", "邮寄凭证", "网页或者短信截图", "现场照片", "公告样张", "其他")
ELECTRONIC, BY_NOTICE = "电子", "公告"
# The limit that runs from the publication.
PUBLIC_NOTICE = "CF-17"


@dataclass(frozen=True, slots=True)
class ServiceGiven:
    """What is told about a service."""

    addressee: str
    mode: str
    served_on: date
    place: str = ""
    receiver: str = ""
    relation: str = ""
    servers: tuple[str, ...] = ()
    witness: str = ""
    note: str = ""
    # The side it was served on, where each side has a record of its own.
    part: str = ""
    # The day the receiver signed that papers may come electronically.
    consent_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """What is told about a public notice, and the limit that runs from it."""

    addressee: str
    deadline_id: int
    published_on: date
    published_in: str
    tried: str
    part: str = ""
