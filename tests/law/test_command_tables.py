"""Every limit, every figure and every edition can be asked for on the command line."""

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result

from caseapp.cli import main
from caseapp.law.criminal import criminal_rows
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.thresholds import hearing_rows, summary_rows
from caseapp.law.time_limits import load


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


@pytest.mark.parametrize("rule", [row.id for row in load().rows])
def test_every_limit_is_answered_with_a_day_or_with_a_sentence(rule: str) -> None:
    row = load().row(rule)
    day = max(row.valid_from or date(2015, 3, 2), date(2009, 3, 2)).isoformat()
    start = f"{day}T09:30" if row.unit == "h" else day
    result = run("law", "due", rule, "--start", start)
    if row.enabled and row.length:
        assert (result.exit_code, result.stderr) == (0, "")
        assert row.what in result.stdout
    else:
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"{rule}（{row.what}）")


def test_an_extension_may_say_when_it_was_approved() -> None:
    words = ["law", "due", "CF-12b", "--start", "2020-03-03", "--extend"]
    result = run(*words, "30@2020-05-20")
    assert result.stdout.splitlines()[0] == "2020-07-01"
    assert "于2020年5月20日经本机关负责人批准延长30日" in result.stdout
    late = run(*words, "30@2020-06-02")
    assert (late.exit_code, late.stdout) == (2, "")
    assert "期限已于2020年6月1日届满" in late.stderr
    assert run(*words, "30@soon").stderr == (
        "批准延长的日期“soon”不是有效的日期，请写成2015-09-01的样子。\n"
    )


def test_every_version_of_every_figure_is_listed() -> None:
    rows = json.loads(run("law", "thresholds", "--json").stdout)
    assert len(rows) == len(summary_rows()) + len(hearing_rows()) + len(criminal_rows())
    assert {row["rule"] for row in rows} == {
        *(f"TH-{number}" for number in range(1, 8)),
        *(f"CR-{number}" for number in range(1, 7)),
    }
    assert len(run("law", "thresholds").stdout.splitlines()) == len(rows)


@pytest.mark.parametrize(
    ("on", "figures"),
    [
        ("2021-07-14", ["50元", "1000元", "20元"]),
        ("2021-07-15", ["200元", "3000元", "100元"]),
    ],
)
def test_the_figures_of_one_day_are_those_in_force(on: str, figures: list[str]) -> None:
    rows = json.loads(run("law", "thresholds", "--on", on, "--json").stdout)
    assert [row["amount"] for row in rows if row["rule"] in {"TH-1", "TH-2", "TH-3"}] == figures
    assert len(run("law", "thresholds", "--on", on).stdout.splitlines()) == len(rows)


def test_a_day_without_figures_is_a_sentence() -> None:
    result = run("law", "thresholds", "--on", "1990-01-01")
    assert (result.exit_code, result.stderr) == (2, "系统没有收录1990-01-01有效的数额标准。\n")


def test_fines_for_other_breaches_are_measured_too() -> None:
    result = run(
        *("law", "fine", "--gains", "无", "--act-end", "2024-02-01", "--decided", "2024-03-01"),
        *("--act", "dishonest_filing"),
    )
    assert result.stdout.splitlines()[0] == "100000"
    wrong = run("law", "fine", "--gains", "无", "--act-end", "2024-02-01", "--act", "theft")
    assert wrong.exit_code == 2
    assert "违法行为的类别“theft”应当是counterfeit、" in wrong.stderr


def test_every_edition_of_the_procedures_is_listed() -> None:
    rows = json.loads(run("procedures", "--json").stdout)
    assert [row["key"] for row in rows] == list(PROCEDURES)
    lines = run("procedures").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(PROCEDURES)
