"""Reckoning with what is typed: the officer sees the range before anything is sent."""

from tests.stories import walked


def reckon(as_person, story, **changed):
    reader = as_person("wang")
    reader.get(f"{story.path}/steps/report")
    fields = story.fields("report", **changed) if changed else {}
    return reader.submit("/steps/report", press="只测算幅度", **fields)


def test_officer_sees_the_range_of_typed_sums_and_nothing_is_saved(as_person, people):
    story = walked(people, "question")
    version = story.case.version
    answer = reckon(as_person, story, gains="60000", gains_kind="known")
    assert answer.status == 200
    assert "按现在填写的内容" in answer.text
    assert "300,000.00 元" in answer.text
    assert (story.case.version, story.case.state) == (version, "investigate")


def test_reckoning_without_dates_says_what_is_missing(as_person, people):
    answer = reckon(as_person, walked(people, "question"))
    assert answer.status == 200
    assert "还不能测算" in answer.text


def test_sums_that_reach_a_criminal_threshold_are_named(as_person, people):
    story = walked(people, "question")
    answer = reckon(as_person, story, gains="150000", gains_kind="known", act_kinds=("CFA-1c",))
    assert "CR-2" in answer.text


def test_sums_of_mere_selling_name_no_crime(as_person, people):
    story = walked(people, "question")
    answer = reckon(as_person, story, gains="150000", gains_kind="known", act_kinds=("CFA-2",))
    assert "CR-2" not in answer.text
