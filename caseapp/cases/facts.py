"""Tells the gates what they may look at, from the open file and the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import in_whose_place
from caseapp.base.clock import today
from caseapp.cases.asked import Asked
from caseapp.cases.dispute_facts import dispute_facts
from caseapp.cases.mediation_facts import mediation_facts
from caseapp.cases.open_file import OpenFile
from caseapp.cases.penalty_facts import penalty_facts
from caseapp.law.procedures.facts import Facts, OfficerFact
from caseapp.law.procedures.gates.crime import TRANSFER
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.tracks import PENALTY_TRACKS

# The steps by which a case goes to another body, in each procedure.
MOVING = ("transfer", "pass_on", "uphold_objection")
# What each track adds to the facts that every case has.
OF_TRACK: Mapping[str, Callable[[OpenFile, Asked], dict[str, Any]]] = {
    **dict.fromkeys(PENALTY_TRACKS, penalty_facts),
    "infringement": dispute_facts,
    "opinion": dispute_facts,
    "mediation": mediation_facts,
}


def facts_of(file: OpenFile, asked: Asked) -> Facts:
    """Gather the facts for one act on a case."""
    found: dict[str, Any] = {
        "on": asked.on,
        "today": today(),
        "by_id": file.by.id,
        # Who acts in the head's place is not the head: the law asks for the person.
        "by_principal": _is_principal(file),
        "by_recused": file.by.id in file.thing.recused,
        "acting": _acting(file, asked),
        "given": asked.given,
        "reason": asked.reason,
        "override_reason": asked.override_reason,
        "authority": file.procedure.authority,
        "received_on": file.case.received_on,
        "last_step_on": file.last_step_on,
        "filed_on": file.case.filed_on,
        "decided_on": file.case.decided_on,
        "investigator_ids": _investigators(file),
        "papers": _paper_states(file),
        "moved_by_transfer": _moved_by(file),
        **_served(file),
    }
    found |= OF_TRACK[file.procedure.track](file, asked)
    return Facts(**found)


def _moved_by(file: OpenFile) -> str:
    moved = file.latest(*MOVING)
    return str(moved.given.get(TRANSFER, "")) if moved is not None else ""


def _is_principal(file: OpenFile) -> bool:
    lent = in_whose_place(file.by, file.thing, (Role.CHIEF,))
    return file.by.is_principal and not lent


def _acting(file: OpenFile, asked: Asked) -> tuple[OfficerFact, ...]:
    named = asked.given.get("officers")
    return officer_facts(named, asked.on, file) if isinstance(named, tuple) else ()


def officer_facts(ids: Iterable[int], on: date, file: OpenFile) -> tuple[OfficerFact, ...]:
    """Say for each officer which certificate holds, or when the last one ended."""
    people = tuple(dict.fromkeys(ids))
    names = accounts.names_of(people)
    valid = accounts.certificates_valid(people, on)
    return tuple(
        _officer(one, names[one], number=valid.get(one), file=file)
        for one in people
        if one in names
    )


def _officer(person_id: int, name: str, *, number: str | None, file: OpenFile) -> OfficerFact:
    recused = person_id in file.thing.recused
    if number is not None:
        return OfficerFact(person_id, name, number, recused=recused)
    held = accounts.certificates_of(person_id)
    if not held:
        return OfficerFact(person_id, name, recused=recused)
    last = held[0]
    ended = min(last.valid_to, last.ended_on or last.valid_to)
    return OfficerFact(person_id, name, last.number, last.valid_from, ended, recused)


def _investigators(file: OpenFile) -> tuple[int, ...]:
    """Whoever was ever named on an act of inquiry has investigated, on the team today or not."""
    found = set(file.team_ids)
    for one in file.history:
        found.update(one.given.get("officers", []))
    return tuple(sorted(found))


def _served(file: OpenFile) -> dict[str, frozenset[str]]:
    """Tell which papers between two sides were served on whom they are for, and on one of them."""
    told = [row for row in map(file.paper, {row.kind for row in file.papers}) if row is not None]
    served = [row for row in told if row.state == "served"]
    return {
        "reached": frozenset(row.kind for row in served),
        "delivered": frozenset(row.kind for row in served if not file.unserved(row)),
    }


def _paper_states(file: OpenFile) -> dict[str, str]:
    kinds = {row.kind for row in file.papers}
    found = {kind: file.paper(kind) for kind in kinds}
    return {kind: row.state for kind, row in found.items() if row is not None}
