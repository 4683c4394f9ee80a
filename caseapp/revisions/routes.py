"""Unsaved text: kept while somebody types, offered again, dropped; a person meets only their own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from caseapp.base.clock import local
from caseapp.base.db import finish, start_write, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm, new_click
from caseapp.base.requests import hooks
from caseapp.base.storage import unless_the_disk_is_in_trouble
from caseapp.base.text import keepable
from caseapp.base.web import current_person, guard_of, requires, sent_on
from caseapp.ledger import queries as ledger
from caseapp.revisions import actions, queries

bp = Blueprint("revisions", __name__)
LONGEST_ADDRESS = 200
NOT_TYPED = ("csrf_token", "idem", "kept_of")


class DropForm(BaseForm):
    """The button that lets unsaved text go."""


@dataclass(frozen=True)
class Typed:
    """What was sent of a form: where it belongs, what may be kept, what never is."""

    address: str
    arguments: Mapping[str, Any]
    fields: Mapping[str, Sequence[str]]
    left_out: Mapping[str, str]

    def first(self, name: str) -> str:
        """Return what was sent in a field that is not kept."""
        return str(self.left_out.get(name, ""))


HeldBack = Callable[..., tuple[Sequence[str], Mapping[str, Any] | None]]


@dataclass(frozen=True)
class Offer:
    """What a page says of the text its form keeps."""

    address: str
    page: str
    kept_at: datetime | None
    is_back: bool
    left_out: Mapping[str, str]
    drop: DropForm


@bp.post("/unsaved")
@requires("session.own")
def keep() -> Response:
    """Keep what is typed in a form so far; the form itself is not carried out."""
    address = request.form.get("kept_of", "")
    _left_out(address)
    _refuse_others(address)
    by = current_person()
    # The form may have been carried out while this was on its way.
    click = {"person_id": by.id, "route": quote(address), "key": request.form.get("idem", "")[:80]}
    if ledger.done_request(**click) is not None:
        return jsonify({"kept_at": ""})
    return jsonify({"kept_at": local(_kept(address)).strftime("%H:%M")})


@bp.post("/unsaved/drop")
@requires("session.own")
def drop() -> Response:
    """Let unsaved text go, then open its page as the record stands."""
    address = request.form.get("kept_of", "")
    _left_out(address)
    actions.drop_unsaved(by=current_person(), address=address)
    return sent_on(_page_of(request.form.get("page", "")) or url_for("desk.home"))


def register(app: Flask, *, held_back: HeldBack) -> None:
    """Let forms ask for their unsaved text; higher floors say which fields are held back from it."""
    app.extensions["held_back"] = held_back
    app.register_blueprint(bp)
    mine = hooks(app)
    mine.typed_before = _typed_before
    mine.keep_typed = _keep_typed
    app.jinja_env.globals.update(unsaved_offer=offer, click_key=new_click)


def offer(address: str) -> Offer:
    """Tell a page what is kept of the form of this address."""
    is_fresh = request.method == "GET" and g.get("person") is not None
    kept = queries.unsaved(g.person.id, address) if is_fresh else None
    asked = request.args.get("restore", "") == address
    return Offer(
        address,
        request.path,
        None if kept is None else kept.saved_at,
        is_back=asked and kept is not None,
        left_out=_left_out(address),
        drop=DropForm(formdata=None),
    )


def forget(address: str) -> None:
    """Drop the unsaved text of a form that was carried out."""
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "keeps_typed"):
        actions.drop_unsaved(by=g.person, address=address)


def _typed_before(address: str) -> MultiDict[str, str] | None:
    if g.get("person") is None:
        return None
    kept = queries.unsaved(g.person.id, address)
    if kept is None:
        return None
    return MultiDict([(name, one) for name, many in kept.fields.items() for one in many])


def _keep_typed() -> None:
    """Keep a form that was refused: its text outlives the page, the session and the browser."""
    view = current_app.view_functions.get(request.endpoint or "")
    if g.get("person") is None or not hasattr(view, "keeps_typed"):
        return
    with contextlib.suppress(Refused, NotVisible), unless_the_disk_is_in_trouble(), writing():
        _kept(request.path)


def _left_out(address: str) -> Mapping[str, str]:
    """Return the fields the form of this address never keeps; NotVisible if it keeps none at all."""
    try:
        endpoint, _ = _addresses().match(address, method="POST")
    except HTTPException:
        raise NotVisible from None
    view = current_app.view_functions[endpoint]
    if len(address) > LONGEST_ADDRESS or not hasattr(view, "keeps_typed"):
        raise NotVisible
    left_out: Mapping[str, str] = view.keeps_typed
    return left_out


def _refuse_others(address: str) -> None:
    """Stop who may not send the form of this address at all."""
    endpoint, _ = _addresses().match(address, method="POST")
    guard = guard_of(current_app.view_functions[endpoint])
    finish(commit=False)  # a refusal is written down in an act of its own
    if guard is None or hooks(current_app).check(guard) is not None:
        raise NotVisible
    start_write()


def _page_of(address: str) -> str:
    """Return an address of ours to go back to, or nothing."""
    try:
        _addresses().match(address, method="GET")
    except HTTPException:
        return ""
    return quote(address) if address.startswith("/") and not address.startswith("//") else ""


def _addresses() -> MapAdapter:
    return current_app.url_map.bind("localhost")


def _kept(address: str) -> datetime:
    _, arguments = _addresses().match(address, method="POST")
    typed = _typed(address, arguments)
    names, note = current_app.extensions["held_back"](typed, by=g.person)
    fields = {name: many for name, many in typed.fields.items() if name not in names}
    return actions.keep_unsaved(by=g.person, address=address, fields=fields, note=note)


def _typed(address: str, arguments: Mapping[str, Any]) -> Typed:
    left_out = _left_out(address)
    sent = {name[:80]: [keepable(one) for one in many] for name, many in request.form.lists()}
    return Typed(
        address,
        arguments,
        fields={n: many for n, many in sent.items() if n not in NOT_TYPED and n not in left_out},
        left_out={name: " ".join(sent.get(name, ())) for name in left_out},
    )
