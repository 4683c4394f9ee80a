"""Seconds until the whole office answers, server and worker together, and the memory it takes.

    python bench/start_up.py [--quick] [--size 1000]

Beside it, in turn, a bare Flask application on the same server: the least a start can cost here.
"""

from __future__ import annotations

import statistics

from measuring import arguments, tell, times, workplace
from seeding import first_office, larger
from serving import ready_after

RT_MEMORY = (
    706  # MiB: Request Tracker 5 with four workers, measured once on the same kind of machine
)


def main() -> None:
    """Start the office and the bare server in turn and print medians."""
    asked = arguments(__doc__, size=1000)
    size, rounds = (0, 1) if asked.quick else (asked.size, 5)
    with workplace(asked.folder) as folder:
        first = first_office(folder / "first", with_files=size > 0)
        office = larger(first, folder / "office", cases=size)
        ready_after(office.folder)  # the first start builds what later ones keep
        started = [(ready_after(office.folder), ready_after(None)) for _ in range(rounds)]
    ours = statistics.median(mine.seconds for mine, _ in started)
    against = statistics.median(mine.seconds / bare.seconds for mine, bare in started)
    memory = statistics.median(mine.memory for mine, _ in started)
    bare = statistics.median(other.memory for _, other in started)
    tell("start, seconds until the first page,", f"{ours:.2f} s", "<= 1 s")
    tell("start, against a bare Flask page on the same server,", times(against))
    tell("memory of server and worker,", f"{memory:.0f} MiB, a bare Flask page {bare:.0f} MiB")
    tell("memory, against Request Tracker's,", times(memory / RT_MEMORY), "<= 0.25x")


if __name__ == "__main__":
    main()
