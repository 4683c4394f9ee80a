"""What every page must be: whole, named, labelled, Chinese, and nothing from outside."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

TEXT_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "label")
ADDRESSES = ("href", "src", "action", "formaction", "srcset", "poster", "data")
NOT_READ = ("script", "style", "code", "kbd", "samp", "pre", "textarea", "option", "template")
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
OUTSIDE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
# What an officer of Anshan reads in Latin letters; everything else on a page is Chinese.
KNOWN = {
    *("CNIPA", "CSV", "DOCX", "GB", "HTML", "JPG", "JPEG", "JSON", "MP3", "MP4", "OFD", "PDF"),
    *("PNG", "RMB", "SHA", "SQLite", "PostgreSQL", "TXT", "URL", "UTC", "Word", "XLSX", "ZIP"),
    *("Ctrl", "Enter", "Alt", "Shift", "Tab", "Esc", "Cookie", "Excel", "Windows", "WPS"),
    *("AMR", "AVI", "BMP", "FLV", "GIF", "GZIP", "MKV", "RAR", "RTF", "SVG", "TIFF", "WAV", "WEBP"),
    *("WMV", "XML"),
}
KNOWN_LOWER = {word.lower() for word in KNOWN}


class Fault(AssertionError):
    """A page an officer should not have been given."""


def parse(source: str) -> Element:
    """Read a page as the standard says; the first error is a fault."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(source)
    if parser.errors:
        (line, column), code, values = parser.errors[0]
        row = source.splitlines()[line - 1 : line] or [""]
        raise Fault(f"not HTML at {line}:{column}: {code} {values}\n  {row[0].strip()[:200]}")
    return tree


def text_of(element: Element | None) -> str:
    """What is read in an element, blanks drawn together."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def look_at(answer: TestResponse, tree: Element | None, *, where: str) -> None:
    """Find what is wrong with an answer, all of it at once."""
    faults = [*_headers(answer)]
    if tree is not None:
        for find in (_outline, _ids, _labels, _tokens, _inline, _outside, _pictures):
            faults += find(tree)
        faults += [f"English is left over: {word!r}" for word in foreign_words(tree)]
    if faults:
        lines = "\n  ".join(dict.fromkeys(faults))
        raise Fault(f"{where} ({answer.status_code}):\n  {lines}")


def _headers(answer: TestResponse) -> Iterator[str]:
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy and "default-src 'self'" not in policy:
        yield f"no Content-Security-Policy: {policy!r}"
    if "unsafe-" in policy:
        yield f"an unsafe Content-Security-Policy: {policy}"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options is missing"
    if answer.status_code >= 500:
        yield "the program broke"
    for name, value in headers.items():
        # A server writes headers as Latin-1; the test client would let anything through.
        if value != value.encode("latin-1", "replace").decode("latin-1"):
            yield f"no server can send the header {name}: {value}"


def _outline(tree: Element) -> Iterator[str]:
    if tree.get("lang") != "zh-CN":
        yield f"the language is {tree.get('lang')!r}"
    headings = [text_of(h) for h in tree.iter("h1")]
    title = text_of(tree.find(".//title"))
    if len(headings) != 1:
        yield f"{len(headings)} first headings: {headings}"
    elif not headings[0] or not title.startswith(headings[0]):
        yield f"the title {title!r} does not begin with the heading {headings[0]!r}"
    if len(list(tree.iter("main"))) != 1:
        yield "there is not one <main>"


def _ids(tree: Element) -> Iterator[str]:
    seen: set[str] = set()
    for element in tree.iter():
        name = element.get("id")
        if name is None:
            continue
        if name in seen or not name or " " in name:
            yield f"the id {name!r} is empty, broken or used twice"
        seen.add(name)
    for element in tree.iter():
        for attribute in (
            "for",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "list",
            "form",
        ):
            for name in (element.get(attribute) or "").split():
                if name not in seen:
                    yield f"{attribute}={name!r} points to nothing"


def _labels(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    wrapped = {id(field) for label in tree.iter("label") for field in label.iter()}
    for field in tree.iter():
        if field.tag not in {"input", "select", "textarea"} or field.get("type") in UNLABELLED:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not named and field.get("id") not in labelled and id(field) not in wrapped:
            yield f"the field {field.get('name')!r} has no label"
    for button in tree.iter("button"):
        if not text_of(button) and not button.get("aria-label"):
            yield "a button has no words"
    for link in tree.iter("a"):
        if not text_of(link) and not link.get("aria-label") and link.find(".//img") is None:
            yield f"the link to {link.get('href')!r} has no words"


def _tokens(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        if (form.get("method") or "get").lower() != "post":
            continue
        tokens = [f for f in form.iter("input") if f.get("name") == "csrf_token" and f.get("value")]
        if len(tokens) != 1:
            yield f"the form to {form.get('action')!r} has {len(tokens)} tokens"
        files = any(f.get("type") == "file" for f in form.iter("input"))
        if files and form.get("enctype") != "multipart/form-data":
            yield f"the form to {form.get('action')!r} would send names instead of files"


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style" or (element.tag == "script" and text_of(element)):
            yield f"an inline <{element.tag}>"
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name == "style":
                yield f"an inline {name} on <{element.tag}>"
            if str(value).strip().lower().startswith("javascript:"):
                yield f"script in {name} of <{element.tag}>"


def _outside(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        for name in ADDRESSES:
            if OUTSIDE.match(element.get(name) or ""):
                yield f"<{element.tag}> leads outside: {element.get(name)}"


def _pictures(tree: Element) -> Iterator[str]:
    for picture in tree.iter("img"):
        if picture.get("alt") is None:
            yield f"the picture {picture.get('src')!r} has no alt"
    for drawing in tree.iter("svg"):
        if drawing.get("aria-hidden") != "true" and drawing.get("role") != "img":
            yield "an svg is neither hidden nor an image"


def foreign_words(tree: Element) -> list[str]:
    """Latin words in what is read; typed text is marked translate="no" by the templates."""
    return [
        match[0]
        for text in _read(tree)
        for match in LATIN_WORD.finditer(text)
        if match[0].lower() not in KNOWN_LOWER and not _is_part_of_a_number(text, match)
    ]


def _is_part_of_a_number(text: str, match: re.Match[str]) -> bool:
    """A credit code, a query code or a hash has letters among its digits."""
    start, end = match.span()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(c.isdigit() or c in "-_@." for c in around)


def _read(element: Element) -> Iterator[str]:
    if (
        element.tag in NOT_READ
        or element.get("translate") == "no"
        or not isinstance(element.tag, str)
    ):
        return
    yield element.text or ""
    for name in TEXT_ATTRIBUTES:
        yield element.get(name) or ""
    if element.tag == "input" and element.get("type") in {"submit", "button"}:
        yield element.get("value") or ""
    for child in element:
        yield from _read(child)
        yield child.tail or ""
