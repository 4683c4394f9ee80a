"""Thousands of transfers pushed about while bodies are merged: always one owner, no time lost, no limit stopped by a return."""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts.person import Grant, Person
from caseapp.base.clock import SHANGHAI, now, today
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import actions as bodies
from caseapp.bodies import queries as found_bodies
from caseapp.bodies.given import EndGiven
from caseapp.bodies.models import Body
from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven
from caseapp.cli.worker import let_time_act
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines.models import Deadline
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import NotOffered, Obstructed
from caseapp.transfers import actions
from caseapp.transfers.given import TAKEN_DOWN, MoveGiven, TransferGiven
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.life import BODY, CLOCK, OFFICE
from caseapp.transfers.models import Transfer, TransferHolding, TransferMove
from tests.transfers.completing import complete
from tests.transfers.doing import right_of

FIRST = datetime(2024, 3, 4, 9, 0, tzinfo=SHANGHAI)
SORTS = ("lead_out", "case_out", "case_in", "task_out", "task_in", "designation_ask")
COUNTIES = ("tiedong", "tiexi", "lishan", "qianshan", "taian", "xiuyan", "haicheng")
CITIES = ("shenyang_ip", "fushun_ip", "benxi_ip", "jinzhou_ip", "yingkou_ip", "panjin_ip")
SUPERIORS = ("liaoning_ip", "liaoning_market_bureau")
# Moves that end a matter are tried less often, or nothing would be left to push about.
ENDING = ("withdraw", "close", "agree", "revoked", "recall", "answer")
OURS = ("wang", "wu", "chen", "zheng", "wei", "zhao")
CORE = ("send", "refuse", "dispute", "designate_theirs", "take_back", "report", "urge")


@dataclass
class Office:
    """The office and the bodies around it, and what came of it."""

    people: object
    dice: random.Random
    ids: list[int] = field(default_factory=list)
    done: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    returns: int = 0
    merged: int = 0

    def open(self) -> None:
        """Open one transfer of any sort, a third with a day to answer by."""
        kind = KINDS[self.dice.choice(SORTS)]
        by = self.people[self.dice.choice(("wang", "wu"))]
        due = today() + timedelta(days=self.dice.randint(5, 60))
        body = self.body(kind.receivers)
        given = TransferGiven(
            kind=kind.key,
            body_id=body,
            unit_id=by.unit_id,
            title="一件事",
            content="随机的一件事。",
            **(right_of(found_bodies.body(body), today()) if kind.matter else {}),
            received_on=today(),
            case_id=self.lead(by) if kind.case == "must" else None,
            facts={"demand": "查清后报告。"},
            answer_due_on=due if self.dice.random() < 0.4 else None,
        )
        self.ids.append(actions.open_transfer(by=by, given=given).id)

    def lead(self, by: Person) -> int:
        """Open a lead that is to go elsewhere."""
        given = LeadGiven(Source.INSPECTION, today(), by.unit_id, content="检查发现的线索。")
        return cases.open_lead(by=by, given=given).id

    def body(self, kinds=("county",)) -> int:
        """Choose a body that is asked today."""
        names = SUPERIORS if kinds == ("superior",) else CITIES
        if "county" in kinds and (len(kinds) == 1 or self.dice.random() < 0.5):
            names = tuple(f"{one}_market_bureau" for one in COUNTIES)
        return found_bodies.successor_on(self.dice.choice(names), today()).id

    def push(self) -> None:
        """Try one move on one of the latest transfers; what is refused changes nothing."""
        transfer = db.session.get_one(Transfer, self.dice.choice(self.ids[-60:]))
        row = self.row_for(transfer)
        before, limits = picture(transfer), open_limits(transfer.id)
        by = self.actor(transfer, row)
        given = self.given(transfer, row, by)
        try:
            with db.session.begin_nested():
                if row.complete and self.dice.random() < 0.9 and by.body_id is None:
                    complete(by, transfer)
                actions.move(by=by, transfer=transfer, key=row.key, given=given)
        except (Refused, NotVisible, NotOffered, Obstructed):
            db.session.refresh(transfer)
            assert picture(transfer) == before
            self.refused[row.key] += 1
        else:
            self.done[row.key] += 1
            if "count_return" in row.effects:
                self.returns += 1
                assert ours(open_limits(transfer.id)) == ours(limits)
                assert transfer.holder_body_id is None or transfer.direction == "in"
        look(transfer)

    def row_for(self, transfer: Transfer):
        """Choose a move: mostly one that starts from here, an ending seldom."""
        rows = list(life_of(transfer.kind).moves.values())
        if self.dice.random() < 0.85:
            rows = [one for one in rows if transfer.state in one.from_states] or rows
        weights = [1 if one.key in ENDING or CLOCK in one.sides else 4 for one in rows]
        return self.dice.choices(rows, weights)[0]

    def actor(self, transfer: Transfer, row) -> Person:
        """Choose somebody: the account of whoever has it, or one of ours, the right one or not."""
        holder = transfer.holder_body_id
        if BODY in row.sides and holder is not None and self.dice.random() < 0.6:
            return replace(
                self.people.wei,
                name="外单位",
                roles=(Role.COUNTERPART.value,),
                grants=(Grant(Role.COUNTERPART.value, "/"),),
                body_id=holder if self.dice.random() < 0.9 else self.body(),
            )
        names = row.roles and ("chen",) if self.dice.random() < 0.8 else OURS
        return self.people[self.dice.choice(names or ("wang", "wu"))]

    def given(self, transfer: Transfer, row, by: Person) -> MoveGiven:
        """Fill in a form: mostly whole, of today or of a day before."""
        taken_down = by.body_id is None and BODY in row.sides
        fields = (*row.fields, *(TAKEN_DOWN if taken_down else ()))
        back = self.dice.choice((0, 0, 0, 0, 1, 3))
        return MoveGiven(
            on=today() - timedelta(days=back),
            reason="随机" if self.dice.random() < 0.97 else "",
            values={
                "receipt_code": transfer.manifest_sha256,
                **{one.key: self.value(one) for one in fields},
            },
            body=taken_down,
        )

    def value(self, one) -> object:
        """Fill in one field."""
        if one.key in {"superior", "designated"}:
            return self.body(("superior",))
        if one.key == "answer_due_on":
            return today() + timedelta(days=self.dice.randint(-2, 40))
        return self.dice.choice(one.choices)[0] if one.choices else "随机"

    def merge(self) -> None:
        """Let one body take over another that has something of ours, today."""
        mine = sa.select(Transfer.holder_body_id).where(Transfer.closed_at.is_(None))
        held = sorted(set(db.session.scalars(mine)) - {None})
        if not held:
            return
        gone = found_bodies.body(self.dice.choice(held))
        heir = found_bodies.body(self.body((gone.kind,)))
        if gone.kind != heir.kind or gone.id == heir.id or gone.until is not None:
            return
        given = EndGiven(on=today(), successor_id=heir.id, basis="机构改革")
        bodies.end_body(by=self.people.zheng, body_id=gone.id, version=gone.version, given=given)
        self.merged += 1


