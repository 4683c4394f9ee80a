"""Who is not on a list is gone only where that is sure; what is entered is what was looked at."""

from dataclasses import replace

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.web import Upload
from caseapp.exhibitions import exhibitor_queries, list_queries
from caseapp.exhibitions.actions import exhibitors as acts
from caseapp.exhibitions.actions import lists
from caseapp.exhibitions.exhibitor_given import ExhibitorGiven
from caseapp.exhibitions.sheet_reading import read_table
from tests.exhibitions.complaints import taken
from tests.exhibitions.fairs import opened, running
from tests.exhibitions.lists import CODE, ROWS, TODAY, workbook
from tests.exhibitions.test_lists_pages import enter, upload
from tests.exhibitions.test_patrol import look

WRONG = f"{CODE[:17]}{'0' if CODE[17] != '0' else '1'}"
NAMES = [row[2] for row in ROWS]


def read(people, fair_id, path):
    """Read a list as the page does; the trial somebody looks at."""
    table = read_table(path, today=TODAY)
    file = Upload(path.name, "application/zip", "0" * 64, 1)
    with writing():
        row = lists.read_list(
            by=people.wang, opened=opened(fair_id, people), file=file, table=table
        )
    return row.id, list_queries.try_list(row, table, today=TODAY)


def entered(people, fair_id, path, *, with_gone=False):
    """Read a list and enter it as it was looked at."""
    list_id, trial = read(people, fair_id, path)
    with writing():
        return lists.enter_list(
            by=people.wang,
            opened=opened(fair_id, people),
            list_id=list_id,
            trial=trial,
            shown=trial.digest,
            with_gone=with_gone,
        )


def names(fair_id):
    return [row.name for row in exhibitor_queries.search(fair_id, "")]


def test_exhibitor_whose_row_is_left_out_is_not_gone(app, people, tmp_path):
    fair_id = running(people)
    entered(people, fair_id, workbook(tmp_path / "a.xlsx"))
    rows = [(*ROWS[0][:3], WRONG), (*ROWS[1][:6], "长" * 201)]
    rows.append(("1号馆", "A09", "新来的公司"))
    row = entered(people, fair_id, workbook(tmp_path / "b.xlsx", rows), with_gone=True)
    assert (row.left_out, row.gone, row.added) == (2, 1, 1)
    assert names(fair_id) == [*NAMES[:2], "新来的公司"]


def test_nobody_is_gone_while_a_row_does_not_say_whose_it_is(as_person, people, tmp_path):
    fair_id, wang = running(people), as_person("wang")
    entered(people, fair_id, workbook(tmp_path / "a.xlsx"))
    rows = [ROWS[0], ("2号馆", "", NAMES[2]), ("1号馆", "A02", "")]
    path = workbook(tmp_path / "b.xlsx", rows)
    with pytest.raises(Refused, match="第 3、4 行没有导入，看不出是哪一家"):
        entered(people, fair_id, path, with_gone=True)
    page = upload(wang, fair_id, path)
    assert "2 家，现在不能登记为退展：有 2 行没有导入，看不出是哪一家（第 3、4 行）" in page.text
    assert page.texts(".//input[@name='with_gone']") == []
    enter(wang)
    assert names(fair_id) == NAMES


def test_block_over_booth_and_name_leaves_open_whose_row_it_is(app, people, tmp_path):
    def merge(sheet, _book):
        sheet.merge_range(2, 1, 2, 2, "鞍山北方灯具厂")

    def beside(sheet, _book):
        sheet.merge_range(2, 6, 2, 7, "台灯")

    fair_id = running(people)
    _, trial = read(people, fair_id, workbook(tmp_path / "a.xlsx", more=merge))
    assert (trial.drawn.named, trial.drawn.nameless) == (set(), [3])
    _, trial = read(people, fair_id, workbook(tmp_path / "b.xlsx", more=beside))
    assert (trial.drawn.named, trial.drawn.nameless) == ({("A02@1", NAMES[1])}, [])


def test_exhibitor_with_a_complaint_or_a_look_is_named_and_left_to_be_said_by_hand(
    as_person, people, tmp_path
):
    fair_id, wang = running(people), as_person("wang")
    entered(people, fair_id, workbook(tmp_path / "a.xlsx"))
    first, second, _ = exhibitor_queries.search(fair_id, "")
    taken(people, fair_id, exhibitor_id=first.id)
    look(people, fair_id, exhibitor_id=second.id)
    rows = [("3号馆", "C01", "新来的公司")]
    page = upload(wang, fair_id, workbook(tmp_path / "b.xlsx", rows))
    held = page.texts(".//section[@aria-labelledby='held']")[0]
    assert (NAMES[0] in held, NAMES[1] in held, NAMES[2] in held) == (True, True, False)
    assert "退展 1 家" in enter(wang, with_gone="y").text
    assert names(fair_id) == [*NAMES[:2], "新来的公司"]


def test_same_figures_that_would_write_something_else_are_looked_at_again(app, people, tmp_path):
    fair_id = running(people)
    given = ExhibitorGiven("A01", NAMES[0], hall="1号馆", contact="从前的联系人")
    with writing():
        at = opened(fair_id, people)
        made = acts.add_exhibitor(by=people.li, opened=at, given=given)
    list_id, looked = read(people, fair_id, workbook(tmp_path / "a.xlsx"))
    changed = replace(given, contact="刚刚改过的联系人")
    with writing():
        at = opened(fair_id, people)
        acts.change_exhibitor(by=people.li, opened=at, exhibitor_id=made, given=changed)
    entering = {"list_id": list_id, "trial": looked, "shown": looked.digest}
    with pytest.raises(Refused, match="参展商有变化，结果已经不同"), writing():
        lists.enter_list(by=people.wang, opened=opened(fair_id, people), **entering)
    assert exhibitor_queries.search(fair_id, "A01")[0].id == made
    assert names(fair_id) == NAMES[:1]
