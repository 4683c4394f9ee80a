"""Templates show and decide nothing, and name nothing that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import StrictUndefined, nodes

from tests.house import tree

FOLDER = tree.ROOT / "templates"
FORBIDDEN = {
    "a filter that lets markup through": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
    "an inline style": re.compile(r"\sstyle\s*="),
    "an inline style sheet": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "an inline event": re.compile(r"<[a-z][^>]*\son[a-z]+\s*="),
    "an address outside": re.compile(r"""(?:href|src|action)\s*=\s*["'](?:https?:)?//"""),
}
NOT_PAGES = ("documents/",)


def page_names() -> list[str]:
    paths = [path.relative_to(FOLDER).as_posix() for path in tree.under("templates", ".html")]
    return [path for path in paths if not path.startswith(NOT_PAGES)]


def parsed(app: Flask, page: str) -> nodes.Template:
    return app.jinja_env.parse((FOLDER / page).read_text(encoding="utf-8"), page)


@pytest.mark.parametrize("page", page_names())
def test_the_template_compiles(bare_app, page):
    bare_app.jinja_env.get_template(page)


def test_an_undefined_name_is_a_fault(bare_app):
    assert bare_app.jinja_env.undefined is StrictUndefined
    assert bare_app.jinja_env.autoescape is True or bare_app.select_jinja_autoescape("a.html")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    found = [
        f"{page}:{number} {line.strip()[:120]}"
        for page in page_names()
        for number, line in enumerate(tree.lines(FOLDER / page), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


def test_every_macro_asked_for_is_there(bare_app):
    missing = []
    for page in page_names():
        for wanted in parsed(bare_app, page).find_all(nodes.FromImport):
            assert isinstance(wanted.template, nodes.Const), page
            there = {
                macro.name
                for macro in parsed(bare_app, wanted.template.value).find_all(nodes.Macro)
            }
            names = {name if isinstance(name, str) else name[0] for name in wanted.names}
            missing += [f"{page}: {name} of {wanted.template.value}" for name in names - there]
    assert missing == []


def linked(app: Flask, page: str) -> Iterator[str]:
    for call in parsed(app, page).find_all(nodes.Call):
        is_link = isinstance(call.node, nodes.Name) and call.node.name == "url_for"
        if is_link and call.args and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value


def test_every_link_leads_to_a_page_that_is_there(bare_app):
    missing = [
        f"{page}: {endpoint}"
        for page in page_names()
        for endpoint in linked(bare_app, page)
        if endpoint not in bare_app.view_functions
    ]
    assert missing == []


def test_every_template_is_used(bare_app):
    sources = [*tree.under("caseapp"), *tree.under("templates", ".html")]
    text = "\n".join(Path(path).read_text(encoding="utf-8") for path in sources)
    assert [page for page in page_names() if f'"{page}"' not in text] == []
