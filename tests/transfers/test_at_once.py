"""Two people who open the same transfer of one case at once end with one and a sentence."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from tests.stories import reported
from tests.transfers.doing import opened

CASE, MATTER = CaseFile.__tablename__, Cooperation.__tablename__
SHENYANG = {"right_kind": "patent", "area": "210100", "reason_key": "area"}


def test_case_is_held_before_it_is_asked_what_runs_of_it(app, people, clock):
    clock.set(date(2024, 3, 20))
    story = reported(people)
    asked = []

    def note(state):
        if state.is_select:
            # SQLite 没有行锁，写入本来就排队；这里核对交给数据库的语句。
            said = str(state.statement.compile(dialect=postgresql.dialect()))
            asked.append((said, "FOR UPDATE" in said))

    sa.event.listen(db.session, "do_orm_execute", note)
    try:
        opened(people.wang, "case_out", "shenyang_ip", case_id=story.case_id, **SHENYANG)
    finally:
        sa.event.remove(db.session, "do_orm_execute", note)
    held = [at for at, (said, locks) in enumerate(asked) if locks and f"FROM {CASE}" in said]
    runs = [at for at, (said, _) in enumerate(asked) if f"FROM {MATTER}" in said]
    assert held
    assert held[0] < runs[0]
    with pytest.raises(Refused, match="已有尚未办结的案件移送"):
        opened(people.wang, "case_out", "shenyang_ip", case_id=story.case_id, **SHENYANG)
