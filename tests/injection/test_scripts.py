"""Whatever is typed anywhere is shown as the text it is: no element, attribute or address of its own."""

import hashlib
import re
from collections import Counter
from urllib.parse import quote

import pytest

from tests.figures import Figure
from tests.injection.payloads import all_scripts, scripts
from tests.injection.shop import Shop, skeleton, words_of
from tests.looking import parse
from tests.offices import inside
from tests.people import everybody

pytestmark = pytest.mark.timeout(1800)
ACTING = {
    *("script", "a", "form", "input", "button", "select", "textarea", "iframe", "object", "embed"),
    *("link", "meta", "base", "style", "svg", "math", "video", "audio", "details", "template"),
}
# Signed bytes differ with the words in them, and so may the number of printed pages.
PRINTED = re.compile(r"[0-9a-f]{64}|\s*《[^》]*》第 \d+ 页，共 \d+ 页")
ROUNDS, A_ROUND = 5, 40  # more than 40 fields: each of 200 payloads stands in one
SHORTEST_FIELD = 60


def pick(pool: list[str], round_no: int, place: int) -> str:
    """Give each field the next payload, and go on in the next round where this one must have come to."""
    return pool[(place + round_no * A_ROUND) % len(pool)][:SHORTEST_FIELD].strip()


def neutral(name: str, like: str) -> str:
    """Return a harmless text as long and as wide as another that stands nowhere else."""
    mark = int(hashlib.sha256(name.encode()).hexdigest()[:6], 16)
    calm = "".join(c if c == " " else "n" if c < "\u0100" else "中" for c in like)
    return f"{mark:08d}{calm[8:]}"[: len(like)]


def fill(office, value) -> Shop:
    """Begin an office anew and let every field hold its value."""
    office.fresh()
    with inside(office.app):
        shop = Shop(office.app, everybody(), value)
        shop.walk_through()
    return shop


def compare(
    hostile: Shop, harmless: Shop, texts: dict[str, tuple[str, str]]
) -> tuple[int, list[str]]:
    """Compare all answers of two offices that differ in the typed values alone."""
    wrong = []
    for (name, status, body), (_, other, plain) in zip(
        hostile.answers, harmless.answers, strict=True
    ):
        if (status, body[:1]) != (other, plain[:1]):
            wrong.append(f"{name}: {status} instead of {other}")
        elif body[:1] == b"<":
            page, expected = parse(body.decode()), parse(plain.decode())
            if set(skeleton(page)) != set(skeleton(expected)) or acting(page) != acting(expected):
                extra = set(skeleton(page)) - set(skeleton(expected))
                wrong.append(f"{name}: other elements: {sorted(extra)[:3]}")
            shown, words = _read(page), _read(expected)
            for calm, typed in texts.values():
                words = words.replace(calm, " ".join(typed.split()))
            if words != shown:
                wrong.append(f"{name}: other words: {_first_difference(shown, words)}")
    return len(hostile.answers), wrong


def acting(page) -> Counter[str]:
    """Count what could act or lead somewhere; how many pages a paper fills is its own business."""
    return Counter(str(element.tag) for element in page.iter() if element.tag in ACTING)


def _read(page) -> str:
    return PRINTED.sub("", words_of(page))


def _first_difference(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return f"{one[at - 20 : at + 60]!r} instead of {other[at - 20 : at + 60]!r}"


def round_of(office, pool: list[str], round_no: int) -> tuple[int, int, list[str]]:
    """Fill two offices and compare them; return payloads, answers and differences."""
    texts: dict[str, tuple[str, str]] = {}
    places: dict[str, int] = {}

    def next_of(name: str) -> str:
        return pick(pool, round_no, places.setdefault(name, len(places)))

    def hostile_value(name: str) -> str:
        typed = next_of(name)
        texts[name] = (neutral(name, typed), typed)
        return typed

    hostile = fill(office, hostile_value)
    harmless = fill(office, lambda name: neutral(name, next_of(name)))
    answers, wrong = compare(hostile, harmless, texts)
    return len({typed for _, typed in texts.values()}), answers, wrong


@pytest.mark.parametrize("round_no", range(ROUNDS))
def test_a_typed_script_is_shown_as_text(*, office, round_no: int, figure: Figure):
    payloads, answers, wrong = round_of(office, scripts(200), round_no)
    figure("X1", f"round {round_no + 1}: payloads, answers, differences",
           reached=f"{payloads}, {answers}, {len(wrong)}", asked="40, all, 0")  # fmt: skip
    assert not wrong, "\n".join(wrong)


@pytest.mark.weekly
@pytest.mark.timeout(5400)
def test_every_payload_stands_somewhere_as_text(*, office, full_size: bool, figure: Figure):
    pool = all_scripts()
    rounds = len(pool) // A_ROUND if full_size else 3
    total, answers, wrong = 0, 0, []
    for round_no in range(rounds):
        mine = pool[round_no * A_ROUND : (round_no + 1) * A_ROUND]
        payloads, shown, found = round_of(office, mine, round_no)
        total, answers, wrong = total + payloads, answers + shown, wrong + found
    figure("X1", "payloads, answers, differences",
           reached=f"{total} of {len(pool)}, {answers}, {len(wrong)}", asked="3,000, all, 0")  # fmt: skip
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.parametrize("address", ["/{0}", "/search?q={0}", "/cases?state={0}&after={0}", "/hotline?matter={0}",
                                     "/law/due?rule={0}&start={0}", "/law/procedures/{0}", "/recognise?q={0}",
                                     "/sign-in?next={0}", "/enter/{0}"])  # fmt: skip
def test_an_address_is_shown_as_text(*, app, as_person, address: str):
    browser = as_person("wang").browser

    def drawn(typed: str) -> set[str]:
        filled = address.format(quote(typed, safe=""))
        answer = browser.get(filled, base_url="http://127.0.0.1:8000")
        assert answer.status_code < 500
        if answer.mimetype != "text/html" or not answer.data:
            return set()
        return set(skeleton(parse(answer.data.decode())))

    # What the page says of nothing, of a path, of a lone quote and of no words at all.
    calm = set().union(*(drawn(typed) for typed in ("", "甲/乙", '"甲', "--", "甲 -乙")))
    for payload in scripts(200)[::5]:
        assert drawn(payload) <= calm | drawn(neutral(address, payload)), payload
