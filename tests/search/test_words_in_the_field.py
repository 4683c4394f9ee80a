"""What was seen at a booth or in a shop is found by who may read the complaint or the action."""

from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.exhibitions import fairs
from tests.exhibitions.test_complaint_rules import notified, visit
from tests.joint import joints

WORD = "玄圭星槎"


def found(app, by, *, kind):
    result = app.extensions["search"].find(f'"{WORD}"', by=by, kinds=[kind])
    return [hit.object_id for hit in result.hits]


def test_complaint_is_found_by_what_was_seen_at_the_booth(office, app, people):
    one = notified(people, fairs.running(people))
    visit(people, one, "wang", "li", found=f"展位上有{WORD}三件")
    for _ in range(2):
        assert found(app, people.wang, kind="fair_complaint") == [one]
        assert found(app, people.zhao, kind="fair_complaint") == []
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []


def test_joint_action_is_found_by_what_was_looked_at(app, people):
    one = joints.running(people)
    joints.visit(people, one, note=f"店内陈列{WORD}")
    for _ in range(2):
        assert found(app, people.wang, kind="joint") == [one]
        assert found(app, people.zhao, kind="joint") == []
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []
