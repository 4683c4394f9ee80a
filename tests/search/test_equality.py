"""What search finds is what reading everything finds: two thousand questions, four readers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from opencc import OpenCC

from caseapp.accounts.person import Person
from caseapp.search.engines import SearchEngine
from caseapp.search.index import Index
from caseapp.search.pinyin import readings
from caseapp.search.postgres import PostgresIndex
from tests.figures import Figure
from tests.postgres import cluster
from tests.search.library import CHIEF, LISHAN, OFFICER, STRANGER, Library, reader
from tests.search.scanning import (
    AS_ASKED,
    HAN,
    ONE_WRONG,
    SAME_SOUND,
    Holds,
    ground,
    may_see,
    meant,
    stands,
)
from tests.search.sentences import GIVEN, MODELS, SURNAMES, Held, held

GUEST = reader(9, "/210302/")
READERS = (CHIEF, OFFICER, STRANGER, GUEST)
TRADITIONAL = OpenCC("s2t")
WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
_RUN = re.compile(rf"[{HAN}]+")
_LATIN = re.compile(rf"[^\W_{HAN}]+")
_SAID = {"或", "或者", "且", "并且", "非", "不含"}


@dataclass(frozen=True)
class Question:
    """What is typed, and when an object answers it."""

    group: str
    typed: str
    holds: Holds


def cut(dice: random.Random, one: Held, length: int) -> str:
    """Cut so many characters standing together out of a text."""
    runs = [run for run in _RUN.findall(one.entry.body + one.entry.title) if len(run) >= length]
    run = dice.choice(runs)
    first = dice.randrange(len(run) - length + 1)
    return run[first : first + length]


def word(dice: random.Random, files: list[Held]) -> str:
    """Take two to four characters, now and then such as stand nowhere together."""
    if dice.random() < 0.1:
        return "".join(cut(dice, dice.choice(files), 2) for _ in range(2))
    found = cut(dice, dice.choice(files), dice.choice((2, 2, 3, 4)))
    return found if found not in _SAID else word(dice, files)


def of_length(group: str, length: int) -> Callable[[random.Random, list[Held]], Question]:
    """Make questions of one word of this length."""

    def ask(dice: random.Random, files: list[Held]) -> Question:
        typed = cut(dice, dice.choice(files), length)
        return Question(group, typed, meant(typed))

    return ask


def phrase(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a stretch of text with the marks in it, in some kind of quotes."""
    body = dice.choice(files).entry.body.replace('"', "").replace("“", "").replace("”", "")
    first = dice.randrange(max(1, len(body) - 12))
    typed = body[first : first + dice.randint(5, 12)]
    typed = "".join(sign for sign in typed if not sign.isdigit()).strip("：:-《》")
    typed = typed if len(ground(typed)) > 1 else "专利"
    before, after = dice.choice(('""', "“”", "「」", "『』"))
    return Question("短语", f"{before}{typed}{after}", stands(typed))


def both(dice: random.Random, files: list[Held]) -> Question:
    """Ask for two or three words."""
    words = [word(dice, files) for _ in range(dice.choice((2, 3)))]
    return Question("几个词", " ".join(words), every(*map(meant, words)))


def without(dice: random.Random, files: list[Held]) -> Question:
    """Ask for one word and exclude another."""
    wanted, unwanted = word(dice, files), word(dice, files)
    mark = dice.choice(("-", "－", "不含 ", "NOT ", "非 "))
    return Question("排除", f"{wanted} {mark}{unwanted}", every(meant(wanted), no(unwanted)))


def operators(dice: random.Random, files: list[Held]) -> Question:
    """Ask with 或, 且 and 不含, and brackets where they are needed."""
    a, b, c = (word(dice, files) for _ in range(3))
    one, two, three = map(meant, (a, b, c))
    bar = dice.choice((" 或 ", " OR ", "|", " 或者 ", "｜"))
    before, after = dice.choice(("()", "（）"))
    shapes = (
        (f"{a}{bar}{b}", some(one, two)),
        (f"{a} {b}{bar}{c}", some(every(one, two), three)),
        (f"{a} 且 {before}{b}{bar}{c}{after}", every(one, some(two, three))),
        (f"{before}{a}{bar}{b}{after} -{c}", every(some(one, two), no(c))),
        (f"{a}{bar}{b} 不含 {c}", some(one, every(two, no(c)))),
        (f"{a} -{before}{b}{bar}{c}{after}", every(one, no(b), no(c))),
        (f'"{a}"{bar}{b}', some(stands(a), two)),
    )
    typed, holds = dice.choice(shapes)
    return Question("或与括号", typed, holds)


def every(*rules: Holds) -> Holds:
    """Make the rule that all of these hold."""
    return lambda one, level: all(rule(one, level) for rule in rules)


def some(*rules: Holds) -> Holds:
    """Make the rule that one of these holds."""
    return lambda one, level: any(rule(one, level) for rule in rules)


def no(word: str) -> Holds:
    """Make the rule that a word stands nowhere, just as it is written."""
    found = stands(word)
    return lambda one, level: not found(one, level)


def spelt_otherwise(dice: random.Random, files: list[Held]) -> Question:
    """Ask in traditional characters."""
    typed = TRADITIONAL.convert(cut(dice, dice.choice(files), dice.choice((2, 3, 5))))
    return Question("繁体", typed, meant(typed))


