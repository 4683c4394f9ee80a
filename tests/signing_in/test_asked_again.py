"""What may cost a person their safety or the trail its worth asks for password and code once more."""

import pytest

from tests.signing_in.entering import come_in, give_password
from tests.stories import walked

ASKED_AGAIN = {
    *("cases.seal", "cases.unseal", "cases.add_name", "cases.drop_name"),
    "accounts.export_audit",
}


def test_sealing_and_taking_the_trail_away_ask_again(app):
    marked = {name for name, view in app.view_functions.items() if hasattr(view, "needs_fresh")}
    assert marked >= ASKED_AGAIN


@pytest.fixture
def chief(app, people, client):
    """Give the chief, come in with password and code."""
    telephone = give_password(app, people.chen)
    come_in(client, "chen", telephone)
    return client


def test_case_is_sealed_only_by_who_has_just_said_who_they_are(*, people, chief, clock):
    story = walked(people, "file")
    clock.forward(minutes=6)
    chief.get(f"{story.path}/sight")
    page = chief.submit(f"{story.path}/sight/seal", reason="涉及重大舆情，只限专案组。")
    assert page.status == 409
    assert "验证过密码和验证码" in page.text
    assert page.links()["去处理"] == "/me/prove"
    assert story.case.is_sealed is False
