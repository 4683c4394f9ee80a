"""Questions about complaints: the list of a fair, its open ones, what hangs on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.paging import Page, fetch_page
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines.models import Deadline
from caseapp.exhibitions.complaint_models import (
    FairComplaint,
    FairComplaintAct,
    FairFeature,
    FairMaterial,
    FairMeasure,
    FairOrder,
    FairPhoto,
    FairRepeat,
    FairVisit,
)
from caseapp.exhibitions.life import STAGES
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Complained, Opened, is_visible

OPEN_STATES = tuple(key for key, row in STAGES.items() if row.is_open)
MOST_CARDS = 200


def _next_end(column: Any) -> Any:
    """Return what runs out next on a complaint, in the very list."""
    return (
        sa.select(column)
        .where(
            Deadline.complaint_id == FairComplaint.id,
            Deadline.stopped_on.is_(None),
            Deadline.due_on.is_not(None),
        )
        .order_by(Deadline.due_on, Deadline.due_at, Deadline.id)
        .limit(1)
        .scalar_subquery()
    )


_LIST = sa.select(
    *(FairComplaint.id, FairComplaint.fair_id, FairComplaint.number, FairComplaint.state),
    *(FairComplaint.received_at, FairComplaint.complainant, FairComplaint.right_kind),
    *(FairComplaint.patent_kind, FairComplaint.right_number, FairComplaint.right_name),
    *(FairComplaint.respondent, FairComplaint.booth, FairComplaint.exhibit),
    *(FairComplaint.outcome, FairComplaint.is_online, FairComplaint.version),
    _next_end(Deadline.due_at).label("due_at"),
    _next_end(Deadline.due_on).label("due_on"),
    _next_end(Deadline.what).label("due_what"),
)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    state: str = ""
    right_kind: str = ""
    words: str = ""
    only_open: bool = False


def page_of_complaints(fair_id: int, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the complaints of a fair, newest first."""
    narrowed = _narrowed(fair_id, wanted)
    later = FairComplaint.id < int(after) if after.isdecimal() and len(after) < 10 else None
    return fetch_page(
        _LIST.where(*narrowed).order_by(FairComplaint.id.desc()),
        key_of=lambda row: str(row.id),
        after=later,
        counted=sa.select(FairComplaint.id).where(*narrowed),
    )


def _narrowed(fair_id: int, wanted: Filters) -> list[Any]:
    found: list[Any] = [FairComplaint.fair_id == fair_id]
    if wanted.state:
        found.append(FairComplaint.state == wanted.state)
    if wanted.right_kind:
        found.append(FairComplaint.right_kind == wanted.right_kind)
    if wanted.only_open:
        found.append(FairComplaint.state.in_(OPEN_STATES))
    if wanted.words:
        texts = (
            *(FairComplaint.number, FairComplaint.complainant, FairComplaint.respondent),
            *(FairComplaint.booth, FairComplaint.exhibit, FairComplaint.right_number),
        )
        found.append(sa.or_(*(one.contains(wanted.words, autoescape=True) for one in texts)))
    return found


def count_of(fair_id: int) -> int:
    """Return how many complaints a fair has."""
    mine = sa.select(sa.func.count()).where(FairComplaint.fair_id == fair_id)
    return int(db.session.scalar(mine) or 0)


def count_open(fair_id: int) -> int:
    """Return how many complaints of a fair are not ended."""
    mine = sa.select(sa.func.count()).where(
        FairComplaint.fair_id == fair_id, FairComplaint.state.in_(OPEN_STATES)
    )
    return int(db.session.scalar(mine) or 0)


def open_of(fair_id: int, *, most: int = MOST_CARDS, only: int | None = None) -> Sequence[Any]:
    """Return the complaints of a fair that are not ended, what runs out first at the top: its cards, or one of them."""
    due = _LIST.selected_columns["due_at"], _LIST.selected_columns["due_on"]
    one = () if only is None else (FairComplaint.id == only,)
    statement = _LIST.where(
        FairComplaint.fair_id == fair_id, FairComplaint.state.in_(OPEN_STATES), *one
    ).order_by(due[1].is_(None), due[1], due[0], FairComplaint.id)
    return plain_rows(statement.limit(most))


def open_complaints(at: Opened) -> list[Complained]:
    """Return the complaints of a fair that are not ended, to be changed."""
    found = db.session.execute(
        sa.select(FairComplaint, Cooperation)
        .join(Cooperation, Cooperation.id == FairComplaint.id)
        .where(FairComplaint.fair_id == at.id, FairComplaint.state.in_(OPEN_STATES))
        .order_by(FairComplaint.id)
    ).all()
    return [Complained(one, row, at) for one, row in found]


