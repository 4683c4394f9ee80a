"""Every kind says what it is narrowed by: procedure, state, unit, who is in charge; and in whose words."""

from caseapp.search.facets import facets, words_of
from tests.stories import reported, walked


def test_filed_case_can_be_narrowed_to_its_procedure_state_unit_and_officers(app, people):
    story = walked(people, "file")
    source = app.extensions["search"].sources.get("case")
    one = next(iter(source.entries([story.case_id])))
    by_name = {name: {v for n, v in one.facets if n == name} for name, _ in one.facets}
    assert by_name["procedure"] == {story.case.track}
    assert by_name["unit"] == {story.case.unit_path}
    assert len(by_name["state"]) == 1
    assert all(value.isdecimal() for value in by_name["person"])
    words = source.facet_words("person", by_name["person"])
    assert all(not word.isdecimal() for word in words.values())
    assert source.facet_words("procedure", ["counterfeit"]) == {"counterfeit": "假冒专利"}


def test_a_new_state_reaches_the_index_by_a_new_version(app, people):
    source = app.extensions["search"].sources.get("case")
    first = next(iter(source.entries([reported(people).case_id])))
    filed = next(iter(source.entries([walked(people, "file").case_id])))
    assert {one for one in first.facets if one[0] == "state"} != {
        one for one in filed.facets if one[0] == "state"
    }
    assert filed.version > first.version


def test_what_is_not_known_narrows_nothing():
    assert facets(unit="/1/", people=(None, 7)) == (("unit", "/1/"), ("person", "7"))


def test_values_nothing_is_called_by_are_called_by_themselves(app):
    assert words_of("person", ["乱", "99999"], {}) == {"乱": "乱", "99999": "99999"}
    assert words_of("state", ["已移送"], {}) == {"已移送": "已移送"}
