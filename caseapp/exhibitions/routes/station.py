"""Pages of fairs: station."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request, url_for

from caseapp.base.clock import now, today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import (
    accepts_files,
    asks_by_itself,
    back_to,
    current_person,
    page,
    refused,
    requires,
    uploads,
)
from caseapp.exhibitions import (
    complaint_queries,
    complaint_rules,
    exhibitor_queries,
    prechecks,
    queries,
    spot_queries,
    station_rules,
)
from caseapp.exhibitions.actions import counting, photos, taking
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.queries import Complained, Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, opened
from caseapp.exhibitions.routes.exhibitors import seen_cases
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.exhibitions.spot_words import COUNTS
from caseapp.exhibitions.stand_meant import with_exhibitor
from caseapp.exhibitions.station_cards import card_of, cards_of
from caseapp.exhibitions.station_forms import CountForm, StationForm, whole
from caseapp.law.rights import RIGHT_KINDS

STATION = f"/fairs/<{ID}:fair_id>/station"
HOME, NEW = "exhibitions/station.html", "exhibitions/station_new.html"
LONGEST_ASKED = 100
# What one tap counts; one tap back takes a slip of the finger away.
STEPS = {"inquiries": (1, -1), "leaflets": (1, 10, -1)}


def frame(found: Opened) -> dict[str, Any]:
    """Return what every page of the station knows: the fair, the day, the clock, who holds the device."""
    fair = found.fair
    return {
        "found": found,
        "fair": fair,
        "by": current_person(),
        "instant": now().isoformat(),
        "day_no": (today() - fair.first_on).days + 1,
        "days": (fair.last_on - fair.first_on).days + 1,
        "soon": station_rules.number("soon", today()),
        "urgent": station_rules.number("urgent", today()),
        "may_work": queries.may(current_person(), "fair.work", found),
    }


@bp.get(STATION)
@requires("fair.read")
def station(fair_id: int) -> Response:
    """Show the station: clocks, booths, what is to be done."""
    return page(HOME, **_home(opened(fair_id, "fair.read")))


@bp.get(f"{STATION}/cards")
@requires("fair.read")
@asks_by_itself
def station_cards(fair_id: int) -> Response:
    """Draw the same page as the open one asks for it: it takes the cards out of it."""
    return page(HOME, **_home(opened(fair_id, "fair.read")))


@bp.get(f"{STATION}/booths")
@requires("fair.read")
def station_booths(fair_id: int) -> Response:
    """Answer a typed booth or name at once."""
    found = opened(fair_id, "fair.read")
    asked = request.args.get("q", "").strip()[:LONGEST_ASKED]
    most = station_rules.number("booths", today())
    rows = exhibitor_queries.search(fair_id, asked, most=most + 1) if asked else ()
    return page(
        "exhibitions/station_booths.html",
        asked=asked,
        rows=rows[:most],
        is_more=len(rows) > most,
        shows=exhibitor_queries.exhibits_of([row.id for row in rows[:most]]),
        **frame(found),
    )


@bp.get(f"{STATION}/exhibitors/<{ID}:exhibitor_id>")
@requires("fair.read")
def station_exhibitor(fair_id: int, exhibitor_id: int) -> Response:
    """Show who stands at a booth: what is shown, what was known before, what was complained of."""
    found = opened(fair_id, "fair.read")
    return page(
        "exhibitions/station_exhibitor.html",
        row=queries.exhibitor(fair_id, exhibitor_id),
        exhibits=exhibitor_queries.exhibits(exhibitor_id),
        warnings=prechecks.warnings_of(exhibitor_id, seen_cases=seen_cases(fair_id)),
        complaints=spot_queries.complaints_against(exhibitor_id),
        states=STATES,
        **frame(found),
    )


@bp.get(f"{STATION}/new")
@requires("fair.work")
def station_form(fair_id: int) -> Response:
    """Draw the form of a complaint, with the exhibitor of the booth where one was chosen."""
    found = opened(fair_id, "fair.work")
    first: dict[str, Any] = {}
    chosen = whole(request.args.get("exhibitor"))
    if chosen:
        row = queries.exhibitor(fair_id, chosen)
        booth = " ".join(one for one in (row.hall, row.booth) if one)
        first = {"exhibitor_id": row.id, "booth": booth, "respondent": row.name}
    return page(NEW, **_new(found, StationForm(data=first)))


@bp.post(f"{STATION}/new")
@requires("fair.work")
@accepts_files
def station_take(fair_id: int) -> Response:
    """Take a complaint; the same record sent twice is one complaint."""
    found = opened(fair_id, "fair.work")
    form = StationForm()
    shown = _new(found, form)
    if not form.validate():
        return page(NEW, status=INVALID, **shown)
    try:
        made = _take(found, form)
    except (Refused, Conflict) as no:
        finish(commit=False)
        again = queries.visible_fair(fair_id, by=current_person())
        return refused(no, NEW, **_new(again, form))
    flash(f"已登记投诉 {made.complaint.number}。", "done")
    return back_to("exhibitions.station_taken", fair_id=fair_id, complaint_id=made.id)


@bp.get(f"{STATION}/taken/<{ID}:complaint_id>")
@requires("fair.read")
def station_taken(fair_id: int, complaint_id: int) -> Response:
    """Tell the number of what was just taken, in large type, and what comes next."""
    found = opened(fair_id, "fair.read")
    made = queries.visible_complaint(complaint_id, by=current_person())
    card = card_of(current_person(), found, made.id)
    return page(
        "exhibitions/station_taken.html",
        made=made.complaint,
        card=card,
        photos=spot_queries.photos_of(complaint_id),
        **frame(found),
    )


@bp.post(f"{STATION}/count")
@requires("fair.work")
def station_count(fair_id: int) -> Response:
    """Count who asked and what was handed out."""
    found = opened(fair_id, "fair.work")
    form = CountForm()
    if not form.validate():
        return page(HOME, status=INVALID, **_home(found, form))
    try:
        day = counting.count(by=current_person(), opened=found, more=form.given())
    except Refused as no:
        finish(commit=False)
        again = queries.visible_fair(fair_id, by=current_person())
        return refused(no, HOME, **_home(again, form))
    told = "、".join(f"{words} {getattr(day, key)}" for key, words in COUNTS.items())
    # A script shows the new number in its place; told once more on the next page it would be stale.
    if request.headers.get("Sec-Fetch-Dest") != "empty":
        flash(f"今天共{told}。", "done")
    return back_to("exhibitions.station", fair_id=fair_id)


def _take(found: Opened, form: StationForm) -> Complained:
    """Take the complaint with its papers and photos: all of it or nothing."""
    by, given = current_person(), with_exhibitor(found.id, form.given())
    is_known = complaint_queries.sent(found.id, given.device, given.device_serial) is not None
    made = taking.take(by=by, opened=found, given=given)
    if is_known:
        return made
    if there := form.there():
        taking.set_materials(by=by, complained=made, given=there)
    # A browser without script sends the photos along; they count under the form's own name.
    for place, file in enumerate(uploads("photos"), start=1):
        told = PhotoGiven(
            device=given.device,
            device_serial=place,
            taken_at=given.happened_at or now(),
            complaint_id=made.id,
        )
        photos.add_photo(by=by, opened=found, given=told, file=file)
    return made


def _home(found: Opened, sent: CountForm | None = None) -> dict[str, Any]:
    day = spot_queries.day_of(found.id, today())
    taps = [
        (key, words, getattr(day, key, 0), [(one, _tap(key, one)) for one in STEPS[key]])
        for key, words in COUNTS.items()
    ]
    return {
        "cards": cards_of(current_person(), found),
        "open_in_all": complaint_queries.count_open(found.id),
        "taps": taps,
        "sent": sent or CountForm(formdata=None),
        **frame(found),
    }


def _tap(key: str, step: int) -> CountForm:
    return CountForm(formdata=None, data={key: step})


def _new(found: Opened, form: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for kind in RIGHT_KINDS:
        for row in complaint_rules.materials(kind, has_agent=True, on=today()):
            asked.setdefault(row.key, (row, []))[1].append(kind)
    form.offer((key, row.name) for key, (row, _kinds) in asked.items())
    of_right = {key: " ".join(f"of-{one}" for one in kinds) for key, (_row, kinds) in asked.items()}
    cited = {key: row.cited for key, (row, _kinds) in asked.items()}
    back = url_for("exhibitions.station", fair_id=found.id)
    return {"form": form, "of_right": of_right, "cited": cited, "back": back, **frame(found)}
