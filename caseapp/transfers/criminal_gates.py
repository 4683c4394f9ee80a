"""Rules of the transfer of a suspected crime: the team, the head in person, what the police may not say."""

from __future__ import annotations

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import in_whose_place
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.law.criminal import suspicion_is_enough
from caseapp.law.procedures.roles import Role
from caseapp.transfers.asked import Asked, gate
from caseapp.transfers.criminal_facts import (
    POLICE_LIMITS,
    case_of,
    last_limit,
    owes_an_answer,
    paid_before,
    penalty_since,
    sum_of,
    team_of,
)
from caseapp.transfers.lives.criminal import MISSING_PAPERS, ORDER, POLICE_RULES, SUSPICION
from caseapp.transfers.rights import thing_of

AT_LEAST = 2


@gate
def team_of_two(asked: Asked) -> Refused | None:
    """Take only two or more officers with a certificate of that day as the special team (第五条)."""
    named = asked.given.values.get("team")
    if not isinstance(named, list | tuple):
        return None
    ids = tuple(dict.fromkeys(int(one) for one in named))
    no = f"不能{asked.row.name}：专案组"
    if len(ids) < AT_LEAST:
        return Refused(
            f"{no}应当由两名以上行政执法人员组成。", article=f"{ORDER}第五条", remedy="请再选一名。"
        )
    valid = accounts.certificates_valid(ids, asked.given.on)
    names = accounts.names_of(ids)
    bare = [names.get(one, str(one)) for one in ids if one not in valid]
    if bare:
        return Refused(
            f"{no}的{'、'.join(bare)}在 {asked.given.on} 没有有效的行政执法证。",
            article=f"{ORDER}第五条",
            remedy="请另选有执法证的人员。",
        )
    return None


@gate
def reported_by_team(asked: Asked) -> Refused | None:
    """Let the team that looked into it make the report."""
    team = team_of(asked.transfer.id)
    if asked.by.id in team:
        return None
    who = "、".join(accounts.names_of(team).values())
    return Refused(
        f"不能{asked.row.name}：报告由专案组提出。",
        article=f"{ORDER}第五条",
        remedy=f"请由专案组成员（{who}）办理。",
    )


@gate
def head_in_person(asked: Asked) -> Refused | None:
    """Let only the principal head decide, in person: no deputy, no one in charge of the field (第五条)."""
    by = asked.by
    if by.is_principal and not in_whose_place(
        by, thing_of(asked.matter, asked.transfer), (Role.CHIEF,)
    ):
        return None
    return Refused(
        f"不能{asked.row.name}：是否移送由本机关正职负责人或者主持工作的负责人本人决定。",
        article=f"{ORDER}第五条",
        remedy="请由其本人办理；副职、分管负责人和代签的人不能代为决定。",
    )


@gate
def by_the_police(asked: Asked) -> Refused | None:
    """Take down what the police did as theirs, with their paper; the office decides none of it."""
    if asked.is_other_side:
        return None
    return Refused(
        f"不能{asked.row.name}：这一步由公安机关作出，本机关只凭其文书登记。",
        article=asked.row.article,
        remedy="请选“对方作出，代为登记”，填写对方的经办人和文号。",
    )


@gate
def suspicion_counts(asked: Asked) -> Refused | None:
    """Before suspicion was enough, only what looked like reaching a ground went to the police."""
    day = asked.given.on
    if asked.transfer.facts.get("ground") != SUSPICION or suspicion_is_enough(day):
        return None
    return Refused(
        f"不能{asked.row.name}：{day} 的规定要求涉案数额、情节涉嫌构成犯罪，合理怀疑还不是移送的条件。",
        article=f"{ORDER}第三条",
        remedy="请查明数额和情节，达到追诉标准的再报请移送。",
    )


@gate
def not_for_missing_papers(asked: Asked) -> Refused | None:
    """Papers may be asked for, the case not refused for want of them (程序规定第一百八十条)."""
    if asked.given.values.get("ground") != MISSING_PAPERS:
        return None
    return Refused(
        f"不能{asked.row.name}：公安机关不得以材料不全为由不接受移送的案件。",
        article=f"{POLICE_RULES}第一百八十条",
        remedy="请登记“告知补充材料”，补齐以后由公安机关作出是否立案的决定。",
    )


@gate
def another_body(asked: Asked) -> Refused | None:
    """Forward to another body of the police, never to the one that has it nor to one of another sort."""
    named = asked.given.values.get("superior")
    if named in (None, ""):
        return None
    return _refuse_kind(asked, int(str(named)), kind="police", words="公安机关")


@gate
def copied_to_a_procuratorate(asked: Asked) -> Refused | None:
    """Send the copy to a procuratorate."""
    named = asked.given.values.get("copied_to")
    if named in (None, ""):
        return None
    return _refuse_kind(asked, int(str(named)), kind="procuratorate", words="人民检察院")


@gate
def asked_of_a_procuratorate(asked: Asked) -> Refused | None:
    """Propose supervision to a procuratorate."""
    named = asked.given.values.get("superior")
    if named in (None, ""):
        return None
    return _refuse_kind(asked, int(str(named)), kind="procuratorate", words="人民检察院")


@gate
def in_time_to_reconsider(asked: Asked) -> Refused | None:
    """Ask the police again within the limit; after it the procuratorate is still open (第九条)."""
    return _refuse_late(asked, "TR-05", remedy="请直接建议人民检察院进行立案监督。")


