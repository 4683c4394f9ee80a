"""Files handed in elsewhere than as evidence: found as part of what they hang on, hidden and gone as it is."""

import io
from dataclasses import dataclass

import pytest
from flask import current_app

from caseapp.base.clock import now, today
from caseapp.base.db import db, writing
from caseapp.cases.actions.issuing import prove_service
from caseapp.cases.proof_files import TO_REPORTER
from caseapp.documents import queries as documents
from caseapp.documents.models import PaperRecord
from caseapp.exhibitions.actions import exhibitors
from caseapp.exhibitions.actions.photos import add_photo
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.extracts import jobs, ocr, queries
from caseapp.joint import actions as joint
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from caseapp.transfers.actions import items
from caseapp.transfers.item_given import UploadGiven
from tests.exhibitions import fairs
from tests.exhibitions.complaints import taken
from tests.exhibitions.stands import with_stands
from tests.extracts import making
from tests.joint.joints import opened as opened_joint
from tests.joint.joints import running, visit
from tests.policy.doing import seal
from tests.stories import walked
from tests.transfers.doing import found as transfer
from tests.transfers.doing import opened as opened_transfer

WORD = "茶叶包装机"


@dataclass(frozen=True)
class File:
    filename: str
    sha256: str
    size: int
    media_type: str = "image/png"


class Desk:
    """The office with its files: hand one in, let the worker come by, ask."""

    def __init__(self, app):
        self.app = app

    def file(self, name, data):
        kept = self.app.extensions["store"].put(io.BytesIO(data), 10**9)
        return File(name, kept.sha256, kept.size)

    def shot(self):
        """A photo with letters on it."""
        return self.file("门头.png", making.picture(f"{WORD} 专利标识"))

    def hits(self, by):
        found = self.app.extensions["search"].find(WORD, by=by).hits
        return [(hit.kind, hit.object_id) for hit in found]

    def read(self):
        drain_all(REACTIONS)
        jobs.extract_all(self.app.extensions["store"], ocr.installed())
        drain_all(REACTIONS)
        assert self.app.extensions["search"].feed.drift() == []

    def place(self, kind, object_id):
        (row,) = self.app.extensions["search"].sources.get(kind).hits([object_id])
        return [where for where, text in row.parts if WORD in text]


@pytest.fixture
def desk(app):
    return Desk(app)


def test_letters_on_a_photo_of_a_joint_visit_are_found_until_the_visit_is_void(desk, people):
    joint_id = running(people)
    made = visit(people, joint_id, photos=(desk.shot(),))
    desk.read()
    assert desk.hits(people.wang) == [("joint", joint_id)]
    assert desk.place("joint", joint_id) == ["检查照片“门头.png”图片文字"]
    assert desk.hits(people.zhao) == []
    with writing():
        joint.void(
            by=people.wang,
            opened=opened_joint(joint_id, people),
            inspection_id=made.id,
            why="登记错了",
        )
    drain_all(REACTIONS)
    assert (desk.hits(people.wang), queries.counts()) == ([], {})


def photographed(people, fair_id, shot, **of):
    with writing():
        add_photo(
            by=people.wang,
            opened=fairs.opened(fair_id, people),
            given=PhotoGiven("tab-1", 1, now(), **of),
            file=shot,
        )


@pytest.mark.usefixtures("office")
def test_photo_of_a_fair_is_found_as_the_fair(desk, people):
    fair_id = fairs.running(people)
    photographed(people, fair_id, desk.shot())
    desk.read()
    assert desk.hits(people.wang) == [("fair", fair_id)]
    assert desk.place("fair", fair_id) == ["现场照片“门头.png”图片文字"]
    assert desk.hits(people.zhao) == []


@pytest.mark.usefixtures("office")
def test_photo_of_a_complaint_leaves_with_the_case_that_is_sealed(desk, people):
    story = walked(people, "file")
    fair_id = fairs.running(people)
    complaint_id = taken(people, fair_id)
    photographed(people, fair_id, desk.shot(), complaint_id=complaint_id)
    with writing():
        db.session.get_one(FairComplaint, complaint_id).case_id = story.case_id
    desk.read()
    assert desk.hits(people.wang) == [("fair_complaint", complaint_id)]
    assert desk.place("fair_complaint", complaint_id) == ["照片“门头.png”图片文字"]
    assert desk.hits(people.zhao) == []
    seal(story, people.wang)
    drain_all(REACTIONS)
    assert desk.hits(people.wang) == desk.hits(people.chen) == []
    assert queries.counts() == {}


