"""The search page."""

from __future__ import annotations

from flask import Response, request

from caseapp.base.clock import today
from caseapp.base.web import current_person, page, requires
from caseapp.search import queries
from caseapp.search.kept import Kept
from caseapp.search.narrowing import ORDERS, read
from caseapp.search.noting import note
from caseapp.search.offers import first_to_open
from caseapp.search.routes.blueprint import bp, office_finder
from caseapp.search.sheet import most_rows


@bp.get("/search")
@requires("search.use")
def found() -> Response:
    """Show what was found, or what can be typed; what was asked is noted once the page is drawn."""
    finder, by = office_finder(), current_person()
    saved, recent = queries.saved_of(finder, by), queries.recent_of(by)
    own = [*(one.kept for one in saved), *recent]
    # Own questions are led to by their mark: what was asked stands in no address the office gives.
    again = next((one for one in own if one.mark == request.args.get("again")), None)
    given = read(request.args if again is None else again.values, finder.sources.names())
    result = finder.find(given.text, by=by, kinds=given.kinds, narrow=given.narrow, page=given.page)
    known = finder.offers.of(result.question, by=by, today=today())
    asked = Kept.at(given) if result.was_asked else None
    mine = next((one for one in saved if asked is not None and one.kept.mark == asked.mark), None)
    answer = page(
        "search/page.html",
        result=result,
        given=given,
        orders=ORDERS,
        kind_names=finder.sources.names(),
        most_rows=most_rows(today()),
        recognised=known,
        first_offer=first_to_open(known),
        asked=asked,
        saved=saved,
        # Beside an answer the words of other questions are in the way.
        recent=() if result.was_asked else recent,
        mine=mine,
    )
    if asked is not None and given.page == 1 and [asked] != list(recent[:1]):
        note(by, asked)
    return answer
