"""What the form of a transfer begins with of its case: never the words of somebody who is protected."""

from __future__ import annotations

from caseapp.cases.models import CaseFile
from caseapp.parties import queries as parties


def content_of(case: CaseFile, printed: str) -> str:
    """Return what the case is about; of a protected informant's case who, what and which patent alone."""
    rows = parties.of_case(case.id, alias=case.informant_alias)
    if not any(row.is_protected for row in rows):
        return case.content
    goods = "".join((case.product or "产品", "标注专利", printed))
    return f"{case.respondent or '当事人待查'}：{goods}，涉嫌违法。"
