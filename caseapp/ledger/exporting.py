"""The trail as lines of JSON, for whoever checks it without our program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from caseapp.base import crypto
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.ledger import chain, queries
from caseapp.ledger.checkpoints import PURPOSE, Witness, public_halves
from caseapp.ledger.verifying import AUDIT, COLUMNS, batches

FORMAT = 1
_COUNT = sa.select(sa.func.count()).select_from(AUDIT)
# ASCII: a damaged text can still be written down, and no line break stands inside a line.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=chain.as_text)


def lines(witness: Witness) -> Iterator[str]:
    """Return the head of the export, every row of the chain, every signed checkpoint."""
    seq, head = queries.chain_head()
    publics = public_halves(witness.keys)
    yield _line(
        kind="export",
        format=FORMAT,
        at=now(),
        rows=db.session.scalar(_COUNT) or 0,
        seq=seq,
        head=head,
        purpose=PURPOSE,
        keys={str(version): public.hex() for version, public in publics.items()},
        fingerprints={str(one): crypto.digest(public) for one, public in publics.items()},
    )
    for rows in batches():
        for row in rows:
            content = dict(zip(COLUMNS, row, strict=True))
            yield _line(**content | {"kind": "row", "at": chain.instant_text(content["at"])})
    for one in queries.checkpoints():
        yield one.line() + "\n"


def _line(**content: Any) -> str:
    return _ENCODER.encode(content) + "\n"
