"""The program starts without what only some acts need."""

import subprocess
import sys

# Each takes from 70 ms to a second to import.
RARELY_NEEDED = ("pypinyin", "segno", "zxcvbn", "alembic", "flask_migrate", "psycopg", "fontTools")
ASK = f"import sys, caseapp.app; print([one for one in {RARELY_NEEDED!r} if one in sys.modules])"


def test_starting_imports_nothing_that_few_acts_need():
    said = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
