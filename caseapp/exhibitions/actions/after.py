"""After the show: what is not done gets its limit, so that it is passed on in time."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.deadlines import actions as deadlines
from caseapp.exhibitions import complaint_queries
from caseapp.exhibitions.actions.complaint_clocks import UNFINISHED, start
from caseapp.exhibitions.actions.complaint_writing import write
from caseapp.exhibitions.queries import Complained, Opened


def start_leftovers(*, by: Person, opened: Opened) -> int:
    """Start the limit to pass on what is not done, counted from the end of the show; return of how many."""
    left = complaint_queries.open_complaints(opened)
    for one in left:
        start_leftover(by=by, complained=one)
    return len(left)


def start_leftover(*, by: Person, complained: Complained) -> None:
    """Start the limit of one complaint, as of one a device hands in after the show."""
    fair, complaint = complained.at.fair, complained.complaint
    ended = min(fair.last_on, today())
    start(by=by, complained=complained, family=UNFINISHED, at=complaint.received_at, why="展会结束", on=ended)  # fmt: skip
    write(by=by, complained=complained, act="unfinished", newer=False)


def end_leftovers(*, by: Person, opened: Opened) -> int:
    """Let the limit fall away where a show goes on after all; return of how many."""
    left = complaint_queries.open_complaints(opened)
    for one in left:
        deadlines.stop(by=by, complaint_id=one.id, families=(UNFINISHED,), on=today(), why="展会重新打开", done=False)  # fmt: skip
    return len(left)
