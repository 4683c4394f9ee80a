"""What can be found of fairs and of complaints at them; hidden as their pages are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import decide, visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cases import queries as cases
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.documents import queries as papers
from caseapp.exhibitions.complaint_models import (
    FairComplaint,
    FairComplaintAct,
    FairFeature,
    FairMaterial,
    FairMeasure,
    FairOrder,
    FairVisit,
)
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.exhibitions.file_holders import COMPLAINT_PHOTOS, PHOTOS
from caseapp.exhibitions.life import FAIR_STATES, STATES
from caseapp.exhibitions.models import Fair, FairAct, FairDuty
from caseapp.exhibitions.queries import is_visible
from caseapp.law.rights import RIGHT_KINDS
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import Parts, joined, parts_of, version_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens

READ = "fair.read"
_IDS: Any = sa.bindparam("ids", expanding=True)
_FAIR = (
    sa.select(
        *(Fair.id, Fair.name, Fair.session, Fair.code, Fair.organiser, Fair.undertaker),
        *(Fair.venue, Fair.products, Fair.first_on, Fair.state),
        *(Cooperation.number, Cooperation.unit_path, Cooperation.opened_by),
        # What hangs on a fair raises no version of it: the last act says how old it is.
        sa.select(sa.func.max(FairAct.id))
        .where(FairAct.fair_id == Fair.id)
        .scalar_subquery()
        .label("last_act"),
    )
    .join(Cooperation, Cooperation.id == Fair.id)
    .where(Fair.id.in_(_IDS))
    .order_by(Fair.id)
)
_COMPLAINT = (
    sa.select(
        *(FairComplaint.id, FairComplaint.fair_id, FairComplaint.number, FairComplaint.complainant),
        *(FairComplaint.agent, FairComplaint.respondent, FairComplaint.booth),
        *(FairComplaint.exhibit, FairComplaint.right_number, FairComplaint.right_name),
        *(FairComplaint.facts, FairComplaint.received_at, FairComplaint.state),
        *(FairComplaint.right_kind, FairComplaint.taken_by, FairComplaint.request),
        *(
            FairComplaint.answer,
            FairComplaint.outcome_words,
            CaseFile.is_sealed,
            Fair.name.label("fair_name"),
        ),
        *(Cooperation.number.label("registered"), Cooperation.unit_path, Cooperation.opened_by),
        sa.select(sa.func.max(FairComplaintAct.id))
        .where(FairComplaintAct.complaint_id == FairComplaint.id)
        .scalar_subquery()
        .label("last_act"),
    )
    .join(Fair, Fair.id == FairComplaint.fair_id)
    .join(Cooperation, Cooperation.id == FairComplaint.id)
    .outerjoin(CaseFile, CaseFile.id == FairComplaint.case_id)
    .where(FairComplaint.id.in_(_IDS))
    .order_by(FairComplaint.id)
)
# What was written of the acts, at the booth, in the comparison and of what was done; each notes an act.
_WRITTEN: tuple[Any, ...] = (
    *(FairComplaintAct.reason, FairVisit.found, FairVisit.samples, FairFeature.claimed),
    *(FairFeature.shown, FairMeasure.exhibits, FairMeasure.note, FairOrder.note, FairMaterial.note),
)
_COMPLAINT_ACTS = sa.union_all(
    *(
        sa.select(one.class_.complaint_id.label("of"), one.label("reason")).where(
            one.class_.complaint_id.in_(_IDS), one != ""
        )
        for one in _WRITTEN
    )
)
_FAIR_ACTS = (
    sa.select(FairAct.fair_id.label("of"), FairAct.reason)
    .where(FairAct.fair_id.in_(_IDS), FairAct.reason != "")
    .order_by(FairAct.id)
)
_FAIRS_OF = sa.select(FairDuty.fair_id).where(
    FairDuty.person_id == sa.bindparam("me"), FairDuty.left_at.is_(None)
)
_EXHIBITORS = (
    sa.select(Exhibitor.fair_id, Exhibitor.name)
    .where(Exhibitor.fair_id.in_(_IDS), Exhibitor.gone_at.is_(None))
    .order_by(Exhibitor.id)
)
_ON_DUTY = sa.select(FairDuty.fair_id, FairDuty.person_id).where(
    FairDuty.fair_id.in_(_IDS), FairDuty.person_id.is_not(None), FairDuty.left_at.is_(None)
)


class FairSource:
    """Fairs, found by who exhibits there too."""

    kind = "fair"
    kind_name = "展会"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these fairs."""
        names, on_duty, numbers = _exhibitors(ids), _on_duty(ids), _papers(ids)
        acts, photos = _told(_FAIR_ACTS, ids), PHOTOS.texts(ids)
        for row in plain_rows(_FAIR, {"ids": list(ids)}):
            own = (row.number, row.code, *numbers[row.id])
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.number,
                title=row.name,
                body=joined((*_fair_parts(row, acts), *photos[row.id])),
                numbers=tuple(("number", text) for text in own if text),
                names=(row.organiser, *names[row.id]),
                acl=fair_acl(row.unit_path, row.opened_by, row.id),
                on=row.first_on,
                version=version_of(row.last_act, *photos[row.id]),
                facets=facets(
                    state=FAIR_STATES[row.state],
                    unit=row.unit_path,
                    people={row.opened_by, *on_duty[row.id]},
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every fair."""
        return list(db.session.scalars(sa.select(Fair.id).order_by(Fair.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: of the units in reach, and where they are on the roster."""
        return fair_tokens(person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        return visible_fairs(ids, person)

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        names, acts, photos = _exhibitors(ids), _told(_FAIR_ACTS, ids), PHOTOS.texts(ids)
        for row in plain_rows(_FAIR, {"ids": list(ids)}):
            parts = (*_fair_parts(row, acts, names[row.id]), *photos[row.id])
            yield Row(
                object_id=row.id,
                key=row.number,
                title=row.name,
                url=_address("exhibitions.fair", fair_id=row.id),
                text=joined(parts),
                parts=parts,
                on=row.first_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return fairs whose own row or an exhibitor's name holds one of the words, newest first."""
        if not words:
            return []
        shown = (Cooperation.number, Fair.name, Fair.code, Fair.organiser, Fair.venue)
        near: list[Any] = [
            column.contains(word, autoescape=True) for word in words for column in shown
        ]
        near += [
            sa.exists().where(
                Exhibitor.fair_id == Fair.id, Exhibitor.name.contains(word, autoescape=True)
            )
            for word in words
        ]
        found = sa.select(Fair.id).join(Cooperation, Cooperation.id == Fair.id)
        wanted = found.where(sa.or_(*near)).order_by(Fair.id.desc()).limit(most)
        return list(db.session.scalars(wanted))


class FairComplaintSource:
    """Complaints at fairs."""

    kind = "fair_complaint"
    kind_name = "展会投诉"
    rights_like = "fair"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these complaints."""
        numbers, acts = _papers(ids), _told(_COMPLAINT_ACTS, ids)
        photos = COMPLAINT_PHOTOS.texts(ids)
        for row in _unsealed(ids):
            own = (row.number, row.registered, row.right_number, *numbers[row.id])
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.number,
                title=_title(row),
                body=joined((*_complaint_parts(row, acts), *photos[row.id])),
                numbers=tuple(("number", text) for text in own if text),
                names=tuple(one for one in (row.complainant, row.agent, row.respondent) if one),
                acl=fair_acl(row.unit_path, row.opened_by, row.fair_id),
                on=row.received_at.date(),
                version=version_of(row.last_act, row.unit_path, *photos[row.id]),
                facets=facets(
                    procedure=row.right_kind,
                    state=STATES[row.state],
                    unit=row.unit_path,
                    people=(row.taken_by,),
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: RIGHT_KINDS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every complaint."""
        return list(db.session.scalars(sa.select(FairComplaint.id).order_by(FairComplaint.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: who may know of the fair may know of its complaints."""
        return fair_tokens(person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        if not ids:
            return set()
        # What became a sealed case is known to those who may know of the case.
        case = sa.exists().where(
            CaseFile.id == FairComplaint.case_id,
            sa.or_(CaseFile.is_sealed.is_(False), cases.is_visible(person)),
        )
        asked = sa.select(FairComplaint.id, FairComplaint.fair_id).where(
            FairComplaint.id.in_(ids), sa.or_(FairComplaint.case_id.is_(None), case)
        )
        rows = plain_rows(asked)
        known = visible_fairs({row.fair_id for row in rows}, person)
        return {row.id for row in rows if row.fair_id in known}

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        acts, photos = _told(_COMPLAINT_ACTS, ids), COMPLAINT_PHOTOS.texts(ids)
        for row in plain_rows(_COMPLAINT, {"ids": list(ids)}):
            parts = (*_complaint_parts(row, acts), *photos[row.id])
            yield Row(
                object_id=row.id,
                key=row.number,
                title=_title(row),
                url=_address("exhibitions.complaint", complaint_id=row.id),
                text=joined(parts),
                parts=parts,
                on=row.received_at.date(),
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return complaints whose own row holds one of the words, newest first."""
        shown = (
            *(FairComplaint.number, FairComplaint.complainant, FairComplaint.respondent),
            *(FairComplaint.right_number, FairComplaint.right_name, FairComplaint.exhibit),
        )
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        wanted = sa.select(FairComplaint.id).where(sa.or_(*near))
        return list(db.session.scalars(wanted.order_by(FairComplaint.id.desc()).limit(most)))


def fair_tokens(person: Person) -> frozenset[str] | None:
    """Return what a person holds of fairs: the units in reach, the fairs they are on duty at."""
    if not decide(person, READ):
        return frozenset()
    held = reach_tokens(visible_units(person, READ), person)
    if held is None:
        return None
    mine = db.session.scalars(_FAIRS_OF, {"me": person.id})
    return held | {*person_tokens([person.id]), *(f"f:{fair_id}" for fair_id in mine)}


def fair_acl(unit_path: str, opened_by: int, fair_id: int) -> tuple[str, ...]:
    """Return the tokens of a fair and of what hangs on it; who is on its roster holds the last one."""
    return (*unit_tokens(unit_path), *person_tokens([opened_by]), f"f:{fair_id}")


def complaint_ids_of_cases(case_ids: Collection[int]) -> list[int]:
    """Return the complaints that became these cases."""
    wanted = sa.select(FairComplaint.id).where(FairComplaint.case_id.in_(case_ids))
    return list(db.session.scalars(wanted.order_by(FairComplaint.id)))


def visible_fairs(ids: Collection[int], person: Person) -> set[int]:
    """Return which of these fairs a person may know of."""
    if not ids or not decide(person, READ):
        return set()
    known = sa.select(Fair.id).join(Cooperation, Cooperation.id == Fair.id)
    return set(db.session.scalars(known.where(Fair.id.in_(ids), is_visible(person))))


def _exhibitors(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(_EXHIBITORS, {"ids": list(ids)}):
        found[row.fair_id].append(row.name)
    return found


def _on_duty(ids: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in plain_rows(_ON_DUTY, {"ids": list(ids)}):
        found[row.fair_id].add(row.person_id)
    return found


def _papers(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in papers.numbers_in_cooperation(ids):
        found[row.cooperation_id].append(row.number)
    return found


def _fair_parts(row: Any, acts: Mapping[int, list[str]], names: Iterable[str] = ()) -> Parts:
    return parts_of(
        ("届次", row.session),
        ("主办单位", row.organiser),
        ("承办单位", row.undertaker),
        ("场馆", row.venue),
        ("展品范围", row.products),
        ("参展商", names),
        ("办理经过", acts.get(row.id, ())),
    )


def _title(row: Any) -> str:
    return f"{row.complainant} 投诉 {row.respondent}（{row.fair_name}）"


def _unsealed(ids: Sequence[int]) -> list[Any]:
    rows = plain_rows(_COMPLAINT, {"ids": list(ids)})
    return [row for row in rows if not row.is_sealed]


def _told(statement: sa.Executable, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(statement, {"ids": list(ids)}):
        found[row.of].append(row.reason)
    return found


def _complaint_parts(row: Any, acts: Mapping[int, list[str]]) -> Parts:
    return parts_of(
        ("权利名称", row.right_name),
        ("权利号", row.right_number),
        ("展品", row.exhibit),
        ("展位", row.booth),
        ("事实和理由", row.facts),
        ("请求", row.request),
        ("答辩", row.answer),
        ("处理结果", row.outcome_words),
        ("办理经过", acts.get(row.id, ())),
    )


def _address(endpoint: str, **values: Any) -> str:
    try:
        return url_for(endpoint, **values)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
