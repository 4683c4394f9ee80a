"""Questions of the station: photos, signatures, what a day counted, which record of a device is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.exhibitions.complaint_models import FairComplaint, FairPhoto, FairSignature
from caseapp.exhibitions.models import FairDay
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.exhibitions.spot_words import signed_as

_PHOTO: Any = FairPhoto.__table__
_SIGNATURE: Any = FairSignature.__table__
_COMPLAINT: Any = FairComplaint.__table__


def photos_of(complaint_id: int) -> Sequence[Any]:
    """Return the photos of a complaint in the order they came."""
    wanted = sa.select(_PHOTO).where(_PHOTO.c.complaint_id == complaint_id)
    return plain_rows(wanted.order_by(_PHOTO.c.id))


def photos_of_check(check_id: int) -> Sequence[Any]:
    """Return the photos of a quick look at a mark."""
    wanted = sa.select(_PHOTO).where(_PHOTO.c.check_id == check_id)
    return plain_rows(wanted.order_by(_PHOTO.c.id))


def photo_of(fair_id: int, photo_id: int) -> FairPhoto:
    """Return one photo of a fair, or NotVisible."""
    found = db.session.get(FairPhoto, photo_id)
    if found is None or found.fair_id != fair_id:
        raise NotVisible
    return found


def photo_of_device(fair_id: int, device: str, serial: int) -> FairPhoto | None:
    """Return the photo a device counted so, if it is here already."""
    return db.session.scalar(
        sa.select(FairPhoto).where(*_counted(FairPhoto, (fair_id, device, serial)))
    )


def same_photo(given: PhotoGiven, sha256: str) -> FairPhoto | None:
    """Return the same bytes where they are kept for the same complaint or look already."""
    wanted = sa.select(FairPhoto).where(FairPhoto.sha256 == sha256)
    if given.complaint_id is not None:
        wanted = wanted.where(FairPhoto.complaint_id == given.complaint_id)
    elif given.check_id is not None:
        wanted = wanted.where(FairPhoto.check_id == given.check_id)
    else:
        return None
    return db.session.scalar(wanted.order_by(FairPhoto.id).limit(1))


def complaint_of_device(fair_id: int, device: str, serial: int) -> FairComplaint | None:
    """Return the complaint a device counted so, if it is here already."""
    wanted = sa.select(FairComplaint)
    return db.session.scalar(wanted.where(*_counted(FairComplaint, (fair_id, device, serial))))


def signatures_of(complaint_id: int) -> Sequence[Any]:
    """Return who signed what of a complaint, in that order."""
    wanted = sa.select(_SIGNATURE).where(_SIGNATURE.c.complaint_id == complaint_id)
    return plain_rows(wanted.order_by(_SIGNATURE.c.id))


def signature_of(complaint_id: int, signature_id: int) -> FairSignature:
    """Return one signature of a complaint, or NotVisible."""
    found = db.session.get(FairSignature, signature_id)
    if found is None or found.complaint_id != complaint_id:
        raise NotVisible
    return found


def day_of(fair_id: int, day: date) -> FairDay | None:
    """Return what a day at the station counted."""
    wanted = sa.select(FairDay).where(FairDay.fair_id == fair_id, FairDay.day == day)
    return db.session.scalar(wanted)


def _counted(table: Any, record: tuple[int, str, int]) -> tuple[Any, ...]:
    columns = (table.fair_id, table.device, table.device_serial)
    return tuple(one == told for one, told in zip(columns, record, strict=True))


def complaints_against(exhibitor_id: int) -> Sequence[Any]:
    """Return the complaints against one exhibitor of a fair, newest first."""
    wanted = sa.select(
        *(_COMPLAINT.c.id, _COMPLAINT.c.number, _COMPLAINT.c.state, _COMPLAINT.c.complainant),
        *(_COMPLAINT.c.right_number, _COMPLAINT.c.exhibit, _COMPLAINT.c.received_at),
    ).where(_COMPLAINT.c.exhibitor_id == exhibitor_id)
    return plain_rows(wanted.order_by(_COMPLAINT.c.id.desc()))


def signed_rows(complaint_id: int) -> list[tuple[Any, str]]:
    """Return the signatures of a complaint, each with the words that say what it is."""
    return [(row, signed_as(row.signed_at, row.sha256)) for row in signatures_of(complaint_id)]
