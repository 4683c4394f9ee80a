"""The file contents of a case: the order of an archive volume, what is missing, the downloads."""

import contextlib
import io
import json
import zipfile
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import actions
from caseapp.cases.open_file import open_file
from caseapp.cases.volume import MAIN, SECOND, volumes_of
from caseapp.cases.volume_gaps import gaps_of
from caseapp.documents import queries as documents
from caseapp.ledger.models import AuditRow
from tests.cases.test_evidence_pages import item
from tests.stories import DAY_OF, walked

PHOTO = b"\xff\xd8\xff\xe0JFIF" + b"\x00" * 40


def looked_at(story, by):
    file = open_file(story.case, by=by)
    services = documents.services_of_case(story.case_id)
    both = volumes_of(file, services)
    return {one.key: one for one in both}, gaps_of(file, both, services)


def titles(volume):
    return [one.title for one in volume.pieces]


def close_all(story, by):
    """Let the officers finish every record and sheet that is theirs."""
    for row in documents.papers_of_case(story.case_id):
        if row.state == "draft":
            with contextlib.suppress(Refused), writing():  # what needs an approval stays a draft
                day = story.day(DAY_OF["close"])
                actions.close_record(by=by, case=story.case, paper_id=row.id, on=day)


def test_papers_lie_in_the_order_of_an_archive_volume(people, clock):
    story = walked(people, "close")
    clock.set(story.day(DAY_OF["close"]))
    volumes, _ = looked_at(story, people.wang)
    main = titles(volumes[MAIN])
    assert main[:4] == ["立案审批表", "行政处罚决定书", "送达回证", "先行登记保存证据通知书"]
    assert main.index("行政处罚告知书") + 1 == main.index("送达回证", 4)
    assert main.index("行政处罚告知书") < main.index("现场笔录")
    second = titles(volumes[SECOND])
    assert second[0] == "案件来源登记表"
    places = ["调查终结报告", "法制审核表", "结案审批表"]
    assert [one for one in second if one in places] == places
    assert not set(main) & set(second)


def test_pages_run_through_the_volume_and_drafts_take_none(people, clock):
    story = walked(people, "close")
    clock.set(story.day(DAY_OF["close"]))
    volumes, gaps = looked_at(story, people.wang)
    page = 1
    for one in volumes[MAIN].bound:
        assert (one.number > 0, one.first) == (True, page if one.pages else 0)
        page += one.pages or 0
    assert volumes[MAIN].pages == page - 1 > 0
    drafts = [one for one in volumes[MAIN].pieces if one.state == "草稿"]
    assert drafts
    assert {(one.number, one.is_in) for one in drafts} == {(0, False)}
    told = {gap.paper_id for gap in gaps}
    assert {one.row.id for one in drafts} <= told


def test_what_the_volume_lacks_is_named_one_by_one(people, clock):
    story = walked(people, "sign_notice")
    clock.set(story.day(DAY_OF["sign_notice"]))
    notice = story.paper("penalty_notice")
    _, gaps = looked_at(story, people.wang)
    why = {(gap.paper_id, gap.why) for gap in gaps}
    assert (notice.id, "已经签发，还没有送达。") in why
    assert (notice.id, "没有用印记录，请在文书页登记用印。") in why
    clock.set(story.day(DAY_OF["notify"]))
    story.serve("penalty_notice", on=story.day(DAY_OF["notify"]))
    _, gaps = looked_at(story, people.wang)
    told = [gap.why for gap in gaps if gap.paper_id == notice.id]
    assert any("没有附送达证明" in one for one in told)
    assert not any("还没有送达" in one for one in told)
    site = story.paper("site_record")
    with writing():
        actions.void_paper(by=people.wang, case=story.case, paper_id=site.id, why="写错")
    volumes, gaps = looked_at(story, people.wang)
    assert "现场笔录" not in titles(volumes[MAIN])
    assert any(gap.title == "《现场笔录》" and "请起草" in gap.why for gap in gaps)


def test_the_page_shows_both_volumes_and_keeps_the_void_apart(people, as_person, clock):
    story = walked(people, "notify")
    clock.set(story.day(DAY_OF["notify"]))
    site = story.paper("site_record")
    with writing():
        actions.void_paper(by=people.wang, case=story.case, paper_id=site.id, why="写错")
    page = as_person("wang").get(f"{story.path}/contents")
    assert page.heading == "卷内文件"
    assert "副卷（内部材料，不对外提供）" in page.text
    assert page.texts(".//section[@aria-labelledby='voided']//a") == ["《现场笔录》"]
    assert as_person("zhao").get(f"{story.path}/contents").status == 404


