"""One move as it is asked for: of which complaint, by whom, with what, done when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.completeness import Look, look
from caseapp.exhibitions.life import Move
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Complained


@dataclass(frozen=True)
class Asked:
    """A move before it is made; without `told` it is only looked at whether it may be."""

    complained: Complained
    row: Move
    by: Person
    told: Mapping[str, str]
    at: datetime
    looked: Look | None = None

    @property
    def look(self) -> Look:
        """Return its papers and right as they are judged."""
        return self.looked or look(self.complained)

    @property
    def complaint(self) -> FairComplaint:
        """Return the complaint."""
        return self.complained.complaint

    @property
    def fair(self) -> Fair:
        """Return its fair."""
        return self.complained.at.fair

    @property
    def day(self) -> date:
        """Return the day it was done."""
        return local(self.at).date()

    @property
    def is_look(self) -> bool:
        """Say whether nothing was typed yet."""
        return not self.told
