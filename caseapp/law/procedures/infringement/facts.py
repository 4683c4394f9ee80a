"""What a gate of an infringement dispute may look at, beside what every track has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# The kind of right as the number of the patent tells it: 1 and 8 are inventions.
INVENTIONS = ("1", "8")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFacts:
    """The request, the panel, the answer, the oral hearing and what came of the patent."""

    claims: str = ""
    papers: tuple[str, ...] = ()
    patents: int = 0
    respondents: int = 0
    patent_kind: str = ""
    # As the register says it on the latest look-up; empty when nobody looked.
    patent_status: str = ""
    supplement_asked: bool = False
    supplement_ends_on: date | None = None

    panel_ids: tuple[int, ...] = ()
    # Whose recusal is asked and not decided yet: they stop work meanwhile.
    challenged: tuple[tuple[int, str], ...] = ()

    answer_ends_on: date | None = None
    answer_recorded: bool = False
    answer_passed: bool = False

    oral_on: date | None = None
    # The last day on which the notice may be served, counted back from the oral hearing.
    oral_notice_by: date | None = None
    # The later of the two services.
    oral_notice_served_on: date | None = None
    absent: str = ""

    invalidation_open: bool = False
    invalidation_second: bool = False
    # "upheld", "invalid", "part" or "withdrawn"; empty while it is open or never was.
    invalidation_result: str = ""
    # The reason code under which the case goes on in spite of the request for invalidation.
    goes_on: str = ""

    time_bar_objected: bool = False
    time_bar_ends_on: date | None = None

    # Until when the holder may still withdraw a warning or act on it.
    waiting_ends_on: date | None = None

    deliberated: str = ""
    # What the drafted decision says, by the fields of its form; empty when there is no draft.
    drafted: Mapping[str, object] = field(default_factory=dict)
    finding: str = ""
    perform_until: date | None = None
    performed: bool = False
    published: bool = False
    # A suit changed or annulled the decision, and the public was not told yet.
    change_unpublished: bool = False
    unperformed_marked: bool = False
    suit_ends_on: date | None = None
    suit_lapsed: bool = False
    court_ends_on: date | None = None
    holder_marked: bool = False

    @property
    def is_invention(self) -> bool:
        """Say whether the patent was examined in substance before it was granted."""
        return self.patent_kind in INVENTIONS

    @property
    def is_infringed(self) -> bool:
        """Say whether the decision finds infringement."""
        return self.finding == "infringed"
