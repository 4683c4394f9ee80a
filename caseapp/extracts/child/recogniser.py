"""Becomes the recogniser of letters in pictures, under the same limits as a reading process."""

from __future__ import annotations

import json
import os
import sys

from caseapp.extracts.child import confine


def main() -> None:
    """Set the limits and become the program the caller names."""
    confine.limit(json.loads(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - a program the caller found, with its words
