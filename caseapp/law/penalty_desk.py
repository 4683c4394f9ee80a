"""The penalty desk: from the facts of an act to every figure the law names, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from caseapp.law import penalties, thresholds
from caseapp.law.criminal import CriminalVerdict, criminal_verdict, suspicion_is_enough
from caseapp.law.errors import NoAnswer
from caseapp.law.gains import DEDUCTIONS, GainMethod, Gains, choose_gain_method, gain_method
from caseapp.law.gains import illegal_gains as gains_by
from caseapp.law.limit_rows import Pause
from caseapp.law.penalties import COUNTERFEIT, DISHONEST_FILING, NOTHING, FineRange
from caseapp.law.procedures.false_statement.fields import STATEMENT_KINDS
from caseapp.law.surcharge import surcharge
from caseapp.law.time_limits import load
from caseapp.law.wording import AUTHORITIES, long_date, sum_of

STATEMENTS = frozenset(dict(STATEMENT_KINDS))
NO_GAINS = {"none": "没有违法所得", "not_computable": "违法所得无法计算"}
TAKES_NOTHING = "对弄虚作假的处罚只有警告和罚款，没有规定没收违法所得，不计算违法所得。"
OFFERED, NOT_OFFERED = "offer", "not"


@dataclass(frozen=True)
class Deduction:
    """One sum taken off the gross income, and what proves it."""

    kind: str
    amount: Decimal
    evidence: str


@dataclass(frozen=True)
class PenaltyFacts:
    """What the officers found; sums nobody named are nothing."""

    party_kind: str
    act_kinds: tuple[str, ...]
    act_start: date
    act_end: date
    decided: date
    gains_kind: str
    gross: Decimal | None = None
    method: str = ""
    method_reason: str = ""
    deductions: tuple[Deduction, ...] = ()
    gains_reason: str = ""
    business: Decimal = NOTHING
    # Income received and due less material or purchase price: criminal law reckons for itself.
    criminal_gains: Decimal | None = None
    loss: Decimal = NOTHING
    patents: int = 1
    # Acts of the last two years that nobody has dealt with add up.
    earlier_business: Decimal = NOTHING
    earlier_gains: Decimal = NOTHING
    repeat: bool = False
    fine: Decimal | None = None
    confiscation: Decimal | None = None
    hearing: str = OFFERED
    hearing_reason: str = ""
    due_on: date | None = None
    surcharge_until: date | None = None
    # Days of reconsideration and suit, which the surcharge leaves out.
    remedies: tuple[Pause, ...] = ()
    authority: str = ""

    @property
    def act(self) -> str:
        """Return under which name the table of penalties knows these acts."""
        return DISHONEST_FILING if STATEMENTS.intersection(self.act_kinds) else COUNTERFEIT

    @property
    def deciding(self) -> str:
        """Return which authority decides, by its day unless the case says so."""
        return self.authority or load().authority_on(self.decided)


@dataclass(frozen=True)
class Section:
    """One part of the answer: its sentences, the rules it went by, and whether something stands against it."""

    key: str
    title: str
    sentences: tuple[str, ...]
    rules: tuple[str, ...] = ()
    is_against: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class PenaltyAnswer:
    """The whole answer, the range first; `faults` are what the proposal may not be."""

    range: FineRange
    gains: Gains | None
    sections: tuple[Section, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Return every sentence that stands against the proposal."""
        return tuple(s for one in self.sections if one.is_against for s in one.sentences)


def reckon_penalty(facts: PenaltyFacts) -> PenaltyAnswer:
    """Answer every question of the desk; refuses facts that contradict each other."""
    _check(facts)
    method = _method(facts)
    gains = _gains(facts, method)
    found = _range(facts, gains.amount if gains else None)
    parts: tuple[Callable[[], Section | None], ...] = (
        lambda: _gains_section(facts, method, gains),
        lambda: _range_section(facts, found),
        lambda: _proposal(facts, found),
        lambda: _hearing(facts, found),
        lambda: _on_spot(facts),
        lambda: _crime(facts, gains),
        lambda: _late(facts),
    )
    return PenaltyAnswer(found, gains, tuple(one for part in parts if (one := part()) is not None))


