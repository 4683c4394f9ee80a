"""A draft on its page: its fields explained, what is put in from the case or a block, the live preview."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

from flask import Response, jsonify, request, send_file

from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import draws_only, requires
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_forms import PaperForm, paper_form
from caseapp.cases.paper_known import Known, known_words
from caseapp.cases.paper_shown import (
    fill_empty,
    fillable,
    groups_of,
    missing_of,
    put_back,
    put_in,
)
from caseapp.cases.routes.blueprint import ID, allowed, bp, opened
from caseapp.documents import block_queries, printing, queries
from caseapp.documents.catalogue import kind_of
from caseapp.documents.values import clean_value


def draft_values(file: OpenFile, record: Any, form: PaperForm) -> dict[str, Any]:
    """Return what the page of a draft shows beside the paper itself."""
    day = printing.day_of(record)
    fitting = block_queries.offered_to(file.by, record.kind)
    blocks = fitting[: block_queries.MOST_OFFERED]
    groups = groups_of(record, form, known=_known(file, record), day=day, blocks=blocks)
    used = {one.id for group in groups for field in group.fields for one in field.blocks}
    return {
        "groups": groups,
        "missing": missing_of(groups),
        "fillable": fillable(groups),
        "blocks": [one for one in blocks if one.id in used],
        "fitting": len(fitting),
        "most_blocks": len(blocks),
    }


def put_aside(file: OpenFile, record: Any, form: PaperForm) -> str:
    """Put into the typed form what a button of it asked for; nothing is saved by it."""
    wanted = request.form.get("back", "")
    if wanted == "all":
        return f"已填入案件中的 {fill_empty(form, _known(file, record))} 项内容，还没有保存。"
    if wanted in form.names:
        put_back(form, wanted, _known(file, record))
        return f"“{form[wanted].label.text}”已恢复为案件中的内容，还没有保存。"
    field, _, number = request.form.get("insert", "").partition("-")
    if field in form.names and number.isdecimal() and len(number) < 10:
        block = block_queries.block_for(file.by, int(number))
        put_in(form, field, block.text)
        return f"常用语“{block.title}”已插入“{form[field].label.text}”，还没有保存。"
    return ""


@bp.post(f"/cases/<{ID}:case_id>/papers/<{ID}:paper_id>/preview")
@requires("paper.draft")
@draws_only
def preview_paper(case_id: int, paper_id: int) -> Response:
    """Draw a page of a draft from what is typed so far; nothing is saved."""
    file = opened(case_id)
    allowed(file, "paper.draft")
    record = queries.paper_of_case(case_id, paper_id)
    try:
        return _drawn(record)
    except Refused as no:
        if not request.form.get("live"):
            raise
        answer = jsonify({"sentences": [*no.sentences, no.remedy]})
        answer.status_code = 409
        return answer


def _drawn(record: Any) -> Response:
    if record.state != "draft":
        raise Refused("这份文书已经签发或者作废，不再预览草稿。", remedy="请刷新本页。")
    form = paper_form(record, day=printing.day_of(record), sent=True)
    if not form.validate():
        told = [f"{form[name].label.text}：{'；'.join(said)}" for name, said in form.errors.items()]
        raise Refused(*told)
    data = {name: clean_value(value) for name, value in form.given().items()}
    drawn = printing.preview_of(record, {**record.data, **data})
    wanted = request.form.get("page", "1")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 4 else 1
    if not drawn.pages:
        raise NotVisible
    number = min(max(number, 1), len(drawn.pages))
    answer = send_file(io.BytesIO(drawn.pages[number - 1]), "image/png")
    answer.headers["X-Page"] = str(number)
    answer.headers["X-Pages"] = str(drawn.total)
    answer.headers["X-Told"] = quote(printing.without_font(record, {**record.data, **data}))
    return answer


def _known(file: OpenFile, record: Any) -> Known:
    day = printing.day_of(record)
    return known_words(file, kind_of(record.kind), day, drafted_at=record.drafted_at)
