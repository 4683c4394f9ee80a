"""Evidence comes in as it is and goes out as it came: photos, lists of goods, wrong numbers."""

import hashlib
import io
import os
from decimal import Decimal

import pytest
from werkzeug.test import EnvironBuilder, encode_multipart

from caseapp.evidence import queries as evidence
from caseapp.ledger import queries as ledger
from tests.pages import ACTING_BUDGET, form_values
from tests.stories import found_by_district, walked

MEBIBYTE = 1024 * 1024


@pytest.fixture
def story(app, people):
    """Give a filed case with its first goods."""
    return walked(people, "file")


def item(reader, story, **changed):
    reader.get(f"{story.path}/evidence/new")
    given = {
        "title": "店内照片",
        "kind": "photo",
        "form": "original",
        "taken_on": story.day(4).isoformat(),
        "proves": "现场有货",
    }
    return reader.submit(**(given | changed))


def sent_whole(reader, story, photo):
    """Send a large file as one body: the client's own temporary file would never be closed."""
    page = reader.get(f"{story.path}/evidence/new")
    fields = form_values(page.form()) | {
        "title": "店内照片",
        "file": (io.BytesIO(photo), "现场.JPG", "image/jpeg"),
    }
    builder = EnvironBuilder(method="POST", data=fields)
    whole = {"file": builder.files["file"], **builder.form.to_dict()}
    boundary, body = encode_multipart(whole)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return reader._open(
        "POST",
        f"{story.path}/evidence/new",
        budget=ACTING_BUDGET,
        given={"data": body, "content_type": kind},
    )


def test_photo_of_60_megabytes_is_kept_bit_for_bit(story, as_person):
    photo = os.urandom(MEBIBYTE) * 60
    wang = as_person("wang")
    assert sent_whole(wang, story, photo).status == 303
    kept = evidence.items_of_case(story.case_id)[0]
    assert (kept.filename, kept.size) == ("现场.JPG", len(photo))
    assert kept.sha256 == hashlib.sha256(photo).hexdigest()
    assert ledger.stored_file(kept.sha256).size == len(photo)
    sent = as_person("zhang").get(f"{story.path}/evidence/{kept.id}/file")
    assert hashlib.sha256(sent.data).hexdigest() == kept.sha256
    assert sent.answer.headers["Content-Disposition"].startswith("attachment")
    assert sent.answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "60.0 MB" in wang.follow().text


def test_several_photos_at_once_are_an_item_each(story, as_person):
    files = [(io.BytesIO(bytes([n]) * 9), f"{n}.jpg") for n in range(3)]
    assert item(as_person("wang"), story, file=files).status == 303
    kept = evidence.items_of_case(story.case_id)
    assert [(one.serial, one.title, one.filename) for one in kept] == [
        (1, "店内照片（1）", "0.jpg"),
        (2, "店内照片（2）", "1.jpg"),
        (3, "店内照片（3）", "2.jpg"),
    ]


def test_several_photos_under_the_longest_name_still_fit(story, as_person):
    files = [(io.BytesIO(b"1"), "1.jpg"), (io.BytesIO(b"2"), "2.jpg")]
    assert item(as_person("wang"), story, title="名" * 200, file=files).status == 303
    assert {len(one.title) for one in evidence.items_of_case(story.case_id)} == {197}


def test_photo_without_its_file_is_refused_with_what_was_typed(story, as_person):
    page = item(as_person("wang"), story)
    assert page.status == 409
    assert page.by_id("title").get("value") == "店内照片"
    assert evidence.items_of_case(story.case_id) == []


@pytest.mark.parametrize(
    "changed",
    [
        *({"title": ""}, {"kind": "梦"}, {"form": ""}, {"taken_on": "昨天"}, {"pages": "-1"}),
        *({"pages": "很多"}, {"pages": "9" * 40}, {"title": "长" * 201}, {"taken_by": "　"}),
    ],
)
def test_wrong_field_of_evidence_is_pointed_at(story, as_person, changed):
    page = item(as_person("wang"), story, kind="written", **changed) if "kind" not in changed else (
        item(as_person("wang"), story, **changed)
    )  # fmt: skip
    assert page.status == 422
    assert page.all(".//*[@class='field-error']")
    assert evidence.items_of_case(story.case_id) == []


def test_evidence_of_tomorrow_is_refused(story, as_person):
    page = item(as_person("wang"), story, kind="written", taken_on="2026-11-24")
    assert page.status == 409
    assert evidence.items_of_case(story.case_id) == []


def goods(reader, story, **changed):
    reader.get(f"{story.path}/goods/new")
    given = {"name": "水壶", "quantity": "3", "unit": "台", "unit_price": "89.50"}
    return reader.submit(**(given | changed))


def test_goods_are_added_and_summed(story, as_person):
    wang = as_person("wang")
    assert goods(wang, story, remark="第二层货架").status == 303
    page = wang.follow()
    assert "共 2 项，金额合计 3,828.50 元" in page.text
    assert "第二层货架" in page.text
    assert goods(wang, story, unit_price="").status == 303
    assert "另有 1 项单价未定" in wang.follow().text


@pytest.mark.parametrize(
    "changed",
    [
        *({"quantity": ""}, {"quantity": "0"}, {"quantity": "-1"}, {"quantity": "三"}),
        *({"quantity": "9" * 30}, {"quantity": "NaN"}, {"quantity": "Infinity"}),
        *({"unit_price": "-0.01"}, {"unit_price": "NaN"}, {"unit_price": "1e400"}),
        *({"name": " "}, {"unit": "长" * 21}, {"list_kind": "梦"}),
    ],
)
def test_wrong_goods_are_pointed_at(story, as_person, changed):
    page = goods(as_person("wang"), story, **changed)
    assert page.status == 422
    assert page.all(".//*[@class='field-error']")
    assert len(evidence.goods_of_case(story.case_id)[0].rows) == 1


def test_goods_in_full_width_digits_are_read(story, as_person):
    assert goods(as_person("wang"), story, quantity="１２", unit_price="８９.５").status == 303
    row = evidence.goods_of_case(story.case_id)[0].rows[-1]
    assert (row.quantity, row.unit_price) == (Decimal(12), Decimal("89.5"))


def test_file_of_another_case_is_not_there(people, story, as_person):
    other = found_by_district(people)
    zhao = as_person("zhao")
    assert item(zhao, other, file=(io.BytesIO(b"x"), "x.jpg")).status == 303
    theirs = evidence.items_of_case(other.case_id)[0].id
    assert as_person("wang").get(f"{story.path}/evidence/{theirs}/file").status == 404
    assert as_person("wang").get(f"{other.path}/evidence/{theirs}/file").status == 404