def members(page):
    """Unpack what a browser saves, under a name that fits into the line of a head."""
    told = page.answer.headers["Content-Disposition"].encode("latin-1").decode()
    assert unquote(told).endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(page.data)) as folder:
        assert folder.testzip() is None
        return {name: folder.read(name) for name in folder.namelist()}


def test_folder_holds_frozen_papers_originals_and_a_contents_sheet(people, as_person, clock):
    story = walked(people, "close")
    clock.set(story.day(DAY_OF["close"]))
    close_all(story, people.wang)
    wang = as_person("wang")
    sent = {"file": (io.BytesIO(PHOTO), "现场.jpg")}
    item(wang, story, title="现场照片/一", pages="2", **sent)
    packed = members(wang.get(f"{story.path}/contents.zip"))
    decision = story.paper("penalty_decision")
    name = f"正卷/002 行政处罚决定书（{decision.number}）"
    assert packed[f"{name}.docx"][:2] == b"PK"
    assert packed[f"{name}.pdf"].startswith(b"%PDF")
    photo = next(one for one in packed if one.endswith(".jpg"))
    assert "证据" in photo
    assert "现场照片_一" in photo
    assert packed[photo] == PHOTO
    assert {one.partition("/")[0] for one in packed} == {"正卷"}
    with zipfile.ZipFile(io.BytesIO(packed["正卷/000 2 卷内文件目录.docx"])) as sheet:
        listed = sheet.read("word/document.xml").decode()
    assert decision.number in listed
    assert "现场照片/一" in listed
    both = members(wang.get(f"{story.path}/contents.zip?second=1"))
    assert {one.partition("/")[0] for one in both} == {"正卷", "副卷", "没有列入和还缺的.txt"}
    rows = [row for row in ledger_rows() if row.action == "paper.volume_taken"]
    assert [json.loads(row.details)["volumes"] for row in rows] == [["main"], ["main", "second"]]


def ledger_rows():
    return db.session.scalars(sa.select(AuditRow).order_by(AuditRow.seq)).all()


def test_one_pdf_has_a_bookmark_and_a_page_number_for_each_paper(people, as_person, clock):
    story = walked(people, "close")
    clock.set(story.day(DAY_OF["close"]))
    volumes, _ = looked_at(story, people.wang)
    wang = as_person("wang")
    wang.get(f"{story.path}/contents")
    assert wang.submit("bind-main").status == 303
    bound = PdfReader(io.BytesIO(wang.follow().data), strict=True)
    papers = volumes[MAIN].papers
    assert [one.title for one in bound.outline] == [one.name for one in papers]
    assert len(bound.pages) == sum(one.pages for one in papers)
    numbers = [page.extract_text().rstrip().rpartition("\n")[2] for page in bound.pages]
    firsts = [one.first + nth for one in papers for nth in range(one.pages)]
    assert numbers == [str(one) for one in firsts]
    assert all(len(page.extract_text()) > 30 for page in bound.pages)


def test_chosen_papers_are_printed_at_once_with_their_copies(people, as_person, clock):
    story = walked(people, "notify")
    clock.set(story.day(DAY_OF["notify"]))
    wang = as_person("wang")
    wang.get(f"{story.path}/contents")
    none = wang.submit("/print")
    assert (none.status, "没有选择文书" in none.text) == (409, True)
    ids = [str(story.paper(kind).id) for kind in ("penalty_notice", "site_record")]
    assert "份数应当在 1 到 20 之间" in wang.submit("/print", paper=ids, copies="99").text
    assert wang.submit("/print", paper=ids, copies="3").status == 303
    bound = PdfReader(io.BytesIO(wang.follow().data), strict=True)
    assert [one.title.partition("鞍")[0] for one in bound.outline] == [
        *["行政处罚告知书"] * 3,
        *["现场笔录"] * 3,
    ]
    draft = bound.pages[-1].extract_text()
    assert "草稿" in draft
    foreign = wang.get(f"{story.path}/papers/print.pdf?paper=999999")
    assert foreign.status == 404


@pytest.mark.sqlite
def test_a_damaged_file_breaks_the_folder_off_and_is_noted(*, app, people, as_person, clock):
    story = walked(people, "sign_notice")
    clock.set(story.day(DAY_OF["notify"]))
    notice = story.paper("penalty_notice")
    path = app.extensions["store"].path(notice.sha256)
    path.chmod(0o600)
    path.write_bytes(b"PK altered")
    with pytest.raises(Exception, match=notice.sha256):
        as_person("wang").get(f"{story.path}/contents.zip").data  # noqa: B018 - the bytes are read
    assert any(row.action == "file.refused" for row in ledger_rows())
