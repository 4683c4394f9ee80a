"""Every stored file as every role: downloads in a sandbox, under our own type (U5, U8)."""

import io
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest

from caseapp.base.db import writing
from caseapp.base.file_names import shown_name
from caseapp.documents import queries as documents
from caseapp.evidence import queries as evidence
from caseapp.ledger import queries as ledger
from caseapp.ledger.actions import note_stored_file
from tests.files.samples import SAMPLES, png
from tests.people import CAST
from tests.stories import walked

SANDBOX = "default-src 'none'; sandbox"
NAMES = [
    ("../../etc/passwd", "passwd"),
    ("/etc/shadow", "shadow"),
    ("C:\\Windows\\system32\\cmd.exe", "cmd.exe"),
    ("照片\x00.png", "照片.png"),
    ("照片\r\nSet-Cookie: a=b.png", "照片Set-Cookie: a=b.png"),
    ("照片\u2028下\u2029页.png", "照片 下 页.png"),
    ("发票\u202egnp.exe", "发票gnp.exe"),
    ("\u2066隐\u200b藏\ufeff.png", "隐藏.png"),
    ("CON", "_CON"),
    ("nul.txt", "_nul.txt"),
    ("Lpt1.照片.png", "_Lpt1.照片.png"),
    ("%2e%2e%2f%2e%2e%2fetc.txt", "%2e%2e%2f%2e%2e%2fetc.txt"),
    ("末尾有点.txt. . .", "末尾有点.txt"),
    ("..", "未命名文件"),
    ("长" * 300 + ".jpeg", "长" * 195 + ".jpeg"),
    ("很" * 300, "很" * 200),
    ('引"号;x=1.png', '引"号;x=1.png'),
]


@pytest.fixture
def story(app, people):
    """Give a filed case."""
    return walked(people, "file")


def sent(reader, story, *file):
    name, content = file
    reader.get(f"{story.path}/evidence/new")
    given = {"title": "送来的文件", "kind": "electronic", "form": "original"}
    given |= {"taken_on": story.day(4).isoformat(), "file": (io.BytesIO(content), name)}
    page = reader.submit(**given)
    assert page.status == 303, page.text
    return evidence.items_of_case(story.case_id)[-1]


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_a_hostile_name_is_kept_as_a_plain_one(name: str, kept: str) -> None:
    assert shown_name(name) == kept


def test_hostile_names_write_nothing_but_the_hash_and_leave_the_headers_whole(
    story, as_person, settings
) -> None:
    wang, store = as_person("wang"), settings.files_dir
    before = tree(settings.data_dir.parent)
    for number, (name, _) in enumerate(NAMES):
        row = sent(wang, story, as_browsers_send(name), b"file %d" % number)
        answer = wang.get(f"{story.path}/evidence/{row.id}/file").answer
        assert answer.status_code == 200, name
        disposition = answer.headers["Content-Disposition"]
        assert "\r" not in disposition
        assert "\n" not in disposition
        assert answer.headers.getlist("Set-Cookie") == []
        told = unquote(disposition.partition("filename*=UTF-8''")[2])
        assert not any(unicodedata.category(sign)[0] == "C" for sign in told)
        assert row.filename in wang.get(story.path).text
    new = {path for path in tree(settings.data_dir.parent) - before if path.is_file()}
    stored = {path for path in new if path.is_relative_to(store)}
    assert {path.name for path in stored} == set(ledger.stored_hashes())
    beside = {path.relative_to(settings.data_dir.parent).as_posix() for path in new - stored}
    assert {name for name in beside if not name.startswith(("data/caseapp.sqlite3", "index/"))} <= {
        "data/files.lock"
    }


def as_browsers_send(name: str) -> str:
    """Ends of lines are written out by every browser; a bare one would end the header itself."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace("\x00", "")


def tree(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_every_stored_file_as_every_role_is_a_download_or_a_picture_in_a_sandbox(
    story, as_person, figure
) -> None:
    wang, answers = as_person("wang"), 0
    rows = [sent(wang, story, one.name, one.content) for one in SAMPLES]
    for member in CAST:
        reader = as_person(member.login)
        may_read = reader.get(story.path).status == 200
        for sample, row in zip(SAMPLES, rows, strict=True):
            address = f"{story.path}/evidence/{row.id}"
            file, shown = reader.get(f"{address}/file"), reader.get(f"{address}/shown")
            answers += 2
            if not may_read:
                assert {file.status, shown.status} <= {403, 404}
                continue
            assert_download(file.answer, sample.content)
            if sample.shown:
                assert_shown(shown.answer, sample.content)
            else:
                assert_download(shown.answer, sample.content)
    assert answers == 2 * len(CAST) * len(SAMPLES)
    figure("U8", "answers with a file checked, every role", reached=answers, asked="all")


def assert_download(answer, content):
    assert answer.data == content
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def assert_shown(answer, content):
    assert answer.data == content
    assert answer.mimetype in {"image/png", "image/jpeg"}
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert answer.headers["Content-Security-Policy"] == f"{SANDBOX}; frame-ancestors 'self'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_flags_a_wrong_name_and_frames_only_what_is_plainly_a_picture(
    story, as_person
) -> None:
    wang = as_person("wang")
    for sample in SAMPLES:
        row = sent(wang, story, sample.name, sample.content)
        page = wang.get(f"{story.path}/evidence/{row.id}")
        frames = page.all(".//iframe")
        assert [frame.get("sandbox") for frame in frames] == ([""] if sample.shown else [])
        assert bool(page.all(".//*[@class='notice notice-warn']")) is sample.warned
        assert sample.kind in page.text
        assert row.sha256 in page.text
    case = wang.get(story.path).text
    assert "名称是 .pdf，内容却是网页（HTML），两者不符。" in case


def test_the_type_is_ours_and_not_the_senders(story, as_person) -> None:
    wang = as_person("wang")
    wang.get(f"{story.path}/evidence/new")
    lying = (io.BytesIO(b"<html><script>alert(1)</script>"), "图.png", "image/png")
    given = {"title": "说谎", "kind": "electronic", "form": "original", "file": lying}
    assert wang.submit(**given, taken_on=story.day(4).isoformat()).status == 303
    row = evidence.items_of_case(story.case_id)[-1]
    assert row.media_type == "text/html"
    shown = wang.get(f"{story.path}/evidence/{row.id}/shown").answer
    assert shown.headers["Content-Disposition"].startswith("attachment;")


def test_a_paper_goes_out_as_a_download(app, people, as_person) -> None:
    story = walked(people, "decide")
    wang = as_person("wang")
    papers = {f"{story.path}/papers/{row.id}" for row in documents.papers_of_case(story.case_id)}
    assert papers
    for address in papers:
        for form in ("word", "pdf"):
            answer = wang.get(f"{address}/{form}").answer
            assert answer.status_code == 200
            assert answer.headers["Content-Disposition"].startswith("attachment;")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_of_60_megabytes_goes_out_whole_piece_by_piece(story, as_person, app) -> None:
    content = png() + bytes(60 * 1024 * 1024)
    store = app.extensions["store"]
    stored = store.put(io.BytesIO(content), 200 * 1024 * 1024)
    wang = as_person("wang")
    row = sent(wang, story, "大.png", b"small")
    with writing():
        big = evidence.item_of_case(story.case_id, row.id)
        note_stored_file(sha256=stored.sha256, size=stored.size)
        big.sha256, big.size = stored.sha256, stored.size
    answer = wang.get(f"{story.path}/evidence/{row.id}/file").answer
    assert answer.data == content
    assert answer.headers["Content-Length"] == str(len(content))
