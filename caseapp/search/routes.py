"""The search page."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from caseapp.base.clock import today
from caseapp.base.web import current_person, page, requires
from caseapp.search.finder import Finder
from caseapp.search.narrowing import ORDERS, read
from caseapp.search.offers import first_to_open

bp = Blueprint("search", __name__)


@bp.get("/search")
@requires("search.use")
def found() -> Response:
    """Show what was found, or what can be typed."""
    finder: Finder = current_app.extensions["search"]
    given = read(request.args, finder.sources.names())
    result = finder.find(
        given.text, by=current_person(), kinds=given.kinds, narrow=given.narrow, page=given.page
    )
    known = finder.offers.of(result.question, by=current_person(), today=today())
    return page(
        "search/page.html",
        result=result,
        given=given,
        orders=ORDERS,
        recognised=known,
        first_offer=first_to_open(known),
    )
