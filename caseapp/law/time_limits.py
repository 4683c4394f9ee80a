"""The limits of the law as a book: the row for a day and an authority, and when it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property

from caseapp.law.beside import Beside
from caseapp.law.due_dates import Due, due, legal_day
from caseapp.law.errors import FaultyData, NoAnswer
from caseapp.law.limit_files import join_faults, parse_limits, parse_local
from caseapp.law.limit_rows import (
    AuthorityTerm,
    Extension,
    ExtensionRule,
    LimitRow,
    LocalRow,
    Pause,
    Skipped,
)
from caseapp.law.rows import HERE, rows_on, valid_on
from caseapp.law.wording import AUTHORITIES, long_date, span
from caseapp.law.working_days import Calendar

__all__ = [
    "Due", "Extension", "ExtensionRule", "LimitBook", "LimitRow", "LocalRow", "Pause", "Skipped",
    "due", "load", "load_local",
]  # fmt: skip

FOLDER = HERE / "limits"
# The office of this program; a row of another province never holds here.
ANSHAN = "210300"
# These events are proven by a proof of service; until then the limit has not begun.
AFTER_SERVICE = frozenset(
    {"party.learned", "decision.served", "notice.served", "request.served", "demand.served"}
)
FAMILY = re.compile(r"[A-Z]+-\d+")
NO_OTHERS: Mapping[str, date] = {}
SPECIAL_FIRST = {"any": 1, "general": 2}


@dataclass(frozen=True)
class LimitBook:
    """All rows, and who handles counterfeit cases from when to when."""

    rows: tuple[LimitRow, ...]
    terms: tuple[AuthorityTerm, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, LimitRow]:
        return {row.id: row for row in self.rows}

    def row(self, name: str) -> LimitRow:
        """Return one row by its id, switched off or not."""
        found = self._by_id.get(name)
        if found is None:
            raise NoAnswer(f"没有编号为“{name}”的期限规则。")
        return found

    @cached_property
    def binding_others(self) -> Mapping[str, str]:
        """Return the rows that bind another body, with the words that say so."""
        return {row.id: row.whose for row in self.rows if row.binds}

    def with_rows(self, own: Iterable[LimitRow]) -> LimitBook:
        """Put the office's own rows in, such as a confirmed one; the same id replaces."""
        joined = {**self._by_id, **{row.id: row for row in own}}
        faults = join_faults(list(joined.values()))
        if faults:
            raise FaultyData("own limits", faults)
        return replace(self, rows=tuple(joined.values()))

    def authority_on(self, day: date, subject: str = "") -> str:
        """Say which authority handles a subject on a day; without one, counterfeit cases."""
        terms = rows_on(self.terms, day)
        own = [term for term in terms if subject in term.subjects]
        fits = own or [term for term in terms if not term.subjects]
        return fits[0].key if fits else "any"

    def pick(self, name: str, on: date, authority: str | None = None) -> LimitRow:
        """Find the row for an id or a family: an exact id wins, special comes before general."""
        exact = self._by_id.get(name)
        if exact:
            return exact
        family = [row for row in self.rows if row.family == name]
        if not family or not FAMILY.fullmatch(name):
            raise NoAnswer(f"没有编号为“{name}”的期限规则。")
        who = authority or self.authority_on(on, family[0].subject)
        meant = [row for row in family if row.meaning == family[0].meaning]
        found = self._in_force(meant, on, who)
        if not found:
            raise NoAnswer(_none_in_force(name, meant, on=on, who=who))
        return found[0]

    def due(
        self,
        name: str,
        start: date | datetime,
        *,
        authority: str | None = None,
        calendar: Calendar | None = None,
        pauses: Iterable[Pause] = (),
        extensions: Iterable[Extension] = (),
        local: Iterable[LocalRow] = (),
        others: Mapping[str, date] = NO_OTHERS,
    ) -> Due:
        """Pick the row and say when it ends, with the cautions only the whole book can give.

        `others` are the first days of limits that run beside it from events of their own.
        """
        day, pauses = legal_day(start), tuple(pauses)
        row = self.pick(name, day, authority)
        answer = due(
            row,
            start,
            calendar=calendar,
            pauses=pauses,
            extensions=extensions,
            local=local,
            warnings=self._cautions(row, day, authority),
        )
        beside = Beside(self, row, start, calendar=calendar, pauses=pauses, others=others)
        answer = beside.first_of(answer)
        return self._with_reminders(answer, row, start=start, calendar=calendar)

    def start_unknown(self, name: str) -> NoAnswer:
        """Say that a limit cannot be counted while nobody knows when its start event was."""
        found = [row for row in self.rows if name in {row.id, row.family}]
        if not found:
            return NoAnswer(f"没有编号为“{name}”的期限规则。")
        row = found[0]
        served = "没有送达证明的，期限还没有开始。" if row.start_event in AFTER_SERVICE else ""
        return NoAnswer(
            f"{row.id}（{row.what}）自{row.start_words}起算，这一日期没有写明或者没有查明，"
            f"不能计算届满日。{served}"
        )

    def _in_force(self, rows: Iterable[LimitRow], on: date, who: str) -> list[LimitRow]:
        fits = [
            row
            for row in rows_on(rows, on)
            if row.enabled and (row.authority == who or row.authority in SPECIAL_FIRST)
        ]
        return sorted(fits, key=lambda row: SPECIAL_FIRST.get(row.authority, 0))

    @cached_property
    def _by_meaning(self) -> dict[tuple[str, str], list[LimitRow]]:
        found: dict[tuple[str, str], list[LimitRow]] = {}
        for row in self.rows:
            found.setdefault((row.family, row.meaning), []).append(row)
        return found

    def _kin(self, row: LimitRow) -> list[LimitRow]:
        return self._by_meaning.get((row.family, row.meaning), [])

    def _cautions(self, row: LimitRow, day: date, authority: str | None) -> tuple[str, ...]:
        who = authority or self.authority_on(day, row.subject)
        kin = self._kin(row)
        better = self._in_force(kin, day, who)
        named = f"当日适用的是{better[0].id}。" if better and better[0].id != row.id else ""
        if not valid_on(row, day):
            asleep = [one.id for one in rows_on(kin, day) if not one.enabled]
            pending = f"其后的{'、'.join(asleep)}没有核实，尚未启用。" if asleep else ""
            return (named or pending,) if named or pending else ()
        if row.authority in AUTHORITIES and row.authority != who:
            fit, actual = AUTHORITIES[row.authority], AUTHORITIES.get(who, "其他机关")
            return (f"注意：本条约束{fit}；当日由{actual}办理的案件，本条只作内部提醒。{named}",)
        return ()

    def _with_reminders(
        self,
        answer: Due,
        row: LimitRow,
        *,
        start: date | datetime,
        calendar: Calendar | None,
    ) -> Due:
        words = []
        for name in row.internal_warning:
            other = self.row(name)
            end = due(other, start, calendar=calendar).due
            if end < answer.due and valid_on(other, legal_day(start)):
                length = span(other.length or 0, other.unit)
                words.append(
                    f"内部提醒：{other.basis(legal_day(start))}另有{length}的期限（{name}），"
                    f"至{long_date(end)}，较短，但不作为本案的法定期限。"
                )
        return replace(answer, text=answer.text + "".join(words)) if words else answer


