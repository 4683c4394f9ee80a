"""Where somebody's own reminders go."""

from __future__ import annotations

import re

from caseapp.accounts.models import PersonRow
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.ledger import actions as ledger

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def set_own_mail(*, by: Person, address: str) -> None:
    """Let somebody say where reminders of limits are sent to; an empty address ends it."""
    address = address.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise Refused(
            "邮件地址写得不对。", remedy="例如 wangjm@example.gov.cn；不要提醒邮件的，清空即可。"
        )
    row = db.session.get_one(PersonRow, by.id, with_for_update=True, populate_existing=True)
    row.email = address
    db.session.flush()
    ledger.record(
        by=by,
        action="person.mail_set",
        object_kind="person",
        object_id=by.id,
        object_key=by.login,
        # The address itself stays out of the log.
        details={"has_address": bool(address)},
    )
