"""K1: who went through the whole office stands nowhere but under a seal and on the one page that opens it."""

import logging
import tempfile
import urllib.parse

import pytest

from caseapp.backup import making, rows
from caseapp.base.db import db, writing
from caseapp.documents import queries as papers
from caseapp.hotline.actions import CallGiven
from caseapp.ledger.worker import drain_all
from caseapp.parties import actions, queries
from caseapp.parties.actions import Identity
from caseapp.parties.protected import ProtectedGiven
from caseapp.reactions import REACTIONS
from tests.identity.canaries import Watch, flock
from tests.people import CAST
from tests.stories import RECEIVED, REPORT, SHOP, Story, city_crew

ALL, FEW = 50, 10
WALKED = ("close", "sign_notice", "inspect", "verify")
WHY = "回访核实线索中的进货时间和经手人"


def test_traces_are_found_in_every_dress():
    """The watch itself has teeth."""
    one = flock(1)[0]
    for form in (one.name.encode("gb18030"), urllib.parse.quote(one.address).encode()):
        watch = Watch([one])
        watch.look("here", b"x" + form + b"y")
        assert len(watch.hits) == 1
    watch = Watch([one])
    watch.look("here", f"{one.phone}{one.id_number}".encode())
    assert len(watch.hits) >= 2


def call(desk, canary, number):
    """Take one call through the pages, with a look, a slip and unsaved text before it."""
    desk.get("/hotline/new")
    typed = {"received_on": RECEIVED[2021].isoformat(), "matter": "report", **canary.caller()}
    desk.submit(press="查此号码的以往联系", **typed, content="还没说完")
    assert desk.submit(press="只登记", **typed, content="").status == 422
    fields = {"draft_mark": f"canary-{number:04d}", "content": f"我是{canary.name}", **typed}
    kept = desk.last
    assert desk.post("/hotline/call/draft", fields).status == 200
    desk.last = kept
    page = desk.submit(press="只登记", **typed, content=f"我叫{canary.name}，{canary.phone}")
    assert (page.status, "写有反映人的身份" in page.text) == (409, True)
    said = typed | {"content": REPORT, "respondent": f"{SHOP}{number}", "product": "电热水壶"}
    press = "登记并转办" if number % 5 else "只登记"
    assert desk.submit(press=press, **said).status == 303
    desk.follow()


def carry_on(people, case_ids):
    """Bring the cases forward; one to its end, with every paper of the road."""
    for case_id, until in zip(case_ids, (*WALKED, *[WALKED[-1]] * ALL), strict=False):
        Story(people, city_crew(people), 2021, RECEIVED[2021], case_id).walk(until)


def open_one(people, informant_id):
    with writing():
        opening = actions.ask_to_open(by=people.zhou, informant_id=informant_id, reason=WHY)
        actions.decide_opening(by=people.chen, opening_id=opening.id, agrees=True)


def addresses(app, case_ids, informant_ids, *, ticket_ids=(1, 2)):
    """Give every page there is: those without a number, and those of some cases and people."""
    ids = {"ticket_id": ticket_ids, "case_id": case_ids[:2], "informant_id": informant_ids[:2]}
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in ("static", "assets.asset"):
            continue
        if not rule.arguments:
            yield rule.rule
        elif rule.arguments < {*ids} and len(rule.arguments) == 1:
            (name,) = rule.arguments
            for number in ids[name]:
                yield rule.rule.replace(f"<int(max=2147483647):{name}>", str(number))
    for case_id in case_ids[:2]:
        for row in papers.papers_of_case(case_id):
            yield from (
                f"/cases/{case_id}/papers/{row.id}{end}"
                for end in ("", "/docx", "/pdf", "/pages/1")
            )


def search(canary):
    return [f"/search?q={urllib.parse.quote(trace)}" for trace in canary.traces]


