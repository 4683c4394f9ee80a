"""The hash chain of the audit trail: what is hashed, and in which form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

ALGORITHM = "sha256"
FIRST = "0" * 64
# The domain keeps a hash of this chain from being passed off as a hash of anything else.
DOMAIN = b"caseapp/audit/1"


def canonical(content: Mapping[str, Any]) -> str:
    """Write the same content always as the same text."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text
    )


def link(prev: str, content: Mapping[str, Any]) -> str:
    """Hash a row onto the one before it; each part carries its length, so none can shift."""
    digest = hashlib.sha256()
    for part in (DOMAIN, bytes.fromhex(prev), canonical(content).encode()):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no audit form for {type(value).__name__}")
