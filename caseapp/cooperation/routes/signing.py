"""Papers of a matter of cooperation on their line: handed in, agreed to, returned, finished, voided."""

from __future__ import annotations

from flask import Response, flash

from caseapp.base.clock import today
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import back_to, current_person, page, requires
from caseapp.cases.forms import CloseForm
from caseapp.cases.issue_forms import HandInForm, OpinionForm, TakeBackForm, VoidForm
from caseapp.cooperation import actions
from caseapp.cooperation.forms import SignHereForm
from caseapp.cooperation.routes.blueprint import ONE, bp, mine, opened
from caseapp.cooperation.routes.papers import PAGE, again, paper_values
from caseapp.documents import queries as papers
from caseapp.documents.approval import RETURN


@bp.post(f"{ONE}/close")
@requires("cooperation.work")
def close_paper(matter_id: int, paper_id: int) -> Response:
    """Finish a record or list; its files are frozen."""
    matter = mine(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = CloseForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, close=form))
    try:
        actions.close_paper(
            by=current_person(),
            matter=matter,
            paper_id=paper_id,
            on=form.on.data or today(),
            version=form.version_seen(),
        )
    except Conflict as clash:
        return again(clash, matter_id, paper_id)
    except Refused as no:
        return again(no, matter_id, paper_id, close=form)
    flash("文书已定稿，内容不再改动。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.post(f"{ONE}/hand-in")
@requires("cooperation.work")
def hand_in_paper(matter_id: int, paper_id: int) -> Response:
    """Hand a draft in for approval."""
    matter = mine(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = HandInForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, hand_in=form))
    try:
        actions.hand_in_paper(
            by=current_person(), matter=matter, paper_id=paper_id, given=form.given()
        )
    except Refused as no:
        return again(no, matter_id, paper_id, hand_in=form)
    flash("已报批。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.post(f"{ONE}/judge")
@requires("paper.approve")
def judge_paper(matter_id: int, paper_id: int) -> Response:
    """Agree, or return the draft; the last one to agree signs."""
    by, matter = current_person(), opened(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = OpinionForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, opinion=form))
    given, is_signed = form.given(), False
    try:
        if form.verdict.data == RETURN:
            actions.return_paper(by=by, matter=matter, paper_id=paper_id, given=given)
        else:
            is_signed = actions.agree_to_paper(by=by, matter=matter, paper_id=paper_id, given=given)
    except Refused as no:
        return again(no, matter_id, paper_id, opinion=form)
    flash("已签发，内容不再改动。" if is_signed else "意见已登记。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.post(f"{ONE}/sign-here")
@requires("cooperation.work")
def sign_here(matter_id: int, paper_id: int) -> Response:
    """Sign on the spot what a colleague drafted, by the mandate the chief gave before."""
    matter = mine(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = SignHereForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, here=form))
    try:
        actions.sign_on_the_spot(
            by=current_person(), matter=matter, paper_id=paper_id, version=form.version_seen()
        )
    except (Conflict, Refused) as no:
        return again(no, matter_id, paper_id, here=form)
    flash("已现场签发，内容不再改动。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.post(f"{ONE}/take-back")
@requires("cooperation.work")
def take_back_paper(matter_id: int, paper_id: int) -> Response:
    """Take a draft back from approval."""
    matter = mine(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = TakeBackForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, take_back=form))
    try:
        actions.take_back_paper(
            by=current_person(),
            matter=matter,
            paper_id=paper_id,
            text=form.back_text.data or "",
        )
    except Refused as no:
        return again(no, matter_id, paper_id, take_back=form)
    flash("已撤回，可以继续修改。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


@bp.post(f"{ONE}/void")
@requires("cooperation.read")
def void_paper(matter_id: int, paper_id: int) -> Response:
    """Void a paper with its reason."""
    matter = opened(matter_id)
    papers.paper_of_cooperation(matter_id, paper_id)
    form = VoidForm()
    if not form.validate():
        return page(PAGE, status=422, **paper_values(matter_id, paper_id, void=form))
    try:
        actions.void_paper(
            by=current_person(), matter=matter, paper_id=paper_id, why=form.why.data or ""
        )
    except Refused as no:
        return again(no, matter_id, paper_id, void=form)
    flash("文书已作废，文号保留在登记簿中。", "done")
    return back_to("cooperation.paper", matter_id=matter_id, paper_id=paper_id)
