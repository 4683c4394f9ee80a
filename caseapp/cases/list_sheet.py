"""The list of cases as a workbook: its columns, and how many rows go out at once."""

from __future__ import annotations

# More rows than this go out in parts, each narrowed by a filter.
MOST_ROWS = 5000
HEADS = (
    ("案号", 24),
    ("线索编号", 24),
    ("案件", 44),
    ("程序", 22),
    ("阶段", 12),
    ("收到日期", 12),
    ("当事人", 30),
    ("商品", 20),
    ("最近期限", 12),
    ("期限事项", 30),
    ("承办", 20),
)
