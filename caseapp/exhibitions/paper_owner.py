"""Fairs and complaints as owners of papers: which they have, with which words, who signs on the spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.base.clock import local, today
from caseapp.cooperation.owners import Mandate
from caseapp.documents.catalogue import Kind
from caseapp.exhibitions import (
    fair_queries,
    paper_words_complaint,
    paper_words_fair,
    queries,
)
from caseapp.exhibitions.paper_words_complaint import OfVisit
from caseapp.exhibitions.paper_words_fair import OfDay
from caseapp.exhibitions.queries import Complained, Opened

OF_FAIR: Mapping[str, tuple[str, ...]] = {
    "registered": ("E01", "E01-station", "E02", "E03"),
    "approved": ("E02", "E03", "E01", "E01-station"),
    "open": ("E15", "E16", "E02", "E03", "E01", "E01-station"),
    "over": ("E15-report", "E15", "E16"),
    "reported": ("E15-report", "E15", "E16"),
    "cancelled": (),
}
_TAKEN = ("E04", "E05", "E06", "E06-refuse")
_CHECKED = ("E09", "E09-list")
_GOING = (*_CHECKED, "E12", "E10", "E11", "E14", "E17")
OF_COMPLAINT: Mapping[str, tuple[str, ...]] = {
    "received": _TAKEN,
    "incomplete": _TAKEN,
    "complete": ("E06", "E07", "E06-refuse", "E04"),
    "passed": ("E08", "E07", "E06", *_CHECKED, "E12", "E17"),
    "notified": ("E08", *_GOING),
    "answered": (*_GOING, "E08"),
    "decided": ("E10", "E11", "E12", "E14", *_CHECKED, "E17"),
    "refused": ("E06-refuse", "E04"),
    "withdrawn": ("E14", "E04"),
    "in_case": ("E17", "E14", *_CHECKED),
    "moved": ("E07", "E14", *_CHECKED),
    "closed": ("E14", "E10", "E11", "E12", *_CHECKED),
}
TO_RESPONDENT = ("E08", "E11")
# What carries out a finding waits for the opinion that holds it.
AFTER_OPINION = ("E11", "E14")


class _AtAFair:
    """What both families share: whoever is on the roster works there, and signs by mandate."""

    def may_work(self, by: Person, record: Any) -> bool:
        """Say whether somebody works at this fair, by its unit or its roster."""
        return queries.may(by, "fair.work", fair_of(record))

    def has_mandate(self, record: Any, kind: Kind) -> bool:
        """Say whether anybody on duty today may sign this kind of paper."""
        return bool(signers(fair_of(record), kind.key, today()))

    def mandate(self, by: Person, record: Any, kind: Kind) -> Mandate | None:
        """Return by what this person signs this kind of paper at the fair today."""
        if self.against_signing(by, record, kind):
            return None
        found = fair_queries.may_sign(fair_of(record).id, by.id, kind=kind.key, day=today())
        if found is None:
            return None
        return Mandate(found.given_by_name, local(found.given_at).date())

    def service(self, record: Any, kind: Kind) -> Mapping[str, str]:
        """Return where papers are handed over at a fair, to whom, and who is there today."""
        opened = fair_of(record)
        there = fair_queries.officers_on(opened.id, today())
        known = {
            "mode": "当场",
            "place": opened.fair.station_place or opened.fair.venue,
            "servers": "、".join(row.name for row in there[:2]),
        }
        if isinstance(record, Opened | OfDay):
            return known | {"addressee": opened.fair.organiser}
        complaint = complaint_of(record).complaint
        to_them = kind.key in TO_RESPONDENT
        return known | {"addressee": complaint.respondent if to_them else complaint.complainant}

    def against_signing(self, by: Person, record: Any, kind: Kind) -> Sequence[str]:
        """Say why this person may not sign it there today, and what to do."""
        opened, day = fair_of(record), today()
        if opened.fair.state != "open":
            return ("本展会现在不在进驻期间", "请报批，由有权签发的人签发。")
        if fair_queries.may_sign(opened.id, by.id, kind=kind.key, day=day) is None:
            return _why_not(opened.id, by, kind=kind.key, day=day)
        if by.id not in {row.person_id for row in fair_queries.officers_on(opened.id, day)}:
            return ("您今天不在本展会的值班安排中", "请今天值班并且获得授权的人签发。")
        if by.id not in fair_queries.certified(opened.id).get(day, set()):
            return ("您今天没有有效的行政执法证", "请有证的、今天值班并且获得授权的人签发。")
        if kind.key in AFTER_OPINION and not paper_words_complaint.signed(_id(record), "E10"):
            return ("《展会投诉处理意见书》还没有签发", "请先报批处理意见书，由负责人签发后再办。")
        return ()


class FairOwner(_AtAFair):
    """The family of fairs."""

    family = "fair"

    def find(self, cooperation_id: int, *, by: Person) -> Opened:
        """Return the fair, or NotVisible."""
        return queries.visible_fair(cooperation_id, by=by)

    def kinds(self, record: Opened | OfDay) -> Sequence[str]:
        """Return the papers of its state."""
        return OF_FAIR[fair_of(record).fair.state]

    def words(self, record: Opened | OfDay, kind: Kind, *, by: Person) -> Mapping[str, Any]:
        """Return what it says in the words of the papers."""
        day = record.day if isinstance(record, OfDay) else None
        known = paper_words_fair.words(fair_of(record), kind.key, day)
        return {"记录人": by.name, **known}

    def since(self, record: Opened | OfDay) -> date:
        """Return the day it was entered, or its first day where it was entered later."""
        opened = fair_of(record)
        return min(local(opened.row.opened_at).date(), opened.fair.first_on)

    def url(self, record: Opened | OfDay) -> str:
        """Return the address of its page."""
        return url_for("exhibitions.fair", fair_id=fair_of(record).id)


class ComplaintOwner(_AtAFair):
    """The family of complaints."""

    family = "complaint"

    def find(self, cooperation_id: int, *, by: Person) -> Complained:
        """Return the complaint, or NotVisible."""
        return queries.visible_complaint(cooperation_id, by=by)

    def kinds(self, record: Complained | OfVisit) -> Sequence[str]:
        """Return the papers of its state."""
        return OF_COMPLAINT[complaint_of(record).complaint.state]

    def words(self, record: Complained | OfVisit, kind: Kind, *, by: Person) -> Mapping[str, Any]:
        """Return what it says in the words of the papers."""
        return {"记录人": by.name, **paper_words_complaint.words(record, kind.key)}

    def since(self, record: Complained | OfVisit) -> date:
        """Return the day it was taken."""
        return local(complaint_of(record).complaint.received_at).date()

    def url(self, record: Complained | OfVisit) -> str:
        """Return the address of its page."""
        return url_for("exhibitions.complaint", complaint_id=complaint_of(record).id)


def signers(opened: Opened, kind: str, day: date) -> list[Any]:
    """Return who is on duty that day and may sign this kind of paper there."""
    if opened.fair.state != "open":
        return []
    certified = fair_queries.certified(opened.id).get(day, set())
    return [
        row
        for row in fair_queries.officers_on(opened.id, day)
        if row.person_id in certified
        and fair_queries.may_sign(opened.id, row.person_id, kind=kind, day=day)
    ]


def fair_of(record: Any) -> Opened:
    """Return the fair of whatever a paper is drafted on."""
    if isinstance(record, Opened):
        return record
    if isinstance(record, OfDay):
        return record.opened
    return complaint_of(record).at


def complaint_of(record: Complained | OfVisit) -> Complained:
    """Return the complaint of what a paper is drafted on."""
    return record.complained if isinstance(record, OfVisit) else record


def _id(record: Any) -> int:
    return record.opened.id if isinstance(record, OfDay) else _id_of(record)


def _id_of(record: Any) -> int:
    return int(record.complained.id if isinstance(record, OfVisit) else record.id)


def _why_not(fair_id: int, by: Person, *, kind: str, day: date) -> Sequence[str]:
    """Say which of person, paper and days the chief's leave lacks."""
    ask = "请负责人在展会页面的“现场签发授权”中补充，或者报批由负责人签发。"
    mine = [row for row in fair_queries.mandates_of(fair_id) if row.person_id == by.id]
    live = [row for row in mine if row.ended_at is None]
    if not live:
        return ("您的现场签发授权已经收回" if mine else "没有负责人对您的现场签发授权", ask)
    named = [row for row in live if kind in row.kinds]
    if not named:
        return ("负责人对您的授权不包括这种文书", ask)
    days = "、".join(f"{date_words(row.first_on)}至{date_words(row.last_on)}" for row in named)
    return (f"授权的日期是{days}，{date_words(day)}不在其中", ask)
