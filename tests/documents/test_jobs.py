"""Long works: many papers in one print, files made outside as PDF; progress, an end, a new beginning."""

import io
import os
import threading
import zipfile
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases.actions import volumes
from caseapp.cases.routes.jobs import told_of
from caseapp.documents import job_queries, jobs, printing
from caseapp.documents import queries as documents
from caseapp.documents.actions import draft
from caseapp.documents.actions import jobs as actions
from caseapp.documents.job_words import Sheet
from caseapp.documents.outside.libreoffice import LibreOffice, missing, without_network
from caseapp.documents.outside.office_files import is_office_file, refuse_unfit
from caseapp.evidence import queries as evidence
from tests.files.test_sending import sent
from tests.stories import walked

PACKED = "application/zip"
RTF = rb"{\rtf1\ansi\ansicpg936 Sold 12 kettles.\par}"


@pytest.fixture
def story(app, people):
    """Give a case with a signed notice."""
    return walked(people, "sign_notice")


@pytest.fixture
def program():
    """Give LibreOffice; where the suite has to be whole its absence is a failure."""
    if lacks := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lacks)
    with LibreOffice() as office:
        yield office


def do_all(office=None):
    """Do what waits, as the thread beside the server does."""
    done = 0
    while jobs.do_next(office or LibreOffice(), threading.Event()):
        done += 1
    return done


def asked(story, by, *, times=30, copies=1):
    paper = story.paper("penalty_notice")
    sheets = [Sheet(paper.id, f"{number:03} {paper.title}", 2 * number) for number in range(times)]
    with writing():
        return volumes.ask_print(
            by=by, case=story.case, name="全卷.pdf", sheets=sheets, copies=copies, asked_from="/"
        )


def now_of(job_id):
    db.session.rollback()
    return job_queries.job_as_row(job_id)


def test_many_papers_are_printed_beside_the_server_and_taken_from_ones_own_page(
    story, people, as_person
):
    notice = story.paper("penalty_notice")
    for _ in range(21 - len(documents.papers_of_case(story.case_id))):
        with writing():
            draft(by=people.wang, case_id=story.case_id, kind="site_record", data={})
    wang = as_person("wang")
    page = wang.get(f"{story.path}/contents")
    boxes = [box.get("value") for box in page.all(".//input[@name='paper']")]
    assert len(boxes) > 20
    assert wang.submit("/print", paper=boxes, copies="2").location == "/papers/jobs"
    assert "马上开始" in wang.follow().text
    assert wang.submit("/cancel").status == 303
    assert "已取消" in wang.follow().text
    wang.get(f"{story.path}/contents")
    wang.submit("/print", paper=boxes, copies="2")
    assert do_all() == 1
    page = wang.get("/papers/jobs")
    (link,) = [one for one in page.links().values() if one.endswith("/file")]
    bound = PdfReader(io.BytesIO(wang.get(link).data), strict=True)
    assert len(bound.outline) == 2 * len(boxes)
    assert sum(notice.number in one.title for one in bound.outline) == 2
    assert as_person("li").get(link).status == 404
    assert "没有打印和转换" in as_person("li").get("/papers/jobs").text


def test_a_work_tells_how_far_it_is_and_can_be_taken_back_while_it_runs(story, people, clock):
    job_id = asked(story, people.wang)
    with writing():
        actions.begin_next(by=Person.system())
    clock.forward(seconds=10)
    with writing():
        assert actions.note_progress(job_id=job_id, done=5)
    told = told_of(now_of(job_id), now())
    assert told == "5/30 份，每秒 0.5 份，大约还要 50 秒"
    with writing():
        actions.cancel(by=people.wang, job_id=job_id)
    with writing():
        assert not actions.note_progress(job_id=job_id, done=6)
        actions.fail(by=Person.system(), job_id=job_id, why="太晚了")
    assert (now_of(job_id).state, now_of(job_id).why) == ("cancelled", "")


def test_a_work_is_left_for_the_next_start_when_the_program_ends(story, people):
    job_id, stop = asked(story, people.wang), threading.Event()
    stop.set()
    assert jobs.do_next(LibreOffice(), stop)
    assert (now_of(job_id).state, now_of(job_id).sha256) == ("running", None)
    assert jobs.take_up() == 1
    assert do_all() == 1
    assert (now_of(job_id).state, now_of(job_id).done) == ("done", 30)


def test_what_ran_when_the_program_died_is_begun_again_and_given_up_at_last(story, people):
    job_id = asked(story, people.wang)
    for turn in range(1, 4):
        with writing():
            assert actions.begin_next(by=Person.system()) == job_id
        assert (now_of(job_id).state, now_of(job_id).begun) == ("running", turn)
        assert jobs.take_up() == 1
    assert now_of(job_id).state == "failed"
    assert now_of(job_id).why == "办理中程序 3 次意外结束，不再重试。"
    again = asked(story, people.wang)
    assert again != job_id
    assert do_all() == 1
    assert now_of(again).state == "done"


def test_old_prints_are_cleared_away_and_can_be_made_again(*, story, people, app, clock):
    job_id = asked(story, people.wang)
    do_all()
    kept = now_of(job_id).sha256
    assert app.extensions["store"].size_of(kept) == now_of(job_id).size
    clock.forward(days=jobs.KEPT_FOR.days + 1)
    jobs.take_up()
    assert now_of(job_id).sha256 is None
    assert app.extensions["store"].size_of(kept) is None
    with pytest.raises(Refused, match="不用取消"), writing():
        actions.cancel(by=people.wang, job_id=job_id)


