"""C13: a second server on the same data folder refuses and says why; a killed one leaves no lock."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.crash.browser import Browser
from tests.crash.place import Place
from tests.crash.serving import COMMAND, started
from tests.figures import Figure

PATIENCE = 60


@pytest.mark.sqlite
@pytest.mark.timeout(600)
def test_a_second_server_on_the_same_data_refuses(place: Place, figure: Figure):
    with started(place) as first:
        second = subprocess.run(
            [sys.executable, "-c", COMMAND, "serve", "--demo", "--port", "0"],
            env=dict(place.environ),
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        browser = Browser(first.port)
        still_there = browser.get("/keys").status
        browser.close()
        first.kill()
    with started(place):
        starts_again = True
    said = second.stdout + second.stderr
    figure(
        "C13", "second server on one data folder refused", reached=second.returncode, asked="not 0"
    )
    assert second.returncode not in {0, 1}
    assert "数据目录" in said
    assert "Traceback" not in said
    assert (still_there, starts_again) == (200, True)
