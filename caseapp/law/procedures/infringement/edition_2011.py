"""专利侵权纠纷, edition of 2011: 专利行政执法办法 as first made in 2010."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.infringement.order_71 import edition

INFRINGEMENT_2011 = edition(
    "infringement-2011",
    date(2011, 2, 1),
    date(2015, 6, 30),
    name="专利行政执法办法（2010年）",
    basis="专利行政执法办法（国家知识产权局令第60号）、专利法（2008年修正）",
)
