"""The trail tells who did what, from where, with which result; it never holds a secret."""

import json
import re

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.base.text import keepable
from caseapp.ledger import actions, exporting
from caseapp.ledger.checkpoints import Witness
from caseapp.ledger.queries import AUDIT
from caseapp.parties import actions as parties
from tests import stories
from tests.figures import Figure
from tests.signing_in.entering import PASSWORD, come_in, give_password, token_of, type_password

NAME, PHONE, PLACE = "欧阳慕白", "13812345678", "鞍山市立山区胜利路88号3单元"
WRONG_PASSWORD = "不是这一个 Wrong 7"
WHO = ("actor_name", "actor_login", "roles", "unit", "action", "object_kind", "result")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00")


def rows() -> list[dict]:
    return [
        dict(row) for row in db.session.execute(sa.select(AUDIT).order_by(AUDIT.c.seq)).mappings()
    ]


@pytest.fixture
def lived(*, app, people, client, as_person, settings):
    """Let an office live a day through its pages and acts; return the secrets of that day."""
    telephone = give_password(app, people.wang)
    type_password(client, "wang", WRONG_PASSWORD)
    come_in(client, "wang", telephone)
    secrets = {
        PASSWORD,
        WRONG_PASSWORD,
        token_of(client),
        telephone.code(),
        telephone._clock.secret,
    }
    client.get("/desk")
    story = stories.reported(
        people, caller_name=NAME, caller_phone=PHONE, caller_address=PLACE
    ).walk("close")
    client.get(f"{story.path}/papers/{story.paper('penalty_decision').id}/word")
    jiang = as_person("jiang")
    jiang.get(f"/admin/people/{people.li.id}")
    jiang.submit("record", phone="13900000001")
    secrets |= {token_of(jiang), NAME, PHONE, PLACE}
    look_at_identity(people)
    return {one for one in secrets if one}


def look_at_identity(people) -> None:
    """Ask, agree, see: the acts that come nearest to a name."""
    with writing():
        parties.look_for_phone(by=people.zhou, phone=PHONE)
        asked = parties.ask_to_open(
            by=people.zhou, informant_id=1, reason="回访核实线索中所称的进货时间和数量"
        )
        if asked.state != "agreed":
            head = people.chen
            parties.decide_opening(by=head, opening_id=asked.id, agrees=True)
        told = parties.read_identity(by=people.zhou, informant_id=1)
    assert (told.name, told.phone, told.address) == (NAME, PHONE, PLACE)


def test_no_secret_stands_in_any_row(lived, settings, figure: Figure):  # T8
    assert len(lived) >= 7
    kept = rows()
    text = "\n".join(json.dumps(one, default=str, ensure_ascii=False) for one in kept)
    text += "".join(exporting.lines(Witness.of(settings)))
    hits = {one for one in lived if one in text or json.dumps(one)[1:-1] in text}
    figure("T8", f"secrets found in {len(kept)} rows", reached=len(hits), asked="0")
    assert hits == set()
    # Nothing that looks like a token of ours; 64 hex digits are hashes of rows and files.
    long_words = set(re.findall(r"[A-Za-z0-9_-]{40,}", "".join(str(one) for one in kept)))
    assert {one for one in long_words if not re.fullmatch(r"[0-9a-f]{64}", one)} == set()


def test_every_row_says_who_what_and_when(lived, figure: Figure):  # T8
    kept = rows()
    bare = {(one["seq"], name) for one in kept for name in WHO if not str(one[name]).strip()}
    figure("T8", "rows with a column left empty", reached=len({seq for seq, _ in bare}), asked="0")
    assert bare == set()
    assert all(one["at"].utcoffset() is not None for one in kept)


def test_rows_of_pages_say_from_where_and_in_which_session(lived):  # T8
    of_pages = [one for one in rows() if one["action"] in ("paper.read", "person.changed")]
    assert of_pages
    assert {one["address"] for one in of_pages} == {"127.0.0.1"}
    assert all(one["session"] for one in of_pages)


def test_the_instant_is_hashed_with_its_offset(lived, settings):  # T8
    lines = [json.loads(line) for line in exporting.lines(Witness.of(settings))]
    assert all(INSTANT.fullmatch(one["at"]) for one in lines if one["kind"] == "row")


@pytest.mark.parametrize("text", ["甲\r\n乙", '甲\n{"1":1}', "甲\u2028乙\u0085丙", "\x1b[2J甲"])
def test_line_breaks_make_no_second_line_anywhere(*, app, people, as_person, settings, text):  # T8
    with writing():
        actions.record(
            by=people.wang,
            action="case.noted",
            object_kind="case",
            object_id=1,
            object_key=text,
            reason=text,
        )
    written = "".join(exporting.lines(Witness.of(settings)))
    assert len(written.splitlines()) == len(rows()) + 1
    assert json.loads(written.splitlines()[-1])["reason"] == keepable(text)
    page = as_person("yang").get("/admin/audit?action=case.noted")
    assert len(page.all(".//tbody/tr")) == 1
