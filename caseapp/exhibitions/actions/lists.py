"""Lists of the organiser: looked at, their columns said, entered in one act as they were looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.web import Upload
from caseapp.base.words import moment
from caseapp.exhibitions import list_columns, list_queries
from caseapp.exhibitions.actions.exhibitors import begin
from caseapp.exhibitions.exhibitor_given import OWN, ExhibitGiven
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor, ExhibitorList
from caseapp.exhibitions.list_columns import Heads
from caseapp.exhibitions.list_compare import Change, Comparison
from caseapp.exhibitions.list_queries import Trial
from caseapp.exhibitions.list_rows import Drawn
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.sheet_reading import Table, refuse_too_many
from caseapp.ledger import actions as ledger

_CHUNK, _TOLD = 2000, 10
DOING = "导入参展商名单"


def read_list(*, by: Person, opened: Opened, file: Upload, table: Table) -> ExhibitorList:
    """Keep a list to be looked at; its columns are found by the titles or as they were said last time."""
    begin(by=by, opened=opened, doing=DOING)
    head = list_columns.heads(table)
    row = ExhibitorList(
        fair_id=opened.id,
        filename=file.filename[:200],
        sha256=file.sha256,
        by_id=by.id,
        by_name=by.name,
        read_at=now(),
    )
    _place(row, table, head)
    ledger.note_stored_file(sha256=file.sha256, size=file.size)
    db.session.add(row)
    db.session.flush()
    _record(by, opened, row, action="exhibitor.list_read")
    return row


def set_sheet(
    *, by: Person, opened: Opened, list_id: int, table: Table, header_row: int = 0
) -> None:
    """Take another sheet of the file, or another row as that of the titles."""
    row = _waiting(by, opened, list_id)
    head = list_columns.heads(table, header_row - 1 if header_row else None)
    if header_row and header_row > len(table.rows):
        raise Refused(f"第 {header_row} 行不在名单里，名单共 {len(table.rows)} 行。")
    _place(row, table, head)
    db.session.flush()


def set_columns(*, by: Person, opened: Opened, list_id: int, columns: Mapping[str, str]) -> None:
    """Say which column is what; it is remembered for the next list with the same titles."""
    row = _waiting(by, opened, list_id)
    if set(columns) != set(row.columns):
        raise Refused("表头已经换过，这些列不在里面。", remedy="请按现在的表头重新指定。")
    found = list_columns.faults({title: name for title, name in columns.items() if name})
    if found:
        raise Refused(*found, remedy="请给每一项只指定一列。")
    row.columns = {title: columns[title] for title in row.columns}
    db.session.flush()


def enter_list(
    *,
    by: Person,
    opened: Opened,
    list_id: int,
    trial: Trial | None,
    shown: str,
    with_gone: bool = False,
) -> ExhibitorList:
    """Enter a list as it was looked at; a second press finds it entered and changes nothing.

    The list is read before the lock everybody waits for, and held against the fair under it.
    """
    begin(by=by, opened=opened, doing=DOING)
    row = list_queries.exhibitor_list(opened.id, list_id)
    db.session.refresh(row, with_for_update=True)
    if row.entered_at is not None:
        return row
    drawn, compared = _as_shown(row, trial, shown)
    if with_gone and drawn.nameless:
        raise _unclear(drawn)
    _add(row, drawn, compared)
    _change(row, list(compared.changed.values()))
    gone = compared.gone if with_gone else []
    _leave([one.id for one in gone])
    row.entered_at, row.rows, row.left_out = now(), drawn.rows, len(drawn.left_out)
    row.added, row.changed = len(compared.added), len(compared.changed)
    row.unchanged, row.gone = compared.unchanged, len(gone)
    db.session.flush()
    _record(by, opened, row, action="exhibitor.list_entered")
    return row


def _place(row: ExhibitorList, table: Table, head: Heads) -> None:
    # The reader allows for titles and notes above the rows; here it is known which they are.
    refuse_too_many(sum(map(any, table.rows[head.first :])), on=today())
    columns = list_queries.columns_for(head.titles)
    row.sheet, row.header_row = table.sheet[:100], head.row + 1
    row.columns = {title: columns.get(title, "") for title in head.titles}


def _waiting(by: Person, opened: Opened, list_id: int) -> ExhibitorList:
    begin(by=by, opened=opened, doing=DOING)
    row = list_queries.exhibitor_list(opened.id, list_id)
    db.session.refresh(row, with_for_update=True)
    if row.entered_at is not None:
        raise Refused(
            f"这份名单已由{row.by_name}于 {moment(row.entered_at)} 导入，不能再改列。",
            remedy="请改正名单后重新上传。",
        )
    return row


def _as_shown(row: ExhibitorList, trial: Trial | None, shown: str) -> tuple[Drawn, Comparison]:
    """Refuse what was not looked at: the columns are not said, or list or exhibitors changed meanwhile."""
    kept = {title: field for title, field in row.columns.items() if field}
    if trial is None or trial.mapping != kept or trial.head.row + 1 != row.header_row:
        raise Refused(
            "您核对之后，这份名单的列或者表头已被改过。", remedy="请按下面的最新结果核对后再导入。"
        )
    trial = list_queries.compared(row, trial)
    if trial.drawn is None or trial.compared is None:
        raise Refused("还没有指定哪一列是展位号、哪一列是参展商。", remedy="请先确认各列。")
    if not trial.drawn.given:
        raise Refused("名单里没有可以登记的参展商。", remedy="请按下面的说明改正后重新上传。")
    if shown != trial.digest:
        raise Refused(
            "您核对之后，这个展会的参展商有变化，结果已经不同。",
            remedy="请按下面的最新结果核对后再导入。",
        )
    return trial.drawn, trial.compared


def _unclear(drawn: Drawn) -> Refused:
    """Say why nobody can be told to be gone: a row left out may be theirs."""
    rows = "、".join(map(str, drawn.nameless[:_TOLD]))
    more = f"等 {len(drawn.nameless):,} 行" if len(drawn.nameless) > _TOLD else "行"
    return Refused(
        f"不能登记退展：第 {rows} {more}没有导入，看不出是哪一家，可能就是不在名单里的参展商。",
        remedy="请改正这些行后重新上传，或者不选退展，先导入其余各行。",
    )


def _add(row: ExhibitorList, drawn: Drawn, compared: Comparison) -> None:
    """Enter who is new, many at a time, and then what they show."""
    keys = compared.added
    rows = []
    for key in keys:
        given = drawn.given[key]
        own = {name: getattr(given, name) for name in OWN}
        place = {"booth_mark": key[0], "name_mark": key[1], "list_row": drawn.row_of[key]}
        rows.append(
            {
                **own,
                **place,
                "fair_id": row.fair_id,
                "list_id": row.id,
                "promise_filename": "",
                "version": 1,
            }
        )
    _insert(Exhibitor, rows)
    wanted = sa.select(Exhibitor.id, Exhibitor.booth_mark, Exhibitor.name_mark)
    made = db.session.execute(wanted.where(Exhibitor.list_id == row.id))
    ids = {(booth, name): one for one, booth, name in made}
    _insert(
        Exhibit,
        [_exhibit(row.fair_id, ids[key], one) for key in keys for one in drawn.given[key].exhibits],
    )


def _change(row: ExhibitorList, changes: Sequence[Change]) -> None:
    table: Any = Exhibitor.__table__
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one in changes:
        values = {f"new_{name}": text for name, text in one.fields.items()}
        told = {"row_id": one.known.id, **values}
        by_fields.setdefault(tuple(sorted(one.fields)), []).append(told)
    for names, rows in by_fields.items():
        new_values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in names}
        statement = (
            table.update()
            .where(table.c.id == sa.bindparam("row_id"))
            .values(
                **new_values,
                version=table.c.version + 1,
                list_id=row.id,
                gone_at=None,
            )
        )
        db.session.connection().execute(statement, rows)
    new = [_exhibit(row.fair_id, one.known.id, made) for one in changes for made in one.exhibits]
    _insert(Exhibit, new)
    shown: Any = Exhibit.__table__
    marks = [{"row_id": at, "mark": text} for one in changes for at, text in one.marks.items()]
    if marks:
        marked = shown.update().where(shown.c.id == sa.bindparam("row_id"))
        # A new mark is another patent until somebody looks.
        marked = marked.values(as_printed=sa.bindparam("mark"), patent_id=None)
        db.session.connection().execute(marked, marks)
    db.session.expire_all()


def _leave(ids: Sequence[int]) -> None:
    table: Any = Exhibitor.__table__
    instant = now()
    for part in _parts(ids):
        left = table.update().where(table.c.id.in_(part))
        db.session.connection().execute(left.values(gone_at=instant, version=table.c.version + 1))


def _exhibit(fair_id: int, exhibitor_id: int, given: ExhibitGiven) -> dict[str, Any]:
    return {
        "fair_id": fair_id,
        "exhibitor_id": exhibitor_id,
        "name": given.name,
        "model": given.model,
        "as_printed": given.as_printed,
    }


def _insert(kind: Any, rows: Sequence[dict[str, Any]]) -> None:
    for part in _parts(rows):
        db.session.connection().execute(kind.__table__.insert(), part)


def _parts(rows: Sequence[Any]) -> Iterable[Any]:
    return (rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK))


def _record(by: Person, opened: Opened, row: ExhibitorList, *, action: str) -> None:
    figures = ("rows", "added", "changed", "unchanged", "gone", "left_out")
    ledger.record(
        by=by,
        action=action,
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        details={
            "list": row.id,
            "filename": row.filename,
            "sha256": row.sha256,
            "sheet": row.sheet,
            **{name: getattr(row, name) or 0 for name in figures},
        },
    )
    ledger.announce(event="fair.saved", object_kind="fair", object_id=opened.id)
