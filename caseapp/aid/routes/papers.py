"""The papers of an aid file, filled with what the file says: a draft to read, not yet signed."""

from __future__ import annotations

import io
from collections.abc import Mapping

from flask import Response, send_file

from caseapp.aid import queries
from caseapp.aid.paper_values import words
from caseapp.aid.routes.blueprint import ID, bp
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, page, requires
from caseapp.documents import render
from caseapp.documents.catalogue import Kind, kinds
from caseapp.documents.render import DRAFT_MARK
from caseapp.documents.routes.blueprint import WORD
from caseapp.documents.values import Value

# Which papers belong to rights assistance: the catalogue's own numbers.
FIRST, LAST = "H11", "H17"


@bp.get(f"/aid/<{ID}:aid_id>/papers")
@requires("aid.read")
def papers(aid_id: int) -> Response:
    """List the papers of rights assistance."""
    aid = queries.visible_aid(aid_id, by=current_person())
    known = words(aid)
    rows = [(one, _missing(one, known)) for one in kinds() if _is_ours(one.key)]
    return page(
        "aid/papers.html",
        aid=aid,
        applicant=queries.name_of(aid.applicant_id),
        rows=rows,
        on=today(),
    )


@bp.get(f"/aid/<{ID}:aid_id>/papers/<kind_key>/<form>")
@requires("aid.read")
def paper_file(aid_id: int, kind_key: str, form: str) -> Response:
    """Send one paper as Word or PDF, marked as a draft."""
    aid = queries.visible_aid(aid_id, by=current_person())
    if not _is_ours(kind_key) or form not in ("word", "pdf"):
        raise NotVisible
    made = render.build(kind_key, words(aid), on=today(), signed=False, mark=DRAFT_MARK)
    is_word = form == "word"
    content = render.docx(made) if is_word else render.as_pdf(made)
    mime, ending = (WORD, "docx") if is_word else ("application/pdf", "pdf")
    name = f"{made.title}（草稿）.{ending}"
    return send_file(io.BytesIO(content), mime, as_attachment=True, download_name=name)


def _is_ours(key: str) -> bool:
    known = {one.key for one in kinds()}
    return key in known and FIRST <= key[: len(FIRST)] <= LAST


def _missing(kind: Kind, known: Mapping[str, Value]) -> list[str]:
    """Name what this paper has to say and the file does not know yet."""
    told = render.with_rows_of_day(kind, known, today())  # the office and its articles need no file
    return [name for name in kind.required_keys(today()) if name not in told]
