"""One request, one transaction: guard, token, stored files, act, commit, headers."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.sansio.utils import host_is_trusted

from caseapp.base.db import db, finish, is_writing, let_go, start_write
from caseapp.base.errors import AlreadyDone, Conflict, NotVisible, Refused
from caseapp.base.form_session import OnServer
from caseapp.base.last_resort import LastResort
from caseapp.base.storage import (
    trouble_of,
    unless_the_disk_is_in_trouble,
    unless_the_line_is_cut,
)
from caseapp.base.text import keepable
from caseapp.base.web import Guard, guard_of, note_refusal, page, public

READING = ("GET", "HEAD", "OPTIONS")
METHODS = (*READING, "POST")
NOT_SAVED = (409, 422)
CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), serial=(), usb=()",
}
ONLY_TLS = "max-age=31536000"
# Typed into forms of signing in; no page ever shows them again.
SECRET_FIELDS = ("password", "password_again", "present_password", "one_time")
FORM_LIMIT = 16 * 1024 * 1024  # every box of the longest paper full, each character as %XX%XX%XX
_log = logging.getLogger("caseapp")
_csrf = CSRFProtect()


class UnguardedRoute(Exception):
    """A route nobody declared a guard for: the program does not start."""


class Hooks:
    """What higher floors put around each request; wiring.py fills it in."""

    def __init__(self) -> None:
        self.load_person: Callable[[], Any] = lambda: None
        self.check: Callable[[Guard], Response | None] = lambda _guard: None
        self.store_files: Callable[[], None] = lambda: None
        self.repeated: Callable[[], Response | None] = lambda: None
        self.remember: Callable[[Response], None] = lambda _response: None
        self.keep_told: Callable[[dict[str, Any]], None] = lambda _told: None
        self.note_refusal: Callable[[Any], None] = lambda _note: None
        self.typed_before: Callable[[str], Any] = lambda _address: None
        self.keep_typed: Callable[[], None] = lambda: None


def register(app: Flask) -> None:
    """Put the order of a request around every view."""
    _csrf.init_app(app)
    app.session_interface = OnServer()
    app.extensions["hooks"] = Hooks()
    app.before_request(_open)
    app.after_request(_close)
    app.teardown_request(_abandon)
    app.teardown_appcontext(lambda _error: let_go())
    app.wsgi_app = LastResort(app, HEADERS)  # type: ignore[method-assign]  # how Flask is wrapped
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(StaleDataError, _stale_row)
    app.register_error_handler(NotVisible, _not_visible)
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _broken)


def hooks(app: Flask) -> Hooks:
    """Return the hooks of an application."""
    found: Hooks = app.extensions["hooks"]
    return found


def refuse_unguarded(app: Flask) -> None:
    """Walk the URL map; a route without a declared guard stops the start."""
    public("样式与脚本不含办案信息")(app.view_functions["static"])
    missing = sorted(name for name, view in app.view_functions.items() if guard_of(view) is None)
    if missing:
        raise UnguardedRoute(f"这些页面没有声明权限，程序拒绝启动：{', '.join(missing)}")


def _open() -> Response | None:
    """Know the person, check the guard, then begin the act; the order matters."""
    mine = hooks(current_app)
    if _is_forged():
        return _wrong_host()
    _limit_form()
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        g.person = mine.load_person()  # a wrong address keeps the frame of the one who typed it
        if request.method not in METHODS:
            abort(405)
        return None
    if request.endpoint in ("static", "assets.asset"):
        return None
    g.person = mine.load_person()
    answer = mine.check(guard_of(view) or Guard("nobody"))
    return _begin(view) if answer is None else answer


def _begin(view: Callable[..., Any]) -> Response | None:
    """Begin the act of a view that may be called; a double click gets the first answer."""
    mine = hooks(current_app)
    if request.method == "HEAD":
        request.method = (
            "GET"  # a page asked for its head alone is drawn as ever, not as a sent form
        )
    if request.method in READING:
        if getattr(view, "reads_protected", False):
            start_write()  # _close commits before the server asks the answer for its first byte
        return None
    if getattr(view, "for_machines", False):
        return None
    _csrf.protect()
    _refuse_foreign()
    if getattr(view, "draws_only", False):
        return None
    if getattr(view, "accepts_files", False):
        mine.store_files()  # bytes first: a crash can only leave a file nobody refers to
    prepare = getattr(view, "prepare", None)
    if prepare is not None:
        prepare()  # what takes long stands before the lock everybody waits for
    start_write()
    repeat = mine.repeated()
    g.is_repeat = repeat is not None
    return repeat


def _refuse_foreign() -> None:
    """Stop a form that another site's page sent, whatever token it carries."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise CSRFError("foreign origin")


def _is_forged() -> bool:
    """Say whether the request names a host that is not ours, itself or by a proxy we do not have."""
    if isinstance(request.routing_exception, SecurityError):
        return True
    forwarded = request.headers.get("X-Forwarded-Host")
    trusted = current_app.config["TRUSTED_HOSTS"]
    return forwarded is not None and not host_is_trusted(forwarded, trusted)


def _wrong_host() -> Response:
    # A page has links, and no link is built from a name that somebody made up.
    text = "网址中的主机名不属于本系统。请使用系统管理员给出的网址。"
    return Response(f"{text}\n", 400, mimetype="text/plain")