def _check(facts: PenaltyFacts) -> None:
    if facts.act_end < facts.act_start:
        raise NoAnswer("行为终止日早于起始日，请核对。")
    if STATEMENTS.intersection(facts.act_kinds) and not STATEMENTS.issuperset(facts.act_kinds):
        raise NoAnswer("假冒专利和弄虚作假是不同的违法行为，适用不同的罚则，请分别测算。")
    if facts.gains_kind == "known" and facts.gross is None:
        raise NoAnswer("没有填写收入总额；没有违法所得的，请选择“没有违法所得”。")
    if facts.gains_kind == "not_computable" and not facts.gains_reason.strip():
        raise NoAnswer("违法所得无法计算的，应当写明理由。")
    for one in facts.deductions:
        if not one.evidence.strip():
            name = DEDUCTIONS.get(one.kind, one.kind)
            raise NoAnswer(f"扣除{name}{sum_of(one.amount)}没有写明证据，不能扣除。")
    for amount, words in ((facts.business, "非法经营数额"), (facts.loss, "直接经济损失")):
        penalties.check_sum(amount, words)


def _method(facts: PenaltyFacts) -> GainMethod:
    usual = choose_gain_method(facts.decided, facts.deciding)
    # What is not confirmed is never taken by itself, only with a reason.
    if facts.method in ("", usual.method.id):
        return usual.method
    chosen = gain_method(facts.method)
    if chosen not in usual.others:
        raise NoAnswer(
            f"{long_date(facts.decided)}由{AUTHORITIES[facts.deciding]}作出决定，不能用{chosen.id}计算违法所得。"
        )
    if not facts.method_reason.strip():
        raise NoAnswer(f"通常适用{usual.method.id}；改用{chosen.id}的，应当写明理由。")
    return chosen


def _gains(facts: PenaltyFacts, method: GainMethod) -> Gains | None:
    if facts.act == DISHONEST_FILING or facts.gains_kind != "known" or facts.gross is None:
        return None
    sums: dict[str, Decimal] = {}
    for one in facts.deductions:
        sums[one.kind] = sums.get(one.kind, NOTHING) + one.amount
    return gains_by(method, facts.gross, sums)


def _range(facts: PenaltyFacts, gains: Decimal | None) -> FineRange:
    reason = NO_GAINS.get(facts.gains_kind, "")
    return penalties.fine_range(gains, facts.act_end, facts.decided, reason=reason, act=facts.act)


def _range_section(facts: PenaltyFacts, found: FineRange) -> Section:
    doubt = penalties.spanning_doubt(facts.act_start, facts.act_end, act=facts.act)
    words = (found.text, doubt) if doubt else (found.text,)
    return Section("range", "罚款幅度和适用的规定", words, (found.rule,), is_open=bool(doubt))


def _gains_section(facts: PenaltyFacts, method: GainMethod, gains: Gains | None) -> Section:
    if facts.act == DISHONEST_FILING:
        return Section("gains", "违法所得", (TAKES_NOTHING,))
    if gains is None:
        why = f"{NO_GAINS[facts.gains_kind]}。{facts.gains_reason}".strip()
        return Section("gains", "违法所得", (why,))
    choice = choose_gain_method(facts.decided, facts.deciding)
    words = [choice.text]
    if method.id != choice.method.id:
        words.append(f"本案改用{method.id}：{method.what}。理由：{facts.method_reason}")
    words.append(gains.text)
    words += [
        f"扣除{DEDUCTIONS.get(one.kind, one.kind)}{sum_of(one.amount)}的证据：{one.evidence}。"
        for one in facts.deductions
    ]
    words += _other_methods(facts, (choice.method, *choice.others), method)
    return Section(
        "gains",
        "违法所得",
        tuple(words),
        (method.id,),
        is_open=choice.unsure or bool(method.unsure),
    )


def _other_methods(
    facts: PenaltyFacts, known: tuple[GainMethod, ...], used: GainMethod
) -> Iterator[str]:
    """Say what another method in force would come to: it can move the gains into another tier."""
    for one in known:
        if one.id == used.id:
            continue
        fits = tuple(each for each in facts.deductions if each.kind in one.deducts)
        other = _gains(replace(facts, deductions=fits), one)
        if other is not None:
            ceiling = _range(facts, other.amount).ceiling
            yield f"如按{one.id}计算，违法所得为{sum_of(other.amount)}，罚款上限{sum_of(ceiling)}。"


def _proposal(facts: PenaltyFacts, found: FineRange) -> Section | None:
    if facts.fine is None:
        return None
    title = "拟罚款"
    penalties.check_sum(facts.fine, "拟罚款")
    if not found.holds(facts.fine):
        words = (
            f"拟罚款{sum_of(facts.fine)}超出法定幅度：依据{found.basis}，"
            f"上限为{sum_of(found.ceiling)}。请在幅度以内确定。"
        )
        return Section("proposal", title, (words,), (found.rule,), is_against=True)
    words = f"拟罚款{sum_of(facts.fine)}，在法定幅度以内（上限{sum_of(found.ceiling)}）。"
    taken = facts.confiscation
    if taken and facts.act == DISHONEST_FILING:
        against = f"拟没收{sum_of(taken)}：{TAKES_NOTHING}（依据{found.basis}）"
        return Section("proposal", title, (against,), (found.rule,), is_against=True)
    if taken is not None and taken != found.confiscate:
        words += (
            f"拟没收{sum_of(taken)}，与测算的违法所得{sum_of(found.confiscate)}不同，请说明理由。"
        )
    return Section("proposal", title, (words,), (found.rule,))


