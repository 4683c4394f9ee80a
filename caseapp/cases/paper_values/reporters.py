"""The words of the letter that tells a reporter what became of the report: by alias, with the decision only."""

from __future__ import annotations

from datetime import date

from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.shared import Values

OUTCOMES = {"file": "立案", "refuse_filing": "不予立案", "order_correction": "责令改正"}
# What is said beside the decision: a refusal says its own reason, the others no more than this.
REASONS = {
    "file": "经核查，有证据初步证明存在违法行为，属于本局管辖，本局已经立案调查",
    "order_correction": "经核查，专利权真实有效，标识不符合规定，本局已经责令改正",
}


def words_for_reporter(file: OpenFile) -> Values:
    """Return whom the letter goes to, what was reported and what was decided."""
    if not file.case.informant_alias:
        return {}
    return words_to(file, file.case.informant_alias, received_on=file.case.received_on)


def words_to(file: OpenFile, alias: str, *, received_on: date) -> Values:
    """Return the words of the letter to one reporter: the first one, or one who reported the same later."""
    decided = file.latest(*OUTCOMES)
    step = decided.step if decided is not None else ""
    return {
        "举报告知对象": alias,
        "被举报人": shared.party_name(file),
        "举报事项": f"涉嫌{shared.breach_of(file)}",
        "投诉举报收到日期": received_on.isoformat(),
        "举报处理结果": OUTCOMES.get(step, ""),
        "举报结果说明": REASONS.get(step, ""),
    }
