"""What of an act is read into a record beside the case: its day, its form, its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.cases.companion_models import Companion
from caseapp.cases.given import stored_day, stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.cases.parts import PANEL_HEAD

Read = Callable[[OpenFile, Any], object]
Columns = Mapping[str, Read]


def _always(_file: OpenFile, _row: Any) -> bool:
    return True


@dataclass(frozen=True)
class Written:
    """What one act writes: into a new record (`mark` is step_id), or on in the last one of its kind."""

    model: type[Companion]
    columns: Columns
    mark: str = "step_id"
    when: Callable[[OpenFile, Any], bool] = _always
    # A later act opens the record with what this one says; only a correction writes by this row.
    only_corrects: bool = False

    @property
    def opens(self) -> bool:
        """Whether the act begins a record."""
        return self.mark == "step_id"


def day(_file: OpenFile, row: Any) -> object:
    """Read the legal date of the act."""
    return row.taken_on


def reason(_file: OpenFile, row: Any) -> object:
    """Read why the act was taken."""
    return str(row.given.get("reason", ""))


def text(*keys: str) -> Read:
    """Read the first of these words of the form that says something."""
    return lambda _file, row: next((str(row.given[key]) for key in keys if row.given.get(key)), "")


def date_of(key: str) -> Read:
    """Read a date of the form."""
    return lambda _file, row: stored_day(row.given, key)


def money(key: str) -> Read:
    """Read a sum of the form."""
    return lambda _file, row: stored_money(row.given, key)


def instant(key: str) -> Read:
    """Read an instant of the form."""

    def read(_file: OpenFile, row: Any) -> object:
        text = row.given.get(key)
        return datetime.fromisoformat(text) if isinstance(text, str) and text else None

    return read


def person(key: str) -> Read:
    """Read a person of the form by id."""
    return lambda _file, row: row.given.get(key)


def ticked(key: str) -> Read:
    """Read a box of the form."""
    return lambda _file, row: row.given.get(key) is True


def equals(key: str, value: str) -> Read:
    """Read whether the form says just this."""
    return lambda _file, row: row.given.get(key) == value


def fixed(value: object) -> Read:
    """Write what the act means by itself."""
    return lambda _file, _row: value


def was(key: str, value: str) -> Callable[[OpenFile, Any], bool]:
    """Ask whether the form said just this."""
    return lambda _file, row: row.given.get(key) == value


def due(*families: str) -> Read:
    """Read when the limit that the act answers ended, as it is counted now."""
    return lambda file, _row: next((due for one in families if (due := file.due(one))), None)


def limit(family: str) -> Read:
    """Read which limit runs with the record."""

    def read(file: OpenFile, _row: Any) -> object:
        found = file.limit(family)
        return found.id if found is not None else None

    return read


def presiding(file: OpenFile, _row: Any) -> object:
    """Read who heads the panel: that officer leads the oral hearing."""
    heads = (one.person_id for one in file.team if one.part == PANEL_HEAD and one.until is None)
    return next(heads, None)


def last_notice(_file: OpenFile, row: Any) -> object:
    """Read when the later of the two sides got the notice."""
    told = [stored_day(row.given, key) for key in ("requester_notice_on", "respondent_notice_on")]
    return max((one for one in told if one is not None), default=None)
