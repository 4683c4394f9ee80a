"""C3: the worker is killed while people save; left alone it brings the index up to the database."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from caseapp.accounts.queries import enforcement_choices
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.cases import actions, queries
from caseapp.cases.actions import LeadGiven, TakeGiven
from caseapp.law.procedures.sources import Source
from caseapp.ledger import queries as ledger
from caseapp.search.finder import Finder
from tests.crash.place import Place
from tests.crash.serving import Life, Nursery, nursery
from tests.figures import Figure
from tests.people import People, everybody

WITHIN = 30.0
KILLS = 3


def saves(cast: People) -> Iterator[None]:
    """Save without end: now a new lead, now another step of the one before."""
    unit = enforcement_choices()[0][0]
    while True:
        with writing():
            given = LeadGiven(Source.REPORT, today(), unit, content="某商店销售电饭锅。")
            case_id = actions.open_lead(by=cast.wang, given=given).id
        yield
        for proposal in ("第一次", "第二次"):
            with writing():
                case = queries.visible_case(case_id, by=cast.wang)
                values = {"patent_number": "ZL201530012345.4", "act_on": today()}
                values |= {"patent_status": "ended", "looked_up_by": cast.wang.id}
                values |= {"looked_up_on": today(), "lookup_source": "登记簿", "finding": proposal}
                given_step = TakeGiven(on=today(), values=values)
                actions.take_step(by=cast.wang, case=case, key="verify", given=given_step)
            yield


@pytest.mark.sqlite
@pytest.mark.timeout(3600)
def test_a_worker_killed_again_and_again_leaves_the_index_equal_to_the_database(
    place: Place, figure: Figure, *, full_size: bool
):
    operations, every = (10_000, 2.0) if full_size else (120, 0.3)
    kills = 0
    with nursery(place) as home, place.inside() as app:
        worker = home.bear(worker=True)
        end = time.monotonic() + every
        work = saves(everybody())
        done = 0
        # A fast machine has saved everything before the worker was killed three times: it goes on.
        while done < operations or kills < KILLS:
            next(work)
            done += 1
            if time.monotonic() > end:
                worker, kills = again(home, worker), kills + 1
                end = time.monotonic() + every
        worker = again(home, worker)
        alone = time.monotonic()
        while ledger.lag().waiting and time.monotonic() < alone + WITHIN:
            db.session.rollback()
            time.sleep(0.2)
        seconds = time.monotonic() - alone
        home.kill(worker)
        finder: Finder = app.extensions["search"]
        drift, held = finder.feed.drift(), finder.index.health().documents
        objects = sum(len(list(source.all_ids())) for source in finder.sources)
        double = db.session.scalar(sa.text("SELECT count(*) FROM outbox_event WHERE tries > 0"))
    what = f"{done} saves, {kills + 1} kills of the worker"
    figure("C3", f"{what}: index unlike the database", reached=len(drift), asked="0")
    figure("C3", f"{what}: seconds until equal", reached=f"{seconds:.1f}", asked="<= 30")
    figure("C3", f"{what}: objects held twice", reached=held - objects, asked="0")
    assert (drift, held, double) == ([], objects, 0)
    assert seconds < WITHIN


def again(home: Nursery, worker: Life) -> Life:
    """Kill the worker and start the next."""
    home.kill(worker)
    return home.bear(worker=True)
