"""What each paper takes from the case: the words of the dictionary, filled from the open file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import approvals, outgoing, records
from caseapp.cases.paper_values.of_case import words_of_case
from caseapp.documents.catalogue import kind_of

Values = dict[str, Any]
BUILDERS: Mapping[str, Callable[[OpenFile], Values]] = {
    "case_source": approvals.case_source,
    "filing_approval": approvals.filing_approval,
    "site_record": records.site_record,
    "questioning_record": records.questioning_record,
    "evidence_registration": records.evidence_registration,
    "final_report": outgoing.final_report,
    "legal_review": approvals.legal_review,
    "penalty_notice": outgoing.penalty_notice,
    "penalty_decision": outgoing.penalty_decision,
    "closing_approval": approvals.closing_approval,
}


def paper_values(kind: str, file: OpenFile, *, on: date | None = None) -> Values:
    """Return what the case knows for a draft; the rest is typed by the officer on the paper's page."""
    if build := BUILDERS.get(kind):
        return {name: value for name, value in build(file).items() if value not in ("", None, [])}
    return words_of_case(file, kind_of(kind), on or file.last_step_on)
