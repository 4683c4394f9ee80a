"""The forms on the pages somebody may open: their addresses, fields and what can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.looking import parse
from tests.matrix import table
from tests.matrix.cells import Desk
from tests.pages import FIELD_TAGS, form_values

NOT_IDS = {"version", "idem", "csrf_token", "reckon", "look", "send"}
# How a device counts its records, and what a tap counts.
NOT_IDS |= {"device_serial", "inquiries", "leaflets"}


@dataclass(frozen=True)
class Found:
    """A form as a browser would send it, and the values each list offers."""

    actor: str
    action: str
    values: dict[str, Any]
    names: frozenset[str]
    offered: dict[str, set[str]] = field(default_factory=dict)


def forms_of(desk: Desk, actor: str) -> Iterator[Found]:
    """Open every page the table lets somebody open and give its posting forms, each once."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for cell in cells_ok(actor, "GET"):
        address = desk.address(cell, desk.world.targets[cell.target])
        answer = desk.send(actor, "GET", address)
        if b"<form" not in answer.body:
            continue
        for element in parse(answer.body.decode()).iter("form"):
            if (element.get("method") or "get").lower() != "post":
                continue
            found = _found(actor, element, address)
            if (found.action, found.names) not in seen:
                seen.add((found.action, found.names))
                yield found


def cells_ok(actor: str, method: str) -> list[table.Cell]:
    """Return the cells in which somebody gets what is asked."""
    return [
        cell
        for block in table.blocks()
        for cell in block.cells()
        if (cell.actor, cell.method, cell.answer) == (actor, method, "ok")
    ]


def _found(actor: str, form: Any, address: str) -> Found:
    offered: dict[str, set[str]] = {}
    for element in form.iter():
        name = element.get("name") or ""
        if element.tag == "select":
            offered[name] = {one.get("value") or "" for one in element.iter("option")}
        elif element.tag == "input" and element.get("type") in {"radio", "checkbox", "hidden"}:
            offered.setdefault(name, set()).add(element.get("value") or "")
    names = frozenset(
        str(one.get("name")) for one in form.iter() if one.tag in FIELD_TAGS and one.get("name")
    )
    values = {name: value for name, value in form_values(form).items() if name != "csrf_token"}
    action = urlsplit(form.get("action") or address).path
    kept = {name: values for name, values in offered.items() if name not in NOT_IDS}
    return Found(actor, action, values, names, kept)
