"""What the case page and the list of 50 cost beside a bare Flask page, in CPU time of one process.

python bench/page_cost.py [--quick] [--small 300] [--large 20000]
"""

from __future__ import annotations

import itertools
import statistics

from measuring import (
    Answer,
    Work,
    arguments,
    asker,
    hello,
    ratio,
    take_turns,
    tell,
    times,
    workplace,
)
from seeding import Office, first_office, larger

ASKED_CASES = 40
CHIEF, OFFICER = "chief", "officer0-0"


def main() -> None:
    """Measure at two sizes and print the ratios."""
    asked = arguments(__doc__, small=300, large=20_000)
    sizes = (60, 400) if asked.quick else (asked.small, asked.large)
    rounds, seconds = (2, 0.1) if asked.quick else (9, 0.5)
    with workplace(asked.folder) as folder:
        first = first_office(folder / "first")
        works: dict[str, Work] = {"hello": asker(hello(), "/hello")}
        for size in sizes:
            works |= pages(larger(first, folder / str(size), cases=size), size)
        found = take_turns(works, rounds=rounds, seconds=seconds)
    tell("hello", f"{statistics.median(found['hello']) * 1000:.3f} ms of CPU")
    for name, goal in (("case page", "<= 6x"), ("list page", "<= 8x")):
        for size in sizes:
            one = f"{name}, {size} cases"
            tell(f"{one}, against hello:", times(ratio(found, one, "hello")), goal)


def pages(office: Office, size: int) -> dict[str, Work]:
    """Give the two pages of one office, each time another case of those in hand."""
    cookie = office.cookie(CHIEF)
    # Only whole files of the chief's own office: the others are not there for a chief.
    with office.inside():
        ids = visible(office)[:ASKED_CASES]
    asks = [asker(office.app, f"/cases/{number}", cookie) for number in ids]
    turn = itertools.cycle(asks)
    listed = asker(office.app, "/cases?openness=all", cookie)
    assert "时间线" in asks[0]().body.decode()
    assert listed().body.count(b"<tr data-href") == 50 or size < 60

    def case_page() -> Answer:
        return next(turn)()

    return {f"case page, {size} cases": case_page, f"list page, {size} cases": listed}


def visible(office: Office) -> list[int]:
    """Give the cases in hand that the chief may see, the newest first."""
    from caseapp.accounts.queries import person_by_login
    from caseapp.cases.queries import visible_ids

    chief = person_by_login(CHIEF)
    assert chief is not None
    return sorted(visible_ids(office.open_cases[-2000:], by=chief), reverse=True)


if __name__ == "__main__":
    main()
