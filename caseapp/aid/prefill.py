"""What a ticket already says of an application, in the words of its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseapp.aid.given import OverseasGiven
from caseapp.aid.words import FIRM_SIZES, FORUMS, WISHES
from caseapp.parties.given import LABELS

# How callers name a forum, and which one that is.
SAID_FORUMS = (
    *(("337", "itc337"), ("海关", "customs"), ("展", "fair"), ("仲裁", "arbitration")),
    *(("平台", "platform"), ("法院", "court"), ("专利局", "office"), ("律师", "letter")),
)
BY_PHONE = "来电时申请人所述，尚未见到原件"
# 海外应对 is not among what the form of the application offers: it becomes a plan of its own.
SAID_WISHES = {key: key for key in WISHES} | {"overseas": "plan"}
KINDS_OF_SIZE = {"person": "person", "institution": "organisation"}


@dataclass(frozen=True)
class Said:
    """What was said on the phone, whoever keeps it."""

    received_on: date
    content: str
    right_kind: str = ""
    right_number: str = ""
    opponent: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


def application(said: Said, *, caller: Any | None, unit_id: int) -> dict[str, Any]:
    """Return the fields of the form that need not be typed again; `caller` is the party who called."""
    answers = said.answers
    size = str(answers.get("firm_size") or "")
    told = {
        "applied_on": said.received_on,
        "unit_id": unit_id,
        "kind": KINDS_OF_SIZE.get(size, "company"),
        "firm_size": size if size in FIRM_SIZES else ("none" if size else ""),
        "foreign_kind": "foreign" if answers.get("country") else "no",
        "right_kind": said.right_kind,
        "right_number": said.right_number,
        "opponent": said.opponent,
        "dispute": _dispute(said),
        "wishes": [SAID_WISHES[one] for one in _listed(answers.get("help_wanted"))],
        "materials": str(answers.get("evidence") or ""),
    }
    return told | (_party(caller) if caller is not None else {})


def overseas(answers: Mapping[str, Any]) -> OverseasGiven | None:
    """Return what was said of the dispute abroad; a day told on the phone says where it is from."""
    country = str(answers.get("country") or "").strip()
    if not country:
        return None
    forum = str(answers.get("forum") or "")
    day = _day(str(answers.get("foreign_due_on") or ""))
    return OverseasGiven(
        country=country[:60],
        forum=next((key for word, key in SAID_FORUMS if word in forum), "other"),
        stage="" if forum in FORUMS.values() else forum[:200],
        deadline_on=day,
        deadline_words=BY_PHONE if day else "",
    )


def _day(text: str) -> date | None:
    """Read a day as the call page keeps it; anything else stays to be asked again."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _dispute(said: Said) -> str:
    elsewhere = str(said.answers.get("elsewhere") or "").strip()
    return f"{said.content}\n其他途径：{elsewhere}" if elsewhere else said.content


def _listed(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [one for one in many if one in SAID_WISHES]


def _party(caller: Any) -> dict[str, Any]:
    return {name: getattr(caller, name) for name in LABELS}