def _hearing(facts: PenaltyFacts, found: FineRange) -> Section:
    fine = found.ceiling if facts.fine is None else facts.fine
    taken = found.confiscate if facts.confiscation is None else facts.confiscation
    test = thresholds.hearing_threshold(
        party_kind=facts.party_kind,
        fine=fine,
        confiscation=taken,
        on=facts.decided,
        authority=facts.deciding,
    )
    words = [test.text]
    if facts.fine is None:
        words.append("没有填写拟罚款，按上限对照听证标准。")
    against = False
    if test.met is None and facts.hearing == NOT_OFFERED:
        against = not facts.hearing_reason.strip()
        words.append(
            "标准没有确定又不告知听证权利的，应当写明理由。"
            if against
            else f"办案人员决定不告知听证权利。理由：{facts.hearing_reason}"
        )
    elif test.met is None:
        words.append(f"本案告知听证权利。{facts.hearing_reason}".strip())
    return Section(
        "hearing", "听证", tuple(words), test.rules, is_against=against, is_open=test.met is None
    )


def _on_spot(facts: PenaltyFacts) -> Section | None:
    if facts.fine is None:
        return None
    try:
        limits = thresholds.summary_limits(facts.decided)
    except NoAnswer:
        return None
    most = limits.person if facts.party_kind == "person" else limits.entity
    fits = facts.fine <= most
    words = (
        f"依据{limits.basis}，对{thresholds.PARTIES[facts.party_kind]}当场处罚的罚款以{sum_of(most)}为限；"
        f"拟罚款{sum_of(facts.fine)}，{'违法事实确凿的，可以当场作出决定' if fits else '不能当场处罚'}。"
    )
    return Section(
        "on_spot", "当场处罚", (words,), ("TH-1" if facts.party_kind == "person" else "TH-2",)
    )


def _crime(facts: PenaltyFacts, gains: Gains | None) -> Section:
    """Give one answer: the interpretation of the act, or that of the decision where it is milder."""
    own = facts.criminal_gains
    amount = (own if own is not None else gains.amount if gains else NOTHING) + facts.earlier_gains
    business = facts.business + facts.earlier_business
    words = [
        f"对照的数额：非法经营数额{sum_of(business)}，违法所得{sum_of(amount)}，"
        f"直接经济损失{sum_of(facts.loss)}，涉及他人专利{facts.patents}项。"
    ]
    if facts.earlier_business or facts.earlier_gains:
        words.append("二年内多次实施、未经处理的，数额已累计计算。")
    try:
        verdict = _verdict(facts, sums=(business, amount))
    except NoAnswer as older:
        return Section("crime", "刑事追诉标准", (*words, str(older)), is_open=True)
    words += [*verdict.sentences, *verdict.questions]
    is_asked = bool(verdict.questions)
    if is_asked and not verdict.reached and suspicion_is_enough(facts.decided):
        words.append(
            "需要判断：是否有合理怀疑认为经公安机关进一步调查会达到标准？有的，虽未达到数额也应当移送。"
        )
    rules = dict.fromkeys(one.rule for one in verdict.signals)
    return Section("crime", "刑事追诉标准", tuple(words), tuple(rules), is_open=is_asked)


def _verdict(facts: PenaltyFacts, *, sums: tuple[Decimal, Decimal]) -> CriminalVerdict:
    return criminal_verdict(
        decided=facts.decided,
        act_end=facts.act_end,
        business_amount=sums[0],
        gains=sums[1],
        loss=facts.loss,
        number_of_patents=facts.patents,
        entity=facts.party_kind == "entity",
        repeat=facts.repeat,
        acts=facts.act_kinds,
    )


def _late(facts: PenaltyFacts) -> Section | None:
    if facts.due_on is None or facts.surcharge_until is None or facts.fine is None:
        return None
    if any(one.last < one.first for one in facts.remedies):
        raise NoAnswer("行政复议、行政诉讼期间的末日早于首日，请核对。")
    found = surcharge(facts.fine, facts.due_on, facts.surcharge_until, remedies=facts.remedies)
    return Section("late", "加处罚款", (found.text,), (found.rule,))
