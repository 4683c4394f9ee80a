"""Finding looks at marks: of a fair, still to be looked up, what the register is known to say."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.exhibitions.booths import read_place
from caseapp.exhibitions.complaint_models import FairPhoto
from caseapp.exhibitions.exhibitor_models import Exhibitor, FairCheck
from caseapp.exhibitions.patrol_words import FINDINGS, OPEN
from caseapp.patents.given import STATES
from caseapp.patents.models import Patent, PatentLookup

_FIGURE = re.compile(r"\d")
_ROW = (
    sa.select(
        *(column for column in FairCheck.__table__.c),
        *(Exhibitor.name.label("exhibitor"), Exhibitor.hall, Exhibitor.booth.label("its_booth")),
        *(Patent.number, Patent.title, Patent.holder, Patent.ended_on, Patent.ended_why),
    )
    .outerjoin(Exhibitor, Exhibitor.id == FairCheck.exhibitor_id)
    .outerjoin(Patent, Patent.id == FairCheck.patent_id)
)
_LATEST = (
    sa.select(PatentLookup.patent_id, sa.func.max(PatentLookup.id).label("id"))
    .where(PatentLookup.patent_id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(PatentLookup.patent_id)
    .subquery()
)
_LOOKUPS = sa.select(
    *(PatentLookup.patent_id, PatentLookup.status, PatentLookup.status_on),
    *(PatentLookup.looked_up_on, PatentLookup.source, PatentLookup.looked_up_by_name),
).join(_LATEST, _LATEST.c.id == PatentLookup.id)


def page_of_checks(fair_id: int, finding: str, after: str) -> Page[Any]:
    """Return one page of the looks at a fair, newest first."""
    narrowed = [FairCheck.fair_id == fair_id]
    if finding in FINDINGS:
        narrowed.append(FairCheck.finding == finding)
    return fetch_page(
        _ROW.where(*narrowed).order_by(FairCheck.id.desc()),
        key_of=lambda row: str(row.id),
        after=FairCheck.id < int(after) if after.isdecimal() and len(after) < 10 else None,
        counted=sa.select(FairCheck.id).where(*narrowed),
    )


def check_of(fair_id: int, check_id: int) -> Any:
    """Return one look, or NotVisible."""
    found = plain_rows(_ROW.where(FairCheck.fair_id == fair_id, FairCheck.id == check_id))
    if not found:
        raise NotVisible
    return found[0]


def counts_of(fair_id: int) -> Mapping[str, int]:
    """Return how many looks came to what."""
    asked = (
        sa.select(FairCheck.finding, sa.func.count())
        .where(FairCheck.fair_id == fair_id)
        .group_by(FairCheck.finding)
    )
    return {row[0]: row[1] for row in plain_rows(asked)}


def teams_of(fair_id: int) -> int:
    """Return how many teams looked at marks."""
    asked = sa.select(sa.func.count(FairCheck.team.distinct())).where(FairCheck.fair_id == fair_id)
    return db.session.scalar(asked) or 0


def before(fair_id: int, person_id: int) -> tuple[str, str]:
    """Return with which team and at which booth somebody looked last."""
    mine = sa.select(FairCheck.team, FairCheck.booth).where(
        FairCheck.fair_id == fair_id, FairCheck.by_id == person_id
    )
    found = plain_rows(mine.order_by(FairCheck.id.desc()).limit(1))
    return (found[0].team, found[0].booth) if found else ("", "")


def to_look_up(fair_id: int) -> Sequence[Any]:
    """Return the looks of which nobody asked the register yet, oldest first."""
    asked = _ROW.where(FairCheck.fair_id == fair_id, FairCheck.finding == OPEN)
    return plain_rows(asked.order_by(FairCheck.id))


def sent_before(fair_id: int, device: str, serial: int) -> Sequence[FairCheck]:
    """Return what a device already sent under a serial; a page of marks shares it."""
    mine = sa.select(FairCheck).where(
        FairCheck.fair_id == fair_id,
        FairCheck.device_serial == serial,
        sa.or_(
            FairCheck.device == device,
            FairCheck.device.startswith(f"{device}#", autoescape=True),
        ),
    )
    return db.session.scalars(mine.order_by(FairCheck.id)).all()


def same_leads(row: FairCheck) -> list[int]:
    """Return the cases looks at the same number of the same exhibitor, or at the same booth, led to; first one first."""
    if row.patent_id is None and not _FIGURE.search(row.as_printed):
        return []
    number = FairCheck.as_printed == row.as_printed
    if row.patent_id is not None:
        number = FairCheck.patent_id == row.patent_id
    asked = _ROW.where(
        FairCheck.fair_id == row.fair_id, FairCheck.case_id.is_not(None), FairCheck.id != row.id
    )
    there = plain_rows(asked.where(number).order_by(FairCheck.id))
    mine = check_of(row.fair_id, row.id)
    return list(dict.fromkeys(one.case_id for one in there if _is_same_stand(one, mine)))


def _is_same_stand(one: Any, other: Any) -> bool:
    """Say whether two looks were at one exhibitor; at one booth, where of one of them nobody knows whose."""
    if one.exhibitor_id is not None and other.exhibitor_id is not None:
        return bool(one.exhibitor_id == other.exhibitor_id)
    (booth, hall), (its_booth, its_hall) = map(_stand, (one, other))
    # A hall nobody said may be any.
    return bool(booth) and booth == its_booth and (hall == its_hall or not (hall and its_hall))


def _stand(told: Any) -> tuple[str, str]:
    is_known = told.exhibitor_id is not None
    place = read_place(told.hall if is_known else "", told.its_booth if is_known else told.booth)
    return place.booth, place.hall


def known_of(patent_ids: Collection[int | None]) -> Mapping[int, str]:
    """Say what somebody last read in the register of each of these numbers."""
    ids = sorted({one for one in patent_ids if one is not None})
    if not ids:
        return {}
    return {
        row.patent_id: f"{row.looked_up_on:%Y-%m-%d} 查询（{row.source}，{row.looked_up_by_name}）："
        f"{row.status_on:%Y-%m-%d} {STATES.get(row.status, row.status)}"
        for row in plain_rows(_LOOKUPS, {"ids": ids})
    }


def photos_of(check_ids: Collection[int]) -> Mapping[int, list[Any]]:
    """Return the photos of some looks."""
    table: Any = FairPhoto.__table__
    found: dict[int, list[Any]] = {}
    if check_ids:
        asked = sa.select(table).where(table.c.check_id.in_(check_ids)).order_by(table.c.id)
        for row in plain_rows(asked):
            found.setdefault(row.check_id, []).append(row)
    return found
