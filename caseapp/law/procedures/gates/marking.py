"""Gates of a wrong mark on a good patent: it is ordered to be put right and never punished."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate


@gate("核查确认专利权在行为日有效", hides=True)
def patent_was_valid(facts: Facts) -> Against | None:
    """Call a mark merely wrong only where the patent was good on the day of the act."""
    if facts.counterfeit.patent_status == "in_force":
        return None
    return Against("核查没有确认专利权在行为日有效", "涉嫌假冒专利的，请报请立案。")


@gate("标注人是专利权人或者经其同意的人", of_form=True)
def marked_by_holder(facts: Facts) -> Against | None:
    """Refuse to let off whoever marks the patent of somebody else: that is counterfeiting."""
    if facts.ticked("marked_by_holder"):
        return None
    return Against("未确认标注人是专利权人或者经其同意的人", "擅自标注他人专利号的，请报请立案。")


@gate("专利标识已经改正")
def mark_corrected(facts: Facts) -> Against | None:
    """Close only after somebody has looked and found the mark put right."""
    said = {
        "ordered": ("责令改正以后尚未复查", "请先复查并记录结果。"),
        "not_corrected": ("复查发现尚未改正", "请再次责令改正。"),
    }.get(facts.counterfeit.correction)
    return Against(*said) if said else None
