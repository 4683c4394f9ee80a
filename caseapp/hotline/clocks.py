"""Which limits and service targets a move begins, ends, pauses or lets run again; no return touches any."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from caseapp.hotline.life import ENDED
from caseapp.hotline.models import Ticket

CONSUMER = "consumer"
ORDER = "order"


@dataclass(frozen=True)
class Clock:
    """A limit that begins with a move; on tickets of these matters, where this holds."""

    family: str
    matters: tuple[str, ...] = ()
    where: Callable[[Ticket], bool] | None = None

    def begins_on(self, ticket: Ticket) -> bool:
        """Say whether this ticket has such a limit at all."""
        of_matter = not self.matters or ticket.matter in self.matters
        return of_matter and (self.where is None or self.where(ticket))


def is_consumer(ticket: Ticket) -> bool:
    """Say whether a consumer complains: the regulation above the bureau's rules then holds as well."""
    return ticket.answers.get("standing") == CONSUMER


def is_urgent(ticket: Ticket) -> bool:
    """Say whether the matter spoils or is on show and so is handed on within hours."""
    return bool(ticket.answers.get("urgent"))


def is_ordinary(ticket: Ticket) -> bool:
    """Say whether nothing about the matter hurries."""
    return not is_urgent(ticket)


def is_order(ticket: Ticket) -> bool:
    """Say whether another line sent it with a day of its own."""
    return ticket.channel == ORDER and ticket.order_due_on is not None


COMPLAINT = ("complaint",)
STARTS: Mapping[str, tuple[Clock, ...]] = {
    "take": (
        Clock("ST-01", ("advice",)),
        Clock("ST-02", where=is_ordinary),
        Clock("ST-02b", where=is_urgent),
        Clock("ST-10", where=is_order),
        Clock("HL-01", COMPLAINT),
        Clock("HL-01b", COMPLAINT, is_consumer),
        # 第121号令的期限没有核实：停用，不算出日子，只让人看见。
        Clock("HL-06", COMPLAINT),
    ),
    "accept_complaint": (
        Clock("HL-02", COMPLAINT),
        Clock("HL-02b", COMPLAINT, is_consumer),
    ),
    "end_mediation": (Clock("HL-03", COMPLAINT),),
    "find_lead": (Clock("HL-04", COMPLAINT),),
    "raise_conflict": (Clock("HL-05"),),
    "ask_identity": (Clock("HL-08", COMPLAINT),),
    "urge": (Clock("ST-12"),),
}
# Begins when a ticket comes into a state, whatever move brought it there.
STARTS_IN: Mapping[str, tuple[Clock, ...]] = {"answered": (Clock("ST-03"),)}
_HANDED_ON = ("ST-02",)
_TOLD = ("HL-01", "HL-06")
STOPS: Mapping[str, tuple[str, ...]] = {
    "dispatch": _HANDED_ON,
    "lead": (*_HANDED_ON, "HL-04"),
    "request": _HANDED_ON,
    "aid": _HANDED_ON,
    "accept_complaint": (*_HANDED_ON, *_TOLD),
    "refuse_complaint": _TOLD,
    "answer": _TOLD,
    "end_mediation": ("HL-02",),
    "tell_end": ("HL-03",),
    "check_lead": ("HL-04",),
    "settle_conflict": ("HL-05",),
    "get_identity": ("HL-08",),
    "tell_elsewhere": (*_HANDED_ON, *_TOLD, "ST-01", "ST-10", "ST-12"),
    "call_back": ("ST-03",),
    "aid_end": (*_HANDED_ON, *_TOLD, "ST-01", "ST-03", "ST-10", "ST-12"),
    "close": ("ST-03",),
}
STOPS_IN: Mapping[str, tuple[str, ...]] = {"answered": (*_HANDED_ON, "ST-01", "ST-10", "ST-12")}
# 检验、检测、检疫、鉴定的时间不计入调解的期限。
PAUSES: Mapping[str, tuple[str, ...]] = {"send_test": ("HL-02",)}
RESUMES: Mapping[str, tuple[str, ...]] = {"test_back": ("HL-02",)}
# What the law still asks for keeps a ticket from being closed over it, and so does help under way.
OF_AID = ("ST-04", "ST-05", "ST-06", "ST-08")
HOLDS_OPEN = ("HL-02", "HL-03", "HL-04", "HL-05", *OF_AID)
# 最终答复以后只剩回访、办结：这些期限所对应的事项在那里已办不了，应当先办。
HOLDS_WORK = ("HL-02", "HL-03", "HL-05")


def held_by(move: str, *, to_state: str) -> tuple[str, ...]:
    """Return the families that must have ended before a move, but for those it ends itself."""
    held = HOLDS_OPEN if to_state in ENDED else HOLDS_WORK if to_state == "answered" else ()
    return tuple(family for family in held if family not in STOPS.get(move, ()))


def enders(families: Collection[str]) -> list[str]:
    """Return the moves by which limits of these families end; a lead ends one only beside its own work."""
    return [key for key, ended in STOPS.items() if key != "lead" and set(ended) & set(families)]


def started_by(move: str, ticket: Ticket, *, before: str) -> tuple[str, ...]:
    """Return the families that begin with a move of this ticket."""
    entered = () if ticket.state == before else STARTS_IN.get(ticket.state, ())
    found = (*STARTS.get(move, ()), *entered)
    return tuple(one.family for one in found if one.begins_on(ticket))


def stopped_by(move: str, ticket: Ticket, *, before: str) -> tuple[str, ...]:
    """Return the families that a move of this ticket settles."""
    entered = () if ticket.state == before else STOPS_IN.get(ticket.state, ())
    return (*STOPS.get(move, ()), *entered)


def is_over(ticket: Ticket) -> bool:
    """Say whether a ticket ended, and with it whatever still ran on it."""
    return ticket.state in ENDED
