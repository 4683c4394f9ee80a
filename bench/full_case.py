"""The page of a very full case and the steps offered for it, against the same case before it filled up.

python bench/full_case.py [--quick] [--papers 400] [--items 1000]
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from measuring import Work, arguments, asker, ratio, take_turns, tell, times, workplace
from seeding import Office, first_office, larger

CHIEF = "chief"
# What makes each copied row another one, beside its number.
OWN = {"paper": {"number": None}, "evidence_item": {}}


def main() -> None:
    """Measure the page and the offers before and after, and print figures and ratios."""
    asked = arguments(__doc__, papers=400, items=1000)
    rows = {"paper": 20, "evidence_item": 50} if asked.quick else {}
    rows = rows or {"paper": asked.papers, "evidence_item": asked.items}
    rounds, seconds = (2, 0.1) if asked.quick else (7, 0.5)
    with workplace(asked.folder) as folder:
        slim = first_office(folder / "slim")
        full = larger(slim, folder / "full", cases=0)
        number = case_in_hand(slim)
        fill(full, number, rows)
        works: dict[str, Work] = {}
        for name, office in (("slim", slim), ("full", full)):
            works[f"page, {name}"] = asker(office.app, f"/cases/{number}", office.cookie(CHIEF))
        offers, steps = offered(full, number)
        works["steps offered"] = offers
        sizes = {name: len(works[f"page, {name}"]().body) for name in ("slim", "full")}
        with full.app.app_context():
            found = take_turns(works, rounds=rounds, seconds=seconds)
    told = f"{rows['paper']} papers and {rows['evidence_item']} rows of evidence"
    for name in ("page, slim", "page, full", "steps offered"):
        tell(f"{name}:", f"{statistics.median(found[name]) * 1000:.1f} ms of CPU")
    tell(f"page with {told} against the slim one:", times(ratio(found, "page, full", "page, slim")))
    tell("the same, for each byte it writes:", times(_a_byte(found, sizes)), "<= 1x")
    tell(
        f"{steps} steps offered against the page:",
        times(ratio(found, "steps offered", "page, full")),
    )


def case_in_hand(office: Office) -> int:
    """Give the case that stands at the defence."""
    with office.inside():
        from caseapp.base.db import db

        asked = sa.text("SELECT max(id) FROM case_file WHERE is_open AND case_no IS NOT NULL")
        return int(db.session.scalar(asked) or 0)


def fill(office: Office, number: int, rows: dict[str, int]) -> None:
    """Copy a paper and a piece of evidence of the case until there are as many as asked."""
    from caseapp.base.db import db, writing

    with office.inside(), writing():
        for name, count in rows.items():
            table = db.metadata.tables[name]
            mine = sa.select(table).where(table.c.case_id == number).order_by(table.c.id)
            held = [dict(row) for row in db.session.execute(mine).mappings()]
            db.session.execute(sa.insert(table), list(_copies(name, held, count)))


def _copies(name: str, held: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    made = []
    for place in range(len(held), count):
        copy = {**held[place % len(held)], **OWN[name]}
        copy.pop("id")
        if name == "evidence_item":
            copy["serial"] = place + 1
        made.append(copy)
    return made


def offered(office: Office, number: int) -> tuple[Callable[[], object], int]:
    """Give the work of saying what may be done next, the reading of the file included."""
    from caseapp.accounts.queries import person_by_login
    from caseapp.base.clock import today
    from caseapp.base.db import db
    from caseapp.cases import queries
    from caseapp.cases.asked import Asked
    from caseapp.cases.facts import facts_of
    from caseapp.cases.open_file import open_file

    def offers() -> Any:
        by = person_by_login(CHIEF)
        assert by is not None
        file = open_file(queries.visible_case(number, by=by), by=by)
        found = file.procedure.offers(file.case.state, file.roles, facts_of(file, Asked(today())))
        db.session.rollback()
        return found

    with office.inside():
        return offers, len(offers())


def _a_byte(found: dict[str, list[float]], sizes: dict[str, int]) -> float:
    return ratio(found, "page, full", "page, slim") * sizes["slim"] / sizes["full"]


if __name__ == "__main__":
    main()
