"""Search against SQLite FTS5: the same tokens, the same questions in turn, ratios in one run.

    python bench/search_vs_fts5.py --size 10000 --corpus FILE.jsonl.gz

Both engines return the exact total and the first twenty hits. Without --corpus the text is invented.
"""

import argparse
import gzip
import itertools
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from caseapp.base.identifiers import make_patent_number
from caseapp.search.ask import Ask
from caseapp.search.card import ALL, NUMBER, Card, SearchEntry, make_card
from caseapp.search.index import Index
from caseapp.search.language import Query, Word, parse
from caseapp.search.text import normal

SHOWN, MOST, UNITS = 20, 1000, 60
RECOMBINED = 660
COMMON = [
    "申请",
    "规定",
    "单位",
    "部门",
    "管理",
    "人民",
    "公司",
    "合同",
    "责任",
    "机关",
    "行政",
    "工作",
    "服务",
    "标准",
    "企业",
    "建设",
    "技术",
    "市场",
]
RARER = [
    "侵权",
    "赔偿",
    "证据",
    "处罚",
    "许可",
    "登记",
    "审查",
    "仲裁",
    "鉴定",
    "设备",
    "安全",
    "环境",
    "检验",
    "资金",
    "档案",
    "知识",
    "产权",
    "展览",
    "投诉",
    "举报",
]
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平",
)
TRADES = ["电器", "五金", "文具", "照明", "服装", "食品", "家具", "机械", "包装", "塑料"]


@dataclass(frozen=True)
class Question:
    """A question of one class, as people type it and as FTS5 wants it."""

    group: str
    typed: str
    units: tuple[int, ...] = ()


def texts(corpus: Path | None, size: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Yield title and body, from a file or invented."""
    if corpus is not None:
        with gzip.open(corpus, "rt") if corpus.suffix == ".gz" else corpus.open() as lines:
            rows = [json.loads(line) for line in itertools.islice(lines, size)]
        yield from ((row["title"], row["text"]) for row in rows)
        yield from recombined([row["text"] for row in rows], size - len(rows), dice)
        return
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
    weights = [1 / (rank + 8) for rank in range(len(signs))]
    for number in range(size):
        words = dice.choices(COMMON, k=60) + dice.choices(RARER, k=12)
        rest = dice.choices(signs, weights, k=500)
        pieces = words + ["".join(rest[i : i + 7]) for i in range(0, 500, 7)]
        dice.shuffle(pieces)
        yield f"第{number}件", "，".join(pieces)


def recombined(bodies: list[str], count: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Yield texts of runs of 2 to 6 consecutive sentences from random sources, as long as the real ones."""
    cut = [body.split("。") for body in bodies] if count > 0 else []
    for number in range(count):
        found: list[str] = []
        while sum(map(len, found)) < RECOMBINED:
            source = dice.choice(cut)
            first = dice.randrange(len(source))
            found += source[first : first + dice.randint(2, 6)]
        yield f"重组{number}件", "。".join(found)


def cases(size: int, corpus: Path | None) -> list[SearchEntry]:
    """Give every text the head of a case: number, patent, firm, person, unit, day."""
    dice = random.Random(11)
    found = []
    for number, (title, body) in enumerate(texts(corpus, size, dice), start=1):
        person = dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=2))
        firm = f"鞍山市{''.join(dice.choices(GIVEN, k=2))}{dice.choice(TRADES)}有限公司"
        patent = make_patent_number(year=dice.randint(2005, 2020), kind=3, serial=number)
        found.append(
            SearchEntry(
                kind="case",
                object_id=number,
                key=f"鞍知法处字〔{dice.randint(2005, 2020)}〕{number}号",
                title=title,
                body=body,
                numbers=(("patent", patent),),
                names=(firm, person),
                acl=(f"u:{dice.randrange(UNITS)}",),
                on=date(2005, 1, 1) + timedelta(days=dice.randrange(5800)),
            )
        )
    return found


