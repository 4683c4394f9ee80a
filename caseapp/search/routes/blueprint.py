"""The blueprint of search, and the finder of this office."""

from __future__ import annotations

from flask import Blueprint, current_app

from caseapp.search.finder import Finder

bp = Blueprint("search", __name__)
ID = "int(max=2147483647)"


def office_finder() -> Finder:
    """Return what answers the questions of this office."""
    finder: Finder = current_app.extensions["search"]
    return finder
