"""N3: many editors on one record, on different fields and on the same: nothing of anybody is lost."""

from __future__ import annotations

import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask

from caseapp.accounts import actions as accounts
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.parties import queries as parties
from caseapp.revisions import queries as revisions
from tests.figures import Figure
from tests.looking import parse, text_of
from tests.pages import HOST, Reader, form_values
from tests.people import sign_in
from tests.stories import walked

# Editors share a field when there are more of them; each keeps a mark of its own in it.
FIELDS = ("legal_representative", "representative_post", "contact", "phone")
FIELDS += ("address", "service_address", "former_names")
START = "初始备注"


@dataclass
class Editor:
    """One officer with a browser, who saves again and again and never throws a text away."""

    number: int
    browser: Any
    address: str
    saves: int
    merges: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def field(self) -> str:
        return FIELDS[self.number % len(FIELDS)]

    def work(self) -> None:
        chance = random.Random(self.number)  # noqa: S311 - test data, no secret
        for count in range(1, self.saves + 1):
            fields = self.drawn(self.opened("GET"))
            if chance.random() < 0.3:
                self.opened("GET")  # meanwhile the others save
            self.save(fields, count)

    def save(self, fields: dict[str, Any], count: int) -> None:
        """Send my marks until they are saved; each merge page is answered with both texts."""
        line = f"{self.number}:{count}"
        sent = fields | {self.field: marked(fields[self.field], self.number, count)}
        sent["note"] = f"{fields['note']}\n{line}"
        for _ in range(400):
            answer = self.opened("POST", sent)
            if answer.status_code == 303:
                return
            if answer.status_code != 409:
                self.faults.append(f"{line} was answered {answer.status_code}")
                return
            self.merges += 1
            sent = self.chosen(answer, line, count)
        self.faults.append(f"{line} was never saved")

    def chosen(self, answer: Any, line: str, count: int) -> dict[str, Any]:
        """Read both texts off the merge page and write what holds both."""
        page = parse(answer.get_data(as_text=True))
        form = page.find(".//form[@id='merge']")
        if form is None:
            raise AssertionError(text_of(page.find("body"))[:800])
        values = form_values(form)
        overlaps = values["overlap"]
        for name in [overlaps] if isinstance(overlaps, str) else overlaps:
            theirs, mine = values[f"theirs-{name}"], values[f"mine-{name}"]
            if line not in mine:
                self.faults.append(f"the merge page of {line} lost my {name}: {mine!r}")
            both = f"{theirs}\n{line}" if name == "note" else marked(theirs, self.number, count)
            values |= {f"pick-{name}": "own", name: both}
        return values

    def drawn(self, answer: Any) -> dict[str, Any]:
        form = parse(answer.get_data(as_text=True)).find(".//main//form[@data-guard]")
        assert form is not None, answer.status
        return form_values(form)

    def opened(self, method: str, data: dict[str, Any] | None = None) -> Any:
        return self.browser.open(
            self.address, method=method, data=data, base_url=f"http://{HOST}:8000"
        )


def marked(text: str, number: int, count: int) -> str:
    """Write my mark into a field others write theirs into."""
    marks = marks_of(text) | {number: count}
    return " ".join(f"{one}:{many}" for one, many in sorted(marks.items()))


def marks_of(text: str) -> dict[int, int]:
    pairs = (one.split(":") for one in text.split() if ":" in one)
    return {int(one): int(many) for one, many in pairs}


def hired(people: int) -> list[str]:
    """Take on as many officers as edit at once."""
    logins = [f"editor{number}" for number in range(people)]
    with writing():
        for login in logins:
            accounts.add_person(
                by=Person.system(),
                login=login,
                name=login,
                unit=places.ENFORCEMENT,
                roles=["officer"],
            )
    return logins


def lost(history: Iterable[Any]) -> list[str]:
    """Name every mark or line that stood in a version and is gone or older in the next."""
    found, lines, marks = [], set(), {}
    for row in history:
        now_lines = set(row.data["note"].split("\n"))
        found += [f"version {row.version} lost the line {one}" for one in lines - now_lines]
        now_marks = {
            (name, number): count
            for name in FIELDS
            for number, count in marks_of(row.data[name]).items()
        }
        older = [key for key, count in marks.items() if now_marks.get(key, 0) < count]
        found += [f"version {row.version} took back {key}" for key in older]
        lines, marks = now_lines, now_marks
    return found


@pytest.mark.timeout(3600)
def test_nothing_that_many_editors_type_is_lost(
    *, app: Flask, people: Any, database: str, figure: Figure, full_size: bool
) -> None:
    crowd, saves = (20, 50) if full_size else (6, 8)
    story = walked(people, "inspect")
    party = parties.parties_of_case(story.case_id)[0]
    address = f"{story.path}/parties/{party.id}"
    browsers = [sign_in(Reader(app), login).browser for login in hired(crowd)]
    reader = sign_in(Reader(app), "wang")
    reader.get(address)
    assert reader.submit(note=START, **dict.fromkeys(FIELDS, "")).status == 303
    begun = len(revisions.revisions("party", party.id))
    editors = [Editor(number, one, address, saves) for number, one in enumerate(browsers)]
    with ThreadPoolExecutor(crowd) as pool:
        list(pool.map(Editor.work, editors))
    db.session.rollback()
    db.session.expire_all()
    row = parties.party(party.id)
    history = revisions.revisions("party", party.id)
    overwritten = lost(history[begun - 1 :])
    wanted = {f"{one.number}:{count}" for one in editors for count in range(1, saves + 1)}
    kept = row.note.replace("\r\n", "\n").split("\n")
    merges = sum(one.merges for one in editors)
    what = f"{database}, {crowd} editors × {saves} saves on one record"
    figure("N3", f"{what}: lost updates", reached=len(overwritten), asked="0")
    figure("N3", f"{what}: lines not in the record", reached=len(wanted - set(kept)), asked="0")
    figure("N3", f"{what}: overlaps shown and settled", reached=merges, asked="> 0")
    assert [fault for one in editors for fault in one.faults] == []
    assert overwritten == []
    assert sorted(kept) == sorted([START, *wanted])
    for one in editors:
        assert marks_of(getattr(row, one.field))[one.number] == saves, one.field
    assert len(history) - begun == crowd * saves
    assert merges > 0
