"""The first command of the README, as a stranger sees it: an address, links, a page."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

LINK = re.compile(r"http://127\.0\.0\.1:\d+/enter/[\w-]{40,}")
ROLES = 14  # everybody but time itself


@pytest.fixture
def started(tmp_path):
    """Start the program on an empty data folder and read what it prints until it serves."""
    environ = {
        **os.environ,
        "CASEAPP_DATA": str(tmp_path / "data"),
        "CASEAPP_KEYS": str(tmp_path / "keys"),
        "CASEAPP_INDEX": str(tmp_path / "index"),
        "PYTHONUNBUFFERED": "1",
    }
    program = Path(sys.executable).with_name("caseapp")
    with subprocess.Popen(
        [program, "serve", "--demo", "--port", "0"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "已启动" in line:
                break
        yield process, "".join(lines)
        process.kill()


# A cold start on a busy machine; how long it takes is a benchmark's figure.
@pytest.mark.timeout(600)
def test_the_demo_office_starts_prints_its_links_and_ends_clean(started):
    process, printed = started
    assert process.poll() is None, printed
    assert len(set(LINK.findall(printed))) >= ROLES, printed
    for link in LINK.findall(printed):
        with urllib.request.urlopen(link, timeout=30) as page:  # noqa: S310 - our own address
            assert "的身份进入" in page.read().decode()
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()
    assert process.wait(timeout=30) == 0, rest
    assert "Traceback" not in rest
