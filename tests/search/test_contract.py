"""Both engines hold one contract: equal totals, matches, order and facets on one corpus."""

import dataclasses
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.search import postgres_tables
from caseapp.search.ask import Ask, Order
from caseapp.search.card import NAME, SOUND, Card, SearchEntry, make_card
from caseapp.search.engines import SearchEngine
from caseapp.search.folder import Busy
from caseapp.search.index import Index, Unusable, best, place
from caseapp.search.language import Either, Every, Node, Query, Without, Word, parse
from caseapp.search.memory import MemoryPart
from caseapp.search.postgres import PostgresIndex
from caseapp.search.text import Piece, pieces
from tests.postgres import cluster

KINDS = {"case": "案件", "ticket": "工单"}
ALL = {"case": None, "ticket": None}
GOODS = ("电热水壶", "电水壶", "LED台灯", "台灯，LED灯", "热水器", "臺灣茶具", "Ａ型滤芯", "保温壶")
PEOPLE = ("王欣怡", "欧阳修远", "单雄信", "李〇", "曾伟")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run one PostgreSQL for this file."""
    with cluster() as running:
        yield running.format(database="postgres")


@pytest.fixture
def lines(address: str) -> Iterator[sa.Engine]:
    """Give connections to a database without any index."""
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        connection.execute(sa.DDL("DROP SCHEMA IF EXISTS search_index CASCADE"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["whoosh", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """Give each engine in turn, without an index."""
    made: SearchEngine = Index(tmp_path / "index")
    if request.param == "postgres":
        own = request.getfixturevalue("lines")
        made = PostgresIndex(lambda: own)
    yield made
    made.close()


def entry(number: int) -> SearchEntry:
    """Make one of many entries that have words in common."""
    goods, person = GOODS[number % len(GOODS)], PEOPLE[number % len(PEOPLE)]
    other = GOODS[(number // 3) % len(GOODS)]
    return SearchEntry(
        kind="case" if number % 3 else "ticket",
        object_id=number,
        key=f"鞍知案字〔2015〕{number}号",
        title=f"{goods}案" if number % 2 else f"第{number}件",
        body=f"{person}销售{other}；{goods}二台，电话024-8{number:07d}。壶 单，型号SUPOR-A{number}。",
        names=(person, f"鞍山市{'鑫源' if number % 7 else '电热'}电器有限公司"),
        acl=(f"u:/21030{number % 4}/", f"p:{number % 9}"),
        on=date(2015, 1, 1) + timedelta(days=number % 40) if number % 11 else None,
        version=number,
        facets=(("state", ("filed", "closed", "=|'\\")[number % 3]), ("unit", str(number % 5))),
    )


def card(number: int, as_number: int | None = None) -> Card:
    """Cut one entry; names sound in two ways at one place."""
    made = make_card(dataclasses.replace(entry(number), object_id=as_number or number))
    names: dict[str, list[int]] = {}
    for token, places in made.places[NAME].items():
        for spot in places:
            names.setdefault(f"s{ord(token[0]) % 7}", []).append(spot)
            names.setdefault(token[0], []).append(spot)
    sound = {token: sorted(set(places)) for token, places in names.items()}
    return dataclasses.replace(made, places={**made.places, SOUND: sound})


CARDS = [card(number) for number in range(1, 181)]


def filled(engine: SearchEngine, cards: list[Card] = CARDS) -> None:
    """Build an index of cards that do not change meanwhile."""
    engine.rebuild_into(lambda: iter(cards), lambda _: [])


def expected(ask: Ask, cards: list[Card] = CARDS) -> dict[str, object]:
    """Answer by looking at every card."""
    found = best(dataclasses.replace(ask, most=len(cards)), MemoryPart(cards))
    for one in found.values():
        one.matches.sort(key=place(ask.order))
        del one.matches[ask.most :]
    return found


TYPED = (
    *("电热水壶", "热水", "水壶", "电热 水壶", "电热 -水壶", "台灯", '"台灯，LED"', '"台灯 LED灯"'),
    *(
        "LED",
        "led台灯",
        "supor-a12",
        "A型",
        "臺灣",
        "王欣怡",
        "欣怡",
        "欧阳",
        "单",
        "壶",
        '"壶 单"',
    ),
    *("当事人:电热", "名称:电热", "鞍知案字〔2015〕12号", "〔2015〕1", "02480000012", "024800000"),
    *("鞍山市鑫源电器有限公司", '"壶，单"', '"壶 型"', '"单 SUPOR"', "不存在", "类型:工单 热水"),
    *("-电热 案", "销售 -LED -王欣怡", "李〇", "销售"),
)


@pytest.mark.parametrize("order", list(Order))
def test_every_question_is_answered_as_by_looking_at_each_card(engine: SearchEngine, order: Order):
    filled(engine)
    for typed in TYPED:
        ask = Ask(parse(typed, KINDS), ALL, 7, order=order)
        assert engine.search(ask) == expected(ask), typed


def word(text: str, field: str = "all", **more: object) -> Word:
    """Make a word by hand."""
    return Word(text, field, pieces(text), **more)


HEARD = (SOUND, (Piece("s3", 0), Piece("s", 1, is_open=True)))
GAP = (SOUND, (Piece("电", 0), Piece("壶", 3)))
SHARED = (SOUND, (Piece("电", 0), Piece(f"s{ord('电') % 7}", 0), Piece("热", 1)))
TREES: tuple[Node, ...] = (
    Either((word("电热水壶"), word("热水器"))),
    Either((word("电热水壶"), Without(word("热水器二台")))),
    Without(Either((word("电热水壶"), Every((word("鑫源"), word("台灯")))))),
    Without(Every()),
    Every((Without(word("电热")), Either((word("台灯"), word("单雄信", "who"))))),
    Either(()),
    Without(Either(())),
    Either((Every((word("单雄信", "who"), word("不存在"))), word("销售"))),
    Either((Every((word("电热水壶"), Without(word("销售")))), word("二台"))),
    Either((Every((word("鑫源"), word("", "", forms=frozenset({"02480000012"})))), word("销售"))),
    word("无", others=(HEARD,)),
    word("无", others=(GAP,)),
    word("无", others=(SHARED, ("name", pieces("茶具")))),
    word("无", "", forms=frozenset({"02480000012"}), beginning="0248000001"),
    Word("", "all", ()),
    Word("led", "all", (Piece("台灯", 0), Piece("le", 2, is_open=True))),
    Word("led", "all", (Piece("le", 0, is_open=True),)),
    Word("x", "all", (Piece("电热", 0), Piece("热电", 1), Piece("水", 9))),
)


@pytest.mark.parametrize("tree", TREES, ids=range(len(TREES)))
def test_trees_of_words_are_answered_alike(engine: SearchEngine, tree: Node):
    filled(engine)
    ask = Ask(Query(Every((word("案"), tree))), ALL, 1000)
    assert engine.search(ask) == expected(ask)


def test_rights_facets_days_and_what_is_left_out_narrow_alike(engine: SearchEngine):
    filled(engine)
    wide = Ask(parse("销售", KINDS), {"case": frozenset({"u:/210301/", "p:4"}), "ticket": None}, 9)
    chosen = frozenset({("state", "filed"), ("state", "=|'\\"), ("unit", "2")})
    for ask in (
        wide,
        dataclasses.replace(wide, rights={"ticket": frozenset({"p:1\0", "p:2'"})}),
        dataclasses.replace(wide, rights={}),
        dataclasses.replace(wide, chosen=chosen),
        dataclasses.replace(wide, chosen=frozenset({("nothing", "\0" * 3000)})),
        dataclasses.replace(wide, since=date(2015, 1, 9), until=date(2015, 1, 20)),
        dataclasses.replace(wide, until=date(2015, 1, 20), order=Order.OLDEST),
        dataclasses.replace(wide, without=frozenset({("ticket", 3), ("case", 4), ("case", 5)})),
        dataclasses.replace(wide, most=0),
    ):
        assert engine.search(ask) == expected(ask)


def test_saved_changed_and_deleted_objects_are_answered_as_they_are_now(engine: SearchEngine):
    filled(engine)
    changed = [card(200 + n, n) for n in (1, 2, 7)]
    new = [card(n) for n in (301, 303)]
    gone = [(one.kind, one.object_id) for one in CARDS[20:30]]
    engine.apply([*changed, *new], gone)
    engine.apply([*changed, *new], gone)
    replaced = {(one.kind, one.object_id) for one in changed} | set(gone)
    kept = [one for one in CARDS if (one.kind, one.object_id) not in replaced]
    now = [*kept, *changed, *new]
    for typed in TYPED:
        ask = Ask(parse(typed, KINDS), ALL, 1000)
        assert engine.search(ask) == expected(ask, now), typed
    for kind in KINDS:
        held = {one.object_id: one.version for one in now if one.kind == kind}
        assert engine.versions(kind) == held
    assert engine.health().documents == len(now)


def test_a_save_during_a_rebuild_is_in_the_new_index_and_the_old_one_serves(engine: SearchEngine):
    filled(engine, CARDS[:50])
    before = engine.health().generation
    new = card(302)

    def cards() -> Iterator[Card]:
        yield from CARDS[:60]
        saving = threading.Thread(target=engine.apply, args=([new], [("case", 1)]))
        saving.start()
        saving.join()
        assert len(engine.versions("case")) + len(engine.versions("ticket")) == 50
        with pytest.raises(Busy):
            engine.rebuild_into(list, lambda _: [])

    def current(pairs: object) -> list[Card]:
        assert set(pairs) == {("case", 302), ("case", 1)}
        return [new]

    engine.rebuild_into(cards, current)
    held = {**engine.versions("case"), **engine.versions("ticket")}
    assert set(held) == {*range(2, 61), 302}
    assert engine.health().generation != before


def test_a_rebuild_that_breaks_off_leaves_the_old_index_serving(engine: SearchEngine):
    filled(engine)
    before = engine.health().generation

    def broken() -> Iterator[Card]:
        yield from CARDS[:5]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild_into(broken, lambda _: [])
    assert (engine.health().generation, engine.health().documents) == (before, 180)
    filled(engine, CARDS[:9])
    assert engine.health().documents == 9


def test_without_an_index_nothing_is_lost_and_nothing_answered(engine: SearchEngine):
    engine.apply([card(1)])
    assert not engine.is_usable()
    with pytest.raises(Unusable):
        engine.search(Ask(parse("电热", KINDS), ALL, 10))
    assert engine.health().wants_rebuild
    filled(engine)
    assert engine.is_usable()
    engine.mark_damaged("test")
    assert not engine.is_usable()
    with pytest.raises(Unusable):
        engine.versions("case")


LOSSES: tuple[str, ...] = (
    "DROP SCHEMA search_index CASCADE",
    "DROP TABLE search_index.g1",
    "DROP TABLE search_index.current",
    "ALTER TABLE search_index.g1 DROP COLUMN body",
)


@pytest.mark.parametrize("harm", LOSSES)
def test_a_lost_table_is_noticed_and_the_index_built_anew(lines: sa.Engine, harm: str):
    engine = PostgresIndex(lambda: lines)
    filled(engine)
    with lines.begin() as connection:
        connection.execute(sa.DDL(harm))
    with pytest.raises(Unusable):
        engine.search(Ask(parse("电热水壶", KINDS), ALL, 10))
    assert not engine.is_usable()
    engine.apply([card(1)])
    filled(engine)
    assert engine.is_usable()
    assert engine.health().documents == 180


def test_a_builder_that_was_killed_leaves_nothing_behind(lines: sa.Engine):
    engine = PostgresIndex(lambda: lines)
    filled(engine)
    with lines.connect() as connection:
        postgres_tables.begin(connection, layout=postgres_tables.LAYOUT)
    filled(engine)
    engine.sweep()
    held = set(sa.inspect(lines).get_table_names(schema="search_index"))
    assert held == {
        "current",
        "generation",
        "note",
        "g1",
        "g3",
    }  # g1 stays while readers may be in it


def test_what_is_written_stays_written_whatever_becomes_of_the_caller(lines: sa.Engine):
    engine = PostgresIndex(lambda: lines)
    filled(engine)
    with lines.connect() as caller:
        caller.execute(sa.select(1))
        engine.apply([card(301)])
        caller.rollback()
    assert 301 in engine.versions("case")


@pytest.mark.parametrize("body", ["字" * 200_000, "".join(map(chr, range(0x4E00, 0x9FFF))) * 9])
def test_a_text_beyond_all_limits_is_kept(engine: SearchEngine, body: str):
    long = SearchEntry("case", 1, "甲1", "长", f"{body}结尾处的电饭锅"[-200_000:])
    filled(engine, [make_card(long)])
    ask: Callable[[str], Ask] = lambda typed: Ask(parse(typed, KINDS), ALL, 10)  # noqa: E731 - short
    assert engine.search(ask("长"))["case"].total == 1
    assert engine.search(ask("尾处的电饭锅"))["case"].total == 1


def test_the_rank_of_a_hit_does_not_depend_on_what_was_indexed_with_it():
    # One way to match ends early in every card but the thirteenth; all match by the other way.
    number = word("", "", forms=frozenset({"02480000013"}))
    tree = Either((Every((word("案"), number, word("不存在"))), word("销售")))
    ask = Ask(Query(Every((tree,))), ALL, 1000)
    together = best(ask, MemoryPart(CARDS))
    alone = [best(ask, MemoryPart([one])) for one in CARDS]
    ranks = {(m.kind, m.object_id): m.tier for one in together.values() for m in one.matches}
    assert ranks == {
        (m.kind, m.object_id): m.tier
        for part in alone
        for one in part.values()
        for m in one.matches
    }
