"""The telephone: what its system tells, what rings here, which calls nobody took."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Response, flash, jsonify, request
from werkzeug.exceptions import HTTPException
from wtforms import StringField

from caseapp.base.clock import SHANGHAI, local, now, today
from caseapp.base.db import start_write
from caseapp.base.errors import Refused
from caseapp.base.forms import BaseForm, at_most, may, strip
from caseapp.base.text import keepable
from caseapp.base.web import (
    asked_page,
    asks_by_itself,
    back_to,
    current_person,
    for_machines,
    page,
    public,
    refused,
    requires,
)
from caseapp.hotline import actions, call_queries
from caseapp.hotline.call_rules import number
from caseapp.hotline.routes.blueprint import bp

DIRECTIONS = {"in": "in", "inbound": "in", "out": "out", "outbound": "out"}
EVENTS = ("start", "answer", "end")
KEY_ROOM, NUMBER_ROOM, EXTENSION_ROOM = 80, 40, 20
BAD, NOT_KNOWN, TOO_LARGE = 400, 401, 413


class ExtensionForm(BaseForm):
    """Which telephone stands before me."""

    extension = StringField(
        "我的分机号",
        [may(), at_most(EXTENSION_ROOM)],
        filters=[strip],
        description="这台分机响铃时，来电登记页会显示来电号码；不用话务接口的留空。",
    )


class CallBackForm(BaseForm):
    """The button that says a missed call was called back."""


class Unreadable(Exception):
    """A notice of the telephone system that cannot be read; the text says what is wrong with it."""


@bp.post("/hotline/phone/events")
@public("话务系统用自己的令牌通知来电，不是人登录；令牌不对的不受理")
@for_machines
def hear_phone() -> Response:
    """Take in what the telephone system tells of a call; twice or out of order does no harm."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    is_phone = call_queries.is_phone(token.strip()[:200])
    if scheme.lower() != "bearer" or not is_phone:
        return _answer(NOT_KNOWN, "令牌不对或者没有令牌。请用 caseapp phone token 发放的令牌。")
    most = number("phone_body", today())
    if (request.content_length or 0) > most:
        return _answer(TOO_LARGE, f"通知超过 {most} 字节，没有受理。")
    try:
        request.max_content_length = most
        event = _event(_sent())
    except Unreadable as fault:
        return _answer(BAD, f"通知读不懂，没有受理：{fault}")
    start_write()
    kept = actions.hear(event=event)
    why = "" if kept else "号码没有保存：封存密钥不在密钥目录中，系统不以明文保存号码。"
    return jsonify({"taken": True, "why": why})


@bp.get("/hotline/phone/current")
@requires("ticket.take")
@asks_by_itself
def ringing() -> Response:
    """Tell the open page what rings on its operator's telephone."""
    by = current_person()
    call = call_queries.ringing(by.id)
    told = None
    if call is not None:
        moments = {"began_at": _field(call.began_at), "ended_at": _field(call.ended_at)}
        told = {"id": call.id, "state": call.state, "number": call.number, **moments}
    return jsonify({"call": told, "missed": call_queries.count_missed()})


@bp.route("/hotline/phone", methods=["GET", "POST"])
@requires("ticket.take")
def my_phone() -> Response:
    """Show and set my extension; list the calls nobody took, to call back."""
    by, form = current_person(), ExtensionForm()
    if request.method == "GET":
        form.extension.data = call_queries.extension_of(by.id)
        return _phone_page(form)
    if not form.validate():
        return _phone_page(form, status=422)
    actions.set_extension(by=by, extension=form.extension.data or "")
    flash("分机号已保存。", "done")
    return back_to("hotline.my_phone")


@bp.post("/hotline/phone/<int(max=2147483647):call_id>/called")
@requires("ticket.take")
def called_back(call_id: int) -> Response:
    """Note that a missed call was called back."""
    try:
        actions.note_call_back(by=current_person(), call_id=call_id)
    except Refused as no:
        return refused(no, "hotline/phone.html", **_phone_values(_fresh_form()))
    flash("已记为回拨。", "done")
    return back_to("hotline.my_phone")


def _fresh_form() -> ExtensionForm:
    held = {"extension": call_queries.extension_of(current_person().id)}
    return ExtensionForm(formdata=None, data=held)


def _phone_page(form: ExtensionForm, *, status: int = 200) -> Response:
    return page("hotline/phone.html", status=status, **_phone_values(form))


def _phone_values(form: ExtensionForm) -> dict[str, Any]:
    found = call_queries.missed_calls(asked_page())
    return {"form": form, "found": found, "back": CallBackForm(formdata=None)}


def _field(moment: datetime | None) -> str:
    return local(moment).strftime("%Y-%m-%dT%H:%M:%S") if moment else ""


def _answer(status: int, sentence: str) -> Response:
    answer = jsonify({"taken": False, "why": sentence})
    answer.status_code = status
    if status == NOT_KNOWN:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _sent() -> Mapping[str, Any]:
    """Read a notice, sent as JSON or as a form."""
    try:
        if request.mimetype == "application/json":
            read = json.loads(request.get_data().decode())
        else:
            read = request.form.to_dict()
    except HTTPException:
        raise Unreadable("内容过长或者残缺。") from None
    except (ValueError, RecursionError):
        raise Unreadable("不是合格的 JSON。") from None
    if not isinstance(read, dict):
        raise Unreadable("应当是一组名称和值。")
    return read


def _event(sent: Mapping[str, Any]) -> actions.PhoneEvent:
    kind = _text(sent, "event", NUMBER_ROOM)
    if kind not in EVENTS:
        raise Unreadable(f"event 应当是 {'、'.join(EVENTS)} 之一。")
    key = _text(sent, "call_id", KEY_ROOM)
    if not key:
        raise Unreadable("缺少 call_id。")
    direction = DIRECTIONS.get(_text(sent, "direction", NUMBER_ROOM) or "in")
    if direction is None:
        raise Unreadable("direction 应当是 in 或者 out。")
    return actions.PhoneEvent(
        kind=kind,
        call_key=key,
        at=_moment(_text(sent, "time", NUMBER_ROOM)),
        direction=direction,
        extension=_text(sent, "extension", EXTENSION_ROOM),
        caller=_text(sent, "caller", NUMBER_ROOM),
        called=_text(sent, "called", NUMBER_ROOM),
    )


def _text(sent: Mapping[str, Any], name: str, room: int) -> str:
    value = sent.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unreadable(f"{name} 应当是文字。")
    text = keepable(str(value)).strip()
    if len(text) > room:
        raise Unreadable(f"{name} 最多 {room} 个字。")
    return text


def _moment(text: str) -> datetime:
    """Read a time: ISO 8601, by the office's clock when it has no zone, or seconds since 1970."""
    if not text:
        return now()
    try:
        if text.replace(".", "", 1).isdecimal() and text.isascii():
            return datetime.fromtimestamp(float(text), UTC)
        read = datetime.fromisoformat(text)
        zoned = read if read.tzinfo else read.replace(tzinfo=SHANGHAI)
        return zoned.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise Unreadable("time 应写成 2026-11-23T10:00:00+08:00。") from None
