"""A stored file that was altered, swapped or deleted is found, refused and told (U11); nothing else is swept."""

import io
import os
import random
import threading
import time

import pytest

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.cli import nightly
from caseapp.evidence import actions as evidence
from caseapp.evidence import queries as evidence_queries
from caseapp.evidence.given import ItemGiven
from caseapp.ledger import actions as ledger
from caseapp.ledger import checks, kept_files, queries
from caseapp.ledger.store import StoreBusy
from tests.files.samples import SAMPLES
from tests.stories import walked

DAY = 24 * 3600


class File:
    """A stored file as an upload names it."""

    def __init__(self, *told) -> None:
        self.filename, self.media_type, self.sha256, self.size = told


@pytest.fixture
def store(app):
    """Give the office's own store."""
    return app.extensions["store"]


@pytest.fixture
def story(app, people, store):
    """Give a case with a file of every kind."""
    walk = walked(people, "file")
    for sample in SAMPLES:
        stored = store.put(io.BytesIO(sample.content), 10**6)
        with writing():
            given = ItemGiven(
                kind="electronic",
                title=sample.name,
                proves="",
                source="",
                form="original",
                taken_on=walk.day(4),
                taken_by="王建民",
            )
            file = File(sample.name, "", stored.sha256, stored.size)
            evidence.add_item(by=people.wang, case_id=walk.case_id, given=given, file=file)
    return walk


def rows_of(story):
    found = evidence_queries.items_of_case(story.case_id)
    db.session.rollback()
    return found


def flip(path, place):
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= 1
    path.chmod(0o600)
    path.write_bytes(raw)


def swap(one, other):
    kept = one.read_bytes()
    for path, content in ((one, other.read_bytes()), (other, kept)):
        path.chmod(0o600)
        path.write_bytes(content)


def test_an_altered_file_is_refused_noted_and_turns_the_page_red(story, as_person, store) -> None:
    wang, jiang = as_person("wang"), as_person("jiang")
    row = rows_of(story)[0]
    nightly.check_if_due(wang.app)
    assert tone(jiang, "文件核对") == "正常"
    flip(store.path(row.sha256), 7)
    for address in ("file", "shown"):
        page = wang.get(f"{story.path}/evidence/{row.id}/{address}")
        assert page.status == 409
        assert "文件缺失或者被改动" in page.text
    noted = queries.acts_on(object_kind="check", object_id="files")[-1]
    assert (noted["action"], noted["result"], noted["actor_login"]) == (
        "file.refused",
        "failed",
        "wang",
    )
    assert row.sha256 in noted["details"]
    db.session.rollback()
    assert tone(jiang, "文件核对") == "故障"
    page = jiang.get("/admin/status")
    assert row.sha256[:16] in page.text
    assert "总体：故障" in page.text


def test_swapped_and_deleted_files_are_refused(story, as_person, store) -> None:
    wang = as_person("wang")
    first, second, third = rows_of(story)[:3]
    swap(store.path(first.sha256), store.path(second.sha256))
    store.path(third.sha256).unlink()
    for row in (first, second, third):
        assert wang.get(f"{story.path}/evidence/{row.id}/file").status == 409
    page = wang.get(f"{story.path}/evidence/{third.id}")
    assert "保存的文件不见了" in page.text


def test_a_file_of_the_same_length_but_too_large_to_check_first_breaks_off(
    story, as_person, store
) -> None:
    content = os.urandom(1024 * 1024) * 52
    stored = store.put(io.BytesIO(content), 10**8)
    row = rows_of(story)[0]
    with writing():
        ledger.note_stored_file(sha256=stored.sha256, size=stored.size)
        item = evidence_queries.item_of_case(story.case_id, row.id)
        item.sha256, item.size = stored.sha256, stored.size
    flip(store.path(stored.sha256), 51 * 1024 * 1024)
    wang = as_person("wang")
    with pytest.raises(Exception, match=stored.sha256):
        wang.get(f"{story.path}/evidence/{row.id}/file")
    noted = queries.acts_on(object_kind="check", object_id="files")[-1]
    assert (noted["action"], stored.sha256 in noted["details"]) == ("file.refused", True)


