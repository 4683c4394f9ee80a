"""The check lists as data: every receiver has one, no two speak at once, each paper is in the catalogue."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.bodies.words import KINDS as RECEIVERS
from caseapp.documents.catalogue import kind_of
from caseapp.transfers import completeness
from caseapp.transfers.completeness import Asked, judge, list_for, lists
from caseapp.transfers.kinds import KINDS

DAYS = (date(2012, 6, 1), date(2015, 7, 20), date(2019, 5, 6), date(2026, 11, 23))
ASKED = [
    Asked(kind.key, kind.register, receiver, day, kind.direction)
    for kind in KINDS.values()
    for receiver in (kind.receivers or RECEIVERS)
    for day in DAYS
]


@dataclass(frozen=True)
class Thing:
    """What goes along."""

    category: str
    paper_kind: str = ""
    name: str = ""


def police(day=DAYS[-1]):
    return Asked("criminal_out", "transfer", "police", day)


def test_every_kind_has_one_closest_list_for_every_receiver():
    for asked in ASKED:
        fitting = [one for one in lists() if one.fits(asked)]
        closest = Counter((one.weight, one.since) for one in fitting)
        assert fitting, asked
        assert closest[max(closest)] == 1, (asked, [one.key for one in fitting])


def test_every_transfer_needs_its_letter_and_no_letter_of_another_sort():
    for kind in KINDS.values():
        if kind.direction != "out" or not kind.receivers:
            continue
        own = {key for key in kind.papers if completeness.category_of(
            Asked(kind.key, kind.register, kind.receivers[0], DAYS[-1]), key) == "letter"}  # fmt: skip
        wanted = list_for(Asked(kind.key, kind.register, kind.receivers[0], DAYS[-1]))
        letters = [row for row in wanted.rows if row.category == "letter" and row.required]
        assert letters, kind.key
        assert own or not any(row.papers for row in letters), f"{kind.key}: {kind.papers}"


def test_papers_of_the_lists_are_in_the_catalogue_and_every_row_has_its_basis():
    for one in lists():
        for row in one.rows:
            assert [kind_of(key).key for key in row.papers] == list(row.papers)
            assert row.basis, (one.key, row.name)
            assert row.confidence, (one.key, row.name)


def test_crime_needs_what_article_6_names():
    assert judge(police(), [], {}).sentences == tuple(
        f"还缺“{name}”（行政执法机关移送涉嫌犯罪案件的规定第六条第（{number}）项）。"
        for name, number in (
            ("涉嫌犯罪案件移送书", "一"),
            ("涉嫌犯罪案件情况的调查报告", "二"),
            ("涉案物品清单", "三"),
            ("有关检验报告或者鉴定结论", "四"),
            ("其他有关涉嫌犯罪的材料（证据、笔录、账册）", "五"),
        )
    )
    whole = [Thing("letter", "S5"), Thing("report", "X02-report"), Thing("evidence")]
    reasons = {"涉案物品清单": "没有查获物品", "有关检验报告或者鉴定结论": "不需要鉴定"}
    verdict = judge(police(), whole, reasons)
    assert verdict.is_complete
    assert [one.state for one in verdict.rows] == [
        *("there", "there", "explained", "explained", "there", "optional"),
    ]
    # A reason does not stand for what must be there, and another letter is no letter on a crime.
    assert not judge(police(), whole[1:], {"涉嫌犯罪案件移送书": "忘了"} | reasons).is_complete
    assert not judge(police(), [Thing("letter", "X01"), *whole[1:]], reasons).is_complete
    assert judge(police(), [Thing("letter"), *whole[1:]], reasons).is_complete


def test_platform_gets_no_evidence():
    asked = Asked("take_down_out", "assistance", "platform", DAYS[-1])
    verdict = judge(asked, [Thing("letter", "X14"), Thing("evidence", name="进货单")], {})
    assert verdict.missing == ()
    assert verdict.sentences == (
        "发给平台的只限通知、决定和权利证明；证据、笔录和调查材料不交平台：请撤下“进货单”。",
    )


@pytest.mark.parametrize("receiver", ["department", "county", "partner_city", "procuratorate"])
def test_report_on_a_crime_goes_to_the_police_only(receiver):
    volume = kind_of("X02-report").volume
    told = {"paper_kind": "X02-report", "volume": volume, "title": "调查报告"}
    completeness.refuse_kept_back(police(), **told)
    with pytest.raises(Refused, match="属于副卷的内部材料"):
        completeness.refuse_kept_back(Asked("case_out", "transfer", receiver, DAYS[-1]), **told)
