"""What the list of cases is narrowed to: read from an address, written into one, put into words."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta

from caseapp.cases.queries import Filters
from caseapp.law.procedures.registry import PROCEDURES

HAPPENED_WORDS = {"filed": "立案", "decided": "决定", "closed": "结案"}
OPENNESS = {"open": "在办", "closed": "已结", "all": "全部"}
TRACKS = {
    "counterfeit": "假冒专利",
    "false-statement": "弄虚作假",
    "infringement": "侵权纠纷",
    "mediation": "纠纷调解",
    "opinion": "不侵权意见",
}
# The same span as the desk's first list.
SOON = timedelta(days=3)


def filters_of(asked: Mapping[str, str], today: date) -> Filters:
    """Read filters from an address; what is not known narrows nothing."""
    states = {state.key for one in PROCEDURES.values() for state in one.states}
    return Filters(
        state=_among(asked.get("state", ""), states),
        openness=_among(asked.get("openness", ""), OPENNESS) or "open",
        edition=_among(asked.get("edition", ""), PROCEDURES),
        track=_among(asked.get("track", ""), TRACKS),
        mine=asked.get("mine", "") == "1",
        due_until=today + SOON if asked.get("due", "") == "1" else None,
        happened=_among(asked.get("happened", ""), HAPPENED_WORDS),
        month=_month(asked.get("month", "")),
    )


def address_of(wanted: Filters) -> dict[str, str]:
    """Return the same filters as they stand in an address."""
    values = {
        "state": wanted.state,
        "openness": wanted.openness,
        "track": wanted.track,
        "edition": wanted.edition,
        "mine": "1" if wanted.mine else "",
        "due": "1" if wanted.due_until else "",
        "happened": wanted.happened if wanted.month else "",
        "month": wanted.month.strftime("%Y-%m") if wanted.month and wanted.happened else "",
    }
    return {key: value for key, value in values.items() if value}


def in_words(wanted: Filters) -> str:
    """Say in one line what a list was narrowed to."""
    parts = [OPENNESS[wanted.openness]]
    if wanted.track:
        parts.append(TRACKS[wanted.track])
    if wanted.edition:
        parts.append(f"{PROCEDURES[wanted.edition].name} {PROCEDURES[wanted.edition].edition}")
    if wanted.state:
        parts.append(_state_name(wanted.state))
    if wanted.mine:
        parts.append("我承办的")
    if wanted.due_until:
        parts.append(f"{wanted.due_until} 前有期限届满")
    if wanted.month and wanted.happened:
        parts.append(f"{wanted.month:%Y-%m} {HAPPENED_WORDS[wanted.happened]}")
    return "，".join(parts)


def _state_name(key: str) -> str:
    known = (one for one in PROCEDURES.values() if key in one.state_by_key)
    return next(one.state(key).name for one in known)


def _among(text: str, known: Container[str]) -> str:
    return text if text in known else ""


def _month(text: str) -> date | None:
    """Read a month such as 2026-11; anything else narrows nothing."""
    try:
        month = date.fromisoformat(f"{text}-01") if len(text) == len("2026-11") else None
    except ValueError:
        return None
    return month if month is not None and month.year < date.max.year else None
