"""What every download of transfers, accounts of other bodies, joint actions and matters says of itself."""

from datetime import date
from urllib.parse import unquote

from caseapp.base.clock import today
from caseapp.base.web import Upload
from caseapp.joint import queries as joint
from caseapp.ledger.sending import SANDBOX
from tests.cooperation.test_papers import draft, transfer
from tests.counterparts import invite
from tests.joint.joints import running, visit
from tests.people import sign_in
from tests.stories import reported
from tests.transfers import handing
from tests.transfers.doing import make, opened

NAMED = "filename*=UTF-8''"


def name_of(page):
    """Every header can be written by a server, and the name comes back as it was."""
    assert page.status == 200
    for name, value in page.answer.headers.items():
        assert value.encode("latin-1"), name
    return unquote(page.answer.headers["Content-Disposition"].partition(NAMED)[2])


def test_packed_file_and_its_parts_go_out_under_their_chinese_names(*, app, people, as_person):
    invite()
    story = reported(people, received_on=date(2026, 11, 16))
    one = opened(people.wang, "case_out", "anshan_market_bureau", case_id=story.case_id,
                 right_kind="trademark")  # fmt: skip
    handing.choose(people.wang, one, evidence=(handing.evidence_of(story),))
    photo = handing.upload(people.wang, one, "other", name="货架照片", filename="货架照片.jpg")
    make(people.chen, one, "approve", reason="同意。")
    make(people.wang, one, "send")
    wang, shi = as_person("wang"), sign_in(type(as_person("wang"))(app), "shi")
    hand_over, received = f"/transfers/{one}/hand-over", f"/counterpart/{one}"
    for reader, address in ((wang, hand_over), (shi, received)):
        packed = reader.get(f"{address}/sent/1")
        assert name_of(packed).endswith(".zip")
        assert " 移送材料 " in name_of(packed)
        assert packed.answer.headers["Content-Security-Policy"] == SANDBOX
        assert packed.answer.mimetype == "application/octet-stream"
        assert packed.data == handing.packed(one)
    assert name_of(wang.get(f"{hand_over}/{photo}/file")) == "货架照片.jpg"
    assert name_of(shi.get(f"{received}/files/{photo}")).endswith(".jpg")
    assert name_of(wang.get("/transfers/register.xlsx")).endswith(f"{today()}.xlsx")


def test_papers_of_a_matter_go_out_under_their_titles(*, app, people, as_person):
    number = transfer(people.wang)
    paper_id = draft(people.wang, number)
    wang = as_person("wang")
    for form, ending in (("word", ".docx"), ("pdf", ".pdf")):
        page = wang.get(f"/cooperation/{number}/papers/{paper_id}/{form}")
        assert name_of(page).endswith(f"（草稿）{ending}")


def test_photo_of_a_joint_action_is_shown_with_its_own_name(people, as_person):
    joint_id = running(people)
    kept = handing.stored(b"\xff\xd8\xff door", "x")
    shown = Upload("门头照片.jpg", "image/jpeg", kept.sha256, kept.size)
    row = visit(people, joint_id, photos=(shown,))
    [only] = joint.photos_of(row.id)
    address = f"/joint/{joint_id}/inspections/{row.id}/photos/{only.id}"
    assert name_of(as_person("wang").get(address)) == "门头照片.jpg"
