"""Questions about accounts, cut by subject; other packages ask through this face."""

from __future__ import annotations

from caseapp.accounts.queries.audit import audit_page
from caseapp.accounts.queries.calendar import (
    office_calendar,
    office_day_by_id,
    office_days,
    year_view,
)
from caseapp.accounts.queries.certificates import (
    certificate_by_id,
    certificates_of,
    certificates_page,
    certificates_valid,
    validity_words,
)
from caseapp.accounts.queries.delegations import cleared_people, delegations
from caseapp.accounts.queries.people import (
    Assignable,
    OpenSession,
    PersonBrief,
    assignable_officers,
    by_role,
    colleagues,
    everybody,
    first_of_each_role,
    named,
    names_of,
    officers_of,
    people_page,
    people_with_role,
    person_by_id,
    person_by_link,
    person_by_login,
    person_by_session,
    person_record,
    role_words,
    roles_of,
)
from caseapp.accounts.queries.roles import active_holders, grant_by_id, grants, grants_of
from caseapp.accounts.queries.sessions import open_sessions, session_left_alone
from caseapp.accounts.queries.units import (
    area_choices,
    enforcement_choices,
    in_reach,
    unit_by_id,
    unit_by_path,
    units,
)

__all__ = [
    "Assignable",
    "OpenSession",
    "PersonBrief",
    "active_holders",
    "area_choices",
    "assignable_officers",
    "audit_page",
    "by_role",
    "certificate_by_id",
    "certificates_of",
    "certificates_page",
    "certificates_valid",
    "cleared_people",
    "colleagues",
    "delegations",
    "enforcement_choices",
    "everybody",
    "first_of_each_role",
    "grant_by_id",
    "grants",
    "grants_of",
    "in_reach",
    "named",
    "names_of",
    "office_calendar",
    "office_day_by_id",
    "office_days",
    "officers_of",
    "open_sessions",
    "people_page",
    "people_with_role",
    "person_by_id",
    "person_by_link",
    "person_by_login",
    "person_by_session",
    "person_record",
    "role_words",
    "roles_of",
    "session_left_alone",
    "unit_by_id",
    "unit_by_path",
    "units",
    "validity_words",
    "year_view",
]
