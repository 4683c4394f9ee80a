"""The register of bodies and the knowledge in the world, and the forms of their addresses."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as people
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.bodies import actions, queries
from caseapp.bodies.given import BodyGiven, ContactGiven
from caseapp.knowledge import actions as answers
from caseapp.knowledge import queries as knowledge
from caseapp.knowledge.given import ItemGiven

ABSENT = 2_000_000
AHEAD = date(2027, 2, 1)


def add_to(world: Any) -> None:
    """Give a shipped body a contact, and enter one of the office's own."""
    keeper = people.person_by_login("wei")
    market = queries.with_key("anshan_market_bureau")
    assert keeper is not None
    assert market is not None
    with writing():
        contact = actions.add_contact(
            by=keeper, body_id=market.id, given=ContactGiven(name="邵联络", since=today())
        )
        own = actions.add_body(by=keeper, given=BodyGiven(name="某行业协会", kind="aid_partner"))
    competence = next(iter(queries.competences(market.id))).id
    kind = type(world.targets["here"])
    there = {"body_id": market.id, "contact_id": contact.id, "competence_id": competence}
    absent = dict.fromkeys(there, ABSENT)
    world.targets["body"] = kind("body", there)
    world.targets["body-own"] = kind("body-own", absent | {"body_id": own.id})
    world.targets["body-none"] = kind("body-none", absent)
    old, new = (knowledge.editions("what_is_counterfeit")[at].id for at in (1, 0))
    for name, item_id in (("answer", new), ("answer-old", old), ("answer-none", ABSENT)):
        world.targets[name] = kind(name, {"item_id": item_id})
    with writing():
        ahead = answers.add_item(by=keeper, given=ItemGiven(**ANSWER, since=AHEAD))
        newer = next(row for row in knowledge.standing(today()) if row.key == "layout")
        # As an older release shipped it and the office looked it over.
        kept = knowledge.item(newer.id)
        assert kept is not None
        kept.answer, kept.reviewed_on, kept.reviewed_by = "问国家知识产权局。", today(), "某人"
        kept.version += 1
    world.targets["answer-ahead"] = kind("answer-ahead", {"item_id": ahead.id})
    world.targets["answer-newer"] = kind("answer-newer", {"item_id": newer.id})


ANSWER = {
    "title": "来访停车",
    "question": "停哪里？",
    "answer": "院内东侧。",
    "source": "办公室通知",
}


def _said(**fields: str) -> Callable[..., dict[str, Any]]:
    return lambda _world, _target: dict(fields)


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "bodies.new_body": _said(name="某某协会", kind="aid_partner", channel="letter"),
    "bodies.edit_body": _said(name="鞍山市某局", kind="department", channel="letter", version="1"),
    "bodies.body_end": _said(on="2026-11-23", successor="", version="1"),
    "bodies.new_contact": _said(name="林清和", since="2026-11-23"),
    "bodies.end_contact": _said(on="2026-11-23"),
    "bodies.new_competence": _said(right_kind="gi", matter="report", basis="商标法"),
    "bodies.end_competence": _said(on="2026-11-23"),
    "knowledge.new_item": _said(**ANSWER),
    "knowledge.new_edition": _said(**ANSWER, since="2026-11-23", version="1"),
    "knowledge.review": _said(version="1"),
    "knowledge.withdraw": _said(version="1"),
    "knowledge.adopt": _said(version="2"),
    "knowledge.decline": _said(version="2"),
    "knowledge.end_item": _said(on="2026-11-23", version="1"),
}
