"""The file contents of a case: what stands in its volume, what is missing; its downloads and prints."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, request, send_file

from caseapp.base.clock import today
from caseapp.base.db import finish, start_write
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.web import back_to, page, reads_protected, refused, requires
from caseapp.cases.actions import volumes as actions
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, bp, head, opened
from caseapp.cases.volume import MAIN, SECOND, VOLUMES, Volume, voided, volumes_of
from caseapp.cases.volume_files import members_of, packed, sheets_to_print
from caseapp.cases.volume_gaps import gaps_of
from caseapp.documents import printing_many, queries
from caseapp.documents.job_words import Sheet
from caseapp.documents.words import STATE_WORDS
from caseapp.ledger.sending import as_download, damage_noted

AT_ONCE = 20  # more papers are put together beside the server
PDF = "application/pdf"
LONGEST_COUNT = 4


@bp.get(f"/cases/<{ID}:case_id>/contents")
@requires("paper.read")
def contents(case_id: int) -> Response:
    """Show the volume of a case, its pages, and what it still lacks."""
    return page("cases/contents.html", **_values(opened(case_id)))


@bp.get(f"/cases/<{ID}:case_id>/contents.zip")
@requires("paper.read")
@reads_protected
def contents_packed(case_id: int) -> Response:
    """Send the volume as a packed folder; the second volume goes along only where it is asked for."""
    finish(commit=False)  # files are made without the lock everybody waits for
    file = opened(case_id)
    wanted = tuple(VOLUMES) if request.args.get("second") == "1" else (MAIN,)
    services = queries.services_of_case(case_id)
    both = volumes_of(file, services)
    chosen = [one for one in both if one.key in wanted]
    if SECOND not in wanted:
        pieces = [one for volume in chosen for one in volume.bound]
        names = {one.number: f"{one.name} {one.maker}" for one in pieces if one.number}
        actions.refuse_sealed_names(case=file.case, names=names)
    members = members_of(file, chosen, gaps_of(file, both, services))
    start_write()
    actions.note_volume_taken(
        by=file.by, case=file.case, volumes=wanted, form="zip", files=len(members)
    )
    name = f"{_named(file)} {'、'.join(VOLUMES[one] for one in wanted)}.zip"
    stored = current_app.extensions["store"]
    sent = packed(members, stored, note_damage=_noting(members))
    answer = current_app.response_class(sent, mimetype="application/zip")
    return as_download(answer, name)


@bp.get(f"/cases/<{ID}:case_id>/contents/<volume>.pdf")
@requires("paper.read")
@reads_protected
def contents_bound(case_id: int, volume: str) -> Response:
    """Send the papers of one volume as one PDF with bookmarks and page numbers."""
    finish(commit=False)
    file = opened(case_id)
    chosen = _volume(file, volume)
    sheets = sheets_to_print(chosen)
    try:
        if len(sheets) > AT_ONCE:
            raise _too_many()
        bound = _bound(sheets)
    except Refused as no:
        return refused(no, "cases/contents.html", **_values(file))
    start_write()
    actions.note_volume_taken(
        by=file.by, case=file.case, volumes=[volume], form="pdf", files=len(sheets)
    )
    return send_file(bound, PDF, as_attachment=True, download_name=_bound_name(file, chosen))


@bp.post(f"/cases/<{ID}:case_id>/contents")
@requires("paper.read")
def bind_contents(case_id: int) -> Response:
    """Bind one volume: at once, or beside the server when it is thick."""
    file = opened(case_id)
    chosen = _volume(file, request.form.get("volume", ""))
    sheets = sheets_to_print(chosen)
    if not sheets:
        no = Refused(f"{chosen.name}里还没有已经签发或者定稿的文书。", remedy="请先签发或者定稿。")
        return refused(no, "cases/contents.html", **_values(file))
    if len(sheets) <= AT_ONCE:
        return back_to("cases.contents_bound", case_id=case_id, volume=chosen.key)
    return _asked(file, _bound_name(file, chosen), sheets, copies=1)


@bp.post(f"/cases/<{ID}:case_id>/papers/print")
@requires("paper.read")
def print_papers(case_id: int) -> Response:
    """Print chosen papers: at once, or beside the server when there are many."""
    file = opened(case_id)
    try:
        every = [str(one.id) for one in file.papers if one.state != "void"]
        asked = every if request.form.get("all") else request.form.getlist("paper")
        sheets = _chosen(file, asked)
        copies = _copies(request.form.get("copies", "1"))
        if len(sheets) > AT_ONCE:
            return _asked(file, f"{_named(file)} 打印 {today()}.pdf", sheets, copies=copies)
    except Refused as no:
        return refused(no, "cases/contents.html", **_values(file))
    ids = [one.paper_id for one in sheets]
    return back_to("cases.printed_papers", case_id=case_id, paper=ids, copies=copies)


@bp.get(f"/cases/<{ID}:case_id>/papers/print.pdf")
@requires("paper.read")
@reads_protected
def printed_papers(case_id: int) -> Response:
    """Send some chosen papers, so many copies of each, as one PDF; drafts bear their mark."""
    finish(commit=False)
    file = opened(case_id)
    try:
        sheets = _chosen(file, request.args.getlist("paper")[: AT_ONCE + 1])
        if len(sheets) > AT_ONCE:
            raise _too_many()
        copies = _copies(request.args.get("copies", "1"))
        bound = _bound(sheets, copies=copies)
    except Refused as no:
        return refused(no, "cases/contents.html", **_values(file))
    start_write()
    actions.note_printed(by=file.by, case=file.case, sheets=sheets, copies=copies)
    name = f"{_named(file)} 打印 {today()}.pdf"
    return send_file(bound, PDF, as_attachment=True, download_name=name)


def _too_many() -> Refused:
    remedy = "请在本页按“打印勾选的文书”或者“装订成一个 PDF”，由后台办理。"
    return Refused(f"立即办理的一次最多 {AT_ONCE} 份文书。", remedy=remedy)


def _asked(file: OpenFile, name: str, sheets: Sequence[Sheet], *, copies: int) -> Response:
    try:
        actions.ask_print(
            by=file.by,
            case=file.case,
            name=name,
            sheets=sheets,
            copies=copies,
            asked_from=f"/cases/{file.case.id}/contents",
        )
    except Refused as no:
        return refused(no, "cases/contents.html", **_values(file))
    return back_to("cases.jobs")


def _bound(sheets: Sequence[Sheet], *, copies: int = 1) -> io.BytesIO:
    """Put a few papers together; copies share their objects, so that it stays small."""
    bound = io.BytesIO()
    if left_out := printing_many.bind(sheets, bound, copies=copies):
        raise Refused(*left_out, remedy="请不选它们，或者下载 Word 文件打印。")
    bound.seek(0)
    return bound


def _chosen(file: OpenFile, asked: Sequence[str]) -> list[Sheet]:
    """Return the chosen papers in the order of the volume; one of another case is not there."""
    wanted = {int(one) for one in asked if one.isdecimal() and len(one) < 10}
    if not wanted:
        raise Refused("没有选择文书。", remedy="请勾选要打印的文书。")
    rows = {one.id: one for one in file.papers if one.state != "void"}
    if not wanted <= set(rows):
        raise NotVisible
    names = {one: f"{rows[one].title}{rows[one].number or ''}" for one in wanted}
    order = [
        piece.row.id
        for volume in volumes_of(file, queries.services_of_case(file.case.id))
        for piece in volume.pieces
        if piece.what == "paper"
    ]
    return [Sheet(one, names[one]) for one in order if one in wanted]


def _copies(asked: str) -> int:
    copies = int(asked) if asked.isdecimal() and len(asked) < LONGEST_COUNT else 0
    actions.refuse_copies(copies)
    return copies


def _volume(file: OpenFile, key: str) -> Volume:
    found = volumes_of(file, queries.services_of_case(file.case.id))
    volume = next((one for one in found if one.key == key), None)
    if volume is None:
        raise NotVisible
    return volume


def _noting(members: Sequence[Any]) -> Any:
    """Let damage found while the bytes go out be noted, when the request is long over."""
    notes = {one.sha256: damage_noted(one.sha256) for one in members if one.sha256}
    return lambda sha256: notes[sha256]()


def _named(file: OpenFile) -> str:
    return str(file.case.case_no or file.case.lead_no)


def _bound_name(file: OpenFile, volume: Volume) -> str:
    return f"{_named(file)} {volume.name}.pdf"


def _values(file: OpenFile) -> dict[str, Any]:
    services = queries.services_of_case(file.case.id)
    both = volumes_of(file, services)
    return {
        **head(file),
        "volumes": both,
        "gaps": gaps_of(file, both, services),
        "voided": voided(file),
        "states": STATE_WORDS,
        "at_once": AT_ONCE,
        "most_copies": actions.MOST_COPIES,
        "form": BaseForm(formdata=None),
        "bind_forms": {volume.key: BaseForm(formdata=None) for volume in both},
    }
