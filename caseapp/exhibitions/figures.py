"""What fairs come to: each figure with the rows it counts, and where the sums do not hold, which rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.base.identifiers import KIND_NAMES
from caseapp.exhibitions.life import OUTCOMES, STAGES
from caseapp.exhibitions.patrol_words import FINDINGS, OPEN
from caseapp.law.rights import RIGHT_KINDS

PATENT = "patent"
PATENT_KINDS: Mapping[str, str] = {
    "invention": KIND_NAMES["1"],
    "utility": KIND_NAMES["2"],
    "design": KIND_NAMES["3"],
}
# Refused or withdrawn before anybody could read its number, a complaint still is one of the sum.
UNSAID = "unsaid"
_KINDS: Mapping[str, str] = {**PATENT_KINDS, UNSAID: "未写明"}
_OVER = ("decided", "closed")
_ENDS: Mapping[str, str] = {
    "refused": "不予受理",
    "withdrawn": "投诉人撤回",
    "in_case": "转立案",
    "moved": "移交有权机关",
}
UNFINISHED = "unfinished"
RESULTS: Mapping[str, str] = {**OUTCOMES, **_ENDS, UNFINISHED: "尚未办结"}
_UNFINISHED = tuple(
    key for key, stage in STAGES.items() if stage.is_open and key not in _OVER
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The rows everything is counted from: of one fair, of one of its days, or of the fairs of a year."""

    fairs: Sequence[Any] = ()
    days: Sequence[Any] = ()
    duties: Sequence[Any] = ()
    complaints: Sequence[Any] = ()
    decided: Sequence[Any] = ()
    measures: Sequence[Any] = ()
    orders: Sequence[Any] = ()
    checks: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: how many, of what unit, counted from how many rows."""

    key: str
    name: str
    unit: str
    value: int
    meaning: str = ""


@dataclass(frozen=True)
class Part:
    """Figures that belong together; those with a total have to come to it."""

    key: str
    name: str
    lines: tuple[Line, ...]
    total: Line | None = None

    @property
    def summed(self) -> int:
        """Return what the lines come to."""
        return sum(line.value for line in self.lines)

    @property
    def holds(self) -> bool:
        """Say whether the lines come to the total."""
        return self.total is None or self.summed == self.total.value


@dataclass(frozen=True)
class Fault:
    """A sum that does not hold, and the rows because of which it does not."""

    words: str
    rows: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Report:
    """The figures of a report, what is not over yet, what does not hold."""

    parts: tuple[Part, ...]
    faults: tuple[Fault, ...]
    unfinished: tuple[Any, ...]

    @property
    def may_finish(self) -> bool:
        """Say whether every sum holds and nothing is left open."""
        return not self.faults and not self.unfinished

    def value(self, key: str) -> int:
        """Return one figure."""
        return next(line.value for part in self.parts for line in part.lines if line.key == key)


def rows_of(known: Known, figure: str) -> list[Any]:
    """Return the rows a figure counts; a figure nobody knows counts none."""
    key, _, of = figure.partition(".")
    if of:
        chosen = _SORTED.get(key)
        return [] if chosen is None else [row for row in chosen[0](known) if of in chosen[1](row)]
    counted = _PLAIN.get(key)
    return [] if counted is None else list(counted.rows(known))


def value_of(known: Known, figure: str) -> int:
    """Return a figure: a sum of what its rows hold, or how many there are, each once."""
    rows = rows_of(known, figure)
    if figure.startswith("concerned."):
        return len({_patent(row) for row in rows})
    counted = _PLAIN.get(figure)
    if counted is None or counted.each is None:
        return len(rows)
    if counted.is_sum:
        return sum(counted.each(row) for row in rows)
    return len({counted.each(row) for row in rows})


def report(known: Known) -> Report:
    """Return all figures of these rows; no complaints at all is a report as any other."""
    parts = (
        Part("work", "工作", tuple(_line(known, key) for key in _WORK)),
        _part(known, "right", "投诉，按权利", total="complaints"),
        _part(known, "kind", "专利投诉，按专利种类", total="patent_complaints"),
        _part(known, "concerned", "涉及的专利，按专利种类", total="patents"),
        _part(known, "result", "投诉，按结果", total="complaints"),
        Part("measures", "措施", tuple(_line(known, key) for key in _MEASURES)),
        _part(known, "found", "检查的标注专利展品", total="checks"),
        Part("patrol", "巡查", tuple(_line(known, key) for key in _PATROL)),
    )
    return Report(parts, tuple(_faults(known, parts)), tuple(rows_of(known, "unfinished")))


def result_of(row: Any) -> tuple[str, ...]:
    """Return the columns a complaint stands in; anything but one of them is a fault."""
    columns = []
    if row.state in _ENDS:
        columns.append(row.state)
    if row.state in _UNFINISHED:
        columns.append(UNFINISHED)
    # What was decided first and made a case afterwards is counted where it went.
    if row.outcome in OUTCOMES and row.state not in ("in_case", "moved"):
        columns.append(row.outcome)
    return tuple(columns)


def name_of(figure: str) -> str:
    """Return the name of a figure, or nothing where there is none of the kind."""
    key, _, of = figure.partition(".")
    if of:
        names = _NAMES.get(key, {})
        return f"{_HEADS[key]}：{names[of]}" if of in names else ""
    return _PLAIN[key].name if key in _PLAIN else ""


@dataclass(frozen=True)
class _Counted:
    name: str
    unit: str
    rows: Callable[[Known], Iterable[Any]]
    # What is summed, or of which each is counted once.
    each: Callable[[Any], Any] | None = None
    is_sum: bool = False
    meaning: str = ""


def _line(known: Known, key: str) -> Line:
    counted = _PLAIN[key]
    return Line(key, counted.name, counted.unit, value_of(known, key), counted.meaning)


def _part(known: Known, key: str, name: str, *, total: str) -> Part:
    unit = _PLAIN[total].unit
    lines = (
        Line(f"{key}.{of}", words, unit, value_of(known, f"{key}.{of}"))
        for of, words in _NAMES[key].items()
    )
    return Part(key, name, tuple(lines), _line(known, total))


def _faults(known: Known, parts: Iterable[Part]) -> Iterable[Fault]:
    yield from _misplaced(known)
    for part in parts:
        # Results that do not come to the total are complaints named above.
        if not part.holds and part.total is not None and part.key != "result":
            yield Fault(
                f"“{part.name}”合计 {part.summed}，与“{part.total.name}”{part.total.value} 不相等。",
                tuple(_not_once(known, part)),
            )
    without = tuple(row for row in known.checks if not row.team)
    if without:
        yield Fault("有的检查没有登记检查组，检查组数不准。", without)


def _misplaced(known: Known) -> Iterable[Fault]:
    """Name complaints in no column or in several: they hide in a sum that holds by chance."""
    kinds = tuple(row for row in known.complaints if row.right_kind != PATENT and row.patent_kind)
    if kinds:
        yield Fault("不是专利的投诉登记了专利种类。", kinds)
    results = tuple(row for row in known.complaints if len(result_of(row)) != 1)
    if results:
        yield Fault("有的投诉没有结果，或者有一个以上的结果。", results)
    kinds_of: dict[object, set[str]] = {}
    for row in _patents(known):
        kinds_of.setdefault(_patent(row), set()).add(row.patent_kind)
    doubled = tuple(row for row in _patents(known) if len(kinds_of[_patent(row)]) > 1)
    if doubled:
        yield Fault("同一专利号登记了不同的专利种类。", doubled)


def _not_once(known: Known, part: Part) -> Iterable[Any]:
    rows, columns = _SORTED[part.key]
    names = _NAMES[part.key]
    for row in rows(known):
        if sum(of in names for of in columns(row)) != 1:
            yield row


def _patents(known: Known) -> list[Any]:
    return [row for row in known.complaints if row.right_kind == PATENT]


def _patent(row: Any) -> object:
    """Say which patent a complaint is about: as registered, as written, or nobody knows."""
    return row.patent_id or "".join(row.right_number.split()) or ("", row.id)


def _found(row: Any) -> tuple[str, ...]:
    return (row.finding,)


_PLAIN: Mapping[str, _Counted] = {
    "fairs": _Counted("展会", "个", lambda known: known.fairs),
    "show_days": _Counted("展期", "天", lambda known: known.fairs,
                          lambda row: (row.last_on - row.first_on).days + 1, is_sum=True),
    "stationed": _Counted("进驻人员", "人", lambda known: known.duties,
                          lambda row: (row.fair_id, row.person_id or row.name),
                          meaning="本局值班的人员，一个展会每人计一次"),
    "shifts": _Counted("值班", "人次", lambda known: known.duties),
    "inquiries": _Counted("接受咨询", "人次", lambda known: known.days,
                          lambda row: row.inquiries, is_sum=True),
    "leaflets": _Counted("发放资料", "份", lambda known: known.days,
                         lambda row: row.leaflets, is_sum=True),
    "complaints": _Counted("接到投诉", "件", lambda known: known.complaints),
    "patent_complaints": _Counted("专利投诉", "件", _patents),
    "patents": _Counted("涉及专利", "项", _patents, _patent),
    "unfinished": _Counted("尚未办结的投诉", "件", lambda known: [
        row for row in known.complaints if row.state in _UNFINISHED]),
    "decided": _Counted("作出处理", "件", lambda known: known.decided),
    "withdrawals": _Counted("撤展", "件", lambda known: [
        row for row in known.complaints if row.outcome in ("promised", "removed")],
        meaning="承诺撤展和撤展的投诉"),
    "measures": _Counted("主办单位按合同采取措施", "次", lambda known: known.measures),
    "orders": _Counted("本局依法作出决定", "次", lambda known: known.orders),
    "checks": _Counted("检查标注专利的展品", "件", lambda known: known.checks),
    "teams": _Counted("检查组", "个", lambda known: known.checks,
                      lambda row: (row.fair_id, row.team)),
    "misformed": _Counted("专利号写法不对", "件", lambda known: [
        row for row in known.checks if not row.is_formed]),
    "to_look_up": _Counted("待查询法律状态", "件", lambda known: [
        row for row in known.checks if row.finding == OPEN]),
    "leads": _Counted("转为假冒专利线索", "条", lambda known: [
        row for row in known.checks if row.case_id is not None], lambda row: row.case_id),
}  # fmt: skip
_WORK = (
    "fairs",
    "show_days",
    "stationed",
    "shifts",
    "inquiries",
    "leaflets",
    "complaints",
    "patents",
)
_MEASURES = ("withdrawals", "measures", "orders")
_PATROL = ("checks", "teams", "misformed", "to_look_up", "leads")
_SORTED: Mapping[str, tuple[Callable[[Known], Sequence[Any]], Callable[[Any], Sequence[str]]]] = {
    "right": (lambda known: known.complaints, lambda row: (row.right_kind,)),
    "kind": (_patents, lambda row: (row.patent_kind or UNSAID,)),
    "concerned": (_patents, lambda row: (row.patent_kind or UNSAID,)),
    "result": (lambda known: known.complaints, result_of),
    "found": (lambda known: known.checks, _found),
}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "right": RIGHT_KINDS,
    "kind": _KINDS,
    "concerned": _KINDS,
    "result": RESULTS,
    "found": FINDINGS,
}
_HEADS = {
    "right": "投诉",
    "kind": "专利投诉",
    "concerned": "涉及的专利",
    "result": "投诉结果",
    "found": "检查的展品",
}
# What the rows of a figure are; of what has a dot, by its first word.
_ROWS: Mapping[str, str] = {
    **dict.fromkeys(("fairs", "show_days"), "fair"),
    **dict.fromkeys(("stationed", "shifts"), "duty"),
    **dict.fromkeys(("inquiries", "leaflets"), "day"),
    **dict.fromkeys(("measures", "orders"), "measure"),
    **dict.fromkeys(("checks", "teams", "misformed", "to_look_up", "leads", "found"), "check"),
}


def kind_of_rows(figure: str) -> str:
    """Say what the rows of a figure are: complaints where nothing else is said."""
    return _ROWS.get(figure.partition(".")[0], "complaint")


def row_name(row: Any) -> str:
    """Return by what a row of a fault is called: a complaint by its number, a look by its mark."""
    return str(row.number if hasattr(row, "complainant") else row.as_printed)
