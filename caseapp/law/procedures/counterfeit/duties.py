"""Who takes the steps of a counterfeit case, and what is asked before acts of one kind."""

from __future__ import annotations

from caseapp.law.procedures.gates.crime import suspicion_was_decided, threshold_was_decided
from caseapp.law.procedures.gates.dates import (
    not_before_filing,
    not_before_receipt,
    not_before_start,
    not_in_future,
    record_times_in_order,
)
from caseapp.law.procedures.gates.decision import sparing_is_open
from caseapp.law.procedures.gates.notice import hearing_right_kept, not_heavier, party_was_heard
from caseapp.law.procedures.gates.officers import (
    actor_not_recused,
    certificate_shown,
    certificates_valid,
    nobody_recused,
    two_officers,
)
from caseapp.law.procedures.gates.report import (
    confiscation_in_range,
    criminal_check_answered,
    fine_in_range,
    gains_method_in_force,
    gains_method_stored,
    not_a_crime,
    not_fined_before,
)
from caseapp.law.procedures.gates.review import (
    collective_when_needed,
    review_passed,
    reviewed_after_hearing,
    reviewer_is_independent,
    reviewer_is_qualified,
)
from caseapp.law.procedures.gates.seizure import (
    counterfeit_shown,
    goods_may_be_seized,
    seizure_record_complete,
)
from caseapp.law.procedures.gates.terms import act_not_time_barred
from caseapp.law.procedures.roles import Role

CHIEF, HEARING, LEGAL, OFFICER = (Role.CHIEF,), (Role.HEARING,), (Role.LEGAL,), (Role.OFFICER,)
BY_TIME = (Role.CLOCK, Role.OFFICER)
SERVERS = (Role.OFFICER, Role.REGISTRAR)
PUBLISHERS = (Role.PUBLICITY, Role.OFFICER)
COLLECTORS = (Role.FINANCE, Role.OFFICER)
RECEIVERS = (Role.REGISTRAR, Role.OFFICER)
CLOSERS = (Role.UNIT_HEAD, Role.CHIEF)

# Acts of inquiry: two officers with certificates of that day, shown and noted, nobody recused.
NAMED = (two_officers, certificates_valid, nobody_recused)
ON_SITE = (not_before_filing, *NAMED, certificate_shown)
RECORDED = (*ON_SITE, record_times_in_order)
SEIZING = (*ON_SITE, counterfeit_shown, goods_may_be_seized, seizure_record_complete)
AMOUNT = (
    gains_method_stored,
    gains_method_in_force,
    fine_in_range,
    confiscation_in_range,
    not_fined_before,
)
REVIEWING = (not_before_start, reviewer_is_independent, reviewer_is_qualified)
DECIDING = (
    *(not_before_start, party_was_heard, not_heavier, hearing_right_kept, review_passed),
    *(reviewed_after_hearing, collective_when_needed, criminal_check_answered, not_a_crime),
    *(threshold_was_decided, suspicion_was_decided, act_not_time_barred),
    *AMOUNT,
)
SPARING = (not_before_start, sparing_is_open, review_passed)
ALWAYS = (not_in_future, not_before_receipt, actor_not_recused)
