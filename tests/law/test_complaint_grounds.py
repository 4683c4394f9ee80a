"""On what grounds a complaint is refused or its mediation ended: by the rule of the day."""

from datetime import date

import pytest

from caseapp.law.complaint_grounds import END, REFUSE, cited, ground, grounds

OLD, NEW = date(2026, 4, 14), date(2026, 4, 15)


def test_the_later_rule_adds_false_papers_and_other_names_to_the_five_grounds() -> None:
    five = ["not_ours", "elsewhere", "no_consumer", "too_old", "no_papers"]
    assert [row.key for row in grounds(REFUSE, OLD)] == five
    assert [row.key for row in grounds(REFUSE, NEW)] == [*five, "false_papers", "other_name"]
    assert grounds(REFUSE, date(2019, 12, 31)) == ()


@pytest.mark.parametrize("kind", [REFUSE, END])
@pytest.mark.parametrize("day", [OLD, NEW])
def test_each_ground_stands_once_on_a_day_and_cites_its_rule(kind: str, day: date) -> None:
    rows = grounds(kind, day)
    assert len({row.key for row in rows}) == len({row.words for row in rows}) == len(rows)
    name = "暂行办法》" if day == OLD else "处理办法》"
    assert all(name in row.basis for row in rows)
    assert all(row.confidence == "K-" for row in rows if not row.article)


def test_a_ground_is_found_by_key_or_words_on_its_days_alone() -> None:
    found = ground(REFUSE, "other_name", NEW)
    assert found is not None
    assert ground(REFUSE, found.words, NEW) == found
    assert ground(REFUSE, "other_name", OLD) is None
    assert ground(END, "other_name", NEW) is None


def test_an_article_of_the_later_rule_is_not_numbered_before_it_is_confirmed() -> None:
    assert cited("第三十七条", OLD) == "《市场监督管理投诉举报处理暂行办法》第三十七条"
    assert cited("第三十七条", NEW) == "《市场监督管理投诉举报处理办法》（条号待核）"


def test_a_ground_of_which_the_article_is_not_confirmed_says_so() -> None:
    said = {row.key: row.basis for row in grounds(END, NEW)}
    unsure = {row.key for row in grounds(END, NEW) if row.confidence == "K-"}
    assert unsure
    assert {key for key, basis in said.items() if "待核" in basis} == unsure
    assert "《市场监督管理投诉举报处理办法》第二十三条（待核实）" in said.values()