def latin(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a model in another width or case."""
    typed = dice.choice((*MODELS, "LED台灯", "led", "SUPOR-A1", "Ａ1型", "usb风扇", "有限公司LED"))
    typed = dice.choice((typed, typed.upper(), typed.lower(), typed.translate(WIDE)))
    return Question("拉丁字母", typed, every(*map(meant, typed.split())))


def beginning(dice: random.Random, files: list[Held]) -> Question:
    """Ask for the beginning of a word of letters, with some Chinese before it or without."""
    words = _LATIN.findall(ground(f"{dice.choice(files).entry.title} {dice.choice(MODELS)}"))
    chosen = dice.choice(words)
    typed = chosen[: dice.randint(1, len(chosen))]
    typed = f"型号{typed}" if dice.random() < 0.3 else typed
    return Question("词头", typed, meant(typed))


def sounding(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a name by its syllables."""
    name = dice.choice(files).entry.names[1]
    typed = "".join(readings(sign)[0] for sign in name)
    return Question("拼音", typed, meant(typed))


def patent(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a patent by its number in one of its spellings."""
    wanted = dice.choice(files).patent
    body = wanted.removeprefix("ZL")
    spelt = (wanted, wanted.lower(), body, body.replace(".", ""), f"ZL {body}")
    typed = dice.choice((*spelt, wanted.translate(WIDE), body.partition(".")[0]))
    # In these texts a number stands for a patent only as a whole.
    return Question("专利号", typed, lambda one, _: _names(one, wanted))


def _names(one: Held, wanted: str) -> bool:
    return wanted == one.patent or wanted.removeprefix("ZL") in one.entry.body


def case_number(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a file by its number in some kind of brackets."""
    one = dice.choice(files).entry
    before, after = dice.choice(("〔〕", "[]", "()", "（）", "【】", "［］"))
    typed = one.key.replace("〔", before).replace("〕", after)
    return Question("案号", typed, lambda other, _: other.entry.key == one.key)


def person(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a name, of somebody there or of nobody."""
    typed = dice.choice(SURNAMES) + dice.choice(GIVEN)
    typed = typed if dice.random() < 0.3 else dice.choice(files).entry.names[1]
    return Question("姓名", typed, meant(typed))


ASKERS = (
    of_length("一个字", 1),
    of_length("两个字", 2),
    of_length("三个字", 3),
    of_length("七个字", 7),
    *(phrase, both, without, spelt_otherwise, latin, patent, case_number, person),
    *(operators, beginning, sounding),
)


def questions(dice: random.Random, files: list[Held], many: int) -> Iterator[Question]:
    """Draw questions of every kind in turn."""
    for number in range(many):
        yield ASKERS[number % len(ASKERS)](dice, files)


@pytest.fixture(scope="module")
def files() -> list[Held]:
    """Give the files everything is asked of."""
    return held(random.Random(20151101), 400)  # noqa: S311 - no secret


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run one PostgreSQL for this file."""
    with cluster() as running:
        yield running.format(database="postgres")


@pytest.fixture
def shelves(
    database: str, tmp_path: Path, *, files: list[Held], request: pytest.FixtureRequest
) -> Iterator[Library]:
    """Give a library with those files in the index an office with this database has."""
    made: Callable[[Path], SearchEngine] = Index
    if database == "postgres":
        own = sa.create_engine(request.getfixturevalue("address"))
        made = lambda _: PostgresIndex(lambda: own)  # noqa: E731 - short
    library = Library(tmp_path / "index", made)
    for one in files:
        shelf = library.cases if one.entry.kind == "case" else library.tickets
        shelf.put(one.entry)
        if one.entry.object_id % 17 == 0:
            shelf.recused.add((OFFICER.id, one.entry.object_id))
    library.finder.feed.rebuild()
    yield library
    library.finder.index.close()


def answer(library: Library, typed: str, by: Person) -> tuple[int, set[int]]:
    """Return the total of a question and the ids on all its pages."""
    page, ids = 1, list[int]()
    while True:
        result = library.finder.find(typed, by=by, page=page, per_page=100)
        ids += [hit.object_id for hit in result.hits]
        if not result.has_next:
            assert len(ids) == len(set(ids)), f"{typed}: a hit twice"
            return result.total, set(ids)
        page += 1


def scanned(seen: list[Held], holds: Holds) -> set[int]:
    """Read everything; where nothing is found, read it again for what may have been meant."""
    for level in (AS_ASKED, SAME_SOUND, ONE_WRONG):
        if found := {one.entry.object_id for one in seen if holds(one, level)}:
            return found
    return set()


@pytest.mark.timeout(600)
def test_every_question_finds_what_reading_everything_finds(
    shelves: Library, database: str, *, files: list[Held], figure: Figure, full_size: bool
):
    dice = random.Random(None if full_size else LISHAN)  # noqa: S311 - no secret
    recused = shelves.cases.recused | shelves.tickets.recused
    sights = {by: [one for one in files if may_see(one, by, recused)] for by in READERS}
    unlike, asked, hits = [], 0, 0
    for question in questions(dice, files, 20_000 if full_size else 2_000):
        by = dice.choice(READERS)
        wanted = scanned(sights[by], question.holds)
        total, found = answer(shelves, question.typed, by)
        asked, hits = asked + 1, hits + bool(wanted)
        if (total, found) != (len(wanted), wanted):
            wrong = sorted(found ^ wanted)[:5]
            unlike.append((question.group, question.typed, by.name, total, len(wanted), wrong))
    figure(
        "I3",
        f"{database}: {asked} questions, {hits} with hits: unlike a scan",
        reached=len(unlike),
        asked="0",
    )
    assert unlike == []
    assert hits > asked / 2
