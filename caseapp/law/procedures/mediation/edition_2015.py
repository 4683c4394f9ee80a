"""专利纠纷调解, 2015 edition: 专利行政执法办法 as revised (Order 71)."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.mediation.order_71 import edition

MEDIATION_2015 = edition(
    "mediation-2015",
    date(2015, 7, 1),
    date(2025, 1, 31),
    name="专利行政执法办法（2015年版）",
    basis="专利行政执法办法（国家知识产权局令第71号）、专利法实施细则",
)
