"""The gates of papers between two sides: what waits for a service goes on only once it is recorded."""

from datetime import date

import pytest

from caseapp.law.procedures import papers
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gates import delivery
from caseapp.law.procedures.mediation.facts import MediationFacts

NOW, BEFORE, LATER = date(2026, 6, 8), date(2026, 6, 5), date(2026, 6, 9)
DAYS = (NOW, date(2016, 6, 8), date(2013, 6, 8))


def told(gate, on=NOW, **facts):
    """What a gate answers on a day, sentence and remedy in one."""
    asked = Facts(**{"on": on, "today": on, "authority": "patent_affairs", **facts})
    no = gate(asked)
    return None if no is None else no.text


def check(gate, *kinds, **facts):
    """Closed until the paper was served on everybody it is for, in every edition."""
    for day in DAYS:
        for kind in kinds:
            assert told(gate, day, delivered=frozenset({kind}), **facts) is None
            no = told(gate, day, reached=frozenset({kind}), papers={kind: "served"}, **facts)
            assert no.startswith(f"《{papers.TWO_SIDED_TITLES[kind]}》尚未送达")
            assert no.endswith("请在文书页登记送达。")


def test_ruling_is_delivered_to_both_sides():
    check(delivery.ruling_is_delivered, *papers.RULINGS)


def test_ruling_reached_one_side_and_its_time_runs():
    assert told(delivery.ruling_reached_one, reached=frozenset({papers.RULING})) is None
    assert told(delivery.ruling_reached_one, papers={papers.OLD_RULING: "signed"}).startswith(
        "《专利侵权纠纷处理决定书》尚未送达"
    )


def test_withdrawal_is_delivered_to_both_sides():
    check(delivery.withdrawal_is_delivered, papers.WITHDRAWAL)


def test_request_is_delivered_to_the_respondent():
    check(delivery.request_is_delivered, papers.ANSWER_NOTICE)


def test_answer_is_delivered_to_the_requester():
    check(delivery.answer_is_delivered, papers.ANSWER_COPY)


def test_notice_is_delivered_before_an_opinion_is_due():
    check(delivery.notice_is_delivered, papers.OPINION_NOTICE)


def test_notice_is_new_until_its_service_is_recorded():
    assert told(delivery.notice_is_new) is None
    known = MediationFacts(notice_served_on=BEFORE)
    assert told(delivery.notice_is_new, mediation=known) == "意见陈述通知书的送达已经登记。"


@pytest.mark.parametrize("told_on", [None, BEFORE, NOW])
def test_session_notice_delivered_before_the_day_it_names(told_on):
    known = MediationFacts(session_on=NOW, session_told_on=told_on)
    check(delivery.session_notice_delivered, papers.SESSION_NOTICE, mediation=known)


def test_session_notice_delivered_too_late_counts_for_nothing():
    known = MediationFacts(session_on=NOW, session_told_on=LATER)
    delivered = frozenset({papers.SESSION_NOTICE})
    assert told(delivery.session_notice_delivered, delivered=delivered, mediation=known) == (
        "《调解通知书》于2026年6月9日送达，晚于调解日期（2026年6月8日）"
        "（专利纠纷行政裁决和调解办法第六十六条）。请另行通知调解日期。"
    )


def test_result_is_delivered_whichever_it_is():
    check(delivery.result_is_delivered, papers.MEDIATION_ENDED)
    check(delivery.result_is_delivered, papers.MEDIATED, mediation=MediationFacts(agreed_on=BEFORE))