@pytest.mark.usefixtures("office")
def test_letter_of_promise_is_found_as_its_exhibitor_until_it_leaves(desk, people):
    fair_id = with_stands(people)
    one = db.session.query(Exhibitor).filter_by(fair_id=fair_id).first().id
    about = {"by": people.wu, "opened": fairs.opened(fair_id, people), "exhibitor_id": one}
    letter = desk.file("承诺.docx", making.word_file("承诺书", f"不展出{WORD}"))
    with writing():
        exhibitors.keep_promise(**about, promised_on=today(), file=letter)
    desk.read()
    assert desk.hits(people.wang) == [("exhibitor", one)]
    assert desk.place("exhibitor", one) == ["承诺书“承诺.docx”第2页"]
    assert desk.hits(people.zhao) == []
    with writing():
        exhibitors.leave(**about, why="未到场")
    drain_all(REACTIONS)
    assert (desk.hits(people.wang), queries.counts()) == ([], {})


def test_proof_of_service_is_found_as_its_paper_until_the_case_is_sealed(desk, people):
    story = walked(people, "notify")
    paper = story.paper("penalty_notice")
    service = documents.services_of_paper(paper.id)[0].id
    with writing():
        prove_service(
            by=people.wang,
            case=story.case,
            paper_id=paper.id,
            service_id=service,
            what="送达回证",
            files=[desk.file("回证.pdf", making.pages("送达回证", WORD))],
        )
    desk.read()
    assert desk.hits(people.wang) == [("paper", paper.id)]
    assert desk.place("paper", paper.id) == ["送达证明“回证.pdf”第2页"]
    assert desk.hits(people.zhao) == []
    seal(story, people.wang)
    assert desk.hits(people.wang) == []
    drain_all(REACTIONS)
    assert queries.counts() == {}


def test_slip_of_a_letter_to_who_reported_is_never_read(desk, people):
    story = walked(people, "notify")
    paper = story.paper("penalty_notice")
    # The letter needs a sealed report; what counts here is what it is.
    db.session.get(PaperRecord, paper.id).kind = TO_REPORTER
    db.session.commit()
    with writing():
        prove_service(
            by=people.wang,
            case=story.case,
            paper_id=paper.id,
            service_id=documents.services_of_paper(paper.id)[0].id,
            what="送达回证",
            files=[desk.file("快递单.pdf", making.pages("快递单", WORD))],
        )
    drain_all(REACTIONS)
    jobs.extract_all(desk.app.extensions["store"], ocr.installed())
    drain_all(REACTIONS)
    assert queries.counts() == {}
    assert desk.hits(people.wang) == []


def sent_along(people, transfer_id, file):
    with writing():
        return items.add_upload(
            by=people.wang,
            transfer=transfer(transfer_id),
            given=UploadGiven("other", "销售明细", file),
        ).id


SIDES = ("lead_out", "lead_in")


@pytest.mark.parametrize("side", SIDES)
def test_file_of_a_transfer_is_found_by_who_may_open_it_until_withdrawn(side, people, as_person):
    desk = Desk(current_app)
    one = opened_transfer(people.wang, side, "anshan_market_bureau", right_kind="trademark")
    item = sent_along(people, one, desk.file("明细.xlsx", making.book(清单=[[WORD, 12]])))
    desk.read()
    assert desk.hits(people.wang) == [("transfer_item", item)]
    assert desk.place("transfer_item", item) == ["工作表“清单”"]
    for login in ("wang", "chen", "zhao", "wu"):
        may = as_person(login).get(f"/transfers/{one}").status == 200
        assert (desk.hits(people[login]) == [("transfer_item", item)]) is may, login
    assert desk.hits(people.zhao) == []
    with writing():
        items.withdraw(by=people.wang, transfer=transfer(one), item_id=item, why="与此无关")
    assert desk.hits(people.wang) == []
    drain_all(REACTIONS)
    assert queries.counts() == {}


def test_file_of_a_transfer_about_a_sealed_case_loses_its_text(desk, people):
    story = walked(people, "file")
    told = {"case_id": story.case_id, "right_kind": "patent", "area": "210100"}
    one = opened_transfer(people.wang, "case_out", "shenyang_ip", reason_key="area", **told)
    item = sent_along(people, one, desk.file("明细.xlsx", making.book(清单=[[WORD, 12]])))
    desk.read()
    assert desk.hits(people.wang) == [("transfer_item", item)]
    seal(story, people.wang)
    assert desk.hits(people.zhao) == []
    drain_all(REACTIONS)
    assert queries.counts() == {}
