"""The strict reader has teeth: each planted fault is named, and a good page passes."""

import pytest
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from tests.looking import Fault, look_at, parse

GOOD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>案件 · 鞍山市知识产权局</title></head>
<body><main><h1>案件</h1>
<form method="post" action="/cases"><input type="hidden" name="csrf_token" value="x">
<label for="name">名称</label><input id="name" name="name">
<button type="submit">保存</button></form>
<img src="/a.png" alt="照片"><p translate="no">typed words</p><p>ZL201530012345.4，见 PDF</p>
</main></body></html>"""

PLANTED = {
    "an unclosed element": ("<p>ZL", "<div><p>ZL"),
    "a second heading": ("<p>ZL", "<h1>又一个</h1><p>ZL"),
    "a title of its own": ("<title>案件", "<title>列表"),
    "another language": ("zh-CN", "en"),
    "an id used twice": ("<p>ZL", '<p id="name">ZL'),
    "a label to nothing": ('for="name"', 'for="nomen"'),
    "a field without a label": ('<label for="name">名称</label>', ""),
    "a form without a token": ('<input type="hidden" name="csrf_token" value="x">', ""),
    "a button without words": ("保存", ""),
    "an inline style": ("<p>ZL", '<p style="color:red">ZL'),
    "an inline script": ("<p>ZL", "<script>alert(1)</script><p>ZL"),
    "an inline event": ("<p>ZL", '<p onclick="x()">ZL'),
    "an address outside": ("/a.png", "//example.org/a.png"),
    "a picture without words": (' alt="照片"', ""),
    "English left over": ("<p>ZL", "<p>Save ZL"),
    "English in an attribute": ("<p>ZL", '<p title="Close">ZL'),
}
SAFE = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


def read(source, headers=SAFE, status=200):
    answer = TestResponse([source.encode()], f"{status} X", Response(headers=headers).headers, None)
    look_at(answer, parse(source), where="GET /")


def test_a_good_page_passes():
    read(GOOD)


@pytest.mark.parametrize("what", PLANTED)
def test_the_reader_refuses(what):
    good, bad = PLANTED[what]
    assert good in GOOD
    with pytest.raises(Fault):
        read(GOOD.replace(good, bad, 1))


@pytest.mark.parametrize("missing", SAFE)
def test_the_reader_refuses_a_page_without_its_header(missing):
    with pytest.raises(Fault):
        read(GOOD, {name: value for name, value in SAFE.items() if name != missing})


def test_the_reader_refuses_a_policy_that_allows_inline_script():
    loose = SAFE | {"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}
    with pytest.raises(Fault):
        read(GOOD, loose)


def test_the_reader_refuses_a_broken_program():
    with pytest.raises(Fault):
        read(GOOD, status=500)
