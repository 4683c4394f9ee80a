"""K1 at the 12330 desk: three who asked to stay unknown, called back, told, split, opened anew, found by code."""

import logging
import tempfile

import pytest

from caseapp.base.db import db, writing
from caseapp.cases import queries as cases
from caseapp.hotline import queries as tickets
from caseapp.hotline.models import Ticket
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.identity.canaries import Watch, flock
from tests.identity.test_canaries import addresses, look_into_database, search
from tests.people import CAST
from tests.stories import RECEIVED, REPORT, SHOP, Story, city_crew

MIXED = "柜台上有假冒专利的水壶。本人买过一个，要求退货。"
# Where a ticket, its case or an alias stands; every other page is walked over with the reports of all.
NEAR = ("/hotline", "/cases", "/identities", "/admin/audit", "/admin/openings", "/me")
SEE = "核对登记的反映人（留下记录）"


def take(desk, canary, **said):
    """Take a call through the page; returns the ticket and the code that is read out once."""
    desk.get("/hotline/new")
    typed = {"received_on": RECEIVED[2021].isoformat(), "wants_secrecy": "y", **canary.caller()}
    press = said.pop("press", "只登记")
    assert desk.submit(press=press, **typed, **said).status == 303
    page = desk.follow()
    codes = page.texts(".//*[@class='big-number']")
    return int(desk.last.answer.request.path.rsplit("/", 1)[-1]), codes[-1].replace(" ", "")


def put_into_words(desk, ticket_id, canary):
    """Try to write who it is where others read it; every try is refused."""
    for key in ("urge", "tell_elsewhere"):
        page = desk.post(
            f"/hotline/{ticket_id}/moves/{key}",
            {"reason": f"{canary.name}打来催，{canary.phone}", "how": "spot", "told": "已告知"},
        )
        assert page.status == 409, (key, page.text)
        assert "受保护信息" in page.text


def reporter(people, desk, *, informants, canary):
    """Report, handed over at once: filed, told by telephone with a letter, answered, opened anew."""
    ticket_id, code = take(
        desk,
        canary,
        press="登记并转办",
        matter="report",
        content=REPORT,
        respondent=SHOP,
        wants_reply="y",
    )
    case = cases.case_of_ticket(ticket_id)
    Story(people, city_crew(people), 2021, RECEIVED[2021], case.id).walk("file")
    address = f"/hotline/{ticket_id}/informing"
    informants.get(address)
    assert informants.submit("/letter", press="起草举报处理结果告知书").status == 303
    informants.get(address)
    assert informants.submit("/told", how="phone", told_on="2024-03-12").status == 303
    answer = {"kind": "final", "how": "phone", "told_on": "2024-03-12"}
    informants.get(f"/hotline/{ticket_id}")
    named = informants.submit("/answer", text=f"{canary.name}：已经立案。", **answer)
    assert named.status == 409
    informants.get(f"/hotline/{ticket_id}")
    assert informants.submit("/answer", text="已经立案。", **answer).status == 303
    informants.follow()
    said = {"outcome": "reached", "satisfaction": "unsatisfied"}
    named = informants.submit("/call-back", comment=f"{canary.address}附近还在卖", **said)
    assert named.status == 409
    informants.get(f"/hotline/{ticket_id}")
    assert informants.submit("/call-back", comment="还在卖", **said).status == 303
    return ticket_id, code


def split_one(desk, canary):
    """Complain under secrecy with a report in it: two tickets, both sealed."""
    ticket_id, code = take(desk, canary, matter="complaint", content=MIXED, respondent=SHOP)
    put_into_words(desk, ticket_id, canary)
    desk.get(f"/hotline/{ticket_id}/split")
    chosen = {"piece-0": "report", "piece-1": "complaint"}
    assert desk.submit("/split", **chosen).status == 303
    assert desk.follow().status == 200
    return ticket_id, code


def kept(desk, canary):
    """Report and stay at the desk: the operator looks once at what was typed, the caller asks by code."""
    ticket_id, code = take(desk, canary, matter="report", content=REPORT, respondent=SHOP)
    desk.get(f"/hotline/{ticket_id}")
    page = desk.submit("/typed", press=SEE)
    assert [one for one in canary.traces if one in page.source] == canary.traces
    desk.get("/hotline/by-code")
    page = desk.submit(press="查进度", code=code)
    assert tickets.entry_row(ticket_id).number in page.text
    return ticket_id, code


def walk_pages(watch, app, as_person, *, case_ids, canary):
    """Open every page of every ticket as everybody: nobody was agreed to, so nobody may be shown."""
    drawn = 0
    ids = list(db.session.scalars(db.select(Ticket.id).order_by(Ticket.id)))
    informants = [one for one in db.session.scalars(db.select(Ticket.informant_id)) if one]
    found = addresses(app, case_ids, informants, ticket_ids=ids)
    pages = [one for one in found if one == "/" or one.startswith(NEAR)] + search(canary)[:1]
    for member in CAST:
        reader = as_person(member.login).browser
        for address in pages:
            answer = reader.get(address, base_url="http://127.0.0.1:8000")
            body = answer.get_data()
            if address.startswith("/search?"):
                body = body.replace(canary.name.encode(), b"", 3)
            watch.look(f"{member.login} {address} ", body + str(answer.headers).encode())
            drawn += answer.status_code == 200
    return drawn


@pytest.mark.timeout(900)
def test_nobody_who_asked_for_secrecy_is_found_anywhere(
    *, office, app, people, as_person, figure, caplog, tmp_path, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    canaries = flock(3)
    desk, informants = as_person("liu"), as_person("zhou")
    done = [
        reporter(people, desk, informants=informants, canary=canaries[0]),
        split_one(desk, canaries[1]),
        kept(desk, canaries[2]),
    ]
    assert len(db.session.scalars(db.select(Ticket)).all()) == len(done) + 2
    assert {one.informant_alias != "" for one in db.session.scalars(db.select(Ticket))} == {True}
    drain_all(REACTIONS)
    watch = Watch(canaries)
    case_ids = [cases.case_of_ticket(done[0][0]).id]
    drawn = walk_pages(watch, app, as_person, case_ids=case_ids, canary=canaries[0])
    look_into_database(watch)
    files = watch.look_at_files(office.settings.data_dir, office.settings.index_dir)
    watch.look("log", caplog.text.encode())
    what = f"3 人（回访、告知、拆分、重办、查询码），{drawn} 页，{files} 个文件中的明文"
    figure("K1", what, reached=len(watch.hits), asked=0)
    assert watch.hits == []
    assert drawn > 200
    codes = [code for _, code in done]
    assert not [code for code in codes if code in caplog.text]


@pytest.mark.parametrize("place", ["content", "answer", "respondent"])
def test_one_planted_word_is_found(*, app, people, as_person, place):
    """The search of the database and of the pages has teeth: a word put there by force is met."""
    canary = flock(1)[0]
    ticket_id, _ = take(as_person("liu"), canary, matter="report", content=REPORT)
    with writing():
        row = tickets.entry_row(ticket_id)
        setattr(row, place, f"{canary.name}说的")
        row.version += 1
    watch = Watch([canary])
    look_into_database(watch)
    assert [hit for hit in watch.hits if "table ticket " in hit]
    seen = Watch([canary])
    page = as_person("zheng").browser.get(f"/hotline/{ticket_id}", base_url="http://127.0.0.1:8000")
    seen.look("page", page.get_data())
    assert len(seen.hits) >= 1
