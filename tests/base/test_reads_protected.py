"""What is secret is shown only after the row that says who saw it is kept."""

import dataclasses
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Response, send_file

from caseapp.app import create_app
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, reads_protected, requires
from caseapp.ledger import actions as ledger
from tests.audit_faults import nothing_can_be_recorded
from tests.pages import Reader
from tests.people import sign_in

SECRET = "举报人赵某"
_COUNT = sa.text("SELECT count(*) FROM audit_row WHERE action = 'thing.read'")


def rows_kept(url: str) -> int:
    """Ask as a stranger does, who sees only what is committed."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return int(connection.scalar(_COUNT))


@pytest.fixture
def program(office, tmp_path):
    """Give the program with protected things to see, in every way a thing can be sent."""
    made = create_app(dataclasses.replace(office.settings, testing=False))
    kept_at_first_byte: list[int] = []
    file = tmp_path / "secret.txt"
    file.write_text(SECRET, encoding="utf-8")

    def note() -> None:
        ledger.record(by=current_person(), action="thing.read", object_kind="thing", object_id=1)

    def as_page() -> str:
        note()
        return SECRET

    def streamed() -> Response:
        note()

        def chunks() -> Iterator[bytes]:
            kept_at_first_byte.append(rows_kept(office.settings.database_url))
            yield SECRET.encode()

        return Response(chunks(), mimetype="text/plain")

    def as_file() -> Response:
        note()
        return send_file(file.open("rb"), "text/plain")

    def hidden() -> str:
        note()
        raise NotVisible

    for view in (as_page, streamed, as_file, hidden):
        made.add_url_rule(
            f"/{view.__name__}", view.__name__, requires("desk.use")(reads_protected(view))
        )
    made.add_url_rule("/unmarked", "unmarked", requires("desk.use")(lambda: as_page()))
    with made.app_context():
        reader = sign_in(Reader(made), "wang")
        reader.kept_at_first_byte = kept_at_first_byte
        yield reader
        db.session.remove()
        db.engine.dispose()


def seen(reader: Reader, address: str) -> tuple[int, str]:
    answer = reader.browser.get(address, base_url="http://127.0.0.1:8000")
    text = answer.get_data(as_text=True)
    answer.close()
    return answer.status_code, text


@pytest.mark.parametrize("address", ["/as_page", "/streamed", "/as_file"])
def test_who_saw_a_secret_is_kept(*, program, settings, address):
    assert seen(program, address) == (200, SECRET)
    assert rows_kept(settings.database_url) == 1


def test_row_is_kept_before_the_first_byte_of_a_stream(program):
    assert seen(program, "/streamed") == (200, SECRET)
    assert program.kept_at_first_byte == [1]


@pytest.mark.parametrize("address", ["/as_page", "/streamed", "/as_file"])
def test_nothing_is_shown_when_the_row_cannot_be_kept(*, program, settings, address):
    with nothing_can_be_recorded(settings.database_url):
        status, text = seen(program, address)
    assert status == 500
    assert SECRET not in text
    assert program.kept_at_first_byte == []
    assert rows_kept(settings.database_url) == 0


def test_what_is_not_visible_leaves_no_row_that_it_was_seen(program, settings):
    status, text = seen(program, "/hidden")
    assert status == 404
    assert SECRET not in text
    assert rows_kept(settings.database_url) == 0


def test_page_that_forgot_its_mark_shows_nothing(program, settings):
    status, text = seen(program, "/unmarked")
    assert status == 500
    assert SECRET not in text
    assert rows_kept(settings.database_url) == 0


def test_reading_leaves_the_lock_free_for_the_next_act(program, settings):
    seen(program, "/as_page")
    seen(program, "/hidden")
    with writing():
        pass
    assert seen(program, "/as_file") == (200, SECRET)
    assert rows_kept(settings.database_url) == 2
