import pytest

from caseapp.base.identifiers import make_credit_code
from caseapp.parties.forms import CasePartyForm, PartyForm
from caseapp.parties.given import PartyGiven

CODE = make_credit_code(area="210303", serial=8)


@pytest.fixture
def filled(app):
    def fill(form, **typed):
        with app.test_request_context(method="POST", data=typed):
            made = form(meta={"csrf": False})
            return made.validate(), made.errors, made.given()

    return fill


def test_form_hands_over_what_was_typed(filled):
    valid, errors, given = filled(
        CasePartyForm, kind="company", name=" 某厂\u3000", credit_code=CODE, part="respondent"
    )
    assert (valid, errors) == (True, {})
    assert given == PartyGiven("company", "某厂", credit_code=CODE)


def test_wrong_code_is_told_at_its_field(filled):
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    valid, errors, _ = filled(PartyForm, kind="company", name="某厂", credit_code=wrong)
    assert valid is False
    assert list(errors) == ["credit_code"]
    assert f"校验位应为{CODE[-1]}" in errors["credit_code"][0]


def test_nothing_typed_is_told_before_the_codes_are_read(filled):
    valid, errors, _ = filled(PartyForm, kind="company", name="", credit_code="1")
    assert valid is False
    assert list(errors) == ["name"]