def questions(entries: list[SearchEntry], each: int) -> list[Question]:
    """Draw the same questions for both."""
    dice = random.Random(7)
    drawn = []
    for _ in range(each):
        entry = dice.choice(entries)
        firm, person = entry.names
        run = max(_runs(entry.body), key=len)
        first = dice.randrange(max(1, len(run) - 6))
        two = " ".join(dice.sample(COMMON + RARER, 2))
        narrow, wide = dice.sample(range(UNITS), 6), dice.sample(range(UNITS), 40)
        drawn += [
            Question("专利号", entry.numbers[0][1]),
            Question("案号", entry.key),
            Question("人名", person),
            Question("企业名称", firm),
            Question("两个词", two),
            Question("七字短语", run[first : first + 7]),
            Question("罕见词与常用词", f"{person} {dice.choice(COMMON)}"),
            Question("常用词", dice.choice(COMMON)),
            Question("两个词，6个单位", two, tuple(narrow)),
            Question("两个词，40个单位", two, tuple(wide)),
        ]
    return drawn


def _runs(text: str) -> Iterator[str]:
    run = ""
    for sign in [*normal(text), " "]:
        if "\u4e00" <= sign <= "\u9fff":
            run += sign
        elif run:
            yield run
            run = ""


class Ours:
    """The product's index, as the search page asks it."""

    def __init__(self, folder: Path) -> None:
        self.index = Index(folder)
        self.folder = folder

    def build(self, cards: list[Card]) -> None:
        """Build as `caseapp search rebuild` does."""
        self.index.rebuild_into(lambda: cards, lambda _: [])

    def ask(self, question: Question) -> int:
        """Return the total, having fetched the first hits."""
        units = frozenset(f"u:{unit}" for unit in question.units) or None
        query = parse(question.typed, {"case": "案件"})
        found = self.index.search(Ask(query, {"case": units}, MOST)).get("case")
        return 0 if found is None else [len(found.matches[:SHOWN]), found.total][1]


class Fts5:
    """SQLite's full text with the tokens of the same cards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = sqlite3.connect(folder / "fts5.sqlite3")
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("CREATE VIRTUAL TABLE t USING fts5(num, body, content='')")
        self.base.execute("CREATE TABLE d(id INTEGER PRIMARY KEY, unit INTEGER)")

    def build(self, cards: list[Card]) -> None:
        """Write all in one transaction."""
        with self.base:
            for card in cards:
                numbers, body = fts_words(card)
                unit = next(iter(card.tokens["acl"])).removeprefix("u:")
                self.base.execute(
                    "INSERT INTO t(rowid, num, body) VALUES (?, ?, ?)",
                    (card.object_id, numbers, body),
                )
                self.base.execute("INSERT INTO d VALUES (?, ?)", (card.object_id, int(unit)))

    def ask(self, question: Question) -> int:
        """Return the total, having fetched the first hits by rank."""
        match = fts_query(parse(question.typed, {}))
        where, values = "t WHERE t MATCH ?", [match, *question.units]
        if question.units:
            places = ",".join("?" * len(question.units))
            # CROSS JOIN: the words first, then the unit of each hit; the other order is far slower.
            where = f"t CROSS JOIN d ON d.id = t.rowid WHERE t MATCH ? AND unit IN ({places})"
        self.base.execute(
            f"SELECT t.rowid FROM {where} ORDER BY rank LIMIT {SHOWN}", values
        ).fetchall()
        total: int = self.base.execute(f"SELECT count(*) FROM {where}", values).fetchone()[0]
        return total


def fts_words(card: Card) -> tuple[str, str]:
    """Return the number forms and the tokens of the whole text in their order, joined by blanks."""
    ordered = sorted((p, t) for t, at in card.places[ALL].items() for p in at)
    # The lone last character of a run serves one-character questions only.
    body = " ".join(t for _, t in ordered if len(t) > 1 or t < "\u3400")
    return " ".join(card.tokens[NUMBER]), body


def fts_query(query: Query) -> str:
    """Say the question in FTS5's words."""
    return " AND ".join(f"({_fts_word(word)})" for word in query.words)


