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
# Papers between two sides that a step signs or whose service a step waits for (documents/catalogue/entries).
RULING, OLD_RULING, WITHDRAWAL = "D23", "D23-old", "D24"
ANSWER_NOTICE, ANSWER_COPY = "D05", "D06"
RULINGS = (RULING, OLD_RULING)
OPINION_NOTICE, SESSION_NOTICE = "M02", "M05"
MEDIATED, MEDIATION_ENDED = "M07", "M08"
TWO_SIDED_TITLES: Mapping[str, str] = {
    RULING: "专利侵权纠纷案件行政裁决书",
    OLD_RULING: "专利侵权纠纷处理决定书",
    WITHDRAWAL: "撤销专利侵权纠纷案件决定书",
    ANSWER_NOTICE: "答辩通知书",
    ANSWER_COPY: "答辩书副本转送函",
    OPINION_NOTICE: "意见陈述通知书",
    SESSION_NOTICE: "调解通知书",
    MEDIATED: "调解协议书",
    MEDIATION_ENDED: "撤销案件通知书",
}
ALL_TITLES: Mapping[str, str] = {**PAPER_TITLES, **TWO_SIDED_TITLES}
