"""Service of a letter of a matter of cooperation."""

from __future__ import annotations

from flask import Response, flash

from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, page, requires
from caseapp.cooperation import actions
from caseapp.cooperation.forms import ServeForm
from caseapp.cooperation.routes.blueprint import ONE, bp, mine
from caseapp.cooperation.routes.papers import PAGE, again, paper_values
from caseapp.documents import queries as papers


@bp.post(f"{ONE}/serve")
@requires("cooperation.work")
def serve_paper(matter_id: int, paper_id: int) -> Response:
    """Record that a signed letter reached a receiver; its receipt is drafted with it."""
    matter = mine(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = ServeForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, serve=form))
    try:
        actions.serve_paper(
            by=current_person(), matter=matter, paper_id=paper_id, given=form.given()
        )
    except Refused as no:
        return again(no, matter_id, paper_id, serve=form)
    flash("送达已登记，送达回证已经起草。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)
