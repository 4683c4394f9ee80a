"""The only clock: instants in UTC, legal days in Asia/Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

# China has had one zone without summer time since 1991; a fixed offset needs no zone data file.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that asks


def local(instant: datetime) -> datetime:
    """Show an instant as the office's wall clock does."""
    return instant.astimezone(SHANGHAI)


def today() -> date:
    """Return the legal day in the office."""
    return local(now()).date()
