"""Whoever sees a matter by invitation, by its work or with a group reads its papers, and drafts none."""

from caseapp.base.db import db, writing
from caseapp.cooperation import actions, owners
from caseapp.joint import actions as joint
from caseapp.joint import queries as joints
from caseapp.joint.given import MemberGiven
from caseapp.liaison import actions as liaison
from caseapp.liaison.given import OwnerGiven
from tests.joint.joints import opened as opened_joint
from tests.joint.joints import running
from tests.liaison.meetings import called, held, opened, resolved


def drafted(people, number, kind):
    with writing():
        matter = owners.matter(number, by=people.wang)
        return actions.draft_paper(by=people.wang, matter=matter, kind=kind)


def read_by(reader, where, paper):
    """Open the page of a matter and a paper of it; whether drafting is offered."""
    page = reader.get(where)
    assert page.status == reader.get(paper).status == reader.get(f"{paper}/word").status
    return page.status, "起草文书" in page.text


def test_papers_are_read_by_whoever_sees_their_matter_and_written_by_its_unit(as_person, people):
    asked, agreed, out = called(people), held(people), running(people)
    with writing():
        meeting = opened(asked, people.wu)
        liaison.invite(
            by=people.wu, opened=meeting, chosen=[], people=[people.zhao.id], part="member"
        )
        known = opened_joint(out, people)
        group, given = joints.groups_of(out)[0].id, MemberGiven(person_id=people.zhao.id)
        joint.add_member(by=people.wu, opened=known, group_id=group, given=given)
    resolved(people, agreed, OwnerGiven(unit_id=people.zhao.unit_id, person_id=people.zhao.id))
    for where, number, kind in (
        ("/meetings", asked, "X07"),
        ("/meetings", agreed, "X07-minutes"),
        ("/joint", out, "X09"),
    ):
        paper_id = drafted(people, number, kind)
        db.session.rollback()
        paper = f"/cooperation/{number}/papers/{paper_id}"
        for login, answer in (
            ("zhao", (200, False)),
            ("wang", (200, True)),
            # What is her unit's to do lets her see its meeting, and no other.
            ("qian", (200 if number == agreed else 404, False)),
        ):
            assert read_by(as_person(login), f"{where}/{number}", paper) == answer, (login, where)
        assert as_person("zhao").get(f"/cooperation/{number}/papers/new").status == 404
