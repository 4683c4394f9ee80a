"""The slip of a complainant: its code is told once, kept as a hash, and opens a word of progress from outside."""

import re

from caseapp.base.db import db, writing
from caseapp.exhibitions import slip
from caseapp.exhibitions.actions import query_codes
from caseapp.exhibitions.complaint_models import FairCodeTry, FairComplaint
from caseapp.exhibitions.life import STATES
from caseapp.ledger.queries import AUDIT
from tests.exhibitions.complaints import complained as read
from tests.exhibitions.complaints import completed, taken
from tests.exhibitions.fairs import TODAY, running


def given_code(people, complaint_id):
    with writing():
        return query_codes.give_code(by=people.wang, complained=read(complaint_id, people))


def asked(client, number, code):
    client.get("/fair-query")
    return client.submit("ask", number=number, code=code)


def number_of(complaint_id):
    return db.session.get(FairComplaint, complaint_id).number


def test_code_is_kept_as_a_hash_and_a_new_one_ends_the_old(app, people):
    complaint_id = taken(people, running(people))
    first, second = given_code(people, complaint_id), given_code(people, complaint_id)
    held = db.session.get(FairComplaint, complaint_id).query_code_hash
    assert (len(first), first == second, held) == (16, False, query_codes.hash_code(second))
    trail = [str(row) for row in db.session.execute(AUDIT.select())]
    assert not [row for row in trail if first in row or second in row or held in row]


def test_slip_tells_number_minute_hours_phone_and_shows_the_code_once(*, app, people, as_person):
    complaint_id = taken(people, running(people))
    wang = as_person("wang")
    page = wang.get(f"/fair-complaints/{complaint_id}/slip")
    assert "还没有查询码" in page.text
    wang.submit("code")
    shown = wang.follow()
    for said in (
        number_of(complaint_id),
        "收到时间2026-11-23 10:00",
        "材料齐全后 24小时内移交知识产权管理部门。",
        "被投诉人答辩时间：24 小时。",
        "15个工作日内移交有权机关（待核实）。",
        "电话 0412-5550123",
    ):
        assert said in shown.text, said
    code = re.search(r"查询码 ?((?:\d{4} ){3}\d{4})", shown.text)[1]
    assert query_codes.hash_code(code.replace(" ", "")) == (
        db.session.get(FairComplaint, complaint_id).query_code_hash
    )
    assert "<svg" in shown.source
    assert code.replace(" ", "") not in shown.source
    other = as_person("li").get(f"/fair-complaints/{complaint_id}/slip")
    assert "已另行给出" in other.text
    assert code not in other.text


def test_complainant_reads_the_state_and_nothing_else(*, app, people, client):
    complaint_id = completed(people, running(people))
    code = given_code(people, complaint_id)
    page = asked(client, number_of(complaint_id), slip.in_fours(code))
    assert (page.status, "材料齐全，正在移交知识产权管理部门。" in page.text) == (200, True)
    for kept in ("暖阳", "红火", "王建民", "A12", code):
        assert kept not in page.source


def test_wrong_code_and_wrong_number_are_answered_alike_and_guessing_is_stopped(
    *, app, people, client
):
    complaint_id = taken(people, running(people))
    code, number = given_code(people, complaint_id), number_of(complaint_id)
    pages = [asked(client, number, "0000 0000 0000 0000"), asked(client, "无此展会-001", code)]
    assert [page.status for page in pages] == [200, 200]
    alike = {" ".join(page.texts(".//*[@role='alert']")) for page in pages}
    assert len(alike) == 1
    assert "投诉编号和查询码不符" in alike.pop()
    for _ in range(3):
        asked(client, number, "1")
    late = asked(client, number, code)
    assert (late.status, "10 分钟内不能再查" in late.text) == (409, True)
    assert db.session.query(FairCodeTry).count() == 5


def test_complaint_without_a_slip_is_opened_by_no_code(app, people, client):
    complaint_id = taken(people, running(people))
    page = asked(client, number_of(complaint_id), "")
    assert page.status == 422
    assert "投诉编号和查询码不符" in asked(client, number_of(complaint_id), "0" * 16).text


def test_every_state_has_its_word_for_outsiders(app, people):
    assert set(slip.TOLD_STATES) == set(STATES)
    complaint_id = taken(people, running(people), complainant="钱多多")
    made = slip.slip_of(read(complaint_id, people), on=TODAY)
    assert (made.complainant, made.place) == ("钱多多", "一号馆服务台")