def open_limits(transfer_id):
    wanted = sa.select(Deadline.id, Deadline.family, Deadline.due_on, Deadline.state)
    mine = wanted.where(Deadline.transfer_id == transfer_id, Deadline.stopped_on.is_(None))
    return db.session.execute(mine.order_by(Deadline.id)).all()


def ours(limits):
    """Leave out what binds the other side: its return answers us."""
    return [row for row in limits if row.family != "ST-23"]


def picture(transfer):
    count = sa.select(sa.func.count()).where(TransferMove.transfer_id == transfer.id)
    state = (transfer.state, transfer.version, transfer.times_returned, transfer.holder_body_id)
    return (*state, db.session.scalar(count), open_limits(transfer.id))


def look(transfer):
    """One holding runs unless the matter is over; the holdings join, and together are its age."""
    db.session.flush()
    wanted = sa.select(TransferHolding).where(TransferHolding.transfer_id == transfer.id)
    held = db.session.scalars(wanted.order_by(TransferHolding.id)).all()
    stage = life_of(transfer.kind).stages[transfer.state]
    opened_at = db.session.get_one(Cooperation, transfer.id).opened_at
    assert sum(row.until is None for row in held) == (1 if stage.is_open else 0)
    assert [row.since for row in held] == [opened_at, *(row.until for row in held[:-1])]
    assert all(row.until is None or row.since <= row.until for row in held)
    end = now() if stage.is_open else transfer.closed_at
    spent = sum(((row.until or end) - row.since for row in held), timedelta())
    assert spent == end - opened_at
    assert all(row.unit_id for row in held)  # some unit of ours answers for it all the time
    if stage.is_open:
        last = held[-1]
        assert (last.state, last.body_id) == (transfer.state, transfer.holder_body_id)
        assert (last.body_id is None) == (stage.turn == OFFICE), (transfer.kind, transfer.state)


def nobody_lies_with_the_gone():
    gone = (
        sa.select(sa.func.count())
        .select_from(Transfer)
        .join(Body, Body.id == Transfer.holder_body_id)
        .where(Transfer.closed_at.is_(None), Body.moved_on <= today())
    )
    assert db.session.scalar(gone) == 0


@pytest.mark.sqlite
@pytest.mark.timeout(7200)
def test_no_transfer_is_ever_without_one_owner_and_no_limit_stops_on_the_way(
    *, app, people, clock, figure, full_size
):
    size, rounds, pushes = (10_000, 500, 120) if full_size else (90, 9, 90)
    office = Office(people, random.Random(20150608))  # noqa: S311 - the same walk each time
    clock.set(FIRST)
    for number in range(rounds):
        with writing():
            for _ in range(size // rounds):
                office.open()
            for _ in range(pushes):
                office.push()
                clock.forward(minutes=office.dice.randint(0, 9))
            if office.dice.random() < 0.6 and office.merged < 9:
                office.merge()
        clock.forward(hours=office.dice.randint(8, 40))
        if number % 3 == 2:
            let_time_act(today())
            nobody_lies_with_the_gone()
    for one in db.session.scalars(sa.select(Transfer).order_by(Transfer.id)):
        look(one)
    assert len(office.ids) == size
    assert [key for key in CORE if not office.done[key]] == []
    by_time = sa.select(TransferMove.move, sa.func.count()).where(TransferMove.by_id == 0)
    night = dict(db.session.execute(by_time.group_by(TransferMove.move)).all())
    assert night["succeed"]
    assert night["press"]
    assert office.returns
    assert office.merged
    moved = sum(office.done.values())
    figure(
        "H7",
        "transfers pushed about while bodies are merged",
        reached=f"{size}, {moved} moves, {office.returns} returns, {office.merged} mergers",
        asked="10000",
    )