def _limit_form() -> None:
    """Read no form larger than forms are: only files are read piece by piece."""
    view = current_app.view_functions.get(request.endpoint or "")
    if not (getattr(view, "accepts_files", False) and request.mimetype == "multipart/form-data"):
        request.max_content_length = FORM_LIMIT


def _close(response: Response) -> Response:
    if response.status_code < 400 or request.method in READING:
        _keep_told()
    if is_writing():
        done = response.status_code < 400
        if done and not g.get("is_repeat", False):
            hooks(current_app).remember(response)
        try:
            finish(commit=done)
        except BaseException:
            response.close()  # the answer is thrown away, and with it the file it would have sent
            raise
    if request.method == "POST" and response.status_code in NOT_SAVED:
        hooks(current_app).keep_typed()
    _add_headers(response)
    return response


def _keep_told() -> None:
    """Keep what the next page is to tell, or that this page has told it; a page a script reads tells nobody."""
    if request.method in READING and request.headers.get("Sec-Fetch-Dest") == "empty":
        return
    told: dict[str, Any] = getattr(session, "told", {})
    if told != g.get("told", {}):
        with contextlib.nullcontext() if is_writing() else unless_the_disk_is_in_trouble():
            hooks(current_app).keep_told(told)


def _abandon(_error: BaseException | None) -> None:
    """Whatever was left open is undone; nothing half is ever kept."""
    if is_writing():
        with unless_the_line_is_cut():
            finish(commit=False)


def _add_headers(response: Response) -> None:
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", ONLY_TLS)
    # Sending a file lets a browser keep it; only the program's own may lie there, never the office's.
    ours = request.endpoint == "static" and response.status_code < 400
    if not (ours or response.cache_control.public):
        headers["Cache-Control"] = "no-store"


def _end_reading() -> None:
    if is_writing():
        finish(commit=False)
    else:
        db.session.rollback()


def _refused(no: Refused) -> Response:
    _end_reading()
    note_refusal(no)
    done = isinstance(no, AlreadyDone)
    return page("errors/refused.html", status=409, no=no, is_done=done, typed=typed_fields())


def _conflict(clash: Conflict) -> Response:
    _end_reading()
    return page("errors/conflict.html", status=409, clash=clash, typed=typed_fields())


def _stale_row(_error: StaleDataError) -> Response:
    """Answer one whose row was saved by another between reading and writing it."""
    return _conflict(Conflict("保存的同时已有人先保存，您的内容还没有保存。", theirs={}, mine={}))


def _not_visible(_error: NotVisible) -> Response:
    _end_reading()
    return _plain(404, "没有这个页面", NOT_FOUND)


def _stale_token(_error: CSRFError) -> Response:
    _end_reading()
    return page("errors/typed.html", status=400, typed=typed_fields())


def _plain(status: int, title: str, text: str) -> Response:
    return page("errors/plain.html", status=status, title=title, text=text, typed=typed_fields())


def typed_fields() -> list[str]:
    """Return what a person typed, so that an error page can hand it back."""
    skip = ("csrf_token", "version", "idem", *SECRET_FIELDS)
    request.max_content_length = FORM_LIMIT  # a file that was refused is not read to the end
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # too large to be read, which is what the page then says
        return []
    typed = [keepable(value) for name, value in sent if name not in skip]
    return [value for value in typed if value.strip()]


NOT_FOUND = "地址有误，或者该内容不存在、不归您办理。请回到工作台，或用检索查找。"
HTTP_WORDS = {
    400: ("请求无法识别", "请返回上一页重试。"),
    401: ("请先登录", "登录已失效或尚未登录。请先复制保存已输入的内容，再重新登录。"),
    403: ("没有权限", "您的岗位没有这项权限。需要时请联系安全保密管理员。"),
    404: ("没有这个页面", NOT_FOUND),
    405: ("请求无法识别", "请返回上一页，用页面上的按钮操作。"),
    413: ("文件太大", "文件超过系统上限，未保存。请分开上传或联系系统管理员调整上限。"),
    422: ("重复提交", "同一张表单已用不同内容提交过一次。请打开最新页面后再操作。"),
}


def _http_error(error: HTTPException) -> Response:
    _end_reading()
    code = error.code or 500
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, Exception):
        return _broken(error.original_exception)  # what went wrong after the view has a number too
    if code < 400:
        answer: Response = error.get_response()  # type: ignore[assignment]  # Flask's own response class
        return answer
    title, text = HTTP_WORDS.get(code, ("请求未完成", "请返回上一页重试。"))
    return _plain(code, title, text)


def _broken(error: Exception) -> Response:
    """Say nothing of the inside; the number leads the administrator to the log."""
    number = secrets.token_hex(4)
    _log.error("reference %s on %s", number, request.endpoint, exc_info=error)
    trouble = trouble_of(error)
    if current_app.config["TESTING"] and trouble is None:
        raise error
    status, title = (500, "系统出错") if trouble is None else (503, trouble.title)
    text = "系统出错，本次操作未保存。" if trouble is None else trouble.text
    text = f"{text}请把编号 {number} 告诉系统管理员。"
    try:
        _end_reading()
        return _plain(status, title, text)
    except Exception:  # noqa: BLE001 - whatever it is, somebody waits for an answer
        # The frame asks the database who is here; without a database there is no frame.
        _log.exception("reference %s has no page", number)
        return Response(f"{title}\n{text}\n", status, mimetype="text/plain")
