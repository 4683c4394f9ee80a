"""The arithmetic of reports: a published fair comes out as published, what does not add up is named."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from caseapp.exhibitions.figures import Known, report, rows_of

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
IDS = count(1)


@dataclass(frozen=True)
class Fair:
    id: int = 1
    first_on: date = date(2026, 11, 18)
    last_on: date = date(2026, 11, 21)


@dataclass(frozen=True)
class Complaint:
    id: int
    fair_id: int = 1
    state: str = "closed"
    right_kind: str = "patent"
    patent_kind: str = "design"
    patent_id: int | None = None
    right_number: str = ""
    outcome: str = ""
    received_at: datetime = NOON
    decided_at: datetime | None = NOON


@dataclass(frozen=True)
class Check:
    id: int
    fair_id: int = 1
    team: str = "第一组"
    is_formed: bool = True
    finding: str = "fine"
    case_id: int | None = None


def complaint(**changed: Any) -> Complaint:
    return Complaint(next(IDS), **changed)


def published() -> Known:
    """The fair of bicycles as it was published: 28 complaints about 14 patents, 47 exhibits, 2 teams."""
    kinds = ["design"] * 5 + ["utility"] * 7 + ["invention"] * 2
    ends = [
        *([{"outcome": "removed"}] * 11),
        *([{"outcome": "evidence"}] * 6),
        *([{"outcome": "not_found"}] * 10),
        {"state": "withdrawn"},
    ]
    complaints = [
        complaint(patent_kind=kinds[n % 14], right_number=f"专利{n % 14}", **end)
        for n, end in enumerate(ends)
    ]
    checks = [Check(n, team="第一组" if n < 25 else "第二组") for n in range(47)]
    return Known(fairs=[Fair()], complaints=complaints, checks=checks)


def figures_of(known: Known) -> dict[str, int]:
    told = report(known)
    return {line.key: line.value for part in told.parts for line in part.lines if line.value}


def test_published_fair_comes_out_as_it_was_published():
    told = report(published())
    assert figures_of(published()) == {
        "fairs": 1,
        "show_days": 4,
        "complaints": 28,
        "patents": 14,
        "right.patent": 28,
        # Each of the fourteen patents was complained about twice.
        "kind.design": 10,
        "kind.utility": 14,
        "kind.invention": 4,
        "concerned.design": 5,
        "concerned.utility": 7,
        "concerned.invention": 2,
        "result.removed": 11,
        "result.evidence": 6,
        "result.not_found": 10,
        "result.withdrawn": 1,
        "withdrawals": 11,
        "found.fine": 47,
        "checks": 47,
        "teams": 2,
    }
    assert [part.holds for part in told.parts] == [True] * len(told.parts)
    assert told.may_finish


def test_fair_without_complaints_is_a_report_as_any_other():
    told = report(Known(fairs=[Fair()]))
    assert figures_of(Known(fairs=[Fair()])) == {"fairs": 1, "show_days": 4}
    assert told.may_finish


def test_complaint_whose_number_nobody_could_read_is_counted_as_of_no_stated_kind():
    lost = complaint(patent_kind="", state="refused")
    told = report(Known(complaints=[complaint(outcome="removed", right_number="乙"), lost]))
    assert (told.value("kind.unsaid"), told.value("concerned.unsaid")) == (1, 1)
    assert rows_of(Known(complaints=[lost]), "kind.unsaid") == [lost]
    assert told.may_finish


def test_complaint_under_a_kind_nobody_knows_is_named_and_keeps_the_report_open():
    lost = complaint(patent_kind="plant", outcome="removed", right_number="甲")
    told = report(Known(complaints=[complaint(outcome="removed", right_number="乙"), lost]))
    assert [(one.words, one.rows) for one in told.faults] == [
        ("“专利投诉，按专利种类”合计 1，与“专利投诉”2 不相等。", (lost,)),
        ("“涉及的专利，按专利种类”合计 1，与“涉及专利”2 不相等。", (lost,)),
    ]
    assert not told.may_finish


@pytest.mark.parametrize(
    "changed",
    [{"state": "closed", "outcome": ""}, {"state": "withdrawn", "outcome": "removed"},
     {"state": "decided", "outcome": "unheard_of"}],
)  # fmt: skip
def test_complaint_stands_in_one_column_of_the_results_or_is_named(changed):
    odd = complaint(**changed)
    told = report(Known(complaints=[odd]))
    assert told.faults[0].words == "有的投诉没有结果，或者有一个以上的结果。"
    assert told.faults[0].rows == (odd,)


def test_open_complaints_are_named_as_open_and_keep_the_report_open():
    open_one = complaint(state="notified", decided_at=None)
    told = report(Known(complaints=[open_one, complaint(outcome="covered")]))
    assert (told.faults, told.unfinished) == ((), (open_one,))
    assert told.value("result.unfinished") == 1
    assert not told.may_finish


def test_what_was_decided_and_then_made_a_case_is_counted_once_as_a_case():
    known = Known(complaints=[complaint(state="in_case", outcome="removed")])
    told = report(known)
    assert told.value("result.in_case") == 1
    assert told.value("result.removed") == 0
    assert told.value("withdrawals") == 1
    assert told.may_finish


def test_same_number_under_two_kinds_of_patent_is_named():
    two = [complaint(right_number="ZL1", outcome="removed", patent_kind=kind)
           for kind in ("design", "utility")]  # fmt: skip
    told = report(Known(complaints=two))
    assert told.faults[0].words == "同一专利号登记了不同的专利种类。"
    assert told.faults[0].rows == tuple(two)


def test_every_figure_opens_as_many_rows_as_it_tells():
    known = published()
    for part in report(known).parts:
        for line in part.lines:
            if line.key not in ("show_days", "patents", "teams") and part.key != "concerned":
                assert len(rows_of(known, line.key)) == line.value, line.key
    assert rows_of(known, "nonsense") == rows_of(known, "right.nonsense") == []
