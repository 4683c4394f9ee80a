"""What no column can hold is answered in words, whatever a form or an address says."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from caseapp.exhibitions import sent_values
from tests.exhibitions.complaints import taken
from tests.exhibitions.fairs import running
from tests.exhibitions.test_patrol import DESIGN
from tests.exhibitions.test_station import PNG, TOLD

LONG = "9" * 5000
FAR = ("1" * 20, LONG, "2147483648", "0", "-1", "٣" * 20, "1.5", "", None)


@pytest.mark.parametrize("text", FAR)
def test_number_no_column_holds_is_none(text):
    assert sent_values.number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-08:00",
        "gestern",
        "",
    ],
)
def test_instant_the_office_cannot_reckon_with_is_none(text):
    assert sent_values.instant(text) is None


def test_instant_without_its_zone_is_that_of_the_office():
    assert sent_values.instant("2026-11-23T10:00:00") == datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize("serial", ["1" * 20, "2147483647"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-08:00"])
def test_station_takes_what_a_broken_device_sends(*, as_person, people, serial, moment):
    wang, fair_id = as_person("wang"), running(people)
    wang.get(f"/fairs/{fair_id}/station/new")
    odd = {"device_serial": serial, "happened_at": moment, "exhibitor_id": serial}
    answer = wang.submit(**(TOLD | odd), photos=[(BytesIO(PNG), "展品.png")])
    assert answer.status == 303, answer.text[:600]
    assert "共 1 张" in wang.follow().text


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-08:00"])
def test_photo_of_a_broken_device_is_kept(as_person, people, moment):
    wang, complaint_id = as_person("wang"), taken(people, running(people))
    wang.get(f"/fair-complaints/{complaint_id}/photos")
    odd = {"device_serial": "1" * 20, "taken_at": moment, "happened_at": moment}
    answer = wang.submit("photos", **odd, photos=[(BytesIO(PNG), "展品.png")])
    assert answer.status == 303, answer.text[:600]
    assert "共 1 张" in wang.follow().text


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_patrol_notes_what_a_broken_device_sends(as_person, people, moment):
    wang, fair_id = as_person("wang"), running(people)
    wang.get(f"/fairs/{fair_id}/patrol")
    answer = wang.submit(
        text=f"电热水壶 {DESIGN}", booth="A12", device_serial=LONG, happened_at=moment
    )
    assert answer.status == 303, answer.text[:600]
    assert "已登记 1 个标注" in wang.follow().text


@pytest.mark.parametrize("year", ["20261", "2026" + LONG, "２０２６", "²", "-2026"])
def test_years_of_fairs_open_whatever_year_is_asked(as_person, year):
    assert as_person("chen").get(f"/fairs/years?year={year}").status == 200
