"""Whoever doubts the office checks the exported trail on a machine without our program."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from caseapp.base.db import db, writing
from caseapp.ledger import actions, exporting, queries
from caseapp.ledger.checkpoints import Witness, public_halves
from caseapp.ledger.witnessing import witness_trail
from tests.figures import Figure
from tests.ledger.clerks import LI

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "audit" / "verify_audit.py"
ROWS = 12


@pytest.fixture
def exported(office: Flask, tmp_path: Path) -> Path:
    """Export twelve acts, one of them with a text that would break a careless reader."""
    witness = Witness(tmp_path / "keys", tmp_path / "keys" / "anchors.jsonl")
    for number in range(1, ROWS + 1):
        with writing():
            actions.record(
                by=LI,
                action="case.step",
                object_kind="case",
                object_id=number,
                reason='退回\r\n{"kind":"row","seq":99}\u2028 "\\ 𠮷'
                if number == 5
                else "事实清楚",
            )
        if number in (4, 10):
            witness_trail(witness, at_once=True)
    file = tmp_path / "trail.jsonl"
    file.write_text("".join(exporting.lines(witness)), encoding="ascii", newline="\n")
    (tmp_path / "public.txt").write_text(public_halves(witness.keys)[1].hex(), encoding="ascii")
    db.session.remove()
    return file


def verify(file: Path, *words: str) -> tuple[int, list[str]]:
    """Run the script as on a strange machine: no site packages, no environment of ours."""
    copy = file.with_name("verify_audit.py")
    shutil.copyfile(SCRIPT, copy)
    said = subprocess.run(
        [sys.executable, "-I", "-S", copy, file, *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=file.parent,
    )
    assert said.stderr == ""
    return said.returncode, said.stdout.splitlines()


def rewrite(file: Path, change: dict[int, dict[str, object] | None]) -> None:
    """Change or drop lines of the export by the number of their row."""
    lines = []
    for line in file.read_text(encoding="ascii").splitlines():
        one = json.loads(line)
        asked = change.get(one.get("seq", 0), {}) if one["kind"] == "row" else {}
        if asked is not None:
            lines.append(json.dumps(one | asked))
    file.write_text("\n".join(lines) + "\n", encoding="ascii")


def test_the_script_finds_a_whole_trail_whole(exported: Path, figure: Figure) -> None:  # T9
    public = exported.with_name("public.txt").read_text(encoding="ascii")
    code, said = verify(exported, "--key", public)
    assert code == 0
    assert shutil.which("openssl"), "this machine cannot check signatures"
    head = queries.chain_head()[1][:16]
    assert said == [f"{ROWS} rows, head {head}, 2 signatures genuine"]
    assert verify(exported, "--head", head[:16])[0] == 0
    length = len(SCRIPT.read_text(encoding="utf-8").splitlines())
    figure("T9", "stand-alone script, lines", reached=length, asked="about 100")
    assert length <= 150


def test_the_script_needs_nothing_but_python(exported: Path) -> None:  # T9
    text = SCRIPT.read_text(encoding="utf-8")
    imported = {line.split()[1] for line in text.splitlines() if line.startswith("import ")}
    assert imported <= set(sys.stdlib_module_names)
    assert "caseapp" not in {name.partition(".")[0] for name in imported}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({7: {"reason": "改过"}}, "row 7: altered"),
        ({5: {"actor_id": 8}}, "row 5: altered"),
        ({6: None}, "row 6: missing (the next one is 7)"),
        ({12: None}, "row 12: the export was cut, it announces row 12"),
    ],
)
def test_the_script_names_the_row(
    exported: Path, change: dict[int, dict[str, object] | None], told: str
) -> None:  # T9
    rewrite(exported, change)
    code, said = verify(exported)
    assert (code, said[0]) == (1, told)


def test_the_script_finds_a_recomputed_chain_by_its_checkpoints(exported: Path) -> None:  # T9
    lines = [json.loads(line) for line in exported.read_text(encoding="ascii").splitlines()]
    module: dict[str, object] = {"__name__": "script"}
    exec(compile(SCRIPT.read_text(encoding="utf-8"), "script", "exec"), module)  # noqa: S102 - our own script
    prev = "0" * 64
    for one in lines:
        if one["kind"] == "row":
            content = {k: v for k, v in one.items() if k not in ("kind", "prev", "hash")}
            content["reason"] = "改过" if one["seq"] == 6 else content["reason"]
            one |= {"reason": content["reason"], "prev": prev}
            prev = one["hash"] = module["link"](prev, content)  # type: ignore[operator]  # read from the script
    lines[0]["head"] = prev
    exported.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="ascii")
    code, said = verify(exported)
    assert code == 1
    assert said[0] == "checkpoint 2: row 10 is missing, or the rows up to it were rewritten"


def test_a_forger_who_brings_his_own_key_is_found_by_the_key_that_was_written_down(
    exported: Path,
) -> None:  # T9
    code, said = verify(exported, "--key", "11" * 32)
    assert code == 1
    assert said[:2] == [f"checkpoint {n}: the signature is not genuine" for n in (1, 2)]
