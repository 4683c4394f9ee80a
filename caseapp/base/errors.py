"""The three ways an act can end without happening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from caseapp.base.merging import Merge


class Refused(Exception):
    """A lawful no: sentences that say what stands in the way, by which article, what to do."""

    def __init__(
        self,
        *sentences: str,
        article: str = "",
        remedy: str = "",
        link: str = "",
        note: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(*sentences)
        self.note = note  # an audit row that is kept although the act is undone
        self.sentences = sentences
        self.article = article
        self.remedy = remedy
        self.link = link

    def __str__(self) -> str:
        """Join the sentences as a person reads them."""
        return "".join(self.sentences)


class AlreadyDone(Refused):
    """The form was carried out before, with other words: its link leads to what came of it."""


class Conflict(Exception):
    """Somebody saved meanwhile: what was there, what they wrote, what I wrote."""

    def __init__(
        self,
        sentence: str,
        *,
        theirs: Mapping[str, str],
        mine: Mapping[str, str],
        base: Mapping[str, str] | None = None,
        who: str = "",
        when: datetime | None = None,
        version: int = 0,
        seen: int = 0,
        merge: Merge | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.base = base or {}
        self.theirs = theirs
        self.mine = mine
        self.who = who
        self.when = when
        self.version = version
        self.seen = seen  # the version the page was drawn from
        self.merge = merge


class NotVisible(Exception):
    """Not there, or not for this person: both answer with the same 404."""
