"""What was asked is noted after it is answered, in a moment of its own: a question holds up nobody's act."""

from __future__ import annotations

import contextlib

from sqlalchemy.exc import IntegrityError

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.base.keys import KeyMissing
from caseapp.base.storage import unless_the_disk_is_in_trouble
from caseapp.search import actions
from caseapp.search.kept import Kept


def note(by: Person, kept: Kept) -> None:
    """Note a question; an answer is not withheld because this could not be kept."""
    # Two windows of one person may ask the same at the same moment: once is enough.
    no_matter = contextlib.suppress(IntegrityError, KeyMissing)
    with unless_the_disk_is_in_trouble(), no_matter, writing():
        actions.note_recent(by=by, kept=kept)
