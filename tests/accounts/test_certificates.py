"""A certificate holds or does not hold on the day of an act."""

from datetime import date

import pytest

from caseapp.accounts import actions, queries
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused

ISSUER = "国家知识产权局"
FIRST, LAST = date(2015, 3, 1), date(2018, 2, 28)


def enter(people, number="专执21030001", *, holder="xu", first=FIRST, last=LAST):
    with writing():
        return actions.add_certificate(
            by=people.jiang,
            person_id=people[holder].id,
            number=number,
            issuer=ISSUER,
            valid_from=first,
            valid_to=last,
        )


def end(people, certificate_id, on, *, why="遗失"):
    with writing():
        actions.end_certificate(by=people.jiang, certificate_id=certificate_id, on=on, why=why)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2015, 2, 28), False),
        (FIRST, True),
        (LAST, True),
        (date(2018, 3, 1), False),
    ],
)
def test_certificate_holds_from_its_first_to_its_last_day(people, on, holds):
    enter(people)
    expected = {people.xu.id: "专执21030001"} if holds else {}
    assert queries.certificates_valid([people.xu.id], on) == expected


def test_ended_certificate_still_covers_the_acts_before_that_day(people):
    end(people, enter(people), date(2016, 6, 1))
    days = (date(2016, 5, 31), date(2016, 6, 1))
    assert [bool(queries.certificates_valid([people.xu.id], on)) for on in days] == [True, False]


def test_of_two_valid_certificates_the_one_that_lasts_longer_is_named(people):
    enter(people, "专执甲", last=date(2020, 1, 1))
    enter(people, "专执乙", last=date(2017, 1, 1))
    assert queries.certificates_valid([people.xu.id], FIRST) == {people.xu.id: "专执甲"}


def test_same_number_of_the_same_issuer_is_entered_once(people):
    enter(people)
    with pytest.raises(Refused, match="国家知识产权局的证件 专执21030001 已经登记"):
        enter(people, holder="wang")


def test_dates_the_wrong_way_round_are_refused(people):
    with pytest.raises(Refused, match="有效期止不能早于有效期起"):
        enter(people, first=LAST, last=FIRST)


def test_certificate_of_nobody_cannot_be_entered(people):
    with pytest.raises(NotVisible), writing():
        actions.add_certificate(
            by=people.jiang,
            person_id=0,
            number="1",
            issuer=ISSUER,
            valid_from=FIRST,
            valid_to=LAST,
        )


@pytest.mark.parametrize(
    ("on", "why", "sentence"),
    [
        (FIRST, " ", "请写明停用原因"),
        (date(2015, 2, 1), "遗失", "停用日期应在有效期内"),
        (date(2019, 2, 1), "遗失", "停用日期应在有效期内"),
    ],
)
def test_ending_needs_a_reason_and_a_day_within_its_dates(people, *, on, why, sentence):
    number = enter(people)
    with pytest.raises(Refused, match=sentence):
        end(people, number, on, why=why)


def test_certificate_is_ended_once(people):
    number = enter(people)
    end(people, number, FIRST)
    with pytest.raises(Refused, match="已自 2015-03-01 起停用"):
        end(people, number, LAST)
    with pytest.raises(NotVisible):
        end(people, 999, LAST)


def test_list_warns_of_what_ends_soon(people):
    enter(people)
    enter(people, "专执21030002", last=date(2030, 1, 1))
    on = date(2018, 1, 15)

    def numbers(state):
        page = queries.certificates_page(state=state, on=on, words="专执2103")
        return [row.number for row in page.rows]

    assert {state: numbers(state) for state in ("valid", "soon", "over", "all")} == {
        "valid": ["专执21030001", "专执21030002"],
        "soon": ["专执21030001"],
        "over": [],
        "all": ["专执21030001", "专执21030002"],
    }
    assert [row.number for row in queries.certificates_of(people.xu.id)] == [
        "专执21030002",
        "专执21030001",
    ]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2015, 2, 1), ("尚未生效", "calm")),
        (date(2015, 4, 1), ("有效", "done")),
        (date(2018, 2, 1), ("将到期，还剩 27 天", "soon")),
        (date(2018, 3, 1), ("已过期", "overdue")),
    ],
)
def test_validity_is_said_in_words(people, on, words):
    row = queries.certificate_by_id(enter(people))
    assert queries.validity_words(row, on) == words


def test_ended_certificate_says_why(people):
    number = enter(people)
    end(people, number, date(2016, 6, 1), why="收回")
    row = queries.certificate_by_id(number)
    assert queries.validity_words(row, date(2016, 6, 1)) == ("已停用（收回）", "calm")


def test_list_is_leafed_through_without_a_gap_or_a_repeat(people):
    for number in range(60):
        enter(people, f"页{number:03d}", last=date(2018, 2, 1 + number % 20))
    seen, after = [], ""
    while True:
        page = queries.certificates_page(state="all", on=FIRST, words="页", after=after)
        seen += [row.number for row in page.rows]
        after = page.next_key
        if not after:
            break
    assert sorted(seen) == [f"页{number:03d}" for number in range(60)]
    odd = ("x", "2015-01-01~x", "2015-01-01~" + "9" * 30)
    assert all(queries.certificates_page(state="all", on=FIRST, after=a).first_page for a in odd)
