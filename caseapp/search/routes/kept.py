"""What a person keeps of searching: saved searches, their new hits, what was asked lately."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, request

from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, refused, requires
from caseapp.search import actions, queries
from caseapp.search.forms import SavedForm
from caseapp.search.kept import Kept
from caseapp.search.narrowing import read
from caseapp.search.queries import Saved
from caseapp.search.routes.blueprint import ID, bp, office_finder
from caseapp.search.watching import waiting_matches

LIST, HITS = "search/kept.html", "search/new_hits.html"
MOST_SHOWN = 50
_LONGEST_PAIR = 60


@bp.get("/search/saved")
@requires("search.use")
def saved() -> Response:
    """List the saved searches with their new hits, and what was asked lately."""
    return page(LIST, **_lists())


@bp.post("/search/saved")
@requires("search.use")
def save() -> Response:
    """Save the question of a result page under a name."""
    finder, by, form = office_finder(), current_person(), SavedForm()
    kept = Kept.at(read(request.form, finder.sources.names()))
    if kept is None:
        raise Refused("没有可以保存的检索词。", remedy="请先检索，再在结果页上点“保存这次检索”。")
    try:
        actions.save(
            by=by,
            kept=kept,
            name=form.name.data or "",
            notify=form.notify.data,
            known=waiting_matches(finder, kept, by),
        )
    except Refused as no:
        return _drawn_again(no, asked=kept, form=form)
    flash("检索已保存。", "done")
    return back_to("search.found", again=kept.mark)


@bp.get(f"/search/saved/<{ID}:search_id>")
@requires("search.use")
def new_hits(search_id: int) -> Response:
    """Show what newly matches a saved search, newest first."""
    one = _own(search_id)
    shown = one.pairs[:MOST_SHOWN]
    return page(HITS, one=one, rows=queries.rows_of(office_finder(), shown), shown=shown)


@bp.post(f"/search/saved/<{ID}:search_id>")
@requires("search.use")
def change(search_id: int) -> Response:
    """Rename a saved search, or let it tell of new hits or not."""
    finder, by, form = office_finder(), current_person(), SavedForm()
    known = waiting_matches(finder, _own(search_id).kept, by)
    return _done(
        lambda: actions.change(
            by=by,
            search_id=search_id,
            version=form.version_seen(),
            name=form.name.data or "",
            notify=form.notify.data,
            known=known,
        ),
        "已存检索已修改。",
        typed={search_id: form},
    )


@bp.post(f"/search/saved/<{ID}:search_id>/remove")
@requires("search.use")
def remove(search_id: int) -> Response:
    """Take a saved search away."""
    by, version = current_person(), SavedForm().version_seen()
    return _done(
        lambda: actions.remove(by=by, search_id=search_id, version=version), "已存检索已删除。"
    )


@bp.post(f"/search/saved/<{ID}:search_id>/seen")
@requires("search.use")
def seen(search_id: int) -> Response:
    """Note that the new hits which stood on the page were looked at."""
    pairs = {
        (kind, int(number))
        for kind, _, number in (
            one[:_LONGEST_PAIR].partition(":") for one in request.form.getlist("pair")
        )
        if number.isascii() and number.isdecimal()
    }
    count = actions.mark_seen(by=current_person(), search_id=search_id, pairs=pairs)
    flash(f"{count} 项新命中已标为看过。", "done")
    return back_to("search.saved")


@bp.post("/search/recent/forget")
@requires("search.use")
def forget_recent() -> Response:
    """Erase what this person asked lately."""
    actions.forget_recent(by=current_person())
    flash("最近检索已清除。", "done")
    return back_to("search.found")


def _own(search_id: int) -> Saved:
    for one in queries.saved_of(office_finder(), current_person()):
        if one.id == search_id:
            return one
    raise NotVisible


def _done(
    act: Callable[[], object], words: str, *, typed: dict[int, SavedForm] | None = None
) -> Response:
    try:
        act()
    except (Refused, Conflict) as no:
        return _drawn_again(no, typed=typed)
    flash(words, "done")
    return back_to("search.saved")


def _drawn_again(no: Refused | Conflict, **values: Any) -> Response:
    """Show the list as it stands by now, with what was typed."""
    return refused(no, LIST, **_lists(**values))


def _lists(
    *,
    typed: dict[int, SavedForm] | None = None,
    asked: Kept | None = None,
    form: SavedForm | None = None,
) -> dict[str, Any]:
    finder, by = office_finder(), current_person()
    return {
        "saved": queries.saved_of(finder, by),
        "recent": queries.recent_of(by),
        "typed": typed or {},
        "asked": asked,
        "form": form,
    }
