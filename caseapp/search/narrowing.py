"""What the address of the search page asks: words, kinds, facets, days, order, page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from caseapp.search.ask import Chosen, Order
from caseapp.search.choices import TITLES
from caseapp.search.finder import WIDE, Narrow
from caseapp.search.language import clean

ORDERS = {Order.BEST: "相关", Order.NEWEST: "最新", Order.OLDEST: "最早"}
_MOST_CHOSEN = 50
_LONGEST_VALUE = 100
_LONGEST_PAGE = 7
Address = dict[str, str | list[str]]


@dataclass(frozen=True)
class Given:
    """An address that was read; what could not be understood stands in the notices."""

    text: str
    kinds: tuple[str, ...] = ()
    narrow: Narrow = WIDE
    page: int = 1
    since: str = ""
    until: str = ""
    notices: tuple[str, ...] = ()

    def address(self, **changed: str | list[str]) -> Address:
        """Return the parts of the address, its page left out, with some of them changed."""
        order = self.narrow.order
        own: Address = {
            "q": self.text,
            "kind": list(self.kinds),
            "f": sorted(f"{name}:{value}" for name, value in self.narrow.chosen),
            "since": self.since,
            "until": self.until,
            "order": "" if order is Order.BEST else order.value,
        }
        return {key: value for key, value in (own | changed).items() if value}

    def kind_turned(self, kind: str) -> Address:
        """Return the address with a kind added, or without it."""
        return self.address(kind=sorted({*self.kinds} ^ {kind}))

    def value_turned(self, name: str, value: str) -> Address:
        """Return the address with a value added, or without it."""
        chosen: frozenset[Chosen] = self.narrow.chosen ^ {(name, value)}
        turned = replace(self, narrow=replace(self.narrow, chosen=chosen))
        return turned.address()


def read(args: MultiDict[str, str], kinds: Collection[str]) -> Given:
    """Read an address; whatever stands in it, the answer is a question with sentences."""
    notices: list[str] = []
    chosen: set[Chosen] = set()
    for one in args.getlist("f")[:_MOST_CHOSEN]:
        name, _, value = one.partition(":")
        if name in TITLES and 0 < len(value) <= _LONGEST_VALUE and value.isprintable():
            chosen.add((name, value))
        else:
            notices.append("地址里有不认识的筛选条件，已忽略。")
    if set(args.getlist("kind")) - {*kinds}:
        notices.append("地址里有不认识的类型，已忽略。")
    since, until = clean(args.get("since", "")), clean(args.get("until", ""))
    first, last = _day(since, "起", notices), _day(until, "止", notices)
    if first and last and first > last:
        notices.append("起始日期晚于截止日期，没有按日期筛选。请改正后再找。")
        first = last = None
    page, order = args.get("page", "1"), args.get("order", "")
    known = {one.value: one for one in Order}
    return Given(
        args.get("q", ""),
        tuple(sorted({kind for kind in args.getlist("kind") if kind in kinds})),
        Narrow(frozenset(chosen), first, last, known.get(order, Order.BEST)),
        int(page) if page.isascii() and page.isdecimal() and len(page) <= _LONGEST_PAGE else 1,
        since[:20],
        until[:20],
        tuple(dict.fromkeys(notices)),
    )


def _day(typed: str, which: str, notices: list[str]) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        notices.append(f"日期（{which}）不是有效日期，没有按它筛选。请写成 2015-06-08。")
        return None
