"""The benchmarks run to their end on a small office, so that they cannot rot; their figures are not judged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FIGURES = {
    "page_cost": 5,
    "full_case": 6,
    "list_scale": 7,
    "durable_http": 5,
    "start_up": 4,
    "limits": 6,
    "call_hints": 6,
    "fair_booths": 8,
    "paper_cost": 13,
    "print_batch": 6,
    "saved_to_findable": 8,
}
# In a run of the whole suite everything else wants the processors too.
WITHIN = 280


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", FIGURES)
def test_benchmark_prints_its_figures(name: str, checkout: Path, tmp_path: Path):
    done = subprocess.run(
        [sys.executable, str(checkout / "bench" / f"{name}.py"), "--quick", "--folder", tmp_path],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        timeout=WITHIN,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == FIGURES[name], done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.timeout(300)
def test_engines_of_search_count_alike_beside_the_baselines(checkout: Path, tmp_path: Path):
    script = str(checkout / "bench" / "search_engines.py")
    done = subprocess.run(
        [sys.executable, script, "--quick", "--engines", "whoosh", "--folder", tmp_path],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        timeout=WITHIN,
    )
    assert done.returncode == 0, done.stderr
    counted = [line.strip() for line in done.stdout.splitlines() if "equal totals" in line]
    assert counted
    assert set(counted) == {"equal totals: 20 of 20"}
    assert list(tmp_path.iterdir()) == []
