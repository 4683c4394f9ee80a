"""Which editions are built, and which of them a lead begins under."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from caseapp.base.errors import Refused
from caseapp.law.procedures.counterfeit.edition_2011 import COUNTERFEIT_2011
from caseapp.law.procedures.counterfeit.edition_2015 import COUNTERFEIT_2015
from caseapp.law.procedures.counterfeit.edition_2019 import COUNTERFEIT_2019
from caseapp.law.procedures.counterfeit.edition_2021 import COUNTERFEIT_2021
from caseapp.law.procedures.false_statement.edition_2024 import FALSE_STATEMENT_2024
from caseapp.law.procedures.infringement.edition_2011 import INFRINGEMENT_2011
from caseapp.law.procedures.infringement.edition_2015 import INFRINGEMENT_2015
from caseapp.law.procedures.infringement.edition_2025 import INFRINGEMENT_2025
from caseapp.law.procedures.infringement.opinion_2025 import OPINION_2025
from caseapp.law.procedures.mediation.edition_2011 import MEDIATION_2011
from caseapp.law.procedures.mediation.edition_2015 import MEDIATION_2015
from caseapp.law.procedures.mediation.edition_2025 import MEDIATION_2025
from caseapp.law.procedures.table import Procedure
from caseapp.law.wording import long_date

BUILT = (
    *(COUNTERFEIT_2011, COUNTERFEIT_2015, COUNTERFEIT_2019, COUNTERFEIT_2021),
    FALSE_STATEMENT_2024,
    *(INFRINGEMENT_2011, INFRINGEMENT_2015, INFRINGEMENT_2025, OPINION_2025),
    *(MEDIATION_2011, MEDIATION_2015, MEDIATION_2025),
)  # fmt: skip
PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {procedure.key: procedure for procedure in BUILT}
)


class NoEdition(Refused):
    """No edition built here was in force on the day the lead was received."""


def edition_for(track: str, received_on: date) -> Procedure:
    """Pick the edition in force on the day of receipt; the case keeps it to its end."""
    built = [procedure for procedure in PROCEDURES.values() if procedure.track == track]
    for procedure in built:
        if procedure.valid_from <= received_on <= (procedure.valid_to or date.max):
            return procedure
    periods = "；".join(f"{_period(procedure)}（{procedure.basis}）" for procedure in built)
    raise NoEdition(
        f"不能登记：{long_date(received_on)}接收的线索没有可适用的办案程序。"
        f"已建立的程序适用于：{periods or '无'}。",
        remedy="请核对接收日期。",
    )


def _period(procedure: Procedure) -> str:
    until = f"至{long_date(procedure.valid_to)}" if procedure.valid_to else "起"
    return f"{long_date(procedure.valid_from)}{until}接收的线索"