def test_the_nightly_check_finds_every_harm(story, store, *, figure, full_size) -> None:
    rounds, found, done = (30 if full_size else 4), 0, 0
    dice = random.Random(7)  # noqa: S311 - the same harm in every run
    hashes = sorted(set(queries.stored_hashes()))
    db.session.rollback()
    contents = {one: store.path(one).read_bytes() for one in hashes}
    for _ in range(rounds):
        flipped, gone, *pair = dice.sample(hashes, 4)
        flip(store.path(flipped), dice.randrange(10**6))
        store.path(gone).unlink()
        swap(*map(store.path, pair))
        seen = kept_files.check(store)
        assert seen.missing == (gone,)
        assert set(seen.altered) == {flipped, *pair}
        found, done = found + 4, done + 4
        for one in (flipped, gone, *pair):
            store.path(one).unlink(missing_ok=True)
            store.put(io.BytesIO(contents[one]), 10**6)
        assert kept_files.check(store).ok
    figure(
        "U11", "altered, swapped, deleted files found", reached=f"{found} of {done}", asked="100 %"
    )


def test_the_worker_checks_once_a_day_and_keeps_what_it_found(
    story, app, store, *, clock, as_person
) -> None:
    jiang, stop = as_person("jiang"), threading.Event()
    assert tone(jiang, "文件核对") == "注意"
    nightly.start_if_due(app, stop).join()
    assert nightly.start_if_due(app, stop) is None
    assert tone(jiang, "文件核对") == "正常"
    assert tone(jiang, "审计链") == "正常"
    store.path(rows_of(story)[0].sha256).unlink()
    clock.forward(days=1)
    nightly.start_if_due(app, stop).join()
    jiang = as_person("jiang")
    assert tone(jiang, "文件核对") == "故障"
    found = checks.last("files", kept_files.CHECKED)
    assert (found.ok, found.details["missing"]) == (False, 1)


def test_a_check_that_was_stopped_says_nothing(story, app) -> None:
    stop = threading.Event()
    stop.set()
    nightly.start_if_due(app, stop).join()
    assert checks.last("files", kept_files.CHECKED) is None


def aged(store, content: bytes, *, hours: float) -> str:
    """Put a file there that no record names, some hours ago."""
    sha256 = store.put(io.BytesIO(content), 10**6).sha256
    at = now().timestamp() - hours * 3600
    os.utime(store.path(sha256), (at, at))
    return str(sha256)


def test_only_what_nobody_refers_to_since_a_day_is_swept(story, store) -> None:
    referred = set(queries.stored_hashes())
    db.session.rollback()
    for sha256 in referred:
        os.utime(store.path(sha256), (0, 0))
    old, young = aged(store, b"old", hours=25), aged(store, b"young", hours=23)
    assert kept_files.check(store).orphans == (old,)
    assert kept_files.sweep(store, by=Person.system()) == (old,)
    assert set(store.all_hashes()) == referred | {young}
    assert kept_files.sweep(store, by=Person.system()) == ()
    assert queries.acts_on(object_kind="check", object_id="sweep")[-1]["action"] == "files.swept"


def test_nothing_is_swept_while_a_backup_runs(story, store) -> None:
    old = aged(store, b"old", hours=25)
    with store.kept(), pytest.raises(StoreBusy):
        kept_files.sweep(store, by=Person.system())
    assert old in set(store.all_hashes())


def test_sweeping_beside_uploads_of_the_same_bytes_loses_none(story, store, app) -> None:
    """The same bytes come again while they are swept as nobody's: who stored them finds them."""
    lost, end = [], time.monotonic() + 3
    stop = threading.Event()

    def sweep_on() -> None:
        with app.app_context():
            while not stop.is_set():
                try:
                    kept_files.sweep(store, by=Person.system())
                except StoreBusy:
                    continue
            db.session.remove()

    thread = threading.Thread(target=sweep_on)
    thread.start()
    number = 0
    while time.monotonic() < end:
        number += 1
        content = b"again %d" % (number % 5)
        sha256 = aged(store, content, hours=30)
        stored = store.put(io.BytesIO(content), 10**6)
        with writing():
            ledger.note_stored_file(sha256=stored.sha256, size=stored.size)
        if not store.verify(sha256):
            lost.append(sha256)
        with writing():
            db.session.execute(db.text("DELETE FROM stored_file WHERE sha256 = :h"), {"h": sha256})
    stop.set()
    thread.join()
    assert (lost, number > 20) == ([], True)


def tone(reader, name: str) -> str:
    """Read the word of a line of the page of the system's state."""
    page = reader.get("/admin/status")
    assert page.status == 200
    lines = {row[0]: row[1] for row in table(page)}
    return lines[name]


def table(page) -> list[list[str]]:
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for row in page.all(".//main//tbody/tr")
    ]
