"""Ctrl+C ends the server also when its first word is lost."""

import subprocess
import sys

SWALLOWS_THE_FIRST = """
import os, signal, threading, time
from caseapp.cli.serving import say_again_until

stop = threading.Event()
say_again_until(stop, after=0.2)
print("ready", flush=True)
heard = 0
try:
    while True:
        try:
            if not heard:
                os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
            raise SystemExit("nothing was said again")
        except KeyboardInterrupt:
            heard += 1
            if heard == 2:
                raise
except KeyboardInterrupt:
    stop.set()
print("heard", heard)
"""


def test_a_lost_ctrl_c_is_said_again():
    done = subprocess.run(  # the code of its end is looked at below
        [sys.executable, "-c", SWALLOWS_THE_FIRST],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["ready", "heard", "2"]), done.stderr
