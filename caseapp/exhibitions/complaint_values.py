"""A complaint field by field: what two people write is merged by these, what a device sent is told by its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from caseapp.base.merging import kept_values
from caseapp.exhibitions.complaint_given import ComplaintGiven
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.complaint_words import FIELDS

# Under this name the texts of a complaint are kept, one for each version.
COMPLAINT_KIND = "fair_complaint"
_NUMBERS = ("exhibitor_id", "exhibit_id")


def values_of(complaint: FairComplaint) -> dict[str, Any]:
    """Return a complaint as it stands."""
    return {name: _told(name, getattr(complaint, name)) for name in FIELDS}


def values_given(given: ComplaintGiven) -> dict[str, Any]:
    """Return a complaint as it was typed."""
    return {name: _told(name, getattr(given, name)) for name in FIELDS}


def given_from(values: Mapping[str, Any]) -> ComplaintGiven:
    """Read a merged complaint."""
    told = dict(values)
    for name in _NUMBERS:
        told[name] = int(told[name]) if str(told[name] or "").isdecimal() else None
    return ComplaintGiven(**told)


def digest_of(given: ComplaintGiven) -> str:
    """Return by what a record sent twice is told from another one under the same serial."""
    told = kept_values(values_given(given)) | {"features": [asdict(one) for one in given.features]}
    # Whom booth and name mean is looked up on arrival, and the list may have changed since the first time.
    del told["exhibitor_id"]
    written = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _told(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        return str(value or "")
    return value
