"""The only clock: instants in UTC, legal days in Asia/Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

# China has had one zone without summer time since 1991; a fixed offset needs no zone data file.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


# The noon that stands for a day of which nobody knows the hour; nobody types a millionth of a second.
NO_HOUR = time(12, 0, 0, 1)


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that asks


def local(instant: datetime) -> datetime:
    """Show an instant as the office's wall clock does."""
    return instant.astimezone(SHANGHAI)


def today() -> date:
    """Return the legal day in the office."""
    return local(now()).date()


def on_day(day: date) -> datetime:
    """Return the instant an act counts from whose day alone is known: neither side gains by it."""
    return datetime.combine(day, NO_HOUR, SHANGHAI)


def has_hour(instant: datetime) -> bool:
    """Say whether an instant is known to the minute, or only by its day."""
    return local(instant).time() != NO_HOUR