@pytest.mark.timeout(1800)
def test_no_identity_lies_or_shows_anywhere_else(
    *, office, app, people, as_person, full_size, figure, caplog, tmp_path, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    canaries = flock(ALL if full_size else FEW)
    watch = Watch(canaries)
    desk = as_person("liu")
    for number, canary in enumerate(canaries, start=1):
        call(desk, canary, number)
    case_ids = [row.case_id for row in _sealed() if row.case_id]
    carry_on(people, case_ids)
    drain_all(REACTIONS)
    opened = _sealed()[0]
    open_one(people, opened.id)
    shown = as_person("zhou").get(f"/identities/{opened.id}/open")
    assert [trace for trace in canaries[0].traces if trace in shown.source] == canaries[0].traces
    drawn = _pages(
        watch=watch,
        app=app,
        as_person=as_person,
        words=search(canaries[1])[: None if full_size else 2],
        case_ids=case_ids[: None if full_size else 1],
        opened_id=opened.id,
    )
    _backup(app, office, tmp_path / "backup")
    look_into_database(watch)
    kept = watch.look_at_files(office.settings.data_dir, office.settings.index_dir, tmp_path)
    watch.look("log", caplog.text.encode())
    what = f"{len(canaries)} 人，{drawn} 页，{kept} 个文件中的明文"
    figure("K1", what, reached=len(watch.hits), asked=0)
    assert watch.hits == [], "\n".join(map(str, watch.hits))
    assert drawn > 200
    assert watch.looked_at > 10_000_000


def _sealed():
    return sorted(queries.informants_shown("").rows, key=lambda row: row.id)


def _pages(*, watch, app, as_person, words, case_ids, opened_id):
    """Open every page as everybody; only the page that was agreed to may show somebody."""
    drawn = 0
    informants = [row.id for row in _sealed()]
    for member in CAST:
        reader = as_person(member.login).browser
        for address in [*addresses(app, case_ids, informants), *words]:
            answer = reader.get(address, base_url="http://127.0.0.1:8000")
            body, headers = answer.get_data(), str(answer.headers).encode()
            if member.login == "zhou" and address == f"/identities/{opened_id}/open":
                continue
            if address.startswith("/search?"):
                body = _without_question(body, address)
            watch.look(f"{member.login} {address} ", body + headers)
            drawn += answer.status_code == 200
    return drawn


def _without_question(body, address):
    """What the person typed stands again in the boxes and what saves the question; nowhere else."""
    typed = urllib.parse.unquote(address.partition("=")[2])
    boxes = body.count(f'value="{typed}"'.encode())
    assert boxes <= 3
    # One more where what was typed is recognised as a number.
    assert body.count(typed.encode()) <= boxes + 1
    return body.replace(typed.encode(), b"").replace(urllib.parse.quote(typed).encode(), b"")


def look_into_database(watch):
    """Look into every row as the database hands it out, whichever database it is."""
    with db.engine.connect() as connection:
        for table in rows.tables():
            watch.look(f"table {table.name} ", b"".join(rows.lines(connection, table)))


def _backup(app, office, folder):
    settings = office.settings
    work = folder / "work"
    work.mkdir(parents=True)
    place = making.Office(
        name=settings.office,
        program="0",
        data_dir=settings.data_dir,
        keys_dir=settings.keys_dir,
        store=app.extensions["store"],
        work=work,
    )
    made = making.make(folder / "kept", place, lambda *_told: None)
    assert made.path.stat().st_size > 10_000


def test_no_traceback_can_show_an_identity():
    one = flock(1)[0]
    given = CallGiven(
        channel="phone",
        matter="report",
        received_on=RECEIVED[2021],
        content=REPORT,
        **one.caller(),
    )
    shown = f"{given!r} {Identity('举报人-A7', **vars(one))!r} {ProtectedGiven('witness', **vars(one))!r}"
    assert "举报人-A7" in shown
    assert not [trace for trace in one.traces if trace in shown]
