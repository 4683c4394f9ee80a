"""The papers a step drafts, signs or serves, by the key the catalogue of papers knows them."""

from __future__ import annotations

from collections.abc import Mapping

PAPER_TITLES: Mapping[str, str] = {
    "case_source": "案件来源登记表",
    "filing_approval": "立案审批表",
    "site_record": "现场笔录",
    "questioning_record": "询问笔录",
    "evidence_registration": "先行登记保存证据通知书",
    "final_report": "调查终结报告",
    "legal_review": "法制审核表",
    "penalty_notice": "行政处罚告知书",
    "penalty_decision": "行政处罚决定书",
    "service_receipt": "送达回证",
    "closing_approval": "结案审批表",
}
