"""What search finds is what reading everything finds: two thousand questions, four readers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from opencc import OpenCC

from caseapp.accounts.person import Person
from tests.figures import Figure
from tests.search.library import CHIEF, LISHAN, OFFICER, STRANGER, Library, reader
from tests.search.scanning import HAN, Holds, ground, may_see, stands
from tests.search.sentences import GIVEN, MODELS, SURNAMES, Held, held

GUEST = reader(9, "/210302/")
READERS = (CHIEF, OFFICER, STRANGER, GUEST)
TRADITIONAL = OpenCC("s2t")
WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
_RUN = re.compile(rf"[{HAN}]+")


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
    return cut(dice, dice.choice(files), dice.choice((2, 2, 3, 4)))


def of_length(group: str, length: int) -> Callable[[random.Random, list[Held]], Question]:
    """Make questions of one word of this length."""

    def ask(dice: random.Random, files: list[Held]) -> Question:
        typed = cut(dice, dice.choice(files), length)
        return Question(group, typed, stands(typed))

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
    rules = [stands(one) for one in words]
    return Question("几个词", " ".join(words), lambda one: all(rule(one) for rule in rules))


def without(dice: random.Random, files: list[Held]) -> Question:
    """Ask for one word and exclude another."""
    wanted, unwanted = word(dice, files), word(dice, files)
    yes, no = stands(wanted), stands(unwanted)
    mark = dice.choice(("-", "－"))
    return Question("排除", f"{wanted} {mark}{unwanted}", lambda one: yes(one) and not no(one))


def spelt_otherwise(dice: random.Random, files: list[Held]) -> Question:
    """Ask in traditional characters."""
    typed = TRADITIONAL.convert(cut(dice, dice.choice(files), dice.choice((2, 3, 5))))
    return Question("繁体", typed, stands(typed))


def latin(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a model in another width or case."""
    typed = dice.choice((*MODELS, "LED台灯", "led", "SUPOR-A1", "Ａ1型", "usb风扇", "有限公司LED"))
    typed = dice.choice((typed, typed.upper(), typed.lower(), typed.translate(WIDE)))
    rules = [stands(one) for one in typed.split()]
    return Question("拉丁字母", typed, lambda one: all(rule(one) for rule in rules))


def patent(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a patent by its number in one of its spellings."""
    wanted = dice.choice(files).patent
    body = wanted.removeprefix("ZL")
    spelt = (wanted, wanted.lower(), body, body.replace(".", ""), f"ZL {body}")
    typed = dice.choice((*spelt, wanted.translate(WIDE), body.partition(".")[0]))
    # In these texts a number stands for a patent only as a whole.
    return Question("专利号", typed, lambda one: _names(one, wanted))


def _names(one: Held, wanted: str) -> bool:
    return wanted == one.patent or wanted.removeprefix("ZL") in one.entry.body


def case_number(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a file by its number in some kind of brackets."""
    one = dice.choice(files).entry
    before, after = dice.choice(("〔〕", "[]", "()", "（）", "【】", "［］"))
    typed = one.key.replace("〔", before).replace("〕", after)
    return Question("案号", typed, lambda other: other.entry.key == one.key)


def person(dice: random.Random, files: list[Held]) -> Question:
    """Ask for a name, of somebody there or of nobody."""
    typed = dice.choice(SURNAMES) + dice.choice(GIVEN)
    typed = typed if dice.random() < 0.3 else dice.choice(files).entry.names[1]
    return Question("姓名", typed, stands(typed))


ASKERS = (
    of_length("两个字", 2),
    of_length("三个字", 3),
    of_length("七个字", 7),
    *(phrase, both, without, spelt_otherwise, latin, patent, case_number, person),
)


def questions(dice: random.Random, files: list[Held], many: int) -> Iterator[Question]:
    """Draw questions of every kind in turn."""
    for number in range(many):
        yield ASKERS[number % len(ASKERS)](dice, files)


@pytest.fixture(scope="module")
def files() -> list[Held]:
    """Give the files everything is asked of."""
    return held(random.Random(20151101), 400)  # noqa: S311 - no secret


@pytest.fixture(params=["whoosh"])
def shelves(request: pytest.FixtureRequest, tmp_path: Path, files: list[Held]) -> Iterator[Library]:
    """Give a library with those files in the index of each engine."""
    library = Library(tmp_path / "index")
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


@pytest.mark.timeout(600)
def test_every_question_finds_what_reading_everything_finds(
    shelves: Library, files: list[Held], figure: Figure, *, full_size: bool
):
    dice = random.Random(None if full_size else LISHAN)  # noqa: S311 - no secret
    recused = shelves.cases.recused | shelves.tickets.recused
    sights = {by: [one for one in files if may_see(one, by, recused)] for by in READERS}
    unlike, asked, hits = [], 0, 0
    for question in questions(dice, files, 20_000 if full_size else 2_000):
        by = dice.choice(READERS)
        wanted = {one.entry.object_id for one in sights[by] if question.holds(one)}
        total, found = answer(shelves, question.typed, by)
        asked, hits = asked + 1, hits + bool(wanted)
        if (total, found) != (len(wanted), wanted):
            wrong = sorted(found ^ wanted)[:5]
            unlike.append((question.group, question.typed, by.name, total, len(wanted), wrong))
    figure(
        "I3", f"{asked} questions, {hits} with hits: unlike a scan", reached=len(unlike), asked="0"
    )
    assert unlike == []
    assert hits > asked / 2
