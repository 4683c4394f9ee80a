"""Booths and names are found again however the organiser or the officer wrote them."""

import pytest

from caseapp.exhibitions.booths import booth_mark, name_mark, readings


@pytest.mark.parametrize(
    ("hall", "booth"),
    [
        ("1号馆", "A12"),
        ("1", "a12"),
        ("第一展馆", "Ａ１２"),
        ("一号展厅", "A-12"),
        ("1馆", "A 12"),
        ("", "1馆A12"),
        ("", "1号馆 A-12"),
        ("", "1A12"),
        ("", "1-A12"),
        ("１号馆", "1A12"),
        ("1号馆", "1-A12"),
        ("1号馆", "1号馆A12号展位"),
        ("1号馆", "A12展位"),
    ],
)
def test_one_booth_has_one_mark_in_every_spelling(hall, booth):
    assert booth_mark(hall, booth) == "A12@1"


@pytest.mark.parametrize(
    ("hall", "booth", "mark"),
    [
        ("", "A12", "A12@"),
        ("", "A-12", "A12@"),
        ("11", "2", "2@11"),
        ("1", "12", "12@1"),
        ("N1", "N1A05", "A05@N1"),
        ("", "N1-A05", "A05@N1"),
        ("A馆", "A12", "A12@A"),
        ("十二号馆", "B3", "B3@12"),
        ("线上", "", "@线上"),
        ("", "展位", "展位@"),
    ],
)
def test_booths_that_differ_keep_marks_that_differ(hall, booth, mark):
    assert booth_mark(hall, booth) == mark


def test_typed_booth_means_the_one_in_its_hall_and_the_one_written_so():
    assert [readings(one) for one in ("a12", "1馆A12", "3-12", "1a12", "，")] == [
        ["A12"],
        ["A12@1", "1馆A12"],
        ["12@3", "312"],
        ["A12@1", "1A12"],
        [],
    ]


def test_name_is_one_in_both_widths_and_with_any_brackets():
    marks = {name_mark(one) for one in ("鞍山(立山)光明ＡＢ公司", "鞍山（立山） 光明ab公司")}
    assert marks == {"鞍山立山光明ab公司"}


def test_marks_fit_their_columns():
    assert (len(booth_mark("馆" * 60, "位" * 60)), len(name_mark("长" * 400))) == (60, 200)
