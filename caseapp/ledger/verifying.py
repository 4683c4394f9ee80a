"""Walks the audit chain row by row and says exactly where it does not hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import sqlalchemy as sa

from caseapp.base.db import db, is_sqlite
from caseapp.ledger import chain
from caseapp.ledger.models import AuditRow

AUDIT = cast("sa.Table", AuditRow.__table__)
BATCH = 5_000
_BEFORE_ALL = -(2**63)
COLUMNS = (*chain.HASHED, "prev", "hash")
_SEQ, _PREV, _HASH = COLUMNS.index("seq"), COLUMNS.index("prev"), COLUMNS.index("hash")
_AT = COLUMNS.index("at")
_BATCH_OF = f"SELECT {', '.join(COLUMNS)} FROM audit_row WHERE seq > ? ORDER BY seq LIMIT {BATCH}"
_BATCH = (
    sa.select(*(AUDIT.c[name] for name in COLUMNS))
    .where(AUDIT.c.seq > sa.bindparam("after"))
    .order_by(AUDIT.c.seq)
    .limit(BATCH)
)
_LAST = sa.select(sa.func.coalesce(sa.func.max(AUDIT.c.seq), 0))

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Problem:
    """One place where the trail does not hold."""

    seq: int
    kind: str  # altered, missing, longer, rewritten, cut, older, checkpoint, anchor, unreadable
    text: str


@dataclass(frozen=True)
class Verdict:
    """Whether the audit trail is whole, and where not; how far signatures vouch for it."""

    ok: bool
    rows: int
    head: str
    problems: tuple[Problem, ...]
    vouched: int = 0


@dataclass(frozen=True)
class Mark:
    """A head that is known from elsewhere: by a signed checkpoint or an anchor."""

    seq: int
    head: str
    words: str
    in_database: bool = True  # False for what only the anchor file knows


@dataclass
class Walk:
    """The state of a walk: what the row before was, and what was found so far."""

    marks: Mapping[int, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    vouched: int = 0  # the last row whose head a mark confirms
    last: int = 0
    kept: str = chain.FIRST  # the hash that stands in the row before
    computed: str = chain.FIRST  # the hash the row before ought to have
    _is_loose: bool = False  # whether the last row does not join the one before it
    _told: int = 0  # problems that were there at the last mark
    _is_rewritten: bool = False  # said once: every later mark differs too

    @property
    def last_mark(self) -> int:
        """The last row any mark speaks of; up to it the row after vouches for the row before."""
        return max(self.marks, default=0)

    def take(self, rows: Sequence[Sequence[Any]]) -> None:
        """Go on by so many rows."""
        marks = self.marks
        for row in rows:
            computed = chain.link_kept(row)
            seq, prev, kept = row[_SEQ], row[_PREV], row[_HASH]
            if computed != kept or prev != self.kept or seq != self.last + 1:
                if not self._judge(seq, prev, is_sound=computed == kept):
                    continue
            else:
                self._is_loose = False
            self.last, self.kept, self.computed = seq, kept, computed
            if seq in marks:
                self._compare(marks[seq])
        self.rows += len(rows)

    def finish(self) -> None:
        """Say what is missing behind the last row, or does not belong to the chain."""
        if self._is_loose and self.last > self.last_mark:
            self._no_part_of_it(self.last)
        beyond = [mark for mark in self.marks.values() if mark.seq > self.last]
        if beyond:
            mark = max(beyond, key=lambda one: one.seq)
            gone = f"缺少第 {_span(self.last + 1, mark.seq)} 条，{mark.words}证明其存在"
            if mark.in_database:
                self._say(self.last + 1, "cut", f"末尾被截断：{gone}")
            else:
                text = f"数据库比锚点旧，可能被换成旧副本，或者末尾被截断：{gone}"
                self._say(self.last + 1, "older", text)
        self.problems.sort(key=lambda one: one.seq)

    def _judge(self, seq: int, prev: str, *, is_sound: bool) -> bool:
        """Name the row that is wrong; False for one that has no place in the chain at all."""
        if seq < 1:
            self._say(seq, "longer", f"第 {seq} 条不属于审计链")
            return False
        joins = prev in (self.kept, self.computed)
        if seq != self.last + 1:
            gone = _span(self.last + 1, seq - 1)
            self._say(self.last + 1, "missing", f"缺少第 {gone} 条审计记录")
            joins = True  # what it should join is not there
        if not is_sound:
            self._say(seq, "altered", f"第 {seq} 条审计记录被改动")
        elif not joins and self._is_sound_before():
            self._blame(seq)
        self._is_loose = not joins and not is_sound
        return True

    def _is_sound_before(self) -> bool:
        return self.kept == self.computed

    def _blame(self, seq: int) -> None:
        """Two rows that are each whole do not join: whichever is vouched for is the right one."""
        if self.last == 0:
            self._say(seq, "altered", f"第 {seq} 条审计记录被改动")
        elif seq <= self.last_mark:
            self._say(self.last, "altered", f"第 {self.last} 条审计记录被改动，链值也被重算")
        else:
            self._no_part_of_it(seq)

    def _no_part_of_it(self, seq: int) -> None:
        """Say that the log goes on where the chain does not."""
        self.problems = [one for one in self.problems if one.seq != seq]
        self._say(seq, "longer", f"第 {seq} 条起不属于审计链：日志比链长，或者前一条被重写")

    def _compare(self, mark: Mark) -> None:
        if mark.head in (self.kept, self.computed):
            self.vouched = mark.seq
        elif self._told == len(self.problems) and not self._is_rewritten:
            self._is_rewritten = True
            rewritten = _span(self.vouched + 1, mark.seq)
            text = f"第 {rewritten} 条之间被重写：链值与{mark.words}不符"
            self._say(self.vouched + 1, "rewritten", text)
        self._told = len(self.problems)

    def _say(self, seq: int, kind: str, text: str) -> None:
        self.problems.append(Problem(seq, kind, text))


def walk(marks: Mapping[int, Mark], *, tell: Tell | None = None) -> Walk:
    """Walk the whole trail in one reading transaction."""
    going = Walk(marks)
    total = int(db.session.scalar(_LAST) or 0)
    try:
        for rows in batches():
            going.take(rows)
            if tell is not None:
                tell(going.rows, max(total, going.rows))
        going.finish()
    except sqlite3.DatabaseError:
        text = f"第 {going.last} 条之后无法读取：数据库文件损坏"
        going.problems.append(Problem(going.last + 1, "unreadable", text))
    return going


def batches() -> Iterator[Sequence[Sequence[Any]]]:
    """Return every row in its order, as it lies in the table: COLUMNS."""
    after = _BEFORE_ALL
    while rows := _batch(after):
        yield rows
        after = rows[-1][_SEQ]


def _batch(after: int) -> Sequence[Sequence[Any]]:
    """Read past SQLAlchemy where it matters: rows as they lie in the file, whatever they hold."""
    if not is_sqlite():
        found = db.session.connection().execute(_BATCH, {"after": after})
        return [(*row[:_AT], f"{row[_AT]:%Y-%m-%d %H:%M:%S.%f}", *row[_AT + 1 :]) for row in found]
    driver = cast("sqlite3.Connection", db.session.connection().connection.driver_connection)
    try:
        return driver.execute(_BATCH_OF, (after,)).fetchall()
    except sqlite3.OperationalError:  # a text that is no longer UTF-8: its row is an altered one
        usual = driver.text_factory
        driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            return driver.execute(_BATCH_OF, (after,)).fetchall()
        finally:
            driver.text_factory = usual


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} 至 {last}"
