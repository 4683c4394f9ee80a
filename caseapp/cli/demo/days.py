"""Days of the demo office, counted in working days from today so that the desk is lively every day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from caseapp.accounts import queries
from caseapp.base.clock import SHANGHAI, today

ONE_DAY = timedelta(days=1)


class Days:
    """The office's working days around one today."""

    def __init__(self) -> None:
        self._calendar = queries.office_calendar()
        self.today = today()

    def ago(self, count: int) -> date:
        """Return the day so many working days ago; on a day off, 0 is the last one worked."""
        day = self.today
        while not self._calendar.is_working(day):
            day -= ONE_DAY
        return self._walk(day, count, -ONE_DAY)

    def before(self, day: date, count: int) -> date:
        """Return the day so many working days earlier."""
        return self._walk(day, count, -ONE_DAY)

    def after(self, day: date, count: int) -> date:
        """Return the day so many working days later; 0 is the day itself."""
        return self._walk(day, count, ONE_DAY)

    def _walk(self, day: date, count: int, way: timedelta) -> date:
        while count:
            day += way
            count -= self._calendar.is_working(day)
        return day


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an hour of a day in the office."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