def _fts_word(word: Word) -> str:
    if any(form.isascii() or form[-1] == "号" for form in word.forms):
        return " OR ".join(f'num:"{form}"' for form in sorted(word.forms))
    text = word.text
    return 'body:"' + " ".join(a + b for a, b in itertools.pairwise(text)) + '"'


def measure(
    ours: Ours, fts5: Fts5, *, asked: list[Question], passes: int
) -> tuple[dict[int, list[tuple[float, float]]], list[str]]:
    """Ask both in turn; the first pass finds nothing warm but the operating system."""
    times: dict[int, list[tuple[float, float]]] = {}
    differing = []
    for lap in range(passes):
        for number, question in enumerate(asked):
            mine, our_total = _timed(ours.ask, question)
            theirs, their_total = _timed(fts5.ask, question)
            times.setdefault(number, []).append((mine, theirs))
            if lap == 0 and our_total != their_total:
                differing.append(f"{question.typed}: {our_total} / {their_total}")
    return times, differing


def _timed(ask: Callable[[Question], int], question: Question) -> tuple[float, int]:
    started = time.perf_counter()
    total = ask(question)
    return (time.perf_counter() - started) * 1000, total


def report(asked: list[Question], times: dict[int, list[tuple[float, float]]]) -> None:
    """Print milliseconds and ratios: best of all passes, then the first pass alone."""
    print(
        f"\n{'ms, p50/p95':<22}{'ours':>14}{'FTS5':>14}{'ratio p50':>11}{'p95':>7}{'first pass p50':>16}"
    )
    groups = [*dict.fromkeys(question.group for question in asked), "全部"]
    for group in groups:
        chosen = [n for n, q in enumerate(asked) if group in {q.group, "全部"}]
        best = [[min(lap[side] for lap in times[n]) for n in chosen] for side in (0, 1)]
        first = [[times[n][0][side] for n in chosen] for side in (0, 1)]
        (m50, m95), (t50, t95) = map(percentiles, best)
        cold = percentiles(first[0])[0] / percentiles(first[1])[0]
        print(
            f"{group:<{22 - len(group)}}{m50:>7.2f}/{m95:<6.2f}{t50:>7.2f}/{t95:<6.2f}"
            f"{m50 / t50:>10.1f}x{m95 / t95:>6.1f}x{cold:>15.1f}x"
        )


def percentiles(values: list[float]) -> tuple[float, float]:
    """Return median and 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def built(engine: Ours | Fts5, cards: list[Card]) -> tuple[float, float]:
    """Return CPU seconds of a build and the mebibytes it left."""
    started = time.process_time()
    engine.build(cards)
    seconds = time.process_time() - started
    files = (path for path in engine.folder.rglob("*") if path.is_file())
    return seconds, sum(path.stat().st_size for path in files) / 2**20


def main() -> None:
    """Build both, ask both, print the ratios."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=int, default=10_000)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--each", type=int, default=25, help="questions of each class")
    options.add_argument("--passes", type=int, default=3)
    chosen = options.parse_args()
    started = time.process_time()
    entries = cases(chosen.size, chosen.corpus)
    cards = [make_card(entry) for entry in entries]
    print(f"{len(cards):,} cases, cut into tokens in {time.process_time() - started:.1f} CPU s")
    asked = questions(entries, chosen.each)
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "fts5").mkdir()
        ours, fts5 = Ours(Path(place) / "ours"), Fts5(Path(place) / "fts5")
        (m_cpu, m_size), (t_cpu, t_size) = built(ours, cards), built(fts5, cards)
        print(f"build CPU s: {m_cpu:.1f} / {t_cpu:.1f} = {m_cpu / t_cpu:.1f}x")
        print(f"size MiB: {m_size:.0f} / {t_size:.0f} = {m_size / t_size:.1f}x")
        times, differing = measure(ours, fts5, asked=asked, passes=chosen.passes)
        report(asked, times)
        print(f"\nequal totals: {len(asked) - len(differing)} of {len(asked)} questions")
        for line in differing[:10]:
            print("  differs:", line)
        ours.index.close()
        fts5.base.close()


if __name__ == "__main__":
    main()
