"""A mixed contact becomes a report and a complaint: nothing typed is lost, nobody is unmasked."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.hotline import file_queries, queries
from caseapp.hotline.actions import Holder, take_call
from caseapp.hotline.actions.calls import CallGiven
from caseapp.hotline.actions.routing import dispatch
from caseapp.hotline.actions.splitting import SplitGiven, split
from caseapp.hotline.models import Ticket
from caseapp.hotline.splitting import MOST_PIECES, sentences, words_for
from caseapp.parties import queries as parties
from tests.stories import unit_id

DAY = date(2026, 11, 20)
SOLD = "鞍钢路上的店卖标了假专利号的水壶。"
BOUGHT = "我买的那只漏电，店里不退钱！"
WHERE = "店在铁东区二道街；"
MIXED = SOLD + BOUGHT + "\n" + WHERE
CALLER = {"caller_name": "钱多多", "caller_phone": "13812345678"}


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "report",
        "received_on": DAY,
        "content": MIXED,
        "product": "电热水壶",
        "area": "210302",
    }
    with writing():
        return take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket


def cut(by, ticket, *chosen, **caller):
    ticket = db.session.get(Ticket, ticket.id)
    known = {"name": "", "phone": "", "id_number": "", "address": ""} | caller
    with writing():
        given = SplitGiven(chosen, known, ticket.version)
        return split(by=by, ticket=ticket, given=given)


@pytest.mark.parametrize(
    "text",
    [
        MIXED,
        "",
        "一句话没有标点",
        "！！？？\n\n先是空行。",
        "他说：“退钱！”我说不行。",
        "mixed. 中英文; 😀表情；\r\n末尾",
        "长文。" * 3000,
    ],
)
def test_sentences_joined_again_are_the_text(text):
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert len(pieces) <= MOST_PIECES
    assert all(
        words_for(pieces, ["both"] * len(pieces), one) == text.strip() for one in ("report",)
    )


def test_report_keeps_its_words_and_the_complaint_gets_its_own_with_clocks_of_one_day(app, people):
    old = take(people, **CALLER)
    made = cut(people.liu, old, "report", "complaint", "both")
    old, new = db.session.get(Ticket, old.id), made.ticket
    assert (old.matter, old.content) == ("report", SOLD + WHERE)
    assert (new.matter, new.content) == ("complaint", BOUGHT + "\n" + WHERE)
    assert (old.number, new.number) == ("12330-20261120-0001", "12330-20261120-0002")
    assert (new.received_on, new.product, new.area) == (DAY, "电热水壶", "210302")
    assert (new.state, new.unit_id) == ("open", unit_id(places.HOTLINE))
    assert new.query_code_hash == queries.hash_code(made.query_code) != old.query_code_hash
    starts = {row.start_on for row in deadlines.of_ticket(new.id) if row.start_on}
    assert starts <= {DAY}
    assert starts, "a complaint runs from its receipt"


def test_same_caller_is_sealed_in_the_report_and_a_party_in_the_complaint(app, people):
    old = take(people, **CALLER)
    new = cut(people.liu, old, "report", "complaint", "both").ticket
    old = db.session.get(Ticket, old.id)
    assert (old.caller_id, bool(old.informant_id), new.informant_id) == (None, True, None)
    party = parties.party(new.caller_id)
    assert (party.name, party.phone) == ("钱多多", "13812345678")
    assert "钱多多" not in file_queries.caller_words(old)


def test_complaint_with_a_report_in_it_seals_the_reporter(app, people):
    old = take(people, matter="complaint", **CALLER)
    new = cut(people.liu, old, "report", "complaint", "report").ticket
    old = db.session.get(Ticket, old.id)
    assert (new.matter, new.content) == ("report", SOLD + WHERE)
    assert (bool(new.informant_id), new.caller_id, old.informant_id) == (True, None, None)
    assert parties.party(old.caller_id).name == "钱多多"


def linked(by, ticket):
    found = file_queries.ticket_file(ticket.id, by=by)
    moves = [row.move for row in found.moves]
    return [(row.kind, row.number) for row in found.links], "split" in moves


def test_link_is_known_to_the_informant_desk_and_to_the_operator_until_handed_over(app, people):
    old = take(people, **CALLER)
    new = cut(people.liu, old, "report", "complaint", "both").ticket
    assert linked(people.liu, old) == ([("split", new.number)], True)
    assert linked(people.zhou, new)[0] == [("split", old.number)]
    assert linked(people.chen, old) == linked(people.chen, new) == ([], False)
    with writing():
        ticket = db.session.get(Ticket, old.id)
        to = Holder(unit_id(places.ENFORCEMENT))
        dispatch(by=people.liu, ticket=ticket, to=to, reason="市局自办")
    assert linked(people.liu, old) == ([], False)
    assert linked(people.liu, new) == ([], False)
    assert linked(people.wu, old) == ([], False)
    assert linked(people.zhou, old) == ([("split", new.number)], True)


@pytest.mark.parametrize(
    ("taken", "chosen", "sentence"),
    [
        ({}, ("report", "complaint", "both"), "投诉要有投诉人的姓名和联系电话"),
        (CALLER, ("report", "report", "report"), "没有一句话归到“投诉”"),
        (CALLER, ("complaint", "complaint", "complaint"), "没有一句话归到“举报”"),
        (CALLER, ("report", "complaint"), "内容在您打开本页以后改过"),
        (CALLER, ("report", "complaint", "nobody"), "没有选归到哪一方"),
        ({"matter": "advice"}, ("report", "complaint", "both"), "只有举报和投诉混在一起的才拆分"),
        (
            CALLER | {"matter": "complaint", "content": "我叫钱多多。要退钱。"},
            ("report", "complaint"),
            "归到举报的“反映内容”中写有反映人的身份",
        ),
    ],
)
def test_split_that_cannot_be_is_refused_and_changes_nothing(
    *, app, people, taken, chosen, sentence
):
    ticket = take(people, **taken)
    words = ticket.content
    with pytest.raises(Refused, match=sentence) as no:
        cut(people.liu, ticket, *chosen)
    assert no.value.remedy
    db.session.expire_all()
    kept = list(db.session.query(Ticket))
    assert [(one.id, one.content) for one in kept] == [(ticket.id, words)]


def test_ticket_handed_over_and_one_that_changed_are_not_split(app, people):
    ticket = take(people, **CALLER)
    seen = ticket.version
    with writing():
        one = db.session.get(Ticket, ticket.id)
        dispatch(by=people.liu, ticket=one, to=Holder(unit_id(places.TIEDONG)), reason="分办")
    with pytest.raises(Refused, match="已经分办"):
        cut(people.liu, ticket, "report", "complaint", "both")
    other = db.session.get(Ticket, take(people, **CALLER).id)
    given = SplitGiven(("report", "complaint", "both"), version=seen + 7)
    with writing(), pytest.raises(Refused, match="改过"):
        split(by=people.liu, ticket=other, given=given)


def test_page_offers_each_sentence_keeps_a_refused_choice_and_reads_out_the_new_code(
    as_person, people
):
    ticket = take(people)
    liu = as_person("liu")
    page = liu.get(f"/hotline/{ticket.id}/split")
    assert page.texts(".//legend") == [SOLD, BOUGHT, WHERE]
    chosen = {"piece-0": "report", "piece-1": "complaint", "piece-2": "both"}
    page = liu.submit(press="拆分成两张工单", **chosen)
    assert page.status == 409
    assert "投诉要有投诉人的姓名和联系电话" in page.text
    assert page.tree.find(".//*[@id='piece-1-complaint']").get("checked") is not None
    page = liu.submit(press="拆分成两张工单", caller_name="钱多多", caller_phone="13812345678")
    assert page.status == 303
    done = liu.follow()
    number, code = done.texts(".//*[@class='big-number']")
    new = db.session.query(Ticket).filter_by(number=number).one()
    assert new.query_code_hash == queries.hash_code(code.replace(" ", ""))
    assert new.content == BOUGHT + "\n" + WHERE
    assert "拆分工单" in as_person("liu").get(f"/hotline/{ticket.id}/split").heading


def test_rule_is_cited_as_it_stands_on_the_day_of_the_act(as_person, people, clock):
    ticket = take(people, received_on=date(2026, 4, 14))
    address = f"/hotline/{ticket.id}/split"
    page = as_person("liu").get(address)
    assert "依据《市场监督管理投诉举报处理办法》（条号待核）。" in page.text
    assert "暂行办法" not in page.text
    clock.set(date(2026, 4, 14))
    page = as_person("liu").get(address)
    assert "依据《市场监督管理投诉举报处理暂行办法》第七条。" in page.text


def test_page_of_the_two_is_not_shown_again_after_the_report_was_handed_over(as_person, people):
    ticket = take(people, **CALLER)
    liu = as_person("liu")
    liu.get(f"/hotline/{ticket.id}/split")
    liu.submit(press="拆分成两张工单", **{"piece-1": "complaint", "piece-2": "both"})
    assert "已拆分" in liu.follow().heading
    with writing():
        one = db.session.get(Ticket, ticket.id)
        dispatch(by=people.liu, ticket=one, to=Holder(unit_id(places.ENFORCEMENT)), reason="自办")
    assert "12330-20261120-0002" not in liu.get(f"/hotline/{ticket.id}/split").text
