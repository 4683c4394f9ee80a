"""Internal sheets: where the lead came from, filing, review, closing."""

from __future__ import annotations

from caseapp.base.clock import local
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.shared import Values
from caseapp.law.procedures.fields import FOUR_TESTS
from caseapp.law.procedures.sources import Source

REVIEW_ITEMS = (
    ("主体与管辖", "当事人认定准确，属于本机关管辖。"),
    ("事实与证据", "事实清楚，证据确凿、充分。"),
    ("适用法律与裁量", "适用法律正确，处罚在法定幅度以内。"),
    ("程序", "程序合法，办案人员具备执法资格。"),
)
ENDINGS = {
    "not_punished": "不予行政处罚",
    "withdrawn": "撤销案件",
    "with_police": "移送",
    "court": "终结执行",
    "correcting": "其他",
}


def case_source(file: OpenFile) -> Values:
    """Fill the register sheet of a lead; the informant stands there by alias."""
    case = file.case
    return {
        **shared.head(file, case.received_on),
        **shared.party(file),
        **shared.patent(file),
        "案件来源": shared.SOURCE_BOX[Source(case.source)],
        "登记时间": _registered(file),
        "登记人": file.names.get(case.created_by, file.by.name),
        "线索提供人": case.informant_alias or "未留身份",
        "案源内容": case.content,
    }


def _registered(file: OpenFile) -> str:
    """Say when the lead was registered; one entered later shows the day it really came."""
    entered = local(file.case.created_at)
    on = file.case.received_on
    return entered.strftime("%Y-%m-%dT%H:%M") if entered.date() == on else on.isoformat()


def filing_approval(file: OpenFile) -> Values:
    """Fill the filing sheet from verification, request and the chief's four tests."""
    filed, asked = file.latest("file"), file.latest("ask_filing")
    verified = file.latest("verify")
    on = filed.taken_on if filed else file.last_step_on
    met = "；".join(one.label for one in FOUR_TESTS if filed and filed.given.get(one.key))
    reasons = asked.given.get("filing_reasons", "") if asked else ""
    team = shared.acting(file, filed.given if filed else {})
    return {
        **shared.head(file, on),
        **shared.party(file),
        **shared.patent(file),
        **shared.bases(on),
        "案件来源": shared.SOURCE_BOX[Source(file.case.source)],
        "登记时间": _registered(file),
        "核查情况": verified.given.get("finding", "") if verified else "",
        "立案理由": f"{reasons}经审查：{met}。" if met else reasons,
        "承办人意见": "建议立案。",
        "承办人签名": shared.officers(team, on)["承办人"],
        "承办人日期": asked.taken_on.isoformat() if asked else "",
        "立案意见": "立案",
        "负责人意见": "同意立案。",
        "负责人": filed.by_name if filed else "",
        "负责人日期": on.isoformat(),
    }


def legal_review(file: OpenFile) -> Values:
    """Fill the review sheet; the opinion is the reviewer's own."""
    step = file.in_round("pass_review", "pass_without_penalty", "review_hearing")
    sent = file.in_round("send_review")
    on = step.taken_on if step else file.last_step_on
    return {
        **shared.head(file, on),
        **shared.party(file),
        "承办人": shared.officers(file.team_ids, on)["承办人"],
        "收案日期": (sent.taken_on if sent else on).isoformat(),
        "审核事项": [{"事项": item, "意见": opinion} for item, opinion in REVIEW_ITEMS],
        "审核意见": step.given.get("review_opinion", "") if step else "",
        "审核结论": "同意",
        "审核人": step.by_name if step else "",
        "审核日期": on.isoformat(),
    }


def closing_approval(file: OpenFile) -> Values:
    """Fill the closing sheet from decision, payment, goods and publicity."""
    closed = file.in_round("close")
    on = closed.taken_on if closed else file.last_step_on
    decision = file.paper("penalty_decision")
    start = closed.from_state if closed else ""
    return {
        **shared.head(file, on),
        **shared.party(file),
        "立案日期": file.case.filed_on.isoformat() if file.case.filed_on else "",
        "承办人": shared.officers(file.team_ids, on)["承办人"],
        "决定书文号": decision.number if decision is not None else "",
        "决定日期": file.case.decided_on.isoformat() if file.case.decided_on else "",
        "结案方式": ENDINGS.get(start, "处罚执行完毕"),
        "处理结果": _result(file),
        "执行情况": _performed(file),
        "涉案物品处理": _goods(file),
        "公开情况": _published(file),
        "结案理由": "案件已办理完毕，符合结案条件。",
        "承办人意见": "建议结案。",
        "承办人签名": shared.officers(file.team_ids, on)["承办人"],
        "承办人日期": on.isoformat(),
        "负责人意见": "同意结案。",
        "负责人": closed.by_name if closed else "",
        "负责人日期": on.isoformat(),
    }


def _result(file: OpenFile) -> str:
    spot, ordered = file.in_round("punish_on_spot"), file.latest("order_correction")
    if spot is not None:
        return f"当场处罚：责令改正，罚款{spot.given.get('fine', '0')}元。"
    asked = file.in_round("ask_decision")
    if asked is None or file.case.decided_on is None:
        return "责令改正专利标识，不予处罚。" if ordered else "未作出行政处罚决定。"
    fine, taken = asked.given.get("fine", "0"), asked.given.get("confiscation", "0")
    return f"责令改正，没收违法所得{taken}元，罚款{fine}元。"


def _performed(file: OpenFile) -> str:
    done = file.in_round("perform", "collect_cash", "court_enforced")
    checked = file.latest("check_correction")
    if done is None and checked is not None:
        return f"{checked.taken_on.isoformat()}复查，已改正。"
    if done is None:
        return "无需履行。"
    return f"{done.taken_on.isoformat()}履行完毕。{done.given.get('corrected', '')}"


def _goods(file: OpenFile) -> str:
    if not file.registrations:
        return "没有登记保存、查封扣押的物品。"
    ended = [one for one in file.registrations if one.disposed_on is not None]
    return f"先行登记保存{len(file.registrations)}次，已处理{len(ended)}次。"


def _published(file: OpenFile) -> str:
    shown = file.in_round("publish", "not_publish")
    if shown is None:
        return "未涉及公示。"
    where = shown.given.get("published_where", "")
    reason = shown.given.get("reason", "")
    return f"已在{where}公示。" if shown.step == "publish" else f"不予公示：{reason}"
