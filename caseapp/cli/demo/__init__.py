"""The demo office: Anshan with its people, cases in every state, tickets, papers; all invented."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from heapq import heapify, heappop, heappush
from random import Random

from flask import current_app

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.cli.demo.acts import ACTS
from caseapp.cli.demo.aid import help_with_rights
from caseapp.cli.demo.contacts import contact
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.dispute_story import DisputeStory
from caseapp.cli.demo.disputes import DISPUTES
from caseapp.cli.demo.fairs import show
from caseapp.cli.demo.joint import go_out
from caseapp.cli.demo.kept_texts import keep_texts
from caseapp.cli.demo.leave import go_on_leave
from caseapp.cli.demo.mediations import MEDIATIONS, MediationStory
from caseapp.cli.demo.meetings import meet, tell_others
from caseapp.cli.demo.names import Inventor
from caseapp.cli.demo.neighbours import deal_with_others
from caseapp.cli.demo.people import hire, invite, operators, staff
from caseapp.cli.demo.plans import PLANS
from caseapp.cli.demo.plans_of_companions import PLANS_OF_COMPANIONS
from caseapp.cli.demo.plans_of_editions import PLANS_OF_EDITIONS
from caseapp.cli.demo.published import published
from caseapp.cli.demo.retold import Retelling
from caseapp.cli.demo.texts import tickets
from caseapp.cli.demo.walk import Walk
from caseapp.cli.likeness import read_all
from caseapp.cli.registers import take
from caseapp.cli.worker import let_time_act
from caseapp.config import Settings, mark_demo
from caseapp.ledger.worker import Handlers, drain_all

SEED = 12330
# The rebuild has just read every row: what the outbox tells of them needs nothing to follow.
OLD_NEWS: Handlers = {}
Tell = Callable[[str], object]
Story = Iterator[date]


def build(settings: Settings, *, tell: Tell) -> bool:
    """Fill an empty office in one transaction; False, and nothing changed, when somebody is there."""
    if accounts.everybody():
        return False
    began = time.monotonic()
    tell(f"正在建立演示办公室（{settings.data_dir}）……")
    mark_demo(settings.data_dir)  # first, so that no kill leaves invented cases without the mark
    with writing():
        hire()
        take(demo=True)
        invite()
        told = _tell_all(_stories(), tell)
        go_on_leave(staff()["city"])
        keep_texts(staff()["city"])
        # Names of their own: those of the stories before stay as they were.
        more = Inventor(Random(SEED + 1))  # noqa: S311 - invented names are no secrets
        help_with_rights(by=operators()[0], staff=staff()["city"], days=Days(), inventor=more)
        meet(staff()["city"], Days())
        go_out(staff()["city"], Days())
        deal_with_others(staff()["city"], Days(), more)
        tell_others(staff()["city"], Days())
        show(staff()["city"], Days(), Inventor(Random(SEED + 2)))  # noqa: S311 - no secrets
    let_time_act(today())
    tell("  正在建立检索索引……")
    current_app.extensions["search"].feed.rebuild()
    read_all(lambda *_told: None)
    drain_all(OLD_NEWS)
    tell(f"演示办公室已建立：{told} 个办理步骤，用时 {time.monotonic() - began:.0f} 秒。")
    return True


def _stories() -> list[Story]:
    """Return every story; the same seed makes up the same names and numbers."""
    dice = Random(SEED)  # noqa: S311 - invented names are no secrets
    inventor, days, offices, desk = _inventor(dice), Days(), staff(), operators()
    walks = [
        Walk(
            plan=plan,
            turn=turn,
            staff=offices[plan.office],
            operators=desk,
            days=days,
            inventor=inventor,
            dice=dice,
        )
        for turn, plan in enumerate((*PLANS, *PLANS_OF_EDITIONS, *PLANS_OF_COMPANIONS))
    ]
    return [
        *(walk.run(ACTS) for walk in walks),
        *(Retelling(story, offices["city"], dice).run() for story in published()),
        *(
            MediationStory(plan, offices["city"], days=days, inventor=inventor).run()
            for plan in MEDIATIONS
        ),
        *(
            DisputeStory(plan, turn, offices["city"], days=days, inventor=inventor).run()
            for turn, plan in enumerate(DISPUTES)
        ),
        *(
            contact(
                row,
                by=desk[turn % len(desk)],
                staff=offices["city"],
                days=days,
                inventor=inventor,
            )
            for turn, row in enumerate(tickets())
        ),
    ]


def _inventor(dice: Random) -> Inventor:
    # The parties of the published cases have their names already.
    return Inventor(dice, taken=[str(story.party["name"]) for story in published()])


def _tell_all(stories: list[Story], tell: Tell) -> int:
    """Let all stories go on side by side in the order of days, so that numbers rise with time."""
    waiting = [(next(story), place) for place, story in enumerate(stories)]
    heapify(waiting)
    told, year = 0, 0
    while waiting:
        day, place = heappop(waiting)
        if day.year != year:
            year = day.year
            tell(f"  {year} 年……")
        told += 1
        following = next(stories[place], None)
        if following is not None:
            heappush(waiting, (following, place))
    return told
