"""The page of the whole numbers of a complaint, for who works at the fair."""

from __future__ import annotations

from typing import Any

from flask import Response

from caseapp.base.web import current_person, page, requires
from caseapp.exhibitions.actions.complaint_writing import WORK
from caseapp.exhibitions.actions.reading_numbers import read_numbers
from caseapp.exhibitions.fair_forms import ConfirmForm
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, complained

NUMBERS = "exhibitions/complaint_numbers.html"


@bp.post(f"/fair-complaints/<{ID}:complaint_id>/numbers")
@requires(WORK)
def complaint_numbers(complaint_id: int) -> Response:
    """Show once the whole numbers of who complained; who looked is written down first."""
    found = complained(complaint_id, WORK)
    values: dict[str, Any] = {"found": found, "numbers": None}
    if not ConfirmForm().validate():
        return page(NUMBERS, status=INVALID, **values)
    values["numbers"] = read_numbers(by=current_person(), complained=found)
    return page(NUMBERS, **values)
