"""How often somebody failed to sign in, as the system administrator is told: numbers, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from caseapp.accounts.models import SignInTry
from caseapp.base.clock import now
from caseapp.base.db import plain_rows

_WRONG = sa.select(
    sa.func.count(),
    sa.func.count(SignInTry.account_key.distinct()),
    sa.func.count(SignInTry.address.distinct()),
).where(SignInTry.outcome.in_(("wrong", "locked")), SignInTry.tried_at >= sa.bindparam("since"))


@dataclass(frozen=True)
class Failed:
    """Failed tries to sign in, of how many accounts and from how many addresses."""

    tries: int
    accounts: int
    addresses: int


def failed(within: timedelta) -> Failed:
    """Count the failed tries of the last hours."""
    return Failed(*plain_rows(_WRONG, {"since": now() - within})[0])
