"""What an officer types about evidence, and what becomes of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from caseapp.evidence.forms import GoodsForm, ItemForm
from tests.evidence.conftest import KETTLE

TYPED = {
    "list_kind": "found",
    "name": " 电热水壶\u3000",
    "spec": "1.8L",
    "quantity": "12",
    "unit": "个",
    "unit_price": "89.90",
    "place": "店内货架",
    "patent_as_printed": "ZL201530012345.4",
}


def filled(app: Flask, form: type[Any], typed: dict[str, str]) -> Any:
    with app.test_request_context(method="POST"):
        answered = form(MultiDict(typed), meta={"csrf": False})
        answered.validate()
        return answered


def test_a_typed_row_is_the_row_that_is_kept(app: Flask) -> None:
    form = filled(app, GoodsForm, TYPED)
    assert form.errors == {}
    assert form.given() == KETTLE


def test_a_price_left_open_stays_open(app: Flask) -> None:
    form = filled(app, GoodsForm, TYPED | {"unit_price": ""})
    assert (form.errors, form.given().unit_price) == ({}, None)


@pytest.mark.parametrize("quantity", ["", "十二", "0", "-3", "NaN", "Infinity", "1e99"])
def test_a_quantity_that_is_none_is_named_at_its_field(app: Flask, quantity: str) -> None:
    assert list(filled(app, GoodsForm, TYPED | {"quantity": quantity}).errors) == ["quantity"]


def test_a_typed_item_is_the_item_that_is_kept(app: Flask) -> None:
    form = filled(
        app,
        ItemForm,
        {
            "kind": "written",
            "title": "进货单",
            "form": "copy",
            "pages": "3",
            "taken_on": "2015-09-08",
            "taken_by": "王建民、李秀英",
        },
    )
    assert form.errors == {}
    given = form.given()
    assert (given.kind, given.title, given.form, given.pages, given.taken_on) == (
        "written",
        "进货单",
        "copy",
        3,
        date(2015, 9, 8),
    )
    assert (given.proves, given.note) == ("", "")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kind", "video"),
        ("title", ""),
        ("pages", "0"),
        ("taken_on", "昨天"),
        ("note", "字" * 20_001),
    ],
)
def test_a_field_that_cannot_be_kept_says_so(app: Flask, field: str, typed: str) -> None:
    whole = {"kind": "photo", "title": "照片", "form": "original", "taken_by": "王建民"}
    form = filled(app, ItemForm, whole | {"taken_on": "2015-09-08", field: typed})
    assert list(form.errors) == [field]


def test_amounts_are_exact(app: Flask) -> None:
    assert filled(app, GoodsForm, TYPED | {"quantity": "0.1"}).given().quantity == Decimal("0.1")
