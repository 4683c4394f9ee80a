"""A paper on its way out: the line of approval, seal, proofs of service, corrections, voiding."""

from __future__ import annotations

from typing import Any

from flask import Response, flash

from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.web import accepts_files, back_to, reads_protected, requires, uploads
from caseapp.cases import actions
from caseapp.cases.issue_forms import (
    HandInForm,
    OpinionForm,
    SealForm,
    TakeBackForm,
    VoidForm,
)
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, opened
from caseapp.cases.routes.issue_shown import proof_form
from caseapp.cases.routes.papers import again, shown
from caseapp.documents import actions as documents
from caseapp.documents import issuing, queries
from caseapp.documents.approval import RETURN
from caseapp.ledger.sending import send_stored

PAPER = f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>"


@bp.post(f"{PAPER}/hand-in")
@requires("paper.draft")
def hand_in_paper(case_id: int, paper_id: int) -> Response:
    """Hand a draft in for approval."""
    file, form = _mine(case_id, paper_id, "paper.draft"), HandInForm()
    if not form.validate():
        return shown(file, paper_id, hand_in=form)
    try:
        merged = actions.hand_in_paper(
            by=file.by, case=file.case, paper_id=paper_id, given=form.given()
        )
    except Refused as no:
        return again(no, case_id, paper_id, hand_in=form)
    return _done(f"已报批，文书会出现在审批人的工作台。{merged}", file, paper_id)


@bp.post(f"{PAPER}/opinion")
@requires("paper.approve")
def judge_paper(case_id: int, paper_id: int) -> Response:
    """Agree or return; whoever agrees last signs."""
    file, form = _mine(case_id, paper_id, "paper.approve"), OpinionForm()
    if not form.validate():
        return shown(file, paper_id, opinion=form)
    given: dict[str, Any] = {
        "by": file.by,
        "case": file.case,
        "paper_id": paper_id,
        "given": form.given(),
    }
    try:
        if form.verdict.data == RETURN:
            actions.return_paper(**given)
            told = "已退回承办人修改。"
        else:
            is_signed = actions.agree_to_paper(**given)
            number = queries.paper(paper_id).number if is_signed else ""
            signed = f"已签发，文号{number}，内容已冻结。" if number else "已签发，内容已冻结。"
            told = signed if is_signed else "意见已登记，转下一环节审批。"
    except Refused as no:
        return again(no, case_id, paper_id, opinion=form)
    return _done(told, file, paper_id)


@bp.post(f"{PAPER}/take-back")
@requires("paper.draft")
def take_back_paper(case_id: int, paper_id: int) -> Response:
    """Take a draft back from approval."""
    file, form = _mine(case_id, paper_id, "paper.draft"), TakeBackForm()
    if not form.validate():
        return shown(file, paper_id, take_back=form)
    given = actions.OpinionGiven(today(), form.back_text.data or "")
    try:
        actions.take_back_paper(by=file.by, case=file.case, paper_id=paper_id, given=given)
    except Refused as no:
        return again(no, case_id, paper_id, take_back=form)
    return _done("已撤回，修改后重新报批。", file, paper_id)


@bp.post(f"{PAPER}/void")
@requires("paper.draft")
def void_paper(case_id: int, paper_id: int) -> Response:
    """Void a draft or a signed paper; its number stays in the register with the reason."""
    file, form = _mine(case_id, paper_id, "paper.draft"), VoidForm()
    if not form.validate():
        return shown(file, paper_id, void=form)
    try:
        why = form.why.data or ""
        actions.void_paper(by=file.by, case=file.case, paper_id=paper_id, why=why)
    except Refused as no:
        return again(no, case_id, paper_id, void=form)
    return _done("文书已作废。", file, paper_id)


@bp.post(f"{PAPER}/seal")
@requires("paper.seal")
def seal_paper(case_id: int, paper_id: int) -> Response:
    """Record a use of the seal."""
    file, form = _mine(case_id, paper_id, "paper.seal"), SealForm()
    if not form.validate():
        return shown(file, paper_id, seal=form)
    try:
        actions.seal_paper(by=file.by, case=file.case, paper_id=paper_id, given=form.given())
    except Refused as no:
        return again(no, case_id, paper_id, seal=form)
    return _done("用印已登记。", file, paper_id)


@bp.post(f"{PAPER}/proof")
@requires("paper.serve")
@accepts_files
def prove_service(case_id: int, paper_id: int) -> Response:
    """Attach files to a service; they are stored bit for bit and hashed."""
    file = _mine(case_id, paper_id, "paper.serve")
    form = proof_form(queries.services_of_paper(paper_id), sent=True)
    if not form.validate():
        return shown(file, paper_id, prove=form)
    try:
        actions.prove_service(
            by=file.by,
            case=file.case,
            paper_id=paper_id,
            service_id=form.service.data,
            what=str(form.what.data),
            files=uploads("file"),
        )
    except Refused as no:
        return again(no, case_id, paper_id, prove=form)
    return _done("送达证明已登记，文件已原样保存。", file, paper_id)


@bp.get(f"{PAPER}/proofs/<{ID}:proof_id>")
@requires("paper.read")
@reads_protected
def service_proof(case_id: int, paper_id: int, proof_id: int) -> Response:
    """Send a proof of service: a picture is shown, anything else is a download."""
    file = opened(case_id)
    queries.paper_of_case(case_id, paper_id)
    row = issuing.proof_of_paper(paper_id, proof_id)
    documents.note_proof_read(by=file.by, paper_id=paper_id, proof_id=proof_id)
    return send_stored(row.sha256, name=row.filename, shown=True)


@bp.post(f"{PAPER}/correct")
@requires("paper.draft")
def correct_paper(case_id: int, paper_id: int) -> Response:
    """Begin the paper that puts this served one right."""
    file = _mine(case_id, paper_id, "paper.draft")
    try:
        made = actions.correct_served(by=file.by, case=file.case, paper_id=paper_id)
    except Refused as no:
        return again(no, case_id, paper_id)
    flash("补正文书已起草，请写明补正的内容后报批。", "done")
    return back_to("cases.paper", case_id=case_id, paper_id=made)


def _mine(case_id: int, paper_id: int, permission: str) -> OpenFile:
    file = opened(case_id)
    allowed(file, permission)
    queries.paper_of_case(case_id, paper_id)
    return file


def _done(told: str, file: OpenFile, paper_id: int) -> Response:
    flash(told, "done")
    return back_to("cases.paper", case_id=file.case.id, paper_id=paper_id)
