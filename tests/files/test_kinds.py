"""What a file is, told by its first bytes and its name: nothing is opened for that (U6)."""

import pytest

from caseapp.base import file_kinds
from tests.files.samples import SAMPLES, Sample


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_the_content_says_what_a_file_is_and_a_wrong_name_is_flagged(sample: Sample) -> None:
    judged = file_kinds.judge(sample.content, sample.name)
    assert (judged.kind.words, judged.may_be_shown, bool(judged.warnings)) == (
        sample.kind,
        sample.shown,
        sample.warned,
    )


def test_the_sentence_names_both_natures() -> None:
    judged = file_kinds.judge(b"<html>", "网页.pdf")
    assert judged.warnings == ("名称是 .pdf，内容却是网页（HTML），两者不符。",)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_no_name_makes_a_file_shown_that_is_no_picture(sample: Sample) -> None:
    for name in ("a.png", "a.pdf", "a.jpg", "a", "a.png.pdf"):
        judged = file_kinds.judge(sample.content, name)
        if judged.may_be_shown:
            assert judged.kind.media_type in {"image/png", "image/jpeg"}


def test_what_no_list_knows_is_bytes_whatever_it_begins_with() -> None:
    for first in range(256):
        kind = file_kinds.kind_of(bytes([first]) + b"\x00\x01\x02" * 30)
        assert kind.media_type == "application/octet-stream" or not kind.shown


@pytest.mark.parametrize("blanks", range(3))
def test_long_chinese_text_is_text_wherever_the_look_at_it_is_cut(blanks: int) -> None:
    head = (" " * blanks + "展位号，参展商" * 1000).encode()[: file_kinds.CUT]
    assert file_kinds.kind_of(head) is file_kinds.TEXT
