"""After the show: what is not done gets its limit, so that it is passed on in time."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.exhibitions import complaint_queries
from caseapp.exhibitions.actions.complaint_clocks import UNFINISHED, start
from caseapp.exhibitions.actions.complaint_writing import write
from caseapp.exhibitions.queries import Opened


def start_leftovers(*, by: Person, opened: Opened) -> int:
    """Start the limit to pass on what is not done, counted from the end of the show; return of how many."""
    left = complaint_queries.open_complaints(opened)
    ended = min(opened.fair.last_on, today())
    for one in left:
        start(by=by, complained=one, family=UNFINISHED, at=one.complaint.received_at, why="展会结束", on=ended)  # fmt: skip
        write(by=by, complained=one, act="unfinished", newer=False)
    return len(left)
