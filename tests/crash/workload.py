"""Workload W: log a case, attach a file, verify and file it, list goods, sign a numbered paper.

A client writes down what was acknowledged: only what the server answered with 303.
"""

from __future__ import annotations

import hashlib
import random
import secrets
import threading
from dataclasses import dataclass, field

from caseapp.base.clock import today as office_day
from tests.crash.browser import GONE, Browser
from tests.crash.place import Place

PATENT = "ZL201530012345.4"
UNIT = "2"  # the enforcement section, the second unit of the first day


@dataclass(frozen=True)
class Crew:
    """Who works: cookies of officer and chief, the ids the forms want."""

    officer: str
    chief: str
    officers: tuple[str, str]
    approver: str

    @classmethod
    def of(cls, place: Place) -> Crew:
        """Let an officer and the chief sign in."""
        wang, li, chen = place.ids("wang", "li", "chen")
        return cls(place.cookie("wang"), place.cookie("chen"), (str(wang), str(li)), str(chen))


@dataclass
class Kept:
    """What the clients were told is done: kind of act, case, mark (a text, a hash, a step)."""

    said: list[tuple[str, int, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, act: str, case_id: int, mark: str) -> None:
        """Note one act the server has answered for."""
        with self._lock:
            self.said.append((act, case_id, mark))


@dataclass
class Client:
    """One who works case after case until the server is gone."""

    crew: Crew
    kept: Kept
    dice: random.Random

    def work(self, port: int, *, cases: int = 10_000) -> None:
        """Work until that many cases are done or the line breaks."""
        officer, chief = Browser(port, self.crew.officer), Browser(port, self.crew.chief)
        try:
            for _ in range(cases):
                self.one_case(officer, chief)
        except GONE:  # killed: what was not answered was not acknowledged
            pass
        except AssertionError as refused:
            self.kept.refused.append(str(refused))
        finally:
            officer.close()
            chief.close()

    def one_case(self, officer: Browser, chief: Browser) -> None:
        """Take one case from the lead to its first numbered paper: seven acts."""
        self.step(officer, self.before_signing(officer, chief), "register_evidence")

    def before_signing(self, officer: Browser, chief: Browser) -> int:
        """Take one case so far that its first paper can be signed."""
        case_id = self.log(officer)
        self.attach(officer, case_id)
        for step in ("verify", "ask_filing"):
            self.step(officer, case_id, step)
        self.step(chief, case_id, "file")
        self.list_goods(officer, case_id)
        return case_id

    def log(self, browser: Browser) -> int:
        """Log a lead with a mark of its own."""
        mark = secrets.token_hex(8)
        fields = lead_fields(mark, browser)
        case_id = self._sent(browser, "/cases/new", fields)
        self.kept.acknowledge("lead", case_id, mark)
        return case_id

    def attach(self, browser: Browser, case_id: int) -> None:
        """Attach some bytes nobody has yet."""
        content = self.dice.randbytes(self.dice.choice([300, 20_000, 300_000]))
        address = f"/cases/{case_id}/evidence/new"
        fields = browser.drawn(address) | {
            "kind": "written",
            "title": "进货单",
            "form": "original",
            "taken_on": today(),
            "taken_by": "王建民、李秀英",
        }
        self._sent(browser, address, fields, file=("进货单.bin", content))
        self.kept.acknowledge("item", case_id, hashlib.sha256(content).hexdigest())

    def list_goods(self, browser: Browser, case_id: int) -> None:
        """List the goods found."""
        address = f"/cases/{case_id}/goods/new"
        fields = browser.drawn(address) | {
            "list_kind": "found",
            "name": "电热水壶",
            "quantity": "40",
            "unit": "台",
        }
        self._sent(browser, address, fields)
        self.kept.acknowledge("goods", case_id, "")

    def step(self, browser: Browser, case_id: int, key: str) -> None:
        """Take a step by its form."""
        address = f"/cases/{case_id}/steps/{key}"
        fields = browser.drawn(address) | step_fields(key, self.crew)
        self._sent(browser, address, fields)
        self.kept.acknowledge("step", case_id, key)

    def _sent(
        self,
        browser: Browser,
        path: str,
        fields: dict[str, str | list[str]],
        *,
        file: tuple[str, bytes] | None = None,
    ) -> int:
        answer = browser.post(path, fields, file=file)
        assert answer.status == 303, f"{path}: {answer.status} {answer.text[:3000]}"
        return int(answer.location.split("/cases/")[1].split("/")[0].split("#")[0])


def lead_fields(mark: str, browser: Browser) -> dict[str, str]:
    """Fill the form of a lead in."""
    return browser.drawn("/cases/new") | lead_words(mark)


def lead_words(mark: str) -> dict[str, str]:
    """Give what is typed into the form of a lead."""
    return {
        "source": "report",
        "received_on": today(),
        "content": f"{mark}，某商店销售标注 {PATENT} 的电热水壶。",
        "respondent": "铁西区兴旺家电商行",
        "product": "电热水壶",
        "patent_as_printed": PATENT,
        "unit_id": UNIT,
    }


def step_fields(key: str, crew: Crew) -> dict[str, str | list[str]]:
    """Fill the form of a step in."""
    both: dict[str, str | list[str]] = {
        "on": today(),
        "f_officers": list(crew.officers),
    }
    if key == "verify":
        return {
            "on": today(),
            "f_patent_number": PATENT,
            "f_act_on": today(),
            "f_patent_status": "ended",
            "f_looked_up_by": crew.officers[0],
            "f_looked_up_on": today(),
            "f_lookup_source": "专利登记簿",
            "f_finding": "专利已终止，仍在标注。",
        }
    if key == "ask_filing":
        return {"on": today(), "f_filing_proposal": "file", "f_filing_reasons": "符合立案条件。"}
    if key == "file":
        tests = ("has_evidence", "is_punishable", "is_ours", "in_time")
        return both | {f"f_{one}": "y" for one in tests}
    return both | {
        "f_certificate_shown": "y",
        "f_certificate_shown_at": f"{today()}T00:01",
        "f_approved_by": crew.approver,
        "f_approved_on": today(),
        "f_registration_reason": "物品可能被转移",
        "f_keeping_place": "店内库房",
        "f_keeper": "赵兴旺",
    }


def today() -> str:
    """Give the day the server has, written as a form sends it."""
    return office_day().isoformat()
