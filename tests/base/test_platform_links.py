"""Addresses of shops and goods are told apart offline; somebody else's house is not taken for a platform."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.base.identifiers.platforms import PLATFORM_NAMES, find_platform_links

ITEM = "612345678901"


@pytest.mark.parametrize(
    ("typed", "normal", "key"),
    [
        (
            f"https://item.taobao.com/item.htm?spm=a1z10.1&id={ITEM}看看",
            f"淘宝商品 {ITEM}",
            f"taobao:{ITEM}",
        ),
        (f"detail.tmall.com/item.htm?id={ITEM}&skuId=1", f"天猫商品 {ITEM}", f"taobao:{ITEM}"),
        ("店铺shop1234567.taobao.com。", "淘宝店铺 1234567", "taobao:1234567"),
        ("https://XingWang.tmall.com/", "天猫店铺 XingWang", "tmall:xingwang"),
        ("https://item.jd.com/100012345678.html", "京东商品 100012345678", "jd:100012345678"),
        ("https://item.m.jd.com/product/100012.html", "京东商品 100012", "jd:100012"),
        ("https://mall.jd.com/index-1000012.html", "京东店铺 1000012", "jd:1000012"),
        (
            "mobile.yangkeduo.com/goods.html?goods_id=1234567",
            "拼多多商品 1234567",
            "pdd:1234567",
        ),
        (
            "https://haohuo.jinritemai.com/views/product/item2?id=3456789012345678901",
            "抖音商品 3456789012345678901",
            "douyin:3456789012345678901",
        ),
        (f"https://detail.1688.com/offer/{ITEM}.html?a=1", f"1688商品 {ITEM}", f"1688:{ITEM}"),
        ("ｉｔｅｍ．ｊｄ．ｃｏｍ／１０００１２３４．ｈｔｍｌ", "京东商品 10001234", "jd:10001234"),
    ],
)
def test_address_names_its_shop_or_goods(typed, normal, key):
    (found,) = find_platform_links(typed)
    assert (found.normal, found.key, found.valid) == (normal, key, True)
    assert found.why == "按网址识别，未联网核对"


@pytest.mark.parametrize(
    "typed", ["https://m.tb.cn/h.5abcd", "v.douyin.com/iAbCd", "www.taobao.com"]
)
def test_address_that_names_nothing_asks_for_a_whole_one(typed):
    (found,) = find_platform_links(typed)
    assert (found.valid, found.number) == (False, "")
    assert "网址" in found.why


@pytest.mark.parametrize(
    "typed",
    [
        f"https://taobao.com.example.cn/item.htm?id={ITEM}",
        "eviltaobao.com/item.htm?id=612345678901",
        "taobao.community/shop",
        "",
        "没有网址，只说是淘宝上买的",
    ],
)
def test_somebody_elses_address_is_no_platform(typed):
    assert find_platform_links(typed) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                "https://",
                "item.",
                "shop1",
                "taobao",
                ".com",
                "jd.com",
                "/",
                "?id=",
                ITEM,
                "😀",
                "a.",
            )
        ),
        max_size=40,
    ).map("".join)
)
def test_any_text_is_read_and_spans_hold_what_was_found(text):
    for found in find_platform_links(text):
        assert found.platform in PLATFORM_NAMES
        assert text[slice(*found.span)]


def test_long_texts_are_read_in_a_moment():
    began = time.process_time()
    for piece in ("a.", "taobao.com/", "https://", "shop1.taobao.com/?id=1&"):
        find_platform_links(piece * 5_000)
    assert time.process_time() - began < 5
