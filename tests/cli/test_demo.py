"""The demo office is lively, lawful and whole; the published cases keep their facts."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.app import create_app
from caseapp.base.clock import today
from caseapp.base.db import db, finish, start_write
from caseapp.base.identifiers import recognise
from caseapp.cases.actions import let_time_act
from caseapp.cases.companion_queries import KINDS
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.cli.demo import build
from caseapp.cli.demo.disputes import DISPUTES
from caseapp.cli.demo.mediations import MEDIATIONS
from caseapp.cli.demo.plans import PLANS
from caseapp.cli.demo.plans_of_companions import PLANS_OF_COMPANIONS
from caseapp.cli.demo.plans_of_editions import PLANS_OF_EDITIONS
from caseapp.cli.demo.published import published
from caseapp.config import Settings
from caseapp.deadlines import actions as deadlines_actions
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import STATES
from caseapp.law.procedures.roles import Role
from caseapp.ledger.queries import pending_events, verify_chain
from caseapp.ledger.store import FileStore
from caseapp.parties.models import Party
from tests.clock import stopped
from tests.offices import KEY, migrate
from tests.pages import Reader
from tests.people import sign_in

# One office for all tests of this file: they only read.
pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.timeout(600)]  # the office is built once
MARK = "〔补〕"
WALKED = (*PLANS, *PLANS_OF_EDITIONS, *PLANS_OF_COMPANIONS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    place = tmp_path_factory.mktemp("demo")
    (place / "keys").mkdir(mode=0o700)
    settings = Settings(
        data_dir=place,
        keys_dir=place / "keys",
        index_dir=place / "index",
        database_url=f"sqlite:///{place / 'caseapp.sqlite3'}",
        secret_key=KEY,
        demo=True,
        worker=False,
        testing=True,
    )
    with stopped():
        app = create_app(settings)
        with app.app_context():
            migrate()
            assert build(settings, tell=lambda _line: None)
            db.session.remove()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(autouse=True)
def inside(demo: Flask) -> Iterator[None]:
    with demo.app_context():
        yield
        db.session.remove()


def all_cases() -> list[CaseFile]:
    return list(db.session.scalars(sa.select(CaseFile).order_by(CaseFile.id)))


def told(file: OpenFile) -> str:
    """Everything a reader of the case finds: its row, acts, lists, parties, papers."""
    case = file.case
    words = [case.title, case.content, case.place, case.source, case.received_on.isoformat()]
    for act in file.history:
        words += [act.taken_on.isoformat(), act.by_name, json.dumps(act.given, ensure_ascii=False)]
    goods = [row for lot in file.goods for row in lot.rows]
    for row in (*file.parties, *file.patents, *file.items, *goods):
        values = vars(row).values() if hasattr(row, "__dict__") else tuple(row)
        words += [str(value) for value in values]
    for paper in file.papers:
        data = documents.paper(paper.id).data
        words += [paper.number or "", json.dumps(data, ensure_ascii=False)]
    return "\n".join(words)


def test_a_filled_office_is_left_alone(demo: Flask):
    before = db.session.scalar(sa.select(sa.func.count()).select_from(CaseFile))
    assert build(demo.extensions["settings"], tell=lambda _line: None) is False
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CaseFile)) == before


def test_every_role_has_somebody_and_the_first_ones_are_of_the_city():
    people = accounts.everybody()
    assert {role for one in people for role in one.roles} == set(Role) - {Role.CLOCK}
    assert all(one.unit_path.startswith("/210300/") for one in accounts.first_of_each_role())
    for place in ("/210303/", "/210381/"):
        roles = sorted(role for one in people if one.unit_path == place for role in one.roles)
        assert roles == ["chief", "legal", "officer", "officer", "unit_head"]


def test_one_officer_of_the_city_has_an_expired_certificate():
    officers = accounts.assignable_officers("/210300/ZF/", on=today())
    assert [one.person.login for one in officers if not one.certificate] == ["kongxiangrui"]


def test_every_case_stands_where_its_plan_says():
    stories = [plan.state for plan in (*WALKED, *MEDIATIONS, *DISPUTES)]
    # Each fair that was held led to one lead of its patrol.
    wanted = sorted(stories + ["closed"] * len(published()) + ["lead"] * 2)
    found = all_cases()
    assert sorted(case.state for case in found) == wanted
    assert len(found) >= 30
    assert {case.edition for case in found} >= {
        *("counterfeit-2015", "counterfeit-2021", "false-statement-2024"),
        *("infringement-2011", "infringement-2015", "infringement-2025"),
        *("mediation-2011", "mediation-2015", "mediation-2025"),
    }
    assert {case.unit_path for case in found} == {"/210300/ZF/", "/210303/", "/210381/"}


def test_every_record_beside_a_case_is_there_and_every_act_of_an_office():
    def count(table: str, condition: str = "1 = 1") -> int:
        return int(db.session.scalar(sa.text(f"SELECT count(*) FROM {table} WHERE {condition}")))

    assert [kind.__tablename__ for kind in KINDS if count(kind.__tablename__) == 0] == []
    assert [count("hearing", f"kind = '{kind}'") > 0 for kind in ("hearing", "oral")] == [True] * 2
    for kind in ("reconsideration", "suit"):
        assert count("challenge", f"kind = '{kind}'") > 0
    assert count("performance", "surcharge > 0") >= 2
    for table in (
        "correction",
        "penalty_reckoning",
        "case_note",
        "deputy",
        "registration",
        "text_block",
    ):
        assert count(table) > 0, table
    assert count("audit_row", "action = 'case.handed_over'") == 1


def test_every_register_of_cooperation_has_something_to_try():
    rows = db.session.execute(
        sa.text(
            "SELECT cooperation.kind, coalesce(transfer.state, liaison_meeting.state, "
            "liaison_notice.state, joint_action.state, '') FROM cooperation "
            "LEFT JOIN transfer ON transfer.id = cooperation.id "
            "LEFT JOIN liaison_meeting ON liaison_meeting.id = cooperation.id "
            "LEFT JOIN liaison_notice ON liaison_notice.id = cooperation.id "
            "LEFT JOIN joint_action ON joint_action.id = cooperation.id"
        )
    ).all()
    assert {(kind, state) for kind, state in rows} >= {
        *(("meeting", "followed"), ("notice", "sent"), ("joint", "running"), ("agreement", "")),
        *(("lead_out", "accepted"), ("case_in", "received"), ("take_down_out", "sent")),
        *(("inquiry_out", "working"), ("inquiry_in", "helping"), ("customs_out", "working")),
        ("supervision_out", "answered"),
    }
    resolutions = db.session.execute(
        sa.text("SELECT state, due_on < :day FROM resolution"), {"day": today().isoformat()}
    ).all()
    assert sorted(resolutions) == [("done", 1), ("open", 1)]
    counted = "SELECT count(*) FROM {}"
    for table, number in (("liaison_item", 3), ("liaison_guest", 5), ("liaison_notice_case", 1)):
        assert db.session.scalar(sa.text(counted.format(table))) == number, table
    under = "SELECT kind FROM transfer WHERE agreement_id IS NOT NULL"
    assert db.session.scalars(sa.text(under)).all() == ["inquiry_out"]


def test_account_of_another_body_has_no_list_of_the_office(demo: Flask):
    assert "换人" in sign_in(Reader(demo), "lianyunfei").get("/me").links()
    page = sign_in(Reader(demo), "qumingda").get("/me")
    assert "换人" not in page.links()
    assert "曲明达" in page.text


def test_the_desk_of_the_day_has_work_overdue_due_today_and_due_soon():
    ids = [case.id for case in all_cases() if case.state == "lead"]
    due = {row.due_on for row in deadlines.next_due_of(ids).values()}
    assert min(due) < today()
    assert today() in due
    assert any(today() < day <= today() + timedelta(days=3) for day in due)


def test_tickets_are_answered_sent_and_waiting_today():
    rows = list(db.session.scalars(sa.select(Ticket)))
    assert len(rows) >= 25
    assert {row.state for row in rows} == set(STATES)
    assert {row.matter for row in rows} == {"report", "complaint", "advice", "aid", "opinion"}
    assert [row.state for row in rows if row.received_on == today()].count("open") >= 3


def test_numbers_rise_with_the_days():
    filed: dict[tuple[str, str], list[tuple[int, date]]] = {}
    for case in all_cases():
        if case.filed_on is not None:
            series, _, serial = str(case.case_no).removesuffix("号").rpartition("〕")
            register = filed.setdefault((case.unit_path, series), [])
            register.append((int(serial), case.filed_on))
    assert len(filed) >= 8
    for register in filed.values():
        assert [serial for serial, _ in sorted(register)] == list(range(1, len(register) + 1))
        assert sorted(register) == sorted(register, key=lambda entry: (entry[1], entry[0]))


def test_codes_and_identity_numbers_have_right_check_digits():
    for party in db.session.scalars(sa.select(Party)):
        for text in filter(None, (party.credit_code, party.id_number)):
            assert [one.valid for one in recognise(text, today=today())] == [True]


def test_no_two_parties_bear_the_same_name():
    names = [party.name for party in db.session.scalars(sa.select(Party))]
    assert len(names) == len(set(names))


def test_the_photographs_lie_in_the_store_bit_for_bit(demo: Flask):
    store: FileStore = demo.extensions["store"]
    officer = accounts.person_by_login("baiyufeng")
    assert officer is not None
    kept = [item for case in all_cases() for item in open_file(case, by=officer).items]
    assert len(kept) >= 30
    assert len({item.sha256 for item in kept}) == len(kept)
    for item in kept:
        with store.open(item.sha256) as file:
            assert file.read(8) == b"\x89PNG\r\n\x1a\n"
        assert store.verify(item.sha256)


def test_closed_cases_hold_no_draft():
    closed = [case.id for case in all_cases() if case.state == "closed"]
    drafts = [
        (case_id, paper.title)
        for case_id in closed
        for paper in documents.papers_of_case(case_id)
        if paper.state == "draft"
    ]
    assert drafts == []


def test_the_chain_verifies_and_the_index_lags_behind_nothing(demo: Flask):
    assert verify_chain().ok
    assert list(pending_events(limit=10)) == []
    assert demo.extensions["search"].feed.drift() == []


def test_a_published_case_comes_out_with_all_its_facts():
    officer = accounts.person_by_login("baiyufeng")
    assert officer is not None
    by_content = {case.content: case for case in all_cases()}
    for story in published():
        text = told(open_file(by_content[story.content], by=officer))
        assert [fact for fact in story.facts if fact not in text] == [], story.key
        assert MARK in text


def test_what_the_record_leaves_open_is_not_made_up_unmarked():
    by_key = {story.key: story for story in published()}
    found = {case.content: case for case in all_cases()}
    officer = accounts.person_by_login("baiyufeng")
    assert officer is not None
    files = {key: open_file(found[one.content], by=officer) for key, one in by_key.items()}
    reports = {key: file.latest("report") for key, file in files.items()}
    given = {key: step.given for key, step in reports.items() if step is not None}
    assert {key: one["gains_kind"] for key, one in given.items()} == {
        "A": "not_computable",
        "B": "none",
        "C": "not_computable",
    }
    # No fine is published in A and C: the sum entered says that it is invented.
    assert MARK in given["A"]["discretion"]
    assert MARK in given["C"]["discretion"]
    assert [one.as_printed for one in files["A"].patents] == ["ZL 2011 20542158.3"]
    assert len(files["C"].patents) == 3
    assert [len(lot.rows) for lot in files["C"].goods] == [11]
    inspected, filed = files["A"].latest("inspect"), files["A"].latest("file")
    assert inspected is not None
    assert filed is not None
    assert inspected.taken_on < filed.taken_on


def test_the_page_of_a_published_case_shows_it(demo: Flask):
    case = next(one for one in all_cases() if "SYQ7" in one.content)
    page = sign_in(Reader(demo), "baiyufeng").get(f"/cases/{case.id}")
    assert page.status == 200
    for words in ("SYQ7 系列 10A-250A 双电源开关 防尘罩", "5,000.00", "从未提出过专利申请"):
        assert words in page.text


def test_a_district_finds_its_own_cases_and_no_others(demo: Flask):
    finder = demo.extensions["search"]
    city, tiexi = accounts.person_by_login("baiyufeng"), accounts.person_by_login("rentiejun")
    assert finder.find("SYQ7", by=city).total > 0
    assert finder.find("SYQ7", by=tiexi).total == 0
    assert finder.find("折叠晾衣架", by=tiexi).total > 0


@pytest.mark.parametrize("login", ["baiyufeng", "dingliping", "chengsishen", "anxiaotong"])
def test_a_desk_is_not_empty(demo: Flask, login: str):
    page = sign_in(Reader(demo), login).get("/desk")
    assert page.status == 200
    assert "假冒" in page.text or "12330" in page.text


def test_time_has_done_its_part():
    start_write()
    try:
        assert let_time_act(by=Person.system(), day=today()) == 0
        assert deadlines_actions.tick(by=Person.system(), day=today()) == 0
        assert verify_chain().ok
    finally:
        finish(commit=False)
