"""Articles of the gates of mediation."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.law.procedures.article_rows import Rows

MEDIATION: Mapping[str, Rows] = {}
