"""The table of all papers, and one paper: what it asks, who signs it, its sample and its blank form."""

from __future__ import annotations

import io
from functools import lru_cache

from flask import Response, request, send_file

from caseapp.base.errors import NotVisible
from caseapp.base.web import page, requires
from caseapp.documents import render
from caseapp.documents.catalogue import GROUPS, Kind, kinds
from caseapp.documents.catalogue.shown import (
    Shown,
    found,
    limits_of,
    said_of,
    tracks_of,
)
from caseapp.documents.paper import Paper
from caseapp.documents.routes.blueprint import WORD, bp
from caseapp.documents.samples import blank, sample

PAGES_KEPT = 16


@bp.get("/papers/kinds")
@requires("law.ask")
def papers() -> Response:
    """List every paper of the office; a filter never hides that there are more."""
    asked = {name: request.args.get(name, "").strip()[:60] for name in ("q", "group", "track")}
    rows = found(**asked)
    groups = [(key, GROUPS[key], [one for one in rows if one.kind.stem == key]) for key in GROUPS]
    return page(
        "papers/kinds.html",
        groups=[one for one in groups if one[2]],
        asked=asked,
        shown=len(rows),
        total=len(kinds()),
        all_groups=GROUPS,
        all_tracks=tracks_of(kinds()),
    )


@bp.get("/papers/kinds/<kind_key>")
@requires("law.ask")
def kind(kind_key: str) -> Response:
    """Show one paper: purpose, gate, approval, number, service, its fields with their sources, its sample."""
    one = _kind(kind_key)
    edition = _edition(one)
    said: Shown = said_of(one)
    return page(
        "papers/kind.html",
        one=said,
        kind=one,
        place=edition,
        edition=one.editions[edition],
        fields=one.fields_on(sample_of(one, edition).dated or one.editions[edition].until),
        limits=limits_of(one),
        pages=len(_pictures(one.key, edition)),
    )


@bp.get("/papers/kinds/<kind_key>/sample/<form>")
@requires("law.ask")
def kind_file(kind_key: str, form: str) -> Response:
    """Send the filled sample or the empty form as Word or PDF."""
    one = _kind(kind_key)
    is_blank = request.args.get("blank") == "1"
    made = blank(one.key) if is_blank else sample_of(one, _edition(one))
    if form == "word":
        content, mime, ending = render.docx(made), WORD, "docx"
    elif form == "pdf":
        content, mime, ending = render.as_pdf(made), "application/pdf", "pdf"
    else:
        raise NotVisible
    name = f"{made.title}（{'空白' if is_blank else '样张'}）.{ending}"
    return send_file(io.BytesIO(content), mime, as_attachment=True, download_name=name)


@bp.get("/papers/kinds/<kind_key>/pages/<int(max=999):number>")
@requires("law.ask")
def kind_page(kind_key: str, number: int) -> Response:
    """Send one page of the sample as a picture."""
    one = _kind(kind_key)
    pages = _pictures(one.key, _edition(one))
    if not 1 <= number <= len(pages):
        raise NotVisible
    return send_file(io.BytesIO(pages[number - 1]), "image/png")


def sample_of(one: Kind, edition: int) -> Paper:
    """Give the sample of one edition."""
    return sample(one.key, edition=edition)


@lru_cache(maxsize=PAGES_KEPT)
def _pictures(key: str, edition: int) -> tuple[bytes, ...]:
    """Draw a sample once, because the browser asks for its pages one by one."""
    return tuple(render.pictures(sample(key, edition=edition)))


def _kind(key: str) -> Kind:
    one = next((each for each in kinds() if each.key == key), None)
    if one is None:
        raise NotVisible
    return one


def _edition(one: Kind) -> int:
    """Read which edition is asked for; the latest where nothing is said."""
    asked = request.args.get("edition", "")
    last = len(one.editions) - 1
    return min(int(asked), last) if asked.isascii() and asked.isdigit() and len(asked) < 4 else last
