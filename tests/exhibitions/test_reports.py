"""Reports of fairs on paper and screen: a published fair entered again, days, the year, what does not add up."""

import io
from datetime import date

import pytest
import python_calamine

from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_patent_number
from caseapp.exhibitions import report_rows
from caseapp.exhibitions.complaint_models import FairComplaint
from tests.exhibitions.complaints import decided, move, taken
from tests.exhibitions.fairs import TODAY, registered, running
from tests.exhibitions.fairs import move as move_fair
from tests.exhibitions.test_patrol import look
from tests.people import People

KINDS = ["design"] * 5 + ["utility"] * 7 + ["invention"] * 2
DIGIT = {"design": 3, "utility": 2, "invention": 1}
ENDS = ["removed"] * 11 + ["evidence"] * 6 + ["not_found"] * 10 + ["withdrawn"]


def published_fair(people: People) -> int:
    """Enter the fair of bicycles as it was published: numbers of its patents are made up."""
    fair_id = running(people, name="第二十一届国际自行车展览会")
    for number, end in enumerate(ENDS):
        kind = KINDS[number % len(KINDS)]
        about = {
            "patent_kind": kind,
            "right_number": make_patent_number(
                year=2008, kind=DIGIT[kind], serial=number % len(KINDS) + 1
            ),
            "respondent": f"第{number + 1}号车业有限公司",
            "booth": f"A{number + 1}",
        }
        if end == "withdrawn":
            move(people, taken(people, fair_id, **about), "withdraw", reason="双方和解")
        else:
            decided(people, fair_id, outcome=end, **about)
    for team, many in (("第一组", 25), ("第二组", 22)):
        marks = [make_patent_number(year=2009, kind=2, serial=n) for n in range(many)]
        look(people, fair_id, text="\n".join(marks), team=team, device=team)
    return fair_id


def test_published_fair_entered_again_comes_out_of_the_report_as_published(people, as_person):
    fair_id = published_fair(people)
    report = report_rows.final_report(fair_id)
    told = {line.key: line.value for part in report.parts for line in part.lines}
    assert {key: told[key] for key in told if told[key] and not key.startswith("found.")} == {
        "fairs": 1,
        "show_days": 3,
        "stationed": 2,
        "shifts": 6,
        "complaints": 28,
        "patents": 14,
        "right.patent": 28,
        "kind.design": 10,
        "kind.utility": 14,
        "kind.invention": 4,
        "concerned.design": 5,
        "concerned.utility": 7,
        "concerned.invention": 2,
        "result.removed": 11,
        "result.evidence": 6,
        "result.not_found": 10,
        "result.withdrawn": 1,
        "withdrawals": 11,
        "checks": 47,
        "teams": 2,
        "to_look_up": 47,
    }
    assert report.may_finish
    page = as_person("wang").get(f"/fairs/{fair_id}/report")
    assert "合计28件，等于接到投诉" in page.text
    assert "核对不平" not in page.text


def test_fair_without_a_complaint_has_a_report_like_any_other(people, as_person):
    fair_id = running(people)
    page = as_person("wang").get(f"/fairs/{fair_id}/report")
    assert "展会期间没有接到投诉。" in page.text
    assert report_rows.final_report(fair_id).may_finish


def test_report_of_a_day_counts_that_day_and_each_figure_opens_its_rows(people, as_person):
    fair_id = running(people)
    decided(people, fair_id)
    look(people, fair_id)
    wang = as_person("wang")
    page = wang.get(f"/fairs/{fair_id}/report?day={TODAY}")
    assert "当天作出处理的另计 1 件" in page.text
    for figure in ("complaints", "right.patent", "result.removed", "checks", "shifts", "fairs"):
        rows = wang.get(f"/fairs/{fair_id}/report/{figure}?day={TODAY}")
        assert "列出" in rows.text, figure
    assert "列出 1 项，共 1 项" in wang.get(f"/fairs/{fair_id}/report/complaints").text
    assert "没有接到投诉" in wang.get(f"/fairs/{fair_id}/report?day=2026-11-24").text
    for odd in ("nonsense", "right.nonsense", "."):
        assert wang.get(f"/fairs/{fair_id}/report/{odd}").status == 404
    assert wang.get(f"/fairs/{fair_id}/report?day=never").status == 404


def test_sum_that_does_not_hold_names_its_rows_and_keeps_the_report_open(people, as_person):
    fair_id = running(people)
    complaint_id = decided(people, fair_id)
    with writing():
        row = db.session.get(FairComplaint, complaint_id)
        row.patent_kind = "plant"
        number = row.number
    page = as_person("wu").get(f"/fairs/{fair_id}/report")
    assert "数字核对不平，不能完成总结" in page.text
    assert f"合计 0，与“专利投诉”1 不相等。涉及：{number}" in page.text


def test_year_counts_each_fair_once_and_its_workbook_has_numbers(people, as_person):
    fair_id = running(people)
    decided(people, fair_id)
    look(people, fair_id)
    registered(people, name="没有办成的展会", first_on=date(2025, 5, 1), last_on=date(2025, 5, 3))
    wang = as_person("wang")
    page = wang.get("/fairs/years")
    links = page.links()
    assert links.get("2026年接到投诉 1", "接到投诉" in page.text)
    assert "列出 1 项，共 1 项" in wang.get("/fairs/years/2026/result.removed").text
    assert "列出 1 项，共 1 项" in wang.get("/fairs/years/2025/fairs").text
    answer = wang.get("/fairs/years/2026.xlsx")
    book = python_calamine.load_workbook(io.BytesIO(answer.data))
    rows = book.get_sheet_by_index(0).to_python()
    head = rows[0]
    for line in rows[1:]:
        told = dict(zip(head, line, strict=True))
        assert (told["接到投诉"], told["专利投诉"], told["结果：撤展"]) == (1, 1, 1)
        assert (told["展期"], told["检查组"]) == (3, 1)
    assert [line[1] for line in rows[1:]] == ["第十二届鞍山国际家电博览会", "合计"]


def test_fair_whose_sums_do_not_hold_cannot_be_finished(people):
    fair_id = running(people)
    complaint_id = decided(people, fair_id)
    move(people, complaint_id, "tell", told_on=TODAY.isoformat())
    with writing():
        row = db.session.get(FairComplaint, complaint_id)
        row.patent_kind = "plant"
        number = row.number
    move_fair(people, fair_id, "close", by="wang", reason="提前闭幕")
    with pytest.raises(Refused, match=f"数字核对不平。“专利投诉，按专利种类”.*涉及：{number}"):
        move_fair(people, fair_id, "report", by="wu")
