"""Pages of the knowledge, and the address the desk asks for answers to put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, jsonify, request

from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.knowledge import actions, queries
from caseapp.knowledge.forms import ItemForm, LastDayForm, ReviewForm
from caseapp.knowledge.proposals import proposal, proposals
from caseapp.knowledge.words import WORDS, NotFilled
from caseapp.law.rights import MATTERS, RIGHT_KINDS

bp = Blueprint("knowledge", __name__)
ID = "int(max=2147483647)"
INVALID = 422
LONGEST_QUERY = 200
PRESSES = ("withdraw", "adopt", "decline")


@bp.get("/knowledge")
@requires("knowledge.read")
def items() -> Response:
    """List what the desk knows: what may be given today first, then what may not and why."""
    query, matter, right = _asked()
    day = today()
    rows = queries.matching(query, day=day, matter=matter, right_kind=right)
    return page(
        "knowledge/items.html",
        rows=[(row, queries.why_not(row, day)) for row in rows],
        total=len(queries.standing(day)),
        asked={"q": query, "matter": matter, "right": right},
        valid_words=queries.valid_words,
        review_words=queries.review_words,
        proposed=queries.newest_of(proposals()),
        **_words(),
    )


@bp.get("/knowledge/find")
@requires("knowledge.read")
def find() -> Response:
    """Answer the pages that put an answer in: only those that may be given today, n of m."""
    query, matter, right = _asked()
    found = queries.find(query, day=today(), matter=matter, right_kind=right)
    return jsonify(
        items=[
            {
                "id": one.id,
                "title": one.title,
                "question": one.question,
                "answer": one.answer,
                "source": one.source,
                "valid": one.valid,
                "review": one.review,
            }
            for one in found.items
        ],
        n=len(found.items),
        m=found.total,
        kept_back=[{"id": one.id, "title": one.title, "why": one.why} for one in found.kept_back],
    )


@bp.get(f"/knowledge/<{ID}:item_id>")
@requires("knowledge.read")
def item(item_id: int) -> Response:
    """Show an answer as it reads today, with all its editions."""
    return page("knowledge/item.html", **_values(_there(item_id)))


@bp.route("/knowledge/new", methods=["GET", "POST"])
@requires("knowledge.manage")
@keeps_typed()
def new_item() -> Response:
    """Write an answer."""
    form = ItemForm()
    values: dict[str, Any] = {"form": form, "record": None, "terms": _terms()}
    if request.method == "GET":
        return page("knowledge/edit.html", **values)
    if not form.validate():
        return page("knowledge/edit.html", status=INVALID, **values)
    try:
        made = actions.add_item(by=current_person(), given=form.given())
    except Refused as no:
        return refused(no, "knowledge/edit.html", **values)
    flash(f"“{made.title}”已登记。", "done")
    return back_to("knowledge.item", item_id=made.id)


@bp.route(f"/knowledge/<{ID}:item_id>/edition", methods=["GET", "POST"])
@requires("knowledge.manage")
@keeps_typed()
def new_edition(item_id: int) -> Response:
    """Write the next edition of an answer; the one before is kept."""
    record = _there(item_id)
    form = ItemForm(data=_data(record))
    values = {"form": form, "record": record, "terms": _terms()}
    if request.method == "GET":
        return page("knowledge/edit.html", **values)
    if not form.validate():
        return page("knowledge/edit.html", status=INVALID, **values)
    try:
        made = actions.new_edition(
            by=current_person(), item_id=item_id, version=form.version_seen(), given=form.given()
        )
    except (Refused, Conflict) as no:
        if isinstance(no, Conflict):
            form.version.data = str(no.version)
        return refused(no, "knowledge/edit.html", **values)
    flash(f"第{made.edition}版已登记，上一版本保留备查。", "done")
    return back_to("knowledge.item", item_id=made.id)


@bp.post(f"/knowledge/<{ID}:item_id>/review")
@requires("knowledge.manage")
def review(item_id: int) -> Response:
    """Say that an answer was looked over and still stands."""
    form = ReviewForm()
    values = _values(_there(item_id))
    try:
        actions.review_item(by=current_person(), item_id=item_id, version=form.version_seen())
    except (Refused, Conflict) as no:
        return refused(no, "knowledge/item.html", **values)
    flash("已登记复核。", "done")
    return back_to("knowledge.item", item_id=item_id)


@bp.post(f"/knowledge/<{ID}:item_id>/withdraw")
@requires("knowledge.manage")
def withdraw(item_id: int) -> Response:
    """Take back an edition before its first day."""
    return _pressed(item_id, actions.withdraw_item, "这一版本已撤回，上一版本继续有效。")


@bp.post(f"/knowledge/<{ID}:item_id>/adopt")
@requires("knowledge.manage")
def adopt(item_id: int) -> Response:
    """Take what the release ships as the next edition."""
    return _pressed(item_id, actions.adopt_proposal, "已采用系统更新的文字。")


@bp.post(f"/knowledge/<{ID}:item_id>/decline")
@requires("knowledge.manage")
def decline(item_id: int) -> Response:
    """Leave what the release ships."""
    return _pressed(item_id, actions.decline_proposal, "已登记不采用，本机关的答复不变。")


def _pressed(item_id: int, act: Callable[..., Any], done: str) -> Response:
    """Do what a button says and show the edition that came of it."""
    values = _values(_there(item_id))
    try:
        made = act(by=current_person(), item_id=item_id, version=ReviewForm().version_seen())
    except (Refused, Conflict) as no:
        return refused(no, "knowledge/item.html", **values)
    flash(done, "done")
    return back_to("knowledge.item", item_id=made.id)


@bp.post(f"/knowledge/<{ID}:item_id>/end")
@requires("knowledge.manage")
def end_item(item_id: int) -> Response:
    """Say until when an answer holds."""
    form = LastDayForm()
    values = _values(_there(item_id)) | {"last_day": form}
    if not form.validate():
        return page("knowledge/item.html", status=INVALID, **values)
    try:
        actions.end_item(
            by=current_person(),
            item_id=item_id,
            version=form.version_seen(),
            on=form.on.data or today(),
        )
    except (Refused, Conflict) as no:
        if isinstance(no, Conflict):
            form.version.data = str(no.version)
        return refused(no, "knowledge/item.html", **values)
    flash("已登记最后有效日。", "done")
    return back_to("knowledge.item", item_id=item_id)


def _asked() -> tuple[str, str, str]:
    given = request.args
    matter, right = given.get("matter", ""), given.get("right", "")
    return (
        given.get("q", "").strip()[:LONGEST_QUERY],
        matter if matter in MATTERS else "",
        right if right in RIGHT_KINDS else "",
    )


def _there(item_id: int) -> Any:
    found = queries.item(item_id)
    if found is None:
        raise NotVisible
    return found


def _values(record: Any) -> dict[str, Any]:
    version = {"version": str(record.version)}
    editions = queries.editions(record.key)
    return {
        "record": record,
        "text": queries.text_on(record, today()),
        "why_not": queries.why_not(record, today()),
        "editions": editions,
        "is_newest": editions[0].id == record.id,
        "may_withdraw": not record.is_shipped
        and not queries.never_holds(record)
        and (record.since or today()) > today(),
        "proposed": proposal(record.key),
        "review": ReviewForm(formdata=None, data=version),
        "presses": {name: ReviewForm(formdata=None, data=version) for name in PRESSES},
        "last_day": LastDayForm(formdata=None, data=version),
        "valid_words": queries.valid_words,
        "review_words": queries.review_words,
        "today": today(),
        **_words(),
    }


def _words() -> dict[str, Any]:
    return {
        "matters": MATTERS,
        "rights": RIGHT_KINDS,
        "may_manage": bool(decide(current_person(), "knowledge.manage")),
    }


def _terms() -> list[tuple[str, str]]:
    """Return every word an answer may leave open, and how it reads today."""
    return [(word, _today(word)) for word in WORDS]


def _today(word: str) -> str:
    try:
        return WORDS[word](today())
    except NotFilled as no:
        return f"{no}"


def _data(record: Any) -> dict[str, Any]:
    names = ("title", "question", "answer", "matters", "right_kinds", "source")
    return {
        **{name: getattr(record, name) for name in names},
        "since": today(),
        "version": str(record.version),
    }
