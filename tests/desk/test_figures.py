"""A chief's figures open the very rows they count."""

import re
from datetime import timedelta

from caseapp.base.clock import today
from tests.stories import reported, walked


def test_each_figure_opens_as_many_rows_as_it_says(as_person, people):
    for day in (3, 2):
        walked(people, "file", received_on=today() - timedelta(days=day + 3))
    reported(people)
    chief = as_person("chen")
    desk = chief.get("/desk")
    figures = desk.all(".//ul[@class='figures']//a")
    counted = {}
    for figure in figures:
        words = "".join(figure.itertext())
        page = chief.get(figure.get("href"))
        rows = page.all(".//main//tbody/tr")
        counted[re.sub(r"\d", "", words)] = (int(re.search(r"\d+", words)[0]), len(rows))
    assert counted == {"本月立案": (2, 2), "本月决定": (0, 0), "本月结案": (0, 0)}


def test_nonsense_months_narrow_nothing(as_person, people):
    reported(people)
    reader = as_person("wang")
    for month in ("2026-13", "x", "2026-1", "9999-12", "2026-11-23"):
        assert reader.get(f"/cases?happened=filed&month={month}").status == 200
