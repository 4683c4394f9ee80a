"""Which canaries somebody may read, derived from the kept table and from nothing else."""

from functools import lru_cache

from tests.matrix import table
from tests.matrix.world import TURNS, World

# What a caller said stands on the ticket too, and tickets have readers of their own.
TOLD = ("content", "respondent", "place", "product")


@lru_cache
def cases_of(actor: str) -> frozenset[str]:
    """Return the cases of the world somebody may read."""
    seen = table.visible(actor, "cases.case_file")
    # The cases that wait for a step, the lead of a ticket sent on, and the case of a reporter to tell
    # are a section's like any other.
    if "section" in seen:
        seen |= {f"to-{key}" for key in TURNS} | {"sent-city", "i-decided"}
    if "district" in seen:
        seen |= {"sent-d"}
    return frozenset(seen)


@lru_cache
def told_of(actor: str) -> frozenset[str]:
    """Return whose calls somebody may read: a report became a case, its ticket stayed a ticket."""
    seen = table.visible(actor, "hotline.ticket")
    return frozenset(seen | {one.removeprefix("call-") for one in seen})


@lru_cache
def sent_of(actor: str) -> frozenset[str]:
    """Return the transfers whose sent part somebody may read, on this side or the other."""
    seen = table.visible(actor, "transfers.transfer")
    return frozenset(seen | table.visible(actor, "counterparts.transfer"))


# What went to the other side; the rest of a transfer is the office's own.
SENT = ("title", "content", "reason", "product")


# The trail quotes what an act changed, for the auditor alone; no identity is ever quoted in it.
QUOTED = {
    *("title", "goods", "keeper", "keeping_place", "disposal_note", "lookup_source", "remark"),
    *("party", "legal_representative", "address", "filename", "content", "respondent", "place"),
    *("product", "reason", "note"),
}


def given_back(world: World, cell: table.Cell) -> set[str]:
    """Return the identity a cell shows to who typed it: of this one ticket, until it is handed over."""
    if (cell.actor, cell.endpoint, cell.answer) != ("operator", "hotline.typed_caller", "ok"):
        return set()
    return {token for token, of in world.canaries.items() if of == ("identity", cell.target)}


def readable(world: World, actor: str) -> set[str]:
    """Return the canaries somebody may read."""
    cases, tickets, sent = cases_of(actor), told_of(actor), sent_of(actor)
    office = actor not in table.FOREIGN
    return {
        token
        for token, (owner, field) in world.canaries.items()
        if owner in cases
        or (owner in tickets and field in TOLD)
        or (owner in sent and (office or field in SENT))
        or (actor == "audit" and owner != "identity" and field in QUOTED)
    }
