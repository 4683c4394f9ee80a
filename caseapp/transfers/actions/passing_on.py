"""No receiver hands on what it took from another body: back to the sender, or to whom a superior designated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.articles import NOT_ON
from caseapp.transfers.kinds import Kind
from caseapp.transfers.models import Transfer, TransferMove

# What brings a case here; opinions and supervision speak of a case that is ours anyway.
BROUGHT_HERE = ("case_in", "lead_in", "designation_in", "task_in")
# Of what its sender revoked or took back nothing is left to hand on.
GONE = ("withdrawn", "taken_back")
DESIGNATED = "designate_other"


def refuse_passing_on(kind: Kind, *, case_id: int, body_id: int, day: date) -> None:
    """Let no receiver hand on what it took from another body; it asks the common superior instead."""
    came = [one for one in _came(case_id) if not _is_of_line(body_id, one.body_id, day)]
    if not came or any(_is_of_line(body_id, one, day) for one in _designated(case_id)):
        return
    number = db.session.get_one(Cooperation, came[-1].id).number
    raise Refused(
        f"不能登记{kind.name}：本案由其他机关移送（{number}），接收的机关不得再自行移送。",
        article=NOT_ON,
        remedy=f"认为不归本机关管辖的，请在{number}中报请共同的上一级机关指定管辖。",
        link=f"/transfers/{came[-1].id}",
    )


def _is_of_line(body_id: int, first: int, day: date) -> bool:
    """Say whether a body is another one or had taken over from it by a day."""
    return body_id in bodies.line_after(first, by_day=day)


def _came(case_id: int) -> Sequence[Transfer]:
    """Return what brought a case here, the first before the later ones."""
    wanted = sa.select(Transfer).join(Cooperation, Cooperation.id == Transfer.id)
    mine = wanted.where(
        Cooperation.case_id == case_id,
        Transfer.kind.in_(BROUGHT_HERE),
        Transfer.state.not_in(GONE),
    )
    return db.session.scalars(mine.order_by(Transfer.id)).all()


def _designated(case_id: int) -> list[int]:
    """Return the bodies a superior designated for a case, in whichever matter its notice came."""
    wanted = sa.select(TransferMove.given).join(
        Cooperation, Cooperation.id == TransferMove.transfer_id
    )
    mine = wanted.where(Cooperation.case_id == case_id, TransferMove.move == DESIGNATED)
    return [int(str(given["designated"])) for given in db.session.scalars(mine)]
