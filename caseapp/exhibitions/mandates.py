"""Which kinds of papers a chief may let officers sign on the spot."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from caseapp.documents.catalogue import kind_of

FILE = Path(__file__).parent / "mandate_kinds.toml"


@cache
def mandate_kinds() -> Mapping[str, str]:
    """Return the kinds by key, with their titles."""
    keys = tomllib.loads(FILE.read_text("utf-8"))["kinds"]
    return {key: kind_of(key).title for key in keys}
