"""How a day and a sum are said inside a sentence of refusal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal


def day_said(day: date) -> str:
    """Say a day as official sentences do."""
    return f"{day.year}年{day.month}月{day.day}日"


def sum_said(amount: Decimal) -> str:
    """Say a sum with separators, the fen only where there are any."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}元" if whole else f"{amount:,.2f}元"