@gate
def in_time_for_supervision(asked: Asked) -> Refused | None:
    """Ask the procuratorate within the limit after the police answered (第九条)."""
    if asked.transfer.state != "upheld":
        return None
    return _refuse_late(
        asked,
        "TR-07",
        remedy="可以另行向人民检察院通报情况，由其依职权决定是否监督；本件请恢复行政程序。",
    )


@gate
def police_are_late(asked: Asked) -> Refused | None:
    """Ask the procuratorate where the police answer not in time or will not take it (第十七条)."""
    state, no = asked.transfer.state, f"不能{asked.row.name}："
    if state == "sent":
        if "not_accepted" in _done_since(asked, "send", "forward"):
            return None
        return Refused(
            f"{no}公安机关还没有签收，也没有不接受移送的记录。",
            article=f"{ORDER}第十七条",
            remedy="公安机关拒绝接受或者经催办仍不签收的，请先办理“登记公安机关不接受移送”。",
        )
    if state not in POLICE_LIMITS:
        return None
    limit = last_limit(asked.transfer.id, POLICE_LIMITS[state])
    if limit is None or limit.due_on is None or asked.given.on > limit.due_on:
        return None
    return Refused(
        f"{no}{limit.what}的期限到 {limit.due_on} 才届满（{limit.rule_id}）。",
        article=limit.basis,
        remedy="请等待公安机关的决定；期限届满以后仍不决定的再建议立案监督。",
    )


@gate
def once_in_supervision(asked: Asked) -> Refused | None:
    """Take this once each time the procuratorate was asked."""
    since = _done_since(asked, "ask_procuratorate")
    if asked.row.key in since:
        return Refused(f"不能{asked.row.name}：本次立案监督已经办理“{asked.row.name}”。")
    if asked.row.after and not set(asked.row.after) & set(since):
        name = asked.life.moves[asked.row.after[0]].name
        return Refused(f"不能{asked.row.name}：本次立案监督应当先办理“{name}”。")
    return None


@gate
def set_off_was_paid(asked: Asked) -> Refused | None:
    """Set off no more against the criminal fine than was paid, nor than the fine itself (第三十五条)."""
    values = asked.given.values
    taken, fine = sum_of(values.get("set_off")), sum_of(values.get("criminal_fine"))
    paid = paid_before(asked.transfer.id)
    if taken <= min(paid, fine):
        return None
    return Refused(
        f"不能{asked.row.name}：折抵 {taken} 元多于移送以前已缴的罚款（{paid} 元）或者判处的罚金（{fine} 元）。",
        article=asked.row.article,
        remedy="请核对已缴罚款和判处的罚金。",
    )


@gate
def case_was_punished(asked: Asked) -> Refused | None:
    """Note a penalty only where the case was punished after the transfer was decided."""
    if penalty_since(asked.matter) is not None:
        return None
    return Refused(
        f"不能{asked.row.name}：案件还没有作出行政处罚决定。",
        article=asked.row.article,
        remedy="请先在案件中作出处罚决定；不处罚的，案件办结以后办结本件。",
    )


@gate
def case_is_over(asked: Asked) -> Refused | None:
    """Close with the case; one that goes on may still be punished, and then is copied."""
    case = case_of(asked.matter)
    if case is None or not case.is_open:
        return None
    return Refused(
        f"不能{asked.row.name}：{case.case_no or case.lead_no}还没有办结。",
        remedy="请在案件办结以后办结本件；已经处罚的，抄送处罚决定书并告知权利人。",
    )


@gate
def opinion_waits(asked: Asked) -> Refused | None:
    """Answer each opinion once."""
    if owes_an_answer(asked.done):
        return None
    return Refused(f"不能{asked.row.name}：本件已经办理“{asked.row.name}”。")


@gate
def opinion_is_answered(asked: Asked) -> Refused | None:
    """Keep it open while an opinion of the procuratorate waits for our answer."""
    if not owes_an_answer(asked.done):
        return None
    return Refused(
        f"不能{asked.row.name}：检察意见还没有回复。",
        article="最高人民检察院关于推进行政执法与刑事司法衔接工作的规定第十条",
        remedy="请先办理“回复检察意见”。",
    )


def _done_since(asked: Asked, *keys: str) -> tuple[str, ...]:
    """Return what was done since the latest of these moves."""
    places = [place for place, key in enumerate(asked.done) if key in keys]
    return asked.done[places[-1] + 1 :] if places else asked.done


def _refuse_kind(asked: Asked, body_id: int, *, kind: str, words: str) -> Refused | None:
    body = bodies.body(body_id)
    if body is None:
        return None
    if body.kind != kind:
        return Refused(f"不能{asked.row.name}：{body.name}不是{words}。", remedy=f"请选择{words}。")
    if not bodies.is_in_force(body, asked.given.on):
        heir = bodies.successor_on(body.key, asked.given.on)
        told = f"请改选{heir.name}。" if heir is not None and heir.id != body.id else "请另选。"
        return Refused(
            f"不能{asked.row.name}：{body.name}在 {asked.given.on} 不存在或者已经撤销。",
            remedy=told,
        )
    if body.id == asked.transfer.body_id:
        return Refused(f"不能{asked.row.name}：本件就在{body.name}。", remedy="请选择另一机关。")
    return None


def _refuse_late(asked: Asked, family: str, *, remedy: str) -> Refused | None:
    limit = last_limit(asked.transfer.id, family)
    if limit is None or limit.due_on is None or asked.given.on <= limit.due_on:
        return None
    return Refused(
        f"不能{asked.row.name}：{limit.what}的期限已于 {limit.due_on} 届满（{limit.rule_id}）。",
        article=limit.basis,
        remedy=remedy,
    )
