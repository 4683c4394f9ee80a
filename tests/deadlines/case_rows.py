"""A bare case to hang things on, without the acts that belong to higher floors."""

from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.cases.models import CaseFile


def new_case(by: Person, number: int = 1) -> int:
    """Put a lead into the register and give its id."""
    with writing():
        case = CaseFile(
            lead_no=f"试线字〔2015〕{number}号",
            title="某电器商店涉嫌销售假冒专利产品",
            track="counterfeit",
            edition="counterfeit-2015",
            state="lead",
            unit_id=by.unit_id,
            unit_path=by.unit_path,
            source="report",
            received_on=date(2015, 9, 1),
            content="举报销售标注专利号的电热水壶",
            created_by=by.id,
            created_at=now(),
            updated_at=now(),
        )
        db.session.add(case)
    return case.id
