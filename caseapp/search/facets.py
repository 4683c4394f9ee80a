"""What lists are narrowed by, in the same terms for every kind of object.

A state goes by its words: one key means different things in different procedures, and 已移送 is the
same to whoever looks for it. Units and people are called what they are called now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from caseapp.accounts import queries as accounts

PROCEDURE, STATE, UNIT, PERSON = "procedure", "state", "unit", "person"
Facets = tuple[tuple[str, str], ...]
Tables = Mapping[str, Mapping[str, str]]


def facets(
    *, procedure: str = "", state: str = "", unit: str = "", people: Iterable[int | None] = ()
) -> Facets:
    """Return what an object is narrowed by; what is not known of it is left out."""
    own = ((PROCEDURE, procedure), (STATE, state), (UNIT, unit))
    in_charge = sorted({number for number in people if number})
    return (
        *((name, value) for name, value in own if value),
        *((PERSON, str(number)) for number in in_charge),
    )


def words_of(name: str, values: Collection[str], tables: Tables) -> Mapping[str, str]:
    """Return value to words; a value that nothing calls anything is called by itself."""
    if name == PERSON:
        ids = [int(value) for value in values if value.isdecimal()]
        known: Mapping[str, str] = {str(key): one for key, one in accounts.names_of(ids).items()}
    elif name == UNIT:
        known = {row.path: row.name for row in accounts.units()} if values else {}
    else:
        known = tables.get(name, {})
    return {value: known.get(value) or value for value in values}
