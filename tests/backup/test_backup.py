"""A backup made while people work comes back the same, and a damaged one is never believed (B1–B3, B6)."""

import dataclasses
import hashlib
import json
import shutil
import stat
import threading
import time
from pathlib import Path

import pytest

from caseapp.app import create_app
from caseapp.backup import contents, restoring, rows
from caseapp.backup.opening import Damaged, open_backup, words_of
from caseapp.backup.sealed import SEALED, SealedWriter
from caseapp.base import keys
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.config import Settings
from caseapp.ledger import actions as ledger
from caseapp.ledger import queries
from tests.backup.kept import CANARY


def dump() -> dict[str, str]:
    """Write every table down row by row: its name to the hash of all its rows."""
    with db.engine.connect() as connection:
        return {
            table.name: hashlib.sha256(b"".join(rows.lines(connection, table))).hexdigest()
            for table in rows.tables()
        }


def files_of(folder: Path) -> dict[str, str]:
    """Read every stored file: its place to the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_comes_back_is_the_same_table_by_table_and_file_by_file(
    kept, office, *, tmp_path, figure
) -> None:
    before, head = dump(), queries.chain_head()
    db.session.rollback()
    made = kept.make()
    proven = kept.verify(made.path)
    assert proven.signature == "genuine"
    target = tmp_path / "back"
    url = office.settings.database_url
    is_rows = url.startswith("postgres")
    empty = office._empty_url() if is_rows else f"sqlite:///{target / restoring.DATABASE}"
    kept.restore(made.path, target, empty)
    assert files_of(target / "files") == files_of(kept.settings.files_dir)
    with create_app(
        Settings(target, kept.settings.keys_dir, tmp_path / "index", empty, "0" * 64)
    ).app_context():
        after = dump()
        assert after == before
        assert queries.chain_head() == head
        assert queries.verify_chain().problems == ()
        db.session.remove()
        db.engine.dispose()
    figure("B2", "tables equal after restore", reached=len(after), asked=len(before))
    figure("B2", "files equal after restore", reached=len(made.contents.files), asked="all")


@pytest.mark.sqlite
def test_each_damaged_range_is_named_and_nothing_is_restored(kept, tmp_path, figure) -> None:
    made = kept.make()
    with made.path.open("rb") as file:
        opened = open_backup(file, kept.settings.keys_dir)
        first, pieces = opened.reader._first, opened.reader.pieces
    whole = made.path.read_bytes()
    named = 0
    bad = tmp_path / "bad.casebackup"
    for piece in range(pieces):
        at = first + piece * SEALED + SEALED // 2
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Damaged) as no:
            kept.verify(bad)
        assert touched(made.contents, piece) & set(split(no.value)), no.value
        named += 1
        with pytest.raises(Damaged):
            kept.restore(bad, tmp_path / "target")
        assert not (tmp_path / "target").exists()
        assert not (tmp_path / "target.restoring").exists()
    assert named == pieces
    figure("B3", "damaged ranges named", reached=f"{named} of {pieces}", asked="each")


def split(no: Damaged) -> list[str]:
    return [sentence.split(" 损坏")[0] for sentence in no.sentences] + list(no.sentences[:1])


def touched(listed, piece: int) -> set[str]:
    """Name the entries that lie in a piece; the list of contents where none does."""
    size = SEALED - 28
    first, last = piece * size, (piece + 1) * size
    found = {words_of(e) for e in listed.entries if e.at < last and e.at + e.size > first}
    end = max(entry.at + entry.size for entry in listed.entries)
    if last > end:
        found.add("备份的清单损坏，无法知道其中有哪些内容。")
    return found


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda raw: raw[: len(raw) // 2], "备份文件的结尾损坏，或者文件被截断，没有写完。"),
        (lambda raw: raw[:-1], "备份文件的结尾损坏，或者文件被截断，没有写完。"),
        (lambda raw: raw[:-400], "备份文件的结尾损坏，或者文件被截断，没有写完。"),
        (lambda raw: raw + b"\0", "备份文件的结尾损坏，或者文件被截断，没有写完。"),
        (lambda raw: b"X" + raw[1:], "这不是本系统的备份文件，或者文件头损坏。"),
        (lambda raw: raw[:60] + b"X" + raw[61:], "备份文件的文件头损坏。"),
        (lambda _raw: b"", "这不是本系统的备份文件，或者文件头损坏。"),
        (lambda raw: raw[:30], "备份文件的文件头损坏。"),
    ],
)
def test_a_cut_or_foreign_file_is_told_apart(kept, tmp_path, *, harm, said) -> None:
    made, bad = kept.make(), tmp_path / "bad"
    bad.write_bytes(harm(made.path.read_bytes()))
    with pytest.raises(Damaged) as no:
        kept.verify(bad)
    assert no.value.sentences == (said,)


@pytest.mark.sqlite
def test_two_pieces_that_changed_places_are_noticed(kept, tmp_path) -> None:
    made = kept.make()
    raw = bytearray(made.path.read_bytes())
    with made.path.open("rb") as file:
        first = open_backup(file, kept.settings.keys_dir).reader._first
    one, two = slice(first, first + SEALED), slice(first + SEALED, first + 2 * SEALED)
    raw[one], raw[two] = raw[two], raw[one]
    bad = tmp_path / "bad"
    bad.write_bytes(raw)
    with pytest.raises(Damaged, match="数据库 损坏"):
        kept.verify(bad)


@pytest.mark.sqlite
def test_another_key_does_not_open_it_and_an_older_version_of_the_key_does(kept, tmp_path) -> None:
    made = kept.make()
    other = tmp_path / "other-keys"
    keys.make("backup", other)
    with pytest.raises(Damaged, match="密钥目录中没有这个备份的密钥"):
        kept.verify(made.path, other)
    with pytest.raises(Damaged, match="密钥目录中没有这个备份的密钥"):
        kept.verify(made.path, tmp_path / "no-keys")
    moved = tmp_path / "moved-keys"
    shutil.copytree(kept.settings.keys_dir, moved)
    keys.make_next("backup", moved)
    assert kept.verify(made.path, moved).signature == "genuine"
    for path in moved.glob("audit*"):
        path.unlink()
    assert kept.verify(made.path, moved).signature == "unknown"
    keys.make("audit", moved)
    with pytest.raises(Damaged, match="签名不是本单位的"):
        kept.verify(made.path, moved)


def test_a_file_damaged_before_is_named_and_the_rest_is_kept(kept) -> None:
    hashes = list(queries.stored_hashes())
    db.session.rollback()
    gone, flipped = hashes[0], hashes[1]
    kept.store.path(gone).unlink()
    path = kept.store.path(flipped)
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    made = kept.make()
    assert set(made.contents.damaged) == {gone, flipped}
    assert len(made.contents.files) == len(hashes) - 2
    assert set(kept.verify(made.path).contents.damaged) == {gone, flipped}


def test_a_list_that_leaves_a_file_out_is_not_believed(kept, tmp_path) -> None:
    """Even somebody with all keys cannot leave a file out unnoticed: the database names it."""
    made = kept.make()
    left_out = made.contents.files[0]
    forged = tmp_path / "forged"
    held = {name: keys.newest(name, kept.settings.keys_dir).secret for name in ("backup", "audit")}
    with made.path.open("rb") as file, forged.open("wb") as to:
        opened, sealed = open_backup(file, kept.settings.keys_dir), SealedWriter(to, held["backup"])
        entries = []
        for entry in made.contents.entries:
            if entry != left_out:
                entries.append(dataclasses.replace(entry, at=sealed.at))
                for part in opened.parts(entry):
                    sealed.write(part)
        listed = dataclasses.replace(made.contents, entries=tuple(entries))
        raw = contents.signed(listed, held["audit"])
        end = {"at": sealed.at, "size": len(raw)}
        sealed.write(raw)
        sealed.finish(end)
    sha256 = left_out.name.removeprefix("files/")
    with pytest.raises(Damaged, match=f"文件 {sha256} 在数据库中有记录，备份中没有"):
        kept.verify(forged)


def test_an_office_is_never_laid_over_another(kept, tmp_path) -> None:
    made, target = kept.make(), tmp_path / "used"
    target.mkdir()
    (target / "caseapp.sqlite3").write_text("somebody's data")
    with pytest.raises(Refused, match="不是空目录"):
        kept.restore(made.path, target)
    assert [p.read_text() for p in target.iterdir()] == ["somebody's data"]
    with pytest.raises(Refused, match="不是空目录"):
        kept.restore(made.path, target / "caseapp.sqlite3")


def test_no_key_no_session_no_index_and_nothing_readable_is_in_it(
    kept, as_person, *, settings, figure
) -> None:
    as_person("wang")  # somebody is signed in
    (settings.index_dir / "index-canary").write_text(CANARY)
    made = kept.make()
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    raw = made.path.read_bytes()
    with made.path.open("rb") as file:
        opened = open_backup(file, settings.keys_dir)
        inside = b"".join(part for e in opened.contents.entries for part in opened.parts(e))
    assert CANARY.encode() not in raw
    assert b"SQLite format 3" not in raw
    secrets = [path.read_text().strip() for path in settings.keys_dir.glob("*.key")]
    assert len(secrets) >= 2
    for secret in secrets:
        for form in (secret.encode(), bytes.fromhex(secret)):
            assert form not in raw
            assert form not in inside
    names = {entry.name.split("/")[0] for entry in opened.contents.entries}
    assert names <= {"database.sqlite3", "tables", "files", "marks"}
    assert not any(
        "index" in e.name or e.name.endswith("web_session")
        for e in opened.contents.entries
        if e.size
    )
    assert list(kept.out.iterdir()) == [made.path]
    figure("B6", "keys, sessions, index entries in the archive", reached=0, asked=0)


@pytest.mark.sqlite
def test_sessions_and_links_are_not_even_in_the_free_pages(kept, as_person, settings) -> None:
    as_person("wang")
    hashes = [row[0] for row in db.session.execute(db.text("SELECT token_hash FROM web_session"))]
    db.session.rollback()
    assert hashes
    made = kept.make()
    with made.path.open("rb") as file:
        opened = open_backup(file, settings.keys_dir)
        database = next(e for e in opened.contents.entries if e.name == "database.sqlite3")
        inside = b"".join(opened.parts(database))
    assert all(str(one).encode() not in inside for one in hashes)


def test_no_address_serves_a_backup(app) -> None:
    assert [str(rule) for rule in app.url_map.iter_rules() if "backup" in str(rule)] == []


def test_writers_are_not_held_up_by_a_backup(kept, people, *, figure, full_size) -> None:
    """B1: writers go on while backups are made beside them, as fast as without."""
    seconds = 20 if full_size else 3
    alone = [wait for _, wait in waits(people, seconds)]
    stop, spans = threading.Event(), []

    def again_and_again() -> None:
        with kept.app.app_context():
            while not stop.is_set():
                began = time.monotonic()
                made = kept.make()
                spans.append((began, time.monotonic()))
                made.path.unlink()  # the clock stands: all have one name
                db.session.remove()

    thread = threading.Thread(target=again_and_again)
    thread.start()
    both = waits(people, seconds)
    stop.set()
    thread.join()
    beside = sorted(wait for _, wait in both)
    during = sum(any(began < at < end for began, end in spans) for at, _ in both)
    figure("B1", "longest wait of a writer, ms", reached=f"{beside[-1]:.0f}", asked="<= 500")
    figure("B1", "the same without a backup, ms", reached=f"{max(alone):.0f}", asked="-")
    figure("B1", f"acts kept during {len(spans)} backups", reached=during, asked="> 0")
    assert during >= len(spans)
    # A busy machine holds everybody up now and then; the longest wait counts on a quiet one.
    counted = beside[-1] if full_size else beside[int(len(beside) * 0.97)]
    assert counted <= 500


def waits(people, seconds: float) -> list[tuple[float, float]]:
    """Write one act after the other: when each was kept, and after how many milliseconds."""
    end, found = time.monotonic() + seconds, []
    while time.monotonic() < end:
        began = time.monotonic()
        with writing():
            ledger.record(by=people.wang, action="case.note", object_kind="case", object_id=1)
        at = time.monotonic()
        found.append((at, (at - began) * 1000))
    return found


def test_a_backup_taken_while_people_write_holds_one_moment(kept, people) -> None:
    stop, numbers = threading.Event(), []

    def write() -> None:
        with kept.app.app_context():
            while not stop.is_set():
                with writing():
                    numbers.append(
                        ledger.take_number(
                            series="试",
                            year=2026,
                            subject_kind="paper",
                            subject_id=len(numbers) + 1,
                            pattern="{year}-{serial}",
                        )
                    )
                    ledger.record(
                        by=people.wang, action="number.take", object_kind="paper", object_id=1
                    )
            db.session.remove()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        made = kept.make()
    finally:
        stop.set()
        thread.join()
    proven = kept.verify(made.path)
    told = proven.contents.counts
    # Each act wrote one number and one row: in every moment their difference is the same.
    assert told["audit_row"] - told["issued_number"] == queries.chain_head()[0] - len(numbers) - (
        queries_count("issued_number") - len(numbers)
    )


def queries_count(table: str) -> int:
    count = db.session.scalar(db.select(db.func.count()).select_from(db.metadata.tables[table]))
    db.session.rollback()
    return int(count or 0)


def test_the_list_of_contents_is_plain_to_read(kept) -> None:
    made = kept.make()
    with made.path.open("rb") as file:
        told = json.loads(open_backup(file, kept.settings.keys_dir).contents.as_bytes())
    assert {"made_at", "schema", "audit_head", "audit_rows", "counts", "entries", "program"} <= set(
        told
    )
