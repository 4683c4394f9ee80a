"""A small office of its own process: files, numbers and audit rows, each acknowledged on a line."""

import io
import itertools
import sys
from pathlib import Path

from caseapp.base.db import writing
from caseapp.ledger import actions
from caseapp.ledger.store import FileStore
from tests.ledger.clerks import LI, build


def file_one(store: FileStore, content: bytes) -> str:
    stored = store.put(io.BytesIO(content), limit=1_000_000)
    with writing():
        # First the chain, then the register: without one order for all, offices would block.
        actions.record(by=LI, action="paper.draft", object_kind="paper", object_id=0)
        number = actions.take_number(
            series="罚",
            year=2015,
            subject_kind="paper",
            subject_id=1,
            pattern="鞍知罚字〔{year}〕{serial}号",
        )
        actions.note_stored_file(sha256=stored.sha256, size=stored.size)
        actions.record(
            by=LI,
            action="paper.sign",
            object_kind="paper",
            object_id=number.serial,
            object_key=number.text,
            details={"sha256": stored.sha256},
        )
        actions.announce(event="paper.signed", object_kind="paper", object_id=number.serial)
    return f"{number.serial} {stored.sha256}"


def main(url: str, folder: str, most: str) -> None:
    store = FileStore(Path(folder) / "files")
    rounds = range(int(most)) if int(most) else itertools.count()
    with build(url).app_context():
        for n in rounds:
            print(file_one(store, f"{id(store)} {n} ".encode() * 2000), flush=True)  # noqa: T201 - the acknowledgement


if __name__ == "__main__":
    main(*sys.argv[1:])
