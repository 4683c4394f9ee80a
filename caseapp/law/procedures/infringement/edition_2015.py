"""专利侵权纠纷, edition of 2015: 专利行政执法办法 as revised."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.infringement.order_71 import edition

INFRINGEMENT_2015 = edition(
    "infringement-2015",
    date(2015, 7, 1),
    date(2025, 1, 31),
    name="专利行政执法办法（2015年修改）",
    basis="专利行政执法办法（国家知识产权局令第71号）、专利法",
)
