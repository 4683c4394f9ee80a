"""Styles and scripts come from installed packages and from here, never from outside."""

import re

import pytest

from caseapp.base.assets import ASSETS, asset_bytes, asset_path
from tests.house import tree

OUTSIDE = re.compile(
    r"""(?:url\(\s*["']?|@import\s+["']|from\s+["']|import\(["']|fetch\(\s*["'])(?:https?:)?//"""
)


@pytest.mark.parametrize("name", ASSETS)
def test_the_file_is_in_its_package(name):
    assert asset_path(name).stat().st_size > 0


@pytest.mark.parametrize("name", ASSETS)
def test_no_picture_is_sent_inside_a_style_since_the_policy_refuses_it(name):
    assert b"data:" in asset_path(name).read_bytes()
    assert b"data:" not in asset_bytes(name)


def test_no_package_file_is_copied_into_the_checkout():
    copies = [
        path for path in tree.under("caseapp/static", ".css") if b"Bootstrap v" in path.read_bytes()
    ]
    copies += [path for path in tree.files() if path.name.endswith((".min.js", ".min.css"))]
    assert copies == []


def test_own_styles_and_scripts_ask_nothing_from_outside():
    own = [p for p in tree.files() if p.is_relative_to(tree.ROOT / "caseapp" / "static")]
    texts = [p for p in own if p.suffix in {".css", ".js", ".svg"}]
    assert texts != []
    found = [
        f"{tree.name(path)}:{number}"
        for path in texts
        for number, line in enumerate(tree.lines(path), start=1)
        if OUTSIDE.search(line)
    ]
    assert found == []


def test_own_scripts_need_no_leave_to_evaluate_text():
    scripts = [
        p for p in tree.files() if p.is_relative_to(tree.ROOT / "caseapp") and p.suffix == ".js"
    ]
    needing = re.compile(
        r"\beval\(|new Function|innerHTML\s*=|document\.write|setAttribute\(['\"]style"
    )
    assert [tree.name(p) for p in scripts if needing.search(p.read_text(encoding="utf-8"))] == []
