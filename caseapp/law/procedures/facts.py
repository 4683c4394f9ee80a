"""Everything a gate may look at, handed in as plain values by whoever keeps the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.infringement.facts import DisputeFacts
from caseapp.law.procedures.mediation.facts import MediationFacts


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """One officer and the enforcement certificate the office has on file."""

    person_id: int
    name: str
    certificate_no: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    recused: bool = False

    def is_certified(self, on: date) -> bool:
        """Say whether the certificate is good on that day."""
        if not self.certificate_no or (self.valid_from and on < self.valid_from):
            return False
        return self.valid_to is None or on <= self.valid_to


@dataclass(frozen=True, slots=True)
class FineLimit:
    """The highest fine the chosen law allows, and the paragraph that explains it."""

    ceiling: Decimal
    text: str
    confiscate: Decimal | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class HearingTest:
    """Whether the proposed penalty reaches the hearing threshold; None where no figure is known."""

    met: bool | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The act now being asked for: its legal date, who acts, what the form says."""

    on: date
    today: date
    by_id: int = 0
    # Recused from this case; sight and hand are lost with the decision on recusal.
    by_recused: bool = False
    # 正职负责人或者主持工作的负责人, and acting in no one's place.
    by_principal: bool = False
    acting: tuple[OfficerFact, ...] = ()
    given: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    # The chief's written reason for going on in spite of an obstacle that may be set aside.
    override_reason: str = ""

    def ticked(self, key: str) -> bool:
        """Say whether a box of the form is ticked."""
        return self.given.get(key) is True

    def text(self, key: str) -> str:
        """Read a text or a choice of the form, empty where nothing was given."""
        value = self.given.get(key)
        return value.strip() if isinstance(value, str) else ""

    def money(self, key: str) -> Decimal | None:
        """Read a sum of the form."""
        value = self.given.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        """Read a date of the form; an instant is no date."""
        value = self.given.get(key)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def instant(self, key: str) -> datetime | None:
        """Read an instant of the form."""
        value = self.given.get(key)
        return value if isinstance(value, datetime) else None

    def person(self, key: str) -> int | None:
        """Read a person of the form by id."""
        value = self.given.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Act):
    """The act and the case as it stands; what is not known keeps its default.

    What concerns report, review, notice, defence, hearing, collective meeting and decision counts
    from the latest return to investigation (investigate_more, remedy_redo): the round before is history.
    """

    authority: str = "market_bureau"
    received_on: date | None = None
    # The latest legal date among the steps taken so far, so that no act is dated before another.
    last_step_on: date | None = None

    verification_recorded: bool = False
    filed_on: date | None = None
    investigator_ids: tuple[int, ...] = ()

    act_start: date | None = None
    act_end: date | None = None
    proposal: str = ""
    gains_kind: str = ""
    gains: Decimal | None = None
    gains_method: str = ""
    gains_reason: str = ""
    proposed_fine: Decimal | None = None
    proposed_confiscation: Decimal | None = None
    fine_limit: FineLimit | None = None
    criminal_check: str = ""
    police_returned: bool = False
    # The grounds of a crime the recorded figures reach and nobody answered, in words; empty where none.
    crime_reached: str = ""
    # The number of a transfer to the police on which the head has not decided yet.
    crime_pending: str = ""
    # The principal head decided in person, with reasons, that the case does not go to the police.
    crime_kept: bool = False
    # It lies with the police, or was closed there.
    with_police: bool = False
    # The number of the transfer by which the case was moved to another body.
    moved_by_transfer: str = ""
    # The number of the transfer by which the case went to the police.
    sent_by_transfer: str = ""
    complex_or_major: bool = False
    # The earlier decision that fined the same act, in words; empty when there is none.
    fined_before: str = ""

    # "passed" or "returned".
    review_result: str = ""
    reviewer_id: int | None = None
    # Of the one who acts, where this is a step of review.
    reviewer_qualified: bool = True
    review_on: date | None = None

    # The paper that counts now, by key: none, draft, signed or served.
    papers: Mapping[str, str] = field(default_factory=dict)
    # Papers served on everybody they are for, and on at least one of them.
    delivered: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    notice_signed_on: date | None = None
    notice_served_on: date | None = None
    notice_fine: Decimal | None = None
    notice_confiscation: Decimal | None = None
    defence_ends_on: date | None = None
    defence_recorded: bool = False
    # Waived in words (waive_defence) or by silence (deem_waived).
    defence_waived: bool = False
    hearing_test: HearingTest | None = None
    hearing_offered: bool = False
    hearing_ends_on: date | None = None
    hearing_waived: bool = False
    hearing_asked: bool = False
    hearing_on: date | None = None
    # The last day on which the hearing notice may be served, counted back from the hearing.
    hearing_notice_by: date | None = None
    hearing_notice_served_on: date | None = None
    hearing_held_on: date | None = None
    collective_recorded: bool = False
    extensions: int = 0

    decision_fine: Decimal | None = None
    decision_confiscation: Decimal | None = None
    decider_id: int | None = None
    decided_on: date | None = None
    case_limit_due: date | None = None
    publicity_decided: bool = False
    # The decision can be seen by the public now.
    is_published: bool = False

    registration_open: bool = False
    registration_due_on: date | None = None
    seizure_open: bool = False
    seizure_due_on: date | None = None
    seizure_extended: bool = False
    # By when an urgent seizure must be reported; None when none waits for approval.
    urgent_seizure_due: datetime | None = None
    goods_open: int = 0

    amount_due: Decimal = Decimal(0)
    amount_paid: Decimal = Decimal(0)
    pay_due_on: date | None = None
    remedy_over: bool = False
    remedy_lapse_recorded: bool = False
    demand_ends_on: date | None = None

    # What only one track has.
    counterfeit: CounterfeitFacts = field(default_factory=CounterfeitFacts)
    dispute: DisputeFacts = field(default_factory=DisputeFacts)
    mediation: MediationFacts = field(default_factory=MediationFacts)

    @property
    def fine(self) -> Decimal | None:
        """The fine now on the table: of this form, else of the draft decision, else of the report."""
        for typed in ("fine", "proposed_fine"):
            if (sum_typed := self.money(typed)) is not None:
                return sum_typed
        return self.proposed_fine if self.decision_fine is None else self.decision_fine

    @property
    def confiscation(self) -> Decimal | None:
        """The sum to confiscate now on the table, picked as the fine is."""
        if (sum_typed := self.money("confiscation")) is not None:
            return sum_typed
        if self.decision_confiscation is not None:
            return self.decision_confiscation
        return self.proposed_confiscation

    @property
    def may_be_crime(self) -> bool:
        """Say whether suspicion of a crime stands: not sent back by the police, not kept by the head."""
        answer = self.text("criminal_check") or self.criminal_check
        return answer == "suspected" and not (self.police_returned or self.crime_kept)
