"""An office with cases and files, and what is needed to back it up."""

import hashlib
import io
from pathlib import Path

from caseapp.backup import making, restoring
from caseapp.base import keys
from caseapp.base.db import writing
from caseapp.cli.inspecting import inspect_with
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import ItemGiven
from tests.files.samples import SAMPLES
from tests.stories import walked

MEBIBYTE = 1024 * 1024
SMALL, WHOLE = 1, 40  # megabytes of photos
CANARY = "封存的举报人周海燕"


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


class Kept:
    """An office with cases and files, and what is needed to back it up."""

    def __init__(self, app, settings, place: Path) -> None:
        self.app, self.settings, self.place = app, settings, place
        self.store = app.extensions["store"]
        self.out = place / "out"

    def make(self):
        with restoring.scratch(self.place / "work") as work:
            office = making.Office(
                name=self.settings.office,
                program="1.0",
                data_dir=self.settings.data_dir,
                keys_dir=self.settings.keys_dir,
                store=self.store,
                work=work,
            )
            return making.make(self.out, office, quiet)

    def verify(self, path: Path, keys_dir: Path | None = None):
        held = keys_dir or self.settings.keys_dir
        look = inspect_with(held, quiet)
        return restoring.verify(path, held, work=self.place / "work", inspect=look, tell=quiet)

    def restore(self, path: Path, target: Path, url: str = ""):
        held = self.settings.keys_dir
        look = inspect_with(held, quiet, url)
        return restoring.restore(path, target, keys_dir=held, inspect=look, tell=quiet)


class File:
    """A stored file as an upload names it."""

    def __init__(self, *told) -> None:
        self.filename, self.media_type, self.sha256, self.size = told


def fill(kept: Kept, people, *, photos: int) -> None:
    """Walk a case in the office and take files of every kind in."""
    story = walked(people, "file")
    given = [(one.name, one.content) for one in SAMPLES]
    photo = hashlib.sha512(b"photo").digest() * (MEBIBYTE // 64)
    given += [(f"{n}.jpg", b"%d" % n + photo) for n in range(photos)]
    for name, content in given:
        stored = kept.store.put(io.BytesIO(content), 10 * MEBIBYTE)
        file = File(name, "image/jpeg", stored.sha256, stored.size)
        with writing():
            item = ItemGiven(
                kind="electronic",
                title=f"{CANARY} {name}",
                proves="",
                source="",
                form="original",
                taken_on=story.day(4),
                taken_by="王建民",
            )
            evidence.add_item(by=people.wang, case_id=story.case_id, given=item, file=file)
    keys.make("backup", kept.settings.keys_dir)
