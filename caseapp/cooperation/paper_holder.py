"""Matters of cooperation as holders of papers: what the registers of numbers and of the seal ask of them."""

from __future__ import annotations

from flask import url_for

from caseapp.cases.paper_registers import Holder
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.documents.models import PaperRecord


def _page(matter_id: int, paper_id: int) -> str:
    return url_for("cooperation.paper", matter_id=matter_id, paper_id=paper_id)


HOLDER = Holder(
    of_paper=PaperRecord.cooperation_id,
    id=Cooperation.id,
    number=Cooperation.number,
    title=Cooperation.title,
    visible=is_visible,
    page=_page,
)
