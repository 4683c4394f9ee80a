"""Changes to accounts, cut by subject; other packages act through this face."""

from __future__ import annotations

from caseapp.accounts.actions.calendar import (
    add_calendar_day,
    apply_arrangement,
    drop_arrangement,
    take_arrangement,
    withdraw_calendar_day,
)
from caseapp.accounts.actions.certificates import add_certificate, end_certificate
from caseapp.accounts.actions.clearances import (
    add_delegation,
    end_delegation,
    note_denied,
    set_clearance,
)
from caseapp.accounts.actions.deputies import DeputyGiven, add_deputy, end_deputy
from caseapp.accounts.actions.own_mail import set_own_mail
from caseapp.accounts.actions.people import (
    PersonGiven,
    add_person,
    change_person,
    deactivate_person,
    reactivate_person,
)
from caseapp.accounts.actions.roles import grant_role, withdraw_role
from caseapp.accounts.actions.sessions import (
    end_idle_session,
    end_session,
    end_sessions_of,
    enter,
    finish_sign_in,
    keep_for_session,
    make_login_link,
    rotate_session,
    rotate_sessions_of,
    see_session,
    start_session,
    switch_person,
)
from caseapp.accounts.actions.units import UnitGiven, add_unit, change_unit, seed_units

__all__ = [
    "DeputyGiven",
    "PersonGiven",
    "UnitGiven",
    "add_calendar_day",
    "add_certificate",
    "add_delegation",
    "add_deputy",
    "add_person",
    "add_unit",
    "apply_arrangement",
    "change_person",
    "change_unit",
    "deactivate_person",
    "drop_arrangement",
    "end_certificate",
    "end_delegation",
    "end_deputy",
    "end_idle_session",
    "end_session",
    "end_sessions_of",
    "enter",
    "finish_sign_in",
    "grant_role",
    "keep_for_session",
    "make_login_link",
    "note_denied",
    "reactivate_person",
    "rotate_session",
    "rotate_sessions_of",
    "see_session",
    "seed_units",
    "set_clearance",
    "set_own_mail",
    "start_session",
    "switch_person",
    "take_arrangement",
    "withdraw_calendar_day",
    "withdraw_role",
]
