"""Numbers of who complained: hidden on the page, whole by a press that is written down."""

import json
from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_id_number
from caseapp.exhibitions.actions.reading_numbers import read_numbers
from caseapp.ledger import queries as ledger
from tests.exhibitions.complaints import complained, taken
from tests.exhibitions.fairs import running

CARD = make_id_number(area="210302", born=date(1980, 1, 1), order=123)
PHONES = {"complainant_phone": "13900000001", "agent": "辛律师", "agent_phone": "13700000002"}


def with_numbers(people):
    return taken(people, running(people), complainant_id_number=CARD, **PHONES)


def looked(complaint_id):
    rows = ledger.acts_on(object_kind="fair_complaint", object_id=complaint_id)
    mine = [row for row in rows if row["action"] == "fair_complaint.numbers_read"]
    return [(row["actor_name"], json.loads(row["details"])["shown"]) for row in mine]


def test_whole_numbers_are_shown_by_a_press_that_is_written_down(as_person, people):
    complaint_id, wang = with_numbers(people), as_person("wang")
    page = wang.get(f"/fair-complaints/{complaint_id}")
    shown = (f"{CARD[:4]}{'*' * 10}{CARD[-4:]}", "13*******01", "13*******02")
    assert [one in page.text for one in shown] == [True] * 3
    assert [one in page.text for one in (CARD, "13900000001", "13700000002")] == [False] * 3
    assert looked(complaint_id) == []
    answer = wang.submit("read-numbers")
    assert (answer.status, "本次查看已记入审计日志" in answer.text) == (200, True)
    assert [one in answer.text for one in (CARD, "13900000001", "13700000002")] == [True] * 3
    assert looked(complaint_id) == [("王建民", ["投诉人证件号码", "投诉人电话", "代理人电话"])]


def test_who_only_reads_the_fair_sees_the_numbers_hidden(as_person, people):
    complaint_id, chen = with_numbers(people), as_person("chen")
    page = chen.get(f"/fair-complaints/{complaint_id}")
    assert ("13*******01" in page.text, "13900000001" in page.text) == (True, False)
    assert "查看全部号码" not in page.text
    assert chen.post(f"/fair-complaints/{complaint_id}/numbers").status == 403
    with pytest.raises(Refused, match="不能查看全部号码"):
        read_numbers(by=people.chen, complained=complained(complaint_id, people, by="chen"))
    assert looked(complaint_id) == []
