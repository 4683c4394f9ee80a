"""Joint actions as owners of papers: which they have, when, with which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.documents.catalogue import Kind
from caseapp.joint import paper_words, queries
from caseapp.joint.paper_words import OfVisit
from caseapp.joint.queries import Opened

BY_STATE: Mapping[str, tuple[str, ...]] = {
    "planned": ("X08",),
    "approved": ("X08",),
    "running": ("X09", "X08"),
    "summed_up": ("X10", "X09"),
    "closed": ("X10", "X09"),
    "cancelled": (),
}


class JointOwner:
    """The family of joint actions."""

    family = "joint"

    def find(self, cooperation_id: int, *, by: Person) -> Opened:
        """Return the action, or NotVisible."""
        return queries.visible_action(cooperation_id, by=by)

    def kinds(self, record: Opened | OfVisit) -> Sequence[str]:
        """Return the papers of its state."""
        return BY_STATE[_action(record).action.state]

    def words(self, record: Opened | OfVisit, kind: Kind, *, by: Person) -> Mapping[str, Any]:  # noqa: ARG002 - the signature of an owner
        """Return what it says in the words of the papers."""
        return paper_words.words(record, kind.key)

    def since(self, record: Opened | OfVisit) -> date:
        """Return the day it was entered, or its first day where it was entered later."""
        opened = _action(record)
        return min(local(opened.row.opened_at).date(), opened.action.first_on)

    def url(self, record: Opened | OfVisit) -> str:
        """Return the address of its page."""
        return url_for("joint.action", joint_id=_action(record).id)


def _action(record: Opened | OfVisit) -> Opened:
    return record.opened if isinstance(record, OfVisit) else record
