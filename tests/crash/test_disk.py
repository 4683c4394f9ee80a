"""C7, C8: a full or read-only disk is said in plain words, keeps nothing half, and heals by itself."""

from __future__ import annotations

import time

import pytest

from caseapp.base.db import db
from caseapp.base.storage import FAILING, FULL, READ_ONLY
from caseapp.ledger import queries as ledger
from tests.crash import checking, disks
from tests.crash.browser import Answer, Browser
from tests.crash.place import Place
from tests.crash.serving import started
from tests.crash.trials import dice
from tests.crash.workload import Client, Crew, Kept, lead_fields, today
from tests.figures import Figure

HEALED_WITHIN = 60.0
PAGES = ("/cases", "/cases/{id}", "/search?q=%E7%94%B5%E7%83%AD", "/desk")
pytestmark = [pytest.mark.sqlite, pytest.mark.timeout(600)]


def test_a_full_disk_is_said_and_heals_by_itself(small: tuple[Place, bool], figure: Figure):
    place, is_small = small
    crew, kept = Crew.of(place), Kept()
    client = Client(crew, kept, dice())
    with (
        started(place) as server,
        Browser(server.port, crew.officer) as officer,
        Browser(server.port, crew.chief) as chief,
    ):
        client.one_case(officer, chief)
        case_id = kept.said[0][1]
        fields = lead_fields("第一张满盘时的表单", officer)
        upload = item_fields(officer, case_id)
        with disks.full(place.folder, server.process.pid, is_small=is_small):
            no = officer.post("/cases/new", fields)
            no_file = officer.post(
                f"/cases/{case_id}/evidence/new", upload, file=("照片.bin", b"x" * 5_000_000)
            )
            read = [officer.get(page.format(id=case_id)) for page in PAGES]
        again = officer.post("/cases/new", fields)
        client.one_case(officer, chief)
        server.kill()
    left = seen_after_a_restart(place, kept)
    titles = {FULL.title} if is_small else {FULL.title, FAILING.title}
    cause = "a full disk" if is_small else "a limit on file sizes"
    figure("C7", f"{cause}: refused in words", reached=said(no, titles), asked="True")
    figure("C7", f"{cause}: pages read", reached=statuses(read), asked=statuses(read, 200))
    figure("C7", f"{cause}: faults afterwards", reached=len(left.faults), asked="0")
    assert said(no, titles), no.text
    assert said(no_file, titles), no_file.text
    assert "第一张满盘时的表单" in no.text
    assert statuses(read) == statuses(read, 200)
    assert again.status == 303
    assert left.faults == ()


def test_a_read_only_disk_is_said_and_heals_by_itself(place: Place, figure: Figure):
    crew, kept = Crew.of(place), Kept()
    client = Client(crew, kept, dice())
    links = [place.login_link("li"), place.login_link("li")]
    with (
        started(place, preexec_fn=disks.bound_by_rights()) as server,
        Browser(server.port, crew.officer) as officer,
        Browser(server.port, crew.chief) as chief,
        Browser(server.port) as newcomer,
    ):
        client.one_case(officer, chief)
        case_id = kept.said[0][1]
        fields = lead_fields("第一张只读时的表单", officer)
        entrance = newcomer.drawn(links[0])
        with disks.read_only(place.data):
            no = officer.post("/cases/new", fields)
            no_entry = newcomer.post(links[0], entrance)
            is_out = newcomer.get("/desk")
            time.sleep(11)  # the band looks at the disk every ten seconds
            read = [officer.get(page.format(id=case_id)) for page in PAGES]
        again = officer.post("/cases/new", fields)
        entry = newcomer.post(links[0], entrance)
        client.one_case(officer, chief)
        server.kill()
    left = seen_after_a_restart(place, kept)
    bands = sum("数据目录只能读取" in page.text for page in read)
    figure("C8", "refused in words", reached=said(no, {READ_ONLY.title}), asked="True")
    figure("C8", "pages read with a band", reached=bands, asked=len(PAGES))
    figure(
        "C8", "sign-in without its row in the trail", reached=is_out.status == 200, asked="False"
    )
    assert said(no, {READ_ONLY.title}), no.text
    assert said(no_entry, {READ_ONLY.title}), no_entry.text
    assert is_out.status in {303, 401}
    assert (statuses(read), bands) == (statuses(read, 200), len(PAGES))
    assert (again.status, entry.status) == (303, 303)
    assert left.faults == ()


def seen_after_a_restart(place: Place, kept: Kept) -> checking.Left:
    """Start again, wait until the index has caught up, and look."""
    with started(place), place.inside() as app:
        end = time.monotonic() + HEALED_WITHIN
        while ledger.lag().waiting and time.monotonic() < end:
            db.session.rollback()
            time.sleep(0.5)
        assert ledger.lag().waiting == 0
        return checking.look(app, kept)


def item_fields(officer: Browser, case_id: int) -> dict[str, str]:
    return officer.drawn(f"/cases/{case_id}/evidence/new") | {
        "kind": "written",
        "title": "照片",
        "form": "original",
        "taken_on": today(),
        "taken_by": "王建民",
    }


def said(answer: Answer, titles: set[str]) -> bool:
    return answer.status == 503 and any(title in answer.text for title in titles)


def statuses(answers: list[Answer], wanted: int = 0) -> str:
    return " ".join(str(wanted or one.status) for one in answers)
