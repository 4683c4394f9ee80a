"""What each paper takes from the case: the words of the dictionary, filled from the open file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import approvals, outgoing, records

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


def paper_values(kind: str, file: OpenFile) -> Values:
    """Return what the case knows for a draft; the rest is typed by the officer on the paper's page."""
    return {
        name: value for name, value in BUILDERS[kind](file).items() if value not in ("", None, [])
    }
