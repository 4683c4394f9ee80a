"""Commands for what runs by itself: the worker that drains the outbox, and the passing of time."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import click
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.cases import actions as cases
from caseapp.cli import nightly
from caseapp.cli.office import opened
from caseapp.cli.registers import take_what_is_new
from caseapp.config import Settings
from caseapp.deadlines import actions as deadlines
from caseapp.documents.jobs import run_jobs
from caseapp.exhibitions.actions import reminding as fairs
from caseapp.extracts.jobs import run_extracts
from caseapp.hotline import actions as hotline
from caseapp.ledger import actions as ledger
from caseapp.ledger.checkpoints import Witness
from caseapp.ledger.witnessing import witness_trail
from caseapp.ledger.worker import run_worker
from caseapp.liaison import actions as liaison
from caseapp.reactions import REACTIONS
from caseapp.revisions import actions as revisions
from caseapp.search import actions as searches
from caseapp.transfers import actions as transfers


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def tick(*, as_json: bool) -> None:
    """处理到期：期限届满、逾期标记。系统运行时自动执行，也可以手工执行。"""
    with opened() as app:
        take_what_is_new()
        ended = let_time_act(today())
        witness_trail(Witness.of(app.extensions["settings"]))
        nightly.check_if_due(app)
    words = f"已处理 {ended} 个到期的期限。"
    click.echo(json.dumps({"ended": ended}) if as_json else words)


@click.command()
def worker() -> None:
    """单独运行后台处理（更新检索、处理到期），Ctrl+C 结束。"""
    logging.basicConfig(level=logging.INFO)
    with opened() as app:
        take_what_is_new()
        stop = threading.Event()
        thread = start_thread(app, stop)
    click.echo("后台处理已启动，Ctrl+C 结束。")
    try:
        thread.join()
    except KeyboardInterrupt:
        stop.set()
        thread.join()


def start_thread(app: Flask, stop: threading.Event) -> threading.Thread:
    """Run the worker beside the server; the office's lock keeps it the only one."""
    settings: Settings = app.extensions["settings"]
    app.extensions["store"].sweep_incoming()
    works = (_jobs_thread(app, stop, settings), _extracts_thread(app, stop, settings))
    thread = threading.Thread(
        name="worker",
        target=_run_beside,
        args=(works, stop, REACTIONS),
        kwargs={
            "in_context": app.app_context,
            "lock_path": settings.data_dir / "worker.lock",
            "tick": _with_sound_index(app, stop),
            "each_round": partial(witness_trail, Witness.of(settings)),
        },
    )
    thread.start()
    return thread


def _jobs_thread(app: Flask, stop: threading.Event, settings: Settings) -> threading.Thread:
    """Long works have a thread and a lock of their own: they must not hold up index and limits."""
    return threading.Thread(
        name="jobs",
        target=run_jobs,
        args=(stop,),
        kwargs={
            "in_context": app.app_context,
            "lock_path": settings.data_dir / "jobs.lock",
            "fonts": settings.fonts_dir,
        },
    )


def _extracts_thread(app: Flask, stop: threading.Event, settings: Settings) -> threading.Thread:
    """Attachments are read beside all else: one that takes its whole time holds up nobody."""
    return threading.Thread(
        name="extracts",
        target=run_extracts,
        args=(stop,),
        kwargs={
            "in_context": app.app_context,
            "lock_path": settings.data_dir / "extracts.lock",
            "store": app.extensions["store"],
        },
    )


def _run_beside(works: Sequence[threading.Thread], *args: Any, **given: Any) -> None:
    """Run the worker; whoever waits for its end waits for that of the long works too."""
    for work in works:
        work.start()
    run_worker(*args, **given)
    for work in works:
        work.join()


def _with_sound_index(app: Flask, stop: threading.Event) -> Callable[[date], int]:
    """Let time act, and mend the index when it is damaged; once a day compare it with the database.

    Files and trail are read through once a day too, beside all this: that may take an hour.
    """
    compared: set[date] = set()

    def run(day: date) -> int:
        ended = let_time_act(day)
        feed = app.extensions["search"].feed
        if day in compared:
            feed.mend()
        else:
            nightly.note_index(feed.tend())
            compared.add(day)
        nightly.start_if_due(app, stop)
        return ended

    return run


def let_time_act(day: date) -> int:
    """End what ends by itself and drop what is no longer needed, in a transaction of its own."""
    with writing():
        ended = deadlines.tick(by=Person.system(), day=day)
        ended += cases.let_time_act(by=Person.system(), day=day)
        hotline.end_left_limits(by=Person.system())
        hotline.start_tellings(by=Person.system())
        transfers.let_time_act(by=Person.system(), day=day)
        hotline.press(by=Person.system(), day=day)
        cases.remind(by=Person.system(), day=day)
        hotline.remind(by=Person.system(), day=day)
        transfers.remind(by=Person.system(), day=day)
        fairs.remind(by=Person.system(), day=day)
        liaison.remind(by=Person.system(), day=day)
        ledger.forget_old_requests()
        revisions.forget_unsaved()
        searches.forget_old_recent()
        hotline.forget_old_calls()
    return ended
