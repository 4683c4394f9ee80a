"""A fair with 200 and with 20,000 exhibitors: station page, booth search, one exhibitor; lists of 5,000 and 50,000 rows.

    python bench/fair_booths.py [--quick] [--small 200] [--large 20000] [--short 5000] [--long 50000]

The exhibitors come in by a list of the organiser, as in an office. CPU time of one process; both fairs are asked
the same in turn. A list is read in a child process, whose time counts.
"""

from __future__ import annotations

import io
import random
import resource
import statistics
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from measuring import arguments, asker, percentile, tell, times, workplace
from seeding import Office, first_office, larger

from caseapp.accounts import queries as people
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.web import Upload
from caseapp.exhibitions import exhibitor_queries, list_queries, queries
from caseapp.exhibitions.actions import duty, fairs, lists
from caseapp.exhibitions.fair_given import DutyGiven, FairGiven
from caseapp.exhibitions.sheet_reading import read_table
from caseapp.ledger.store import FileStore

OFFICER, OTHER, CHIEF = "officer0-0", "officer0-1", "chief"
TITLES = ("展馆", "展位号", "参展商名称", "联系人", "电话", "地址", "展品", "型号", "专利号")
MARKS = "兴旺宏达鑫源永盛华泰金鼎瑞丰恒通佳美康宁博雅顺发锦绣旭日凯旋安居乐业福临百川天和正阳立信"
GOODS = ("电热水壶", "净水器", "台灯", "拉杆箱", "积木", "炒锅", "卷尺", "保温杯", "耳机", "折叠椅")
BOOTHS_A_HALL = 500
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Show:
    """A fair in an office, and what its lists took: seconds to look at one and to enter it."""

    office: Office
    fair_id: int
    looked: float = 0.0
    entered: float = 0.0


def main() -> None:
    """Fill the fairs by lists, then ask both the same."""
    asked = arguments(__doc__, small=200, large=20_000, short=5_000, long=50_000)
    sizes = (50, 300) if asked.quick else (asked.small, asked.large)
    lengths = (100, 400) if asked.quick else (asked.short, asked.long)
    with workplace(asked.folder) as folder:
        first = first_office(folder / "first", with_files=False)
        shows = {size: held(first, folder / f"fair-{size}", size) for size in sizes}
        ask_all(shows, sizes, rounds=10 if asked.quick else 200)
        read = {rows: held(first, folder / f"list-{rows}", rows) for rows in lengths}
        tell_lists(read, lengths)


def ask_all(shows: dict[int, Show], sizes: tuple[int, int], *, rounds: int) -> None:
    """Ask both fairs for each page and print how much slower the larger one is."""
    dice = random.Random(5)
    least = min(sizes)
    questions = {
        "station page": lambda: "/station",
        "booth search at the station": lambda: f"/station/booths?q={_booth(dice.randrange(least))}",
        "booth search": lambda: f"/exhibitors?q={_booth(dice.randrange(least))}",
        "search by name": lambda: f"/exhibitors?q={_name(dice.randrange(least))[4:]}",
        "exhibitor page": lambda: f"/exhibitors/{1 + dice.randrange(least)}",
        "list of exhibitors": lambda: "/exhibitors",
    }
    cookies = {size: show.office.cookie(OFFICER) for size, show in shows.items()}
    for name, question in questions.items():
        took: dict[int, list[float]] = {size: [] for size in sizes}
        for turn in range(rounds + 3):
            path = question()
            for size, show in shows.items():
                ask = asker(show.office.app, f"/fairs/{show.fair_id}{path}", cookies[size])
                ask()  # warms what both keep
                began = time.process_time()
                ask()
                if turn >= 3:
                    took[size].append(time.process_time() - began)
        tell_pair(name, sizes, took)


def tell_pair(name: str, sizes: tuple[int, int], took: dict[int, list[float]]) -> None:
    """Print the ratio of two fairs and what the larger one takes."""
    small, large = (took[size] for size in sizes)
    ratio = statistics.median(large) / statistics.median(small)
    slow = percentile(large, 0.95) * 1000
    tell(
        f"{name}, {sizes[1]} against {sizes[0]} exhibitors, p50 {times(ratio)}, p95",
        f"{slow:.1f} ms",
    )


