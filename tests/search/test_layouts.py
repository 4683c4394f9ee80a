"""Both engines build their index anew when what a card holds changes: an old one finds less."""

import subprocess
import sys
from datetime import date
from hashlib import sha256

import pytest

from caseapp.search import card, engine, memory, postgres_tables
from caseapp.search.ask import Ask
from caseapp.search.card import SearchEntry, make_card
from caseapp.search.index import best
from caseapp.search.language import parse

_LAYOUTS = """
from caseapp.search import card
card.CARD_VERSION = "c99"
from caseapp.search import engine, postgres_tables
print(engine.SCHEMA_VERSION, postgres_tables.LAYOUT)
"""


def test_another_card_gives_both_engines_another_layout():
    told = subprocess.run(
        [sys.executable, "-c", _LAYOUTS], check=True, capture_output=True, text=True
    )
    changed = told.stdout.split()
    now = [engine.SCHEMA_VERSION, postgres_tables.LAYOUT]
    assert [one.replace("c99-", f"{card.CARD_VERSION}-") for one in changed] == now
    assert not set(changed) & set(now)


def test_a_card_that_holds_anything_else_needs_another_version():
    told = SearchEntry(
        kind="case",
        object_id=1,
        key="鞍知法处字〔2026〕12号",
        title="李偉芳诉 Lejia 电饭锅案",
        body="二〇二六年在３号展位购得，ZL201530123456.7。",
        numbers=(("phone", "13900001234"),),
        names=("鞍山市乐佳电器有限公司",),
        acl=("u:1",),
        on=date(2026, 11, 23),
        facets=(("state", "filed"),),
    )
    made = make_card(told)
    tokens = {field: sorted(held) for field, held in made.tokens.items()}
    places = {
        field: sorted((t, *at) for t, at in held.items()) for field, held in made.places.items()
    }
    digest = sha256(repr((sorted(tokens.items()), sorted(places.items()))).encode()).hexdigest()
    assert (card.CARD_VERSION, digest[:12]) == ("c7", "83f93a1d8900"), (
        "a card holds something else: raise CARD_VERSION, then note both here"
    )


@pytest.mark.parametrize("chosen", [(), (("state", "filed"),)])
def test_rows_of_a_moment_ago_count_under_their_facets(chosen: tuple[tuple[str, str], ...]):
    states = ("filed", "filed", "closed")
    part = memory.MemoryPart([
        make_card(
            SearchEntry("case", n, f"k{n}", "电饭锅案", facets=(("state", state),))
        )
        for n, state in enumerate(states, start=1)
    ])  # fmt: skip
    ask = Ask(parse("电饭锅", {}), {"case": None}, 10, chosen=frozenset(chosen))
    found = best(ask, part)["case"]
    assert found.facets == {("state", "filed"): 2, ("state", "closed"): 1}
    assert found.total == (2 if chosen else 3)
