"""The blueprint that all pages of matters of cooperation hang on."""

from __future__ import annotations

from flask import Blueprint

from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person
from caseapp.cooperation.owners import Matter, matter
from caseapp.cooperation.paper_line import may_draft

bp = Blueprint("cooperation", __name__)
ID = "int(max=2147483647)"
PAPERS = f"/cooperation/<{ID}:matter_id>/papers"
ONE = f"{PAPERS}/<{ID}:paper_id>"


def opened(matter_id: int) -> Matter:
    """Return a matter the person here may know of."""
    return matter(matter_id, by=current_person())


def mine(matter_id: int) -> Matter:
    """Return a matter the person here works with; to anybody else it is not there."""
    found = opened(matter_id)
    if not may_draft(current_person(), found):
        raise NotVisible
    return found
