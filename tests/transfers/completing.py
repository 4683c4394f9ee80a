"""Puts with a transfer whatever its check list asks, so that it may be sent."""

import io

from flask import current_app

from caseapp.base.clock import today
from caseapp.base.web import Upload
from caseapp.transfers import hand_over
from caseapp.transfers.actions import items
from caseapp.transfers.item_given import UploadGiven

PAPER = b"%PDF-1.4 what goes along"


def complete(by, transfer):
    """Add a file for each row that must be there, and say why the others are not; inside writing()."""
    for one in hand_over.state_of(transfer, today()).verdict.missing:
        if one.row.may_lack:
            items.explain_lack(by=by, transfer=transfer, row_name=one.row.name, why="见函。")
            continue
        kept = current_app.extensions["store"].put(io.BytesIO(PAPER), len(PAPER))
        file = Upload("letter.pdf", "application/pdf", kept.sha256, kept.size)
        given = UploadGiven(one.row.category, one.row.name, file, pages=1)
        items.add_upload(by=by, transfer=transfer, given=given)
