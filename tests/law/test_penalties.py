"""The fine's ceiling by the law of the act, or a milder one at the decision; never repaired."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.law.errors import FaultyData, NoAnswer
from caseapp.law.penalties import (
    FineRange,
    PenaltyRow,
    fine_range,
    parse_penalties,
    penalty,
    penalty_rows,
)

OLD_ACT, NEW_ACT = date(2020, 5, 1), date(2021, 6, 1)
MONEY = st.decimals(Decimal("0.01"), Decimal("10000000"), places=2)


@pytest.mark.parametrize(
    ("gains", "act_end", "decided", "law", "ceiling"),
    [
        ("30000", "2020-05-01", "2022-01-10", "PL-2008", "120000"),
        ("0", "2015-05-01", "2015-10-01", "PL-2008", "200000"),
        (None, "2015-05-01", "2015-10-01", "PL-2008", "200000"),
        ("100", "2015-05-01", "2015-10-01", "PL-2008", "400"),  # the hole stays
        ("0.01", "2021-05-31", "2026-01-01", "PL-2008", "0.04"),
        ("500000", "2021-05-31", "2026-01-01", "PL-2008", "2000000"),
        (None, "2021-06-01", "2021-06-01", "PL-2020", "250000"),
        ("50000", "2021-06-01", "2022-01-01", "PL-2020", "250000"),
        ("50000.01", "2021-06-01", "2022-01-01", "PL-2020", "250000.05"),
        ("80000", "2024-01-01", "2024-06-01", "PL-2020", "400000"),
        ("30000", "2009-10-01", "2010-01-01", "PL-2008", "120000"),
    ],
)
def test_ceiling_follows_gains_and_dates(
    *, gains: str | None, act_end: str, decided: str, law: str, ceiling: str
) -> None:
    answer = fine_range(
        None if gains is None else Decimal(gains),
        date.fromisoformat(act_end),
        date.fromisoformat(decided),
    )
    assert (answer.law, answer.ceiling) == (law, Decimal(ceiling))
    assert answer.confiscate == Decimal(gains or 0)


def test_the_choice_of_the_milder_law_is_explained() -> None:
    assert fine_range(Decimal(30000), OLD_ACT, date(2022, 1, 10)) == FineRange(
        law="PL-2008",
        ceiling=Decimal(120000),
        confiscate=Decimal(30000),
        basis="《中华人民共和国专利法》第六十三条（2008年修正）",
        rule="PEN-08",
        text=(
            "违法所得30000元。违法行为于2020年5月1日终了，当时的规定为"
            "《中华人民共和国专利法》第六十三条（2008年修正）（PEN-08），"
            "罚款违法所得4倍以下，上限120000元。"
            "作出决定之日（2022年1月10日）的规定为"
            "《中华人民共和国专利法》第六十八条（2020年修正）（PEN-20），"
            "罚款250000元以下，上限250000元，与行为时相比较重，适用行为时的规定"
            "（从旧兼从轻，依据《中华人民共和国行政处罚法》第三十七条）。"
            "应当责令改正并予公告；没收违法所得30000元；可以并处120000元以下的罚款。"
            "说明：有违法所得的只按倍数计算，数额很小时上限也很低，这是条文本身的结果，不作修正。"
        ),
    )


def test_before_the_new_penalty_law_leniency_is_a_principle() -> None:
    text = fine_range(None, OLD_ACT, date(2021, 6, 10)).text
    assert "（从旧兼从轻，依据从旧兼从轻原则）" in text
    assert text.startswith("没有违法所得或者违法所得无法计算，按没有违法所得的幅度测算。")
    assert text.endswith("应当责令改正并予公告；可以处200000元以下的罚款。")


def test_the_reason_for_missing_gains_is_repeated() -> None:
    text = fine_range(None, OLD_ACT, OLD_ACT, reason="账册灭失，违法所得无法计算").text
    assert text.startswith("账册灭失，违法所得无法计算，按没有违法所得的幅度测算。")
    assert fine_range(Decimal(0), OLD_ACT, OLD_ACT).text.startswith("没有违法所得。违法行为")


@given(gains=MONEY)
def test_the_old_ceiling_is_the_milder_one_for_every_amount(gains: Decimal) -> None:
    old, new = penalty("PEN-08"), penalty("PEN-20")
    assert old.ceiling(gains) < new.ceiling(gains)
    assert old.ceiling(gains) == 4 * gains
    assert new.ceiling(gains) == max(Decimal(250000), 5 * gains)


def test_police_fines_rose_in_2026_so_older_acts_keep_the_old_ceiling() -> None:
    old = fine_range(None, date(2025, 12, 31), date(2026, 2, 1), act="obstruction")
    assert (old.rule, old.ceiling) == ("PEN-OBS-06", Decimal(200))


@pytest.mark.parametrize(("year", "most", "heavy"), [(2025, 200, 500), (2026, 500, 1000)])
def test_the_police_warn_or_fine_and_need_not_do_both(year: int, most: int, heavy: int) -> None:
    text = fine_range(None, date(year, 3, 2), date(year, 3, 9), act="obstruction").text
    assert text.endswith(
        f"应当由公安机关处警告或者罚款；可以处{most}元以下的罚款。"
        f"情节严重的，由公安机关处五日以上十日以下拘留，可以并处{heavy}元以下的罚款。"
    )


def test_later_milder_and_equal_laws_in_a_table_of_ones_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def rows(second: int) -> tuple[PenaltyRow, ...]:
        basis = [{"rule": "某法", "article": "第一条"}]
        shared = {
            "act": "x",
            "what": "某行为",
            "confiscate": True,
            "basis": basis,
            "confidence": "K",
        }
        first = {"id": "A", "law": "L1", "valid_to": date(2020, 12, 31), "tiers": [{"fixed": 900}]}
        later = {
            "id": "B",
            "law": "L2",
            "valid_from": date(2021, 1, 1),
            "tiers": [{"fixed": second}],
        }
        return parse_penalties([{**shared, **first}, {**shared, **later}])

    for second, chosen, words in (
        (500, "L2", "较轻，适用决定时的规定"),
        (900, "L1", "并不更轻，适用行为时的规定"),
    ):
        table = rows(second)
        monkeypatch.setattr("caseapp.law.penalties.penalty_rows", lambda table=table: table)
        answer = fine_range(None, date(2020, 5, 1), date(2022, 1, 1), act="x")
        assert answer.law == chosen
        assert words in answer.text


@pytest.mark.parametrize(
    ("gains", "act_end", "decided", "sentence"),
    [
        ("-1", "2020-01-01", "2020-02-01", "违法所得应当是零或者正数。"),
        ("NaN", "2020-01-01", "2020-02-01", "违法所得应当是零或者正数。"),
        ("Infinity", "2020-01-01", "2020-02-01", "违法所得应当是零或者正数。"),
        ("1e15", "2020-01-01", "2020-02-01", "违法所得过大，请核对。"),
        ("0.001", "2020-01-01", "2020-02-01", "违法所得最小到分。"),
        ("1", "2009-09-30", "2020-02-01",
         "系统没有收录2009年9月30日有效的罚款规定，不能测算。"),
        ("1", "2020-03-01", "2020-02-01",
         "作出决定的日期2020年2月1日早于违法行为终了的日期2020年3月1日。"),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_refused(
    *, gains: str, act_end: str, decided: str, sentence: str
) -> None:
    with pytest.raises(NoAnswer) as refused:
        fine_range(Decimal(gains), date.fromisoformat(act_end), date.fromisoformat(decided))
    assert refused.value.sentence == sentence


def test_a_fine_inside_the_range_is_held() -> None:
    answer = fine_range(Decimal(30000), OLD_ACT, OLD_ACT)
    assert [answer.holds(Decimal(fine)) for fine in (0, 120000, 120001, -1)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_other_penalties_keep_their_floors_and_serious_cases() -> None:
    answer = fine_range(None, date(2022, 1, 1), date(2022, 2, 1), act="platform_inaction")
    assert [answer.floor, answer.ceiling] == [Decimal(50000), Decimal(500000)]
    assert answer.text.endswith(
        "应当处50000元以上、500000元以下的罚款。情节严重的，处500000元以上、2000000元以下的罚款。"
    )
    serious = penalty("PEN-EC84").serious
    assert serious is not None
    assert [serious.floor, serious.fixed] == [Decimal(500000), Decimal(2000000)]
    filing = fine_range(Decimal(5), date(2024, 2, 1), date(2024, 2, 1), act="dishonest_filing")
    assert [filing.ceiling, filing.confiscate] == [Decimal(100000), Decimal(0)]
    assert filing.text.endswith("应当警告；可以处100000元以下的罚款。")


def test_every_version_of_a_penalty_is_loaded() -> None:
    found = [(row.id, str(row.valid_from), str(row.valid_to)) for row in penalty_rows()]
    assert found == [
        ("PEN-08", "2009-10-01", "2021-05-31"),
        ("PEN-20", "2021-06-01", "None"),
        ("PEN-IR100", "2024-01-20", "None"),
        ("PEN-EC84", "2019-01-01", "None"),
        ("PEN-OBS-06", "2006-03-01", "2025-12-31"),
        ("PEN-OBS", "2026-01-01", "None"),
    ]
    with pytest.raises(NoAnswer, match="没有编号为“PEN-1”的处罚规则。"):
        penalty("PEN-1")


@pytest.mark.parametrize(
    ("tiers", "fault"),
    [
        ([], "the last tier is not open"),
        ([{"above": 0, "times": 4}], "the last tier is not open"),
        ([{"fixed": 1}, {"fixed": 2}], "a tier before the last is open"),
        ([{"fixed": 1, "times": 2}], "a tier has neither or both of times and fixed"),
    ],
)
def test_broken_tiers_are_named(tiers: list[dict[str, int]], fault: str) -> None:
    row = {
        "id": "A", "law": "L", "act": "x", "what": "某行为", "confiscate": True, "basis": [],
        "confidence": "K", "tiers": tiers,
    }  # fmt: skip
    with pytest.raises(FaultyData) as refused:
        parse_penalties([row])
    assert refused.value.faults == (f"A: {fault}",)
    with pytest.raises(FaultyData, match="A: missing law"):
        parse_penalties([{key: value for key, value in row.items() if key != "law"}])
