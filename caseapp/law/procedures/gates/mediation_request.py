"""Gates before a mediation begins: what may be mediated here, by whom, and whether both are willing."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


@gate("不属于专利开放许可实施纠纷", gate_id="M-01")
def remit_is_ours(facts: Facts) -> Against | None:
    """Keep disputes about an open licence out: the national office mediates them (专利法第五十二条)."""
    if facts.mediation.kind != "open_licence":
        return None
    return Against(
        "专利开放许可实施纠纷由国务院专利行政部门调解",
        "请办理“告知另行提出”，告知双方当事人。",
    )


@gate("属于专利开放许可实施纠纷", gate_id="M-01", hides=True)
def about_open_licence(facts: Facts) -> Against | None:
    """Route away only what is about an open licence."""
    if facts.mediation.kind == "open_licence":
        return None
    return Against("不是专利开放许可实施纠纷", "应当由本机关依法处理。")


@gate("使用费纠纷在专利权授予之后提出", gate_id="M-02")
def granted_before_request(facts: Facts) -> Against | None:
    """Take a dispute about the fee between publication and grant only after the grant."""
    if facts.mediation.kind != "pre_grant_fee":
        return None
    granted, received = facts.mediation.granted_on, facts.received_on
    if granted is None:
        return Against("专利权尚未授予", "应当在专利权授予之后提出，请办理不予立案。")
    if received is None or granted <= received:
        return None
    return Against(
        f"专利权于{long_date(granted)}授予，请求提出在先",
        "请办理不予立案，并告知请求人在授权之后重新提出。",
    )


@gate("被请求人所在地或者侵权行为地在本辖区", gate_id="M-03")
def place_is_ours(facts: Facts) -> Against | None:
    """Refuse filing where neither the respondent's seat nor a place of infringement is in the area."""
    about = facts.mediation
    if about.seat_is_here or about.act_is_here:
        return None
    return Against(
        "被请求人所在地和侵权行为地都不在本辖区",
        "请办理不予立案，并告知请求人向有管辖权的部门提出。",
    )


@gate("调解人员已经指定", gate_id="M-04", of_form=True)
def mediator_named(facts: Facts) -> Against | None:
    """Refuse a session or a filing that names nobody to mediate."""
    return None if facts.acting else Against("没有指定调解人员", "请勾选调解人员。")


@gate("意见陈述的期限已经届满", gate_id="M-05")
def opinion_period_over(facts: Facts) -> Against | None:
    """Read silence as a refusal only after the respondent's days are over."""
    ends = facts.mediation.opinion_ends_on
    if ends is None:
        return Against("意见陈述通知书尚未送达", "请先登记送达。")
    if facts.on > ends:
        return None
    return Against(f"提交意见陈述书的期限至{long_date(ends)}届满", "期满后办理。")


@gate("不予立案的情形与案件相符", gate_id="M-06", of_form=True)
def refusal_fits(facts: Facts) -> Against | None:
    """Refuse a ground the file does not bear out: silence without service, a grant that is there."""
    about, ground = facts.mediation, facts.text("refusal")
    if ground == "no_consent" and about.notice_served_on is None:
        return Against("意见陈述通知书尚未送达，不能认定被请求人不同意调解", "请先登记送达。")
    if ground == "not_ours" and (about.seat_is_here or about.act_is_here):
        where = "被请求人所在地" if about.seat_is_here else "侵权行为地"
        return Against(
            f"{where}在本辖区，不能以不属于本机关管辖为由不予立案", "请另选情形或者依法立案。"
        )
    if ground == "not_granted" and about.kind != "pre_grant_fee":
        return Against("本案不是使用费纠纷，不以授予专利权为前提", "请另选情形或者依法立案。")
    return None


def warnings(facts: Facts) -> tuple[str, ...]:
    """Say what stands against nothing but should be known: a seat elsewhere, a fee before grant."""
    about = facts.mediation
    found = []
    if not about.seat_is_here and about.act_is_here:
        found.append(
            "被请求人所在地不在本辖区，但侵权行为地在本辖区。专利法实施细则对调解同样以被请求人所在地或者"
            "侵权行为地确定管辖，不得仅以所在地不在本辖区为由拒绝；2025年2月1日起施行的专利纠纷行政裁决和调解办法"
            "第六条对其他调解只写明被请求人所在地，请在立案意见中说明管辖依据。"
        )
    if about.kind == "open_licence":
        found.append(
            "专利开放许可实施纠纷由国务院专利行政部门调解，本机关不予立案，请告知双方当事人。"
        )
    return tuple(found)
