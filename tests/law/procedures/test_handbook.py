import runpy
import sys
from pathlib import Path

import pytest

from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.handbook import diagram, handbook, write_handbook

KEPT = Path(__file__).parents[3] / "docs" / "procedures"
OLD, NEW = PROCEDURES["counterfeit-2015"], PROCEDURES["counterfeit-2021"]


def test_the_kept_pages_are_the_generated_ones(tmp_path):
    written = write_handbook(tmp_path / "procedures")
    assert {page.name: page.read_text(encoding="utf-8") for page in written} == {
        page.name: page.read_text(encoding="utf-8") for page in KEPT.glob("*.md")
    }


def test_the_command_writes_into_the_folder_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["handbook", str(tmp_path)])
    monkeypatch.delitem(sys.modules, "caseapp.law.procedures.handbook")
    runpy.run_module("caseapp.law.procedures.handbook", run_name="__main__")
    assert {page.stem for page in tmp_path.iterdir()} == set(PROCEDURES)


@pytest.mark.parametrize("procedure", [OLD, NEW], ids=lambda procedure: procedure.key)
def test_a_page_has_a_row_for_each_step_state_and_gate(procedure):
    page = handbook(procedure)
    for step in procedure.steps:
        assert f"\n| {step.name} | " in page
    for state in procedure.states:
        assert f"\n| {state.code} | {state.name} | " in page
    assert "\n| G-01 | 办案人员不少于两人 | " in page
    assert page.startswith(f"# 假冒专利案件：{procedure.edition}\n")


def test_an_officer_reads_a_step_in_one_row():
    assert (
        "| 送审核 | 调查终结 | 审核 | 执法人员 | 办理日期不早于上一步 | — | 起算 CF-11 |"
        in handbook(NEW)
    )
    assert (
        "| 退回补充核查 | 待批准立案 | 核查 | 负责人 | 办理日期不早于上一步；写明理由 | — | — |"
        in handbook(OLD)
    )


def test_the_diagram_draws_ways_and_leaves_acts_inside_a_state_out():
    drawn = diagram(NEW)
    assert "    deciding --> decided: 作出处罚决定\n" in drawn
    assert "    [*] --> lead\n" in drawn
    assert "    closed --> [*]\n" in drawn
    assert "记录陈述申辩" not in drawn