def tell_lists(shows: dict[int, Show], lengths: tuple[int, int]) -> None:
    """Print what a row of the long list takes against a row of the short one, and the long one whole."""
    short, long = (shows[rows] for rows in lengths)
    for name, seconds in (("looked at", "looked"), ("entered", "entered")):
        one, other = getattr(long, seconds), getattr(short, seconds)
        ratio = (one / lengths[1]) / (other / lengths[0])
        tell(
            f"list of {lengths[1]} rows {name} in {one:.1f} s; a row against one of {lengths[0]}",
            times(ratio),
        )


def held(first: Office, folder: Path, rows: int) -> Show:
    """Open a fair in a copy of the office and enter a list of so many rows."""
    office = larger(first, folder, cases=0)
    with office.inside():
        cast = {person.login: person for person in people.everybody()}
        fair_id = _open(cast)
        path = folder / "list.xlsx"
        path.write_bytes(_workbook(rows))
        looked, entered = _enter(office, by=cast[OFFICER], fair_id=fair_id, path=path)
        assert exhibitor_queries.count(fair_id) == rows
    return Show(office, fair_id, looked, entered)


def _open(cast: dict[str, Person]) -> int:
    officer, day = cast[OFFICER], today()
    given = FairGiven(
        name="第十二届国际家电博览会",
        unit_id=officer.unit_id,
        organiser="鞍山会展有限公司",
        venue="鞍山国际会展中心",
        first_on=day,
        last_on=day + timedelta(days=2),
        presence="station",
        area="210303",
        station_place="一号馆",
        station_phone="0412-5550123",
    )
    with writing():
        made = fairs.register(by=officer, given=given)
        for login in (OFFICER, OTHER):
            for n in range(3):
                on = DutyGiven(
                    day=day + timedelta(days=n), part="officer", person_id=cast[login].id
                )
                duty.add_duty(by=officer, opened=made, given=on)
        fairs.move_fair(by=cast[CHIEF], opened=made, key="approve", given={})
        fairs.move_fair(by=officer, opened=made, key="open", given={})
    return made.id


def _enter(office: Office, *, by: Person, fair_id: int, path: Path) -> tuple[float, float]:
    """Look at a list and enter it, as the pages do; give the seconds of both."""
    store: FileStore = office.app.extensions["store"]
    with path.open("rb") as file:
        kept = store.put(file, 100 * MEBIBYTE)
    at = queries.visible_fair(fair_id, by=by)
    upload = Upload("list.xlsx", "application/zip", kept.sha256, kept.size)
    with writing():
        table = read_table(path, today=today())
        row = lists.read_list(by=by, opened=at, file=upload, table=table)
    began = _cpu()
    table = read_table(path, today=today())
    shown = list_queries.try_list(row, table, today=today()).digest
    looked = _cpu() - began
    trial = list_queries.drawn_list(row, table, today=today())
    began = _cpu()
    given: dict[str, Any] = {"list_id": row.id, "trial": trial, "shown": shown}
    with writing():
        lists.enter_list(by=by, opened=at, **given)
    entered = _cpu() - began
    db.session.remove()
    return looked, entered


def _cpu() -> float:
    """Give the CPU time of this process and of the children it waited for.

    Not by os.times, whose clock ticks hundredths: a short list is looked at between two ticks.
    """
    spent = (
        resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _workbook(rows: int) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("参展商")
    sheet.write_row(0, 0, TITLES)
    for n in range(rows):
        hall, booth = f"{n // BOOTHS_A_HALL + 1}号馆", f"A{n % BOOTHS_A_HALL + 1:03}"
        things = f"{GOODS[n % 10]}、{GOODS[(n + 3) % 10]}"
        cells = (hall, booth, _name(n), "联系人", f"0412-{5_000_000 + n}", "鞍山市铁东区二一九路")
        sheet.write_row(n + 1, 0, (*cells, things, f"X-{n}、Y-{n}", ""))
    book.close()
    return kept.getvalue()


def _name(n: int) -> str:
    dice = random.Random(n)
    return f"鞍山市{''.join(dice.sample(MARKS, 3))}{n}电器有限公司"


def _booth(n: int) -> str:
    return f"{n // BOOTHS_A_HALL + 1}馆A{n % BOOTHS_A_HALL + 1:03}"


if __name__ == "__main__":
    main()
