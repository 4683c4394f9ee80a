"""Gates on the request in a dispute: whether it may be taken, and who will hear it."""

from __future__ import annotations

from caseapp.law.procedures.article_rows import ORDER_81_BEGINS
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date

LEAST_MEMBERS = 3
TESTS = {
    "standing_shown": "请求人不是专利权人或者利害关系人",
    "respondent_clear": "没有明确的被请求人",
    "request_clear": "没有明确的请求事项和事实、理由",
    "is_ours": "不属于本机关受理范围和管辖",
    "no_suit": "未确认当事人没有起诉",
}


@gate("符合受理条件", gate_id="I-01", of_form=True)
def request_admissible(facts: Facts) -> Against | None:
    """Take a request only when every test of acceptance is confirmed."""
    missing = [words for key, words in TESTS.items() if not facts.ticked(key)]
    if not missing:
        return None
    return Against("；".join(missing), "请逐项核实后勾选；不符合的，办理不予立案。")


@gate("双方没有约定其他解决方式", gate_id="I-01", of_form=True)
def no_other_way_agreed(facts: Facts) -> Against | None:
    """Leave the dispute to the way the parties agreed, such as arbitration."""
    if facts.ticked("no_other_way"):
        return None
    return Against("未确认双方没有约定其他纠纷解决方式", "请核实；已约定仲裁的，办理不予立案。")


@gate("请求人提交了专利登记簿副本和主体资格证明", gate_id="I-02")
def papers_complete(facts: Facts) -> Against | None:
    """Ask for proof of identity and for the register, or as before 2025 certificate and fee."""
    papers = set(facts.dispute.papers)
    old_way = facts.on < ORDER_81_BEGINS and {"certificate", "fee"} <= papers
    missing = []
    if "identity" not in papers:
        missing.append("主体资格证明")
    if "register" not in papers and not old_way:
        missing.append("专利登记簿副本")
    if not missing:
        return None
    return Against(f"请求人没有提交{'、'.join(missing)}", "请通知请求人补交后再立案。")


@gate("专利权在有效期内", gate_id="I-03")
def patent_is_alive(facts: Facts) -> Against | None:
    """Take a request only on a patent the register shows in force."""
    status = facts.dispute.patent_status
    if status == "in_force":
        return None
    if not status:
        return Against("尚未查询专利的法律状态", "请先办理“核查专利状态”。")
    return Against("登记簿上的专利权不是有效状态", "请办理不予立案。")


@gate("一案一专利、一被请求人", gate_id="I-04")
def one_patent_one_respondent(facts: Facts) -> Against | None:
    """Keep one patent and one respondent to a case; several are joined for the hearing."""
    about = facts.dispute
    if about.patents == 1 and about.respondents == 1:
        return None
    return Against(
        f"本案有{about.patents}项专利、{about.respondents}名被请求人",
        "请分别立案，需要一并审理的，在案件页登记并案审理。",
    )


@gate("合议组成员为三人以上单数", gate_id="I-05", of_form=True)
def panel_is_odd(facts: Facts) -> Against | None:
    """Refuse a panel that is too small or could be split in two halves."""
    members = len({officer.person_id for officer in facts.acting})
    if members >= LEAST_MEMBERS and members % 2:
        return None
    return Against(f"合议组有{members}名成员", "请指定三名以上单数的成员。")


@gate("合议组有一名组长", gate_id="I-05", of_form=True)
def panel_has_head(facts: Facts) -> Against | None:
    """Refuse a panel whose head is not one of its members."""
    head = facts.person("panel_head")
    if head is not None and head in {officer.person_id for officer in facts.acting}:
        return None
    return Against("组长不是合议组成员", "请在成员中指定组长。")


@gate("书记员不是合议组成员", gate_id="I-05", of_form=True)
def clerk_is_apart(facts: Facts) -> Against | None:
    """Whoever writes the record does not vote."""
    clerk = facts.person("clerk")
    if clerk is not None and clerk not in {officer.person_id for officer in facts.acting}:
        return None
    return Against("书记员没有指定，或者同时是合议组成员", "请另行指定书记员。")


@gate("补正尚未通知过", gate_id="I-06")
def supplement_is_first(facts: Facts) -> Against | None:
    """All defects are told once and together."""
    if not facts.dispute.supplement_asked:
        return None
    return Against("已经通知过补正，不能再次通知", "仍不符合要求的，请办理不予立案。")


@gate("补正期限晚于通知日", gate_id="I-06", of_form=True)
def supplement_has_term(facts: Facts) -> Against | None:
    """Refuse a term that ends before the requester can use it."""
    until = facts.day("limit_on")
    if until is not None and until > facts.on:
        return None
    return Against("补正期限没有晚于通知日", "请指定合理的补正期限。")


@gate("补正没有逾期", gate_id="I-06", of_form=True)
def supplement_in_time(facts: Facts) -> Against | None:
    """A supplement that comes late does not count; the request is not filed."""
    ends = facts.dispute.supplement_ends_on
    if ends is None or facts.on <= ends:
        return None
    return Against(f"补正期限已于{long_date(ends)}届满", "请办理不予立案。")


@gate("移送前已告知请求人", gate_id="I-07", of_form=True)
def requester_told_first(facts: Facts) -> Against | None:
    """Tell the requester before the lead is passed on."""
    if facts.ticked("requester_told"):
        return None
    return Against("移送前没有告知请求人", "请先告知请求人，再勾选。")


@gate("本人是合议组成员", gate_id="I-08")
def actor_on_panel(facts: Facts) -> Against | None:
    """Leave the acts of the panel to its members."""
    if facts.by_id in facts.dispute.panel_ids:
        return None
    return Against("您不是本案合议组成员", "请由合议组成员办理。")


@gate("本人没有待决定的回避申请", gate_id="I-09")
def not_challenged(facts: Facts) -> Against | None:
    """Whoever is asked to keep out stops work until it is decided; urgent steps are excepted."""
    if facts.by_id not in {person for person, _ in facts.dispute.challenged}:
        return None
    return Against("对您的回避申请尚未决定，您应当暂停办理本案", "请等待决定，或者由其他人员办理。")


@gate("合议组成员没有待决定的回避申请", gate_id="I-09")
def panel_not_challenged(facts: Facts) -> Against | None:
    """No hearing and no vote while a member is asked to keep out."""
    panel = facts.dispute.panel_ids
    names = [name for person, name in facts.dispute.challenged if person in panel]
    if not names:
        return None
    return Against(f"对{'、'.join(names)}的回避申请尚未决定", "请先由负责人决定回避申请。")