def sent(fair_id: int, device: str, device_serial: int) -> tuple[FairComplaint, Cooperation] | None:
    """Return the complaint of this record of this device."""
    found = db.session.execute(
        sa.select(FairComplaint, Cooperation)
        .join(Cooperation, Cooperation.id == FairComplaint.id)
        .where(
            FairComplaint.fair_id == fair_id,
            FairComplaint.device == device,
            FairComplaint.device_serial == device_serial,
        )
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def next_serial(fair_id: int, device: str) -> int:
    """Return the next number of a device the server counts for."""
    mine = sa.select(sa.func.max(FairComplaint.device_serial)).where(
        FairComplaint.fair_id == fair_id, FairComplaint.device == device
    )
    return int(db.session.scalar(mine) or 0) + 1


def acts_of(complaint_id: int) -> Sequence[FairComplaintAct]:
    """Return the history of a complaint, oldest first."""
    mine = sa.select(FairComplaintAct).where(FairComplaintAct.complaint_id == complaint_id)
    return db.session.scalars(mine.order_by(FairComplaintAct.id)).all()


def last_act(complaint_id: int) -> FairComplaintAct | None:
    """Return what was done last to a complaint."""
    mine = sa.select(FairComplaintAct).where(FairComplaintAct.complaint_id == complaint_id)
    return db.session.scalars(mine.order_by(FairComplaintAct.id.desc()).limit(1)).one_or_none()


def first_act(complaint_id: int) -> FairComplaintAct | None:
    """Return how a complaint was taken."""
    mine = sa.select(FairComplaintAct).where(FairComplaintAct.complaint_id == complaint_id)
    return db.session.scalars(mine.order_by(FairComplaintAct.id).limit(1)).one_or_none()


def materials_of(complaint_id: int) -> dict[str, FairMaterial]:
    """Return the papers that were noted, by their key."""
    mine = sa.select(FairMaterial).where(FairMaterial.complaint_id == complaint_id)
    return {row.key: row for row in db.session.scalars(mine.order_by(FairMaterial.id))}


def features_of(complaint_id: int) -> Sequence[FairFeature]:
    """Return the rows of the comparison."""
    mine = sa.select(FairFeature).where(FairFeature.complaint_id == complaint_id)
    return db.session.scalars(mine.order_by(FairFeature.place)).all()


def visits_of(complaint_id: int) -> Sequence[FairVisit]:
    """Return the checks at the booth."""
    return _hanging(FairVisit, complaint_id)


def measures_of(complaint_id: int) -> Sequence[FairMeasure]:
    """Return what the organiser did under its contract."""
    return _hanging(FairMeasure, complaint_id)


def orders_of(complaint_id: int) -> Sequence[FairOrder]:
    """Return what the office ordered."""
    return _hanging(FairOrder, complaint_id)


def photos_of(complaint_id: int) -> Sequence[FairPhoto]:
    """Return the photos of a complaint."""
    return _hanging(FairPhoto, complaint_id)


def repeat_of(complaint_id: int) -> FairRepeat | None:
    """Return the finding a complaint led to."""
    mine = sa.select(FairRepeat).where(FairRepeat.complaint_id == complaint_id)
    return db.session.scalars(mine).one_or_none()


def one(complaint_id: int) -> FairComplaint:
    """Return a complaint whose row is known to be there."""
    return db.session.get_one(FairComplaint, complaint_id)


def was_found(fair_id: int, name_mark: str, credit_code: str) -> bool:
    """Say whether somebody was found against at a session: by code where there is one, else by name."""
    same = FairRepeat.name_mark == name_mark
    if credit_code:
        # Without a code on one side the name is all there is.
        by_name = sa.and_(same, FairRepeat.credit_code == "")
        same = sa.or_(by_name, FairRepeat.credit_code == credit_code)
    mine = sa.exists().where(FairRepeat.fair_id == fair_id, FairRepeat.lifted_on.is_(None), same)
    return bool(db.session.scalar(sa.select(mine)))


def barred_later(lifted: FairRepeat) -> Sequence[FairRepeat]:
    """Return the findings that closed a session to the same exhibitor, of the same fair or later."""
    mine = sa.select(FairRepeat).where(
        FairRepeat.series == lifted.series,
        FairRepeat.is_barred,
        FairRepeat.found_on >= lifted.found_on,
        FairRepeat.lifted_on.is_(None),
        sa.or_(
            FairRepeat.name_mark == lifted.name_mark,
            sa.and_(FairRepeat.credit_code != "", FairRepeat.credit_code == lifted.credit_code),
        ),
    )
    return db.session.scalars(mine.order_by(FairRepeat.id)).all()


def session_before(fair: Fair) -> Fair | None:
    """Return the last session of the same series before this one."""
    mine = sa.select(Fair).where(
        Fair.series == fair.series, Fair.first_on < fair.first_on, Fair.state != "cancelled"
    )
    return db.session.scalars(mine.order_by(Fair.first_on.desc()).limit(1)).one_or_none()


def same_right_before(complaint: FairComplaint, *, by: Person) -> Sequence[Any]:
    """Return earlier complaints of the same patent, at the fairs this person may know of."""
    if complaint.patent_id is None:
        return ()
    return plain_rows(
        sa.select(
            *(FairComplaint.id, FairComplaint.number, FairComplaint.fair_id),
            *(FairComplaint.respondent, FairComplaint.state, FairComplaint.outcome, Fair.name),
        )
        .join(Fair, Fair.id == FairComplaint.fair_id)
        .join(Cooperation, Cooperation.id == Fair.id)
        .where(
            FairComplaint.patent_id == complaint.patent_id,
            FairComplaint.id < complaint.id,
            is_visible(by),
        )
        .order_by(FairComplaint.id.desc())
        .limit(20)
    )


def was_at_earlier_fair(complaint: FairComplaint, fair: Fair) -> bool:
    """Say whether the same patent was complained of at a fair before this one, whoever held it."""
    if complaint.patent_id is None:
        return False
    earlier = sa.exists().where(
        FairComplaint.patent_id == complaint.patent_id,
        FairComplaint.fair_id != fair.id,
        Fair.id == FairComplaint.fair_id,
        Fair.first_on < fair.first_on,
    )
    return bool(db.session.scalar(sa.select(earlier)))


def _hanging(table: Any, complaint_id: int) -> Sequence[Any]:
    mine = sa.select(table).where(table.complaint_id == complaint_id)
    return db.session.scalars(mine.order_by(table.id)).all()