def test_old_prints_are_cleared_away_while_the_program_runs(
    *, story, people, app, clock, tmp_path, monkeypatch
):
    job_id, stop, rounds = asked(story, people.wang), threading.Event(), []
    monkeypatch.setattr(jobs, "PAUSE", 0)

    @contextmanager
    def in_context():
        rounds.append(now_of(job_id).sha256)
        if rounds[-1] is not None:
            clock.forward(days=jobs.KEPT_FOR.days + 1)
        if len(rounds) > 3:
            stop.set()
        yield

    jobs.run_jobs(stop, in_context=in_context, lock_path=tmp_path / "jobs.lock")
    # The first look is the election's: it asks which database holds the lock.
    assert [one is not None for one in rounds] == [False, False, True, False]


def test_the_same_print_asked_twice_is_made_once_and_a_queue_has_its_end(story, people):
    assert asked(story, people.wang) == asked(story, people.wang)
    assert asked(story, people.wang) != asked(story, people.li)
    for copies in range(2, actions.MOST_OPEN + 1):
        asked(story, people.wang, copies=copies)
    with pytest.raises(Refused, match="没有办完"):
        asked(story, people.wang, times=3)


def word_file(**more):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in more.items():
            packed.writestr(name.replace("__", "/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word_file(**{"word/vbaProject.bin": b"x"}), "带有宏"),
        (b"PK\x03\x04 broken", "已经损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "有密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "带有宏"),
        (word_file(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "有密码"),
        (b"MZ\x90\x00", "不是办公文档"),
    ],
)
def test_a_file_with_macros_a_password_or_damage_is_refused_before_it_is_opened(content, said):
    with pytest.raises(Refused, match=said):
        refuse_unfit(content, "材料.docx")


def test_only_office_documents_are_offered_as_pdf():
    assert is_office_file(PACKED, "材料.docx")
    assert is_office_file("application/x-ole-storage", "材料.WPS")
    assert not is_office_file(PACKED, "材料.docm")
    assert not is_office_file(PACKED, "材料.zip")
    assert not is_office_file("application/x-executable", "材料.docx")


def test_an_office_document_is_shown_as_pdf_beside_its_untouched_original(
    *, story, people, as_person, program
):
    wang = as_person("wang")
    row = sent(wang, story, "情况说明.rtf", RTF)
    path = f"{story.path}/evidence/{row.id}"
    assert "转换为 PDF 查看" in wang.get(path).text
    assert wang.submit("/convert").status == 303
    assert "排队等候" in wang.follow().text
    do_all(program)
    page = wang.get(path)
    pdf = wang.get(f"{path}/pdf")
    assert "Sold 12 kettles." in PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
    assert wang.get(f"{path}/file").data == RTF
    assert "下载 PDF" in page.text
    with writing():
        item = evidence.item_of_case(story.case_id, row.id)
        again = volumes.ask_conversion(by=people.li, item=item, asked_from=path)
    assert now_of(again).asked_by == people.wang.id
    damaged = sent(wang, story, "坏了.docx", b"PK\x03\x04 broken")
    wang.get(f"{story.path}/evidence/{damaged.id}")
    wang.submit("/convert")
    do_all(program)
    assert "这个文件已经损坏" in wang.get(f"{story.path}/evidence/{damaged.id}").text
    photo = sent(wang, story, "照片.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    page = wang.get(f"{story.path}/evidence/{photo.id}")
    assert "转换为 PDF" not in page.text


def test_the_pdf_of_a_file_two_cases_hold_bears_in_each_the_name_it_has_there(
    *, story, people, as_person
):
    wang, other = as_person("wang"), walked(people, "file")
    first = sent(wang, other, "来信人的名字.rtf", RTF)
    with writing():
        volumes.ask_conversion(by=people.wang, item=first, asked_from="/")
        job_id = actions.begin_next(by=Person.system())
        made = printing.keep(b"%PDF-1.7 made")
        actions.finish(by=Person.system(), job_id=job_id, made=made)
    row = sent(wang, story, "情况说明.rtf", RTF)
    answer = wang.get(f"{story.path}/evidence/{row.id}/pdf").answer
    assert answer.data == b"%PDF-1.7 made"
    assert unquote(answer.headers["Content-Disposition"]).endswith("情况说明.pdf")


def test_where_libreoffice_is_missing_the_page_says_what_to_install(story, as_person, monkeypatch):
    wang = as_person("wang")
    row = sent(wang, story, "情况说明.rtf", RTF)
    monkeypatch.setenv("PATH", "")
    page = wang.get(f"{story.path}/evidence/{row.id}")
    assert "libreoffice-writer-nogui" in page.text
    assert "转换为 PDF 查看" not in page.text


def test_where_the_network_cannot_be_cut_off_no_foreign_file_is_opened(tmp_path, monkeypatch):
    (tmp_path / "soffice").symlink_to(
        "/bin/true"
    )  # LibreOffice is there, the program that cuts off is not
    monkeypatch.setenv("PATH", str(tmp_path))
    without_network.cache_clear()
    try:
        assert "不能把转换程序与网络隔开" in missing("docx")
        with pytest.raises(Refused, match="不能把转换程序与网络隔开"), LibreOffice() as office:
            office.pdf(b"PK", "docx")
    finally:
        without_network.cache_clear()
