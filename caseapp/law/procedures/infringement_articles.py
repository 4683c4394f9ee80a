"""Articles of the gates of infringement disputes."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.law.procedures.article_rows import Rows

INFRINGEMENT: Mapping[str, Rows] = {}
