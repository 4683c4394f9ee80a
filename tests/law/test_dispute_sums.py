"""What the law names for awards, damages and the fee before grant, by its days."""

from datetime import date, timedelta

import pytest

from caseapp.law.dispute_sums import sums_for


@pytest.mark.parametrize(
    ("granted", "invention", "other"),
    [
        (date(2010, 2, 1), "3000", "1000"),
        (date(2024, 1, 19), "3000", "1000"),
        (date(2024, 1, 20), "4000", "1500"),
        (date(2026, 6, 8), "4000", "1500"),
    ],
)
def test_the_award_follows_the_day_of_the_grant(granted, invention, other):
    award = sums_for("reward", granted_on=granted)[0]
    assert award.text.startswith(
        f"没有约定奖金的：一项发明专利不少于{invention}元，"
        f"一项实用新型专利或者外观设计专利不少于{other}元（《中华人民共和国专利法实施细则》"
    )


def test_nothing_is_named_before_the_rules_of_2010():
    assert sums_for("reward", granted_on=date(2010, 1, 31)) == ()


def test_without_a_grant_every_award_is_shown_with_its_days():
    texts = [row.text for row in sums_for("reward")]
    assert len(texts) == 4
    assert "不低于2%（外观设计不低于0.2%）" in texts[2]
    assert texts[0].endswith("自2010年2月1日起至2024年1月19日止，按授权公告日选取）")


def test_damages_name_both_frames_and_their_days():
    old, new = (row.text for row in sums_for("damages"))
    assert "10000元以上1000000元以下" in old
    assert old.endswith(
        "（《中华人民共和国专利法》第六十五条（2008年修正），自2009年10月1日起至2021年5月31日止，按行为发生之日选取）"
    )
    assert "1倍以上5倍以下" in new
    assert "30000元以上5000000元以下" in new


def test_the_bar_of_the_fee_grew_from_two_to_three_years():
    assert [row.amounts["years"] for row in sums_for("pre_grant_fee")] == ["2", "3"]


def test_what_has_no_sums_names_none():
    assert sums_for("ownership") == ()


@pytest.mark.parametrize("kind", ["reward", "damages", "pre_grant_fee"])
def test_one_row_ends_where_the_next_begins(kind):
    rows = sums_for(kind)
    ended = {row.valid_to for row in rows if row.valid_to}
    begun = {row.valid_from for row in rows}
    assert {day + timedelta(days=1) for day in ended} <= begun
