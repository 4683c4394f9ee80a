"""Gates on the opinion that nothing infringes: the warning, the wait, the holder's silence."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


@gate("书面催告之后的等待期已满", gate_id="N-01", of_form=True)
def waiting_is_over(facts: Facts) -> Against | None:
    """Take the request only when the holder had the days to withdraw the warning or to act (INF-14)."""
    ends, asked = facts.dispute.waiting_ends_on, facts.received_on or facts.on
    if ends is None:
        return Against("没有填写书面催告的发出或者收到日期", "请填写其中一个日期。")
    if asked > ends:
        return None
    return Against(
        f"等待期至{long_date(ends)}届满，请求在此之前提出", "请告知请求人在期满后重新提出。"
    )


@gate("权利人既未撤回警告也未起诉或者请求处理", gate_id="N-02", of_form=True)
def holder_stayed_silent(facts: Facts) -> Against | None:
    """There is nothing to give an opinion on when the holder withdrew or acted."""
    if facts.ticked("not_withdrawn") and facts.ticked("not_acted"):
        return None
    return Against("没有确认权利人未撤回警告、也未起诉或者请求处理", "请核实后勾选。")


@gate("警告人主张的权利要求已经对比", gate_id="N-03", of_form=True)
def comparison_written(facts: Facts) -> Against | None:
    """An opinion rests on the claims and the product laid side by side."""
    return None if facts.text("comparison") else Against("没有写明对比", "请逐项对比后再出具意见。")
