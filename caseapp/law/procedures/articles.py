"""The article each gate rests on, by the date of the act: one dated row per text in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.law.procedures.article_rows import Rows
from caseapp.law.procedures.counterfeit.articles import COUNTERFEIT
from caseapp.law.procedures.false_statement.articles import FALSE_STATEMENT
from caseapp.law.procedures.general_articles import COMMON
from caseapp.law.procedures.infringement.articles import INFRINGEMENT
from caseapp.law.procedures.mediation.articles import MEDIATION

ARTICLES: Mapping[str, Rows] = {
    **COMMON,
    **COUNTERFEIT,
    **FALSE_STATEMENT,
    **INFRINGEMENT,
    **MEDIATION,
}


def article_for(gate_key: str, *, on: date, authority: str) -> str | None:
    """Pick the article in force that day; None where the rule did not yet, or no longer, hold."""
    return next((row.text for row in ARTICLES[gate_key] if row.holds(on, authority)), None)
