"""What a fair is to have, by its length and its first day."""

from datetime import date

from caseapp.law.fairs import presence

FIRST = date(2026, 11, 23)


def test_show_of_three_days_gets_a_station_where_its_authority_finds_it_needed() -> None:
    for last, is_long in ((24, False), (25, True), (26, True)):
        answer = presence(FIRST, date(2026, 11, last))
        assert answer is not None
        assert (answer.rule, answer.is_long, answer.days) == ("EX-05", is_long, last - 22)
        assert answer.basis == "《展会知识产权保护办法》第六条"
        assert answer.usual == ("station" if is_long else "contacts")


def test_nothing_is_asked_of_a_show_before_the_measures() -> None:
    assert presence(date(2006, 2, 27), date(2006, 3, 3)) is None
    assert presence(date(2006, 3, 1), date(2006, 3, 3)) is not None
