"""The seal on a letter of a matter of cooperation."""

from __future__ import annotations

from flask import Response, flash

from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, requires
from caseapp.cases.issue_forms import SealForm
from caseapp.cooperation import actions
from caseapp.cooperation.routes.blueprint import ONE, bp, opened
from caseapp.cooperation.routes.papers import PAGE, again, paper_values
from caseapp.documents import queries as papers


@bp.post(f"{ONE}/seal")
@requires("paper.seal")
def seal_paper(matter_id: int, paper_id: int) -> Response:
    """Record a use of the seal."""
    by, matter = current_person(), opened(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    if not actions.keeps_seal(by=by, matter=matter):
        raise NotVisible
    form = SealForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, seal=form))
    try:
        actions.seal_paper(by=by, matter=matter, paper_id=paper_id, given=form.given())
    except Refused as no:
        return again(no, matter_id, paper_id, seal=form)
    flash("用印已登记。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)
