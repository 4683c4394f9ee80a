"""Rules of mutual supervision: where an opinion of the procuratorate belongs."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.asked import Asked, gate
from caseapp.transfers.criminal_facts import owes_an_answer
from caseapp.transfers.lives.criminal import WITH_OPINION
from caseapp.transfers.lives.supervising import PROCURATORATE_RULES
from caseapp.transfers.models import Transfer
from caseapp.transfers.queries import moves_made


@gate
def not_under_criminal(asked: Asked) -> Refused | None:
    """Let an opinion on a case that was to go to the police be entered there, where its limit runs."""
    if asked.transfer.kind != "procuratorate_in" or asked.matter.case_id is None:
        return None
    found = db.session.execute(
        sa.select(Transfer.id, Cooperation.number)
        .join(Cooperation, Cooperation.id == Transfer.id)
        .where(
            Cooperation.case_id == asked.matter.case_id,
            Transfer.kind == "criminal_out",
            # Only there is it entered; elsewhere it would have no place at all.
            Transfer.state.in_(WITH_OPINION),
        )
    )
    done = {row.number: [one.move for one in moves_made(row.id)] for row in found}
    number = next((one for one, moves in done.items() if not owes_an_answer(moves)), None)
    if number is None:
        return None
    return Refused(
        f"不能登记收到检察意见：本案的移送涉嫌犯罪案件 {number} 还没有办结。",
        article=PROCURATORATE_RULES,
        remedy=f"请在 {number} 中登记检察意见，回复期限在那里起算。",
    )
