"""What is typed while the caller speaks: kept every few seconds, dropped when it is not wanted."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from flask import Response, flash, jsonify, request, url_for

from caseapp.base.clock import local
from caseapp.base.errors import Refused
from caseapp.base.forms import BaseForm
from caseapp.base.text import keepable
from caseapp.base.web import back_to, current_person, requires
from caseapp.hotline import actions
from caseapp.hotline.call_forms import MARK, NOT_TYPED
from caseapp.hotline.routes.blueprint import bp
from caseapp.ledger import queries as ledger

REFUSED = 409


class DropForm(BaseForm):
    """The button that lets a draft go."""


@bp.post("/hotline/call/draft")
@requires("ticket.take")
def keep_call() -> Response:
    """Keep what is typed of a call so far, all of it sealed; the call is not registered by it."""
    mark = request.form.get("draft_mark", "")
    if not MARK.fullmatch(mark):
        return _said("没有自动保存：页面不完整，请重新打开来电登记页。")
    # The call may have been registered while this was on its way.
    click = {"route": quote(url_for("hotline.call")), "key": request.form.get("idem", "")[:80]}
    if ledger.done_request(person_id=current_person().id, **click) is not None:
        return jsonify({"kept_at": ""})
    try:
        kept_at = keep_form(mark)
    except Refused as no:
        return _said(" ".join((*no.sentences, no.remedy)))
    return jsonify({"kept_at": local(kept_at).strftime("%H:%M:%S")})


@bp.post("/hotline/call/draft/<int(max=2147483647):draft_id>/drop")
@requires("ticket.take")
def drop_call(draft_id: int) -> Response:
    """Let a draft go that nobody needs."""
    actions.drop_draft(by=current_person(), draft_id=draft_id)
    flash("已丢弃这份来电草稿。", "done")
    return back_to("hotline.call")


def keep_form(mark: str) -> datetime:
    """Keep the fields of this request as the draft of its page; a page without a mark keeps nothing."""
    if not mark:
        raise Refused("没有自动保存：页面不完整。")
    sent = {
        name[:80]: [keepable(one) for one in many]
        for name, many in request.form.lists()
        if name not in NOT_TYPED and name not in ("send", "keep", "look", "nobody")
    }
    return actions.keep_draft(by=current_person(), mark=mark, fields=sent)


def _said(sentence: str) -> Response:
    answer = jsonify({"kept_at": "", "why": sentence})
    answer.status_code = REFUSED
    return answer
