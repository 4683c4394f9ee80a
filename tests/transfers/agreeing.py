"""Enters regional agreements as the office's head does."""

from datetime import date

from caseapp.base.db import writing
from caseapp.transfers.actions.agreements import open_agreement
from caseapp.transfers.agreement_given import AgreementGiven
from tests.transfers.doing import body_id

TITLE = "沈鞍专利行政执法协作协议"


def agreed(by, *, bodies=("shenyang_ip",), **changed):
    given = {
        "title": TITLE,
        "unit_id": by.unit_id,
        "bodies": tuple(body_id(one) for one in bodies),
        "scope": ("evidence", "service"),
        "signed_on": date(2023, 12, 20),
        "since": date(2024, 1, 1),
    }
    with writing():
        return open_agreement(by=by, given=AgreementGiven(**(given | changed))).id
