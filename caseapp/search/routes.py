"""The search page."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from caseapp.base.clock import today
from caseapp.base.web import current_person, page, requires
from caseapp.search.finder import Finder
from caseapp.search.offers import first_to_open

bp = Blueprint("search", __name__)


@bp.get("/search")
@requires("search.use")
def found() -> Response:
    """Show what was found, or what can be typed."""
    finder: Finder = current_app.extensions["search"]
    asked = request.args.get("page", "1")
    kinds = [kind for kind in request.args.getlist("kind") if kind in finder.sources.names()]
    result = finder.find(
        request.args.get("q", ""),
        by=current_person(),
        kinds=kinds,
        page=int(asked) if asked.isdecimal() and len(asked) < 5 else 1,
    )
    known = finder.offers.of(result.question, by=current_person(), today=today())
    return page(
        "search/page.html", result=result, recognised=known, first_offer=first_to_open(known)
    )
