"""Three-way merge as a table: what it was, what they saved, what I typed, what comes of it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caseapp.base.merging import kept, merge, passages, plain

# what it was, theirs, mine, whose it is, what is saved without a question
TABLE = [
    ("甲", "甲", "甲", "", "甲"),
    ("甲", "乙", "甲", "theirs", "乙"),
    ("甲", "甲", "乙", "mine", "乙"),
    ("甲", "乙", "乙", "", "乙"),
    ("甲", "乙", "丙", "overlaps", "丙"),
    ("", "乙", "", "theirs", "乙"),
    ("", "乙", "丙", "overlaps", "丙"),
    ("甲", "", "甲", "theirs", ""),
    ("甲", "", "乙", "overlaps", "乙"),
    ("甲", "乙", "", "overlaps", ""),
    # A browser's line ends, blanks around and nothing typed are no change.
    ("一\n二", "一\n二", "一\r\n二", "", "一\n二"),
    ("一\n二", "三", "一\r\n二", "theirs", "三"),
    ("甲", "甲", " 甲　", "", "甲"),
    ("", None, "", "", None),
    # What is kept is text; what a record holds may be a sum, a day, a yes.
    ("40", Decimal("40"), Decimal("41.50"), "mine", Decimal("41.50")),
    ("40", Decimal("40.00"), Decimal(40), "", Decimal("40.00")),
    ("2015-09-01", date(2015, 9, 1), date(2015, 9, 2), "mine", date(2015, 9, 2)),
    ("y", True, False, "mine", False),
    ("", False, True, "mine", True),
    ([{"名称": "壶"}], [{"名称": "壶"}], [{"名称": "锅"}], "mine", [{"名称": "锅"}]),
    ([{"名称": "壶"}], [{"名称": "盆"}], [{"名称": "锅"}], "overlaps", [{"名称": "锅"}]),
    ([{"名称": "壶"}], [], [{"名称": "壶"}], "theirs", []),
]


@pytest.mark.parametrize(("base", "theirs", "mine", "whose", "saved"), TABLE)
def test_a_field_goes_to_whoever_changed_it(*, base, theirs, mine, whose, saved):
    both = merge(base={"项": base}, theirs={"项": theirs}, mine={"项": mine})
    found = [name for name in ("theirs", "mine", "overlaps") if getattr(both, name)]
    assert (found, both.values) == ([whose] if whose else [], {"项": saved})


@pytest.mark.parametrize(
    ("theirs", "mine", "overlap"), [("甲", "甲", 0), ("甲", "乙", 1), ("", "乙", 1)]
)
def test_without_a_kept_base_every_difference_is_asked(theirs, mine, overlap):
    assert len(merge(base=None, theirs={"项": theirs}, mine={"项": mine}).overlaps) == overlap


def test_a_field_nobody_had_before_is_merged_like_one_that_was_empty():
    both = merge(base={}, theirs={"新": "他"}, mine={"新": "", "另": "我"})
    assert both.values == {"新": "他", "另": "我"}
    assert both.overlaps == ()


RECORD = some.dictionaries(
    some.sampled_from("甲乙丙丁戊"), some.sampled_from(["", "一", "二", "三"])
)


@given(base=RECORD, theirs=RECORD, mine=RECORD)
def test_no_change_of_either_is_ever_lost(base, theirs, mine):
    both = merge(base=base, theirs=theirs, mine=mine)
    asked = {one.field for one in both.overlaps}
    for field in {**theirs, **mine}:
        was, other, own = base.get(field, ""), theirs.get(field, ""), mine.get(field, "")
        if field in asked:
            assert len({was, other, own}) > 1
            assert other != own
            continue
        saved = both.values[field] or ""
        assert saved in (other, own)
        if other != was:
            assert saved == other
        if own != was:
            assert saved == own


@given(base=RECORD, one=RECORD, other=RECORD)
def test_who_is_first_makes_no_difference_to_what_is_asked(base, one, other):
    here = merge(base=base, theirs=one, mine=other)
    there = merge(base=base, theirs=other, mine=one)
    assert {c.field for c in here.overlaps} == {c.field for c in there.overlaps}
    assert {c.field for c in here.theirs} == {c.field for c in there.mine}


@given(old=some.text("一二三四五", max_size=40), new=some.text("一二三四五", max_size=40))
def test_marked_passages_are_the_whole_text_in_order(old, new):
    pieces = passages(new, old)
    assert "".join(piece.text for piece in pieces) == new
    assert any(piece.is_changed for piece in pieces) or len(new) <= len(old)


def test_changed_words_of_a_long_text_are_marked():
    marked = [
        p.text for p in passages("柜台上有水壶12台，已封存。", "柜台上有水壶10台。") if p.is_changed
    ]
    assert marked == ["2", "，已封存"]


def test_a_text_too_long_to_compare_is_shown_whole():
    assert [(len(p.text), p.is_changed) for p in passages("字" * 5000, "词" * 5000)] == [
        (5000, True)
    ]
    assert passages("", "有") == []


def test_what_is_kept_is_the_text_as_it_was():
    assert kept({"备注": " 两行\r\n字 ", "数": Decimal("2.50")}) == {
        "备注": " 两行\r\n字 ",
        "数": "2.5",
    }
    assert plain(" 两行\r\n字 ") == "两行\n字"
