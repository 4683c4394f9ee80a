"""专利纠纷调解, 2011 edition: the first text, 专利行政执法办法 (Order 60)."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.mediation.order_71 import edition

MEDIATION_2011 = edition(
    "mediation-2011",
    date(2011, 2, 1),
    date(2015, 6, 30),
    name="专利行政执法办法（2010年版）",
    basis="专利行政执法办法（国家知识产权局令第60号）、2010年专利法实施细则",
)
