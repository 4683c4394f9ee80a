"""Sealing of what was asked lately, under the office's seal key: it may name whom nobody may read of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caseapp.base import crypto, keys
from caseapp.search.kept import Kept
from caseapp.search.models import RecentSearch

_PURPOSE = "seal"
_PLACE = "recent_search"


def sealed(kept: Kept, person_id: int) -> str:
    """Seal a question for one person; KeyMissing while the keys are away."""
    key = keys.newest(_PURPOSE)
    text = json.dumps([kept.question, kept.given], ensure_ascii=False)
    bound = (_PLACE, str(person_id))
    return crypto.seal(text.encode(), key=key.secret, version=key.version, bound=bound)


def marked(kept: Kept) -> str:
    """Return the mark by which the same question is known; without the key nobody can guess it."""
    return crypto.blind(kept.mark, key=keys.newest("blind").secret, purpose=_PLACE)


def reseal(row: RecentSearch, held: Mapping[int, bytes]) -> None:
    """Bring a question under the newest key; Locked for one that cannot be opened."""
    key = keys.newest(_PURPOSE)
    bound = (_PLACE, str(row.person_id))
    text = crypto.unseal(row.sealed, keys=held, bound=bound)
    row.sealed = crypto.seal(text, key=key.secret, version=key.version, bound=bound)


def opened(rows: Iterable[Any], person_id: int) -> Iterator[Kept]:
    """Open what lies sealed; while the keys are away, or for what was moved here, there is nothing."""
    try:
        held = {version: key.secret for version, key in keys.load(_PURPOSE).items()}
    except keys.KeyMissing:
        return
    for row in rows:
        try:
            text = crypto.unseal(row.sealed, keys=held, bound=(_PLACE, str(person_id)))
        except crypto.Locked:
            continue
        question, given = json.loads(text)
        yield Kept(question, given)
