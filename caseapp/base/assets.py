"""Style and script files out of installed packages: nothing is copied here, nothing comes from outside."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import io
import re
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, send_file, url_for

from caseapp.base.web import public

# public name -> (package that ships it, path inside the package)
ASSETS = {
    "bootstrap.css": ("flask_bootstrap", "static/bootstrap5/css/bootstrap.min.css"),
}
ONE_YEAR = 31_536_000
# Our own pictures stand in caseapp.css; a browser may draw before that has come.
PICTURE = re.compile(rb'url\("data:[^"]*"\)')

bp = Blueprint("assets", __name__)


def asset_path(name: str) -> Path:
    """Find a file in its package without importing the package."""
    package, inner = ASSETS[name]
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{package} is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / inner


@functools.cache
def asset_bytes(name: str) -> bytes:
    """Read a file once, without the pictures written into it, which our policy refuses."""
    return PICTURE.sub(b"none", asset_path(name).read_bytes())


@functools.cache
def digest(name: str) -> str:
    """Name a version by its bytes, so that a browser may keep it for a year."""
    return hashlib.sha256(asset_bytes(name)).hexdigest()[:12]


@functools.cache
def static_digest(folder: str, name: str) -> str:
    """The same for our own files."""
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]


@bp.get("/assets/<mark>/<name>")
@public("样式文件不含办案信息，登录页也要用")
def asset(mark: str, name: str) -> Response:
    """Serve one listed file; the mark in the address is its digest."""
    if name not in ASSETS or mark != digest(name):
        abort(404)
    return send_file(
        io.BytesIO(asset_bytes(name)),
        download_name=name,
        max_age=ONE_YEAR,
        conditional=True,
        etag=mark,
    )


def register(app: Flask) -> None:
    """Give the templates `asset()` and `own()` for addresses that change with the bytes."""
    app.register_blueprint(bp)
    folder = str(app.static_folder)

    def asset_address(name: str) -> str:
        return url_for("assets.asset", mark=digest(name), name=name)

    def own_address(name: str) -> str:
        return url_for("static", filename=name, v=static_digest(folder, name))

    app.jinja_env.globals.update(asset=asset_address, own=own_address)
