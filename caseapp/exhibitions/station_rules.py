"""The numbers of the station page as dated rows with their source; nothing else knows one."""

from __future__ import annotations

from pathlib import Path

from caseapp.base.dated_numbers import DatedNumbers

_RULES = DatedNumbers(Path(__file__).with_name("station_rules.toml"))
number, span = _RULES.number, _RULES.span
