"""The one way an act on a complaint is asked for and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, request

from caseapp.base.db import finish
from caseapp.base.errors import Conflict, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.merging import Merge
from caseapp.base.web import back_to, current_person, page, refused, typed_before
from caseapp.exhibitions import complaint_queries, queries
from caseapp.exhibitions.complaint_words import ACTS
from caseapp.exhibitions.queries import Complained
from caseapp.exhibitions.routes.blueprint import INVALID
from caseapp.exhibitions.routes.station import frame
from caseapp.revisions.page import flash_saved, merge_page

SHEET = "exhibitions/complaint_sheet.html"
# So much of the history stands beside the words of whoever comes second.
LAST_ACTS = 3


def ask(
    found: Complained,
    form: BaseForm,
    *,
    act: Callable[[], object],
    done: str,
    template: str = SHEET,
    merges: bool = False,
    **values: Any,
) -> Response:
    """Draw the form of an act, or do it: refused, it is drawn again with everything typed.

    What `merges` stays a page of the version it was drawn from, until every overlap is chosen.
    """
    shown = {"found": found, "form": form, "features": None, "since": (), **values}
    shown |= {"station": frame(found.at), "act_words": ACTS}
    if request.method == "GET":
        if typed_before() is None:
            form.version.data = str(found.complaint.version)
        return page(template, **shown)
    if not form.validate():
        return page(template, status=INVALID, **shown)
    try:
        both = act()
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=found.complaint.number)
    except Refused as no:
        finish(commit=False)
        again = queries.visible_complaint(found.id, by=current_person())
        if not merges:
            form.version.data = str(again.complaint.version)
        since = complaint_queries.acts_of(found.id)[-LAST_ACTS:]
        return refused(no, template, **{**shown, "found": again, "since": since})
    if isinstance(both, Merge):
        flash_saved(done, both, form)
    else:
        flash(done, "done")
    return back_to("exhibitions.complaint", complaint_id=found.id)