def local_faults(book: LimitBook, rows: Sequence[LocalRow]) -> list[str]:
    """Name local rows that do not shorten: they may only be stricter than the nation's row."""
    faults = []
    for rule in rows:
        row = book._by_id.get(rule.overrides)  # noqa: SLF001 - the book's own module
        if row is None:
            faults.append(f"{rule.overrides}: no such limit")
        elif (rule.unit == "h") != (row.unit == "h"):
            faults.append(f"{rule.overrides}: hours and days cannot be compared")
        elif rule.unit == row.unit and not _stricter(rule, row):
            faults.append(f"{rule.overrides}: does not shorten the limit")
    return faults


@cache
def load() -> LimitBook:
    """Read the shipped limits once; a file is named for the subject of its rows."""
    rows: list[LimitRow] = []
    terms: list[AuthorityTerm] = []
    for path in sorted(FOLDER.glob("*.toml")):
        read, named = parse_limits(path.read_text(encoding="utf-8"), path.name)
        rows += [replace(row, subject=path.stem) for row in read]
        terms += named
    faults = join_faults(rows)
    if faults:
        raise FaultyData(FOLDER.name, faults)
    return LimitBook(tuple(rows), tuple(terms))


@cache
def load_local(area: str = ANSHAN) -> tuple[LocalRow, ...]:
    """Give the local limits that are in use in an area."""
    return tuple(row for row in every_local() if row.enabled and row.holds_in(area))


@cache
def every_local() -> tuple[LocalRow, ...]:
    """Read the shipped local limits once, those of other places and the switched-off ones too."""
    name = "local.toml"
    return checked_local((HERE / name).read_text(encoding="utf-8"), name)


def checked_local(text: str, name: str) -> tuple[LocalRow, ...]:
    """Take local limits only when each is stricter than the row it names."""
    rows = parse_local(text, name)
    faults = local_faults(load(), rows)
    if faults:
        raise FaultyData(name, faults)
    return rows


def _stricter(rule: LocalRow, row: LimitRow) -> bool:
    # Before an event a longer notice is the stricter one.
    own = row.length or 0
    return rule.length > own if row.direction == "backward" else rule.length < own


def _none_in_force(name: str, rows: Sequence[LimitRow], *, on: date, who: str) -> str:
    if rows_on(rows, on):
        actual = AUTHORITIES.get(who, who)
        return f"{name}在{long_date(on)}没有适用于{actual}的有效规则。"
    return f"{name}在{long_date(on)}没有有效的规则。"
