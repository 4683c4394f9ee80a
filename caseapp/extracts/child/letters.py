"""Plain texts, web pages as text, and letters with what is attached to them, one level deep."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from caseapp.base.texts_of_bytes import decoded
from caseapp.extracts.child.told import Told, Unreadable

_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*:[ \t]?\S", re.MULTILINE)
_FROM = re.compile(rb"^From:", re.MULTILINE | re.IGNORECASE)
_OTHERS = re.compile(rb"^(Subject|Date|MIME-Version|Message-ID|To):", re.MULTILINE | re.IGNORECASE)
_HEAD = 16_384
_SHOWN = (
    ("From", "发件人"),
    ("To", "收件人"),
    ("Cc", "抄送"),
    ("Date", "日期"),
    ("Subject", "主题"),
)
_SILENT = ("script", "style", "template", "noscript")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "title",
        "td",
        "th",
        "pre",
        "hr",
    ]
)
# Reads what is attached: its bytes; it may refuse.
ReadAttached = Callable[[bytes], None]


def is_letter(data: bytes) -> bool:
    """Say whether a text is a letter: it begins with headers, and they name who wrote it."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_HEADER.match(head) and _FROM.search(head) and _OTHERS.search(head))


def read_text(data: bytes, told: Told) -> None:
    """Read a plain text in whichever coding it is."""
    text = decoded(data)
    if text is None:
        raise Unreadable("coding")
    told.tool("text")
    told.add("正文", text)


def read_page(data: bytes, told: Told) -> None:
    """Read the text of a web page; nothing it names is fetched."""
    text = decoded(data)
    if text is None:
        raise Unreadable("coding")
    told.tool("html")
    told.add("正文", _text_of_page(text))


def read_letter(data: bytes, told: Told, attached: ReadAttached | None) -> None:
    """Read headers, text and what is attached; a letter attached to a letter without its own."""
    told.tool("eml")
    letter = email.message_from_bytes(data, policy=policy.default)
    if not isinstance(letter, EmailMessage):
        raise Unreadable("broken")
    shown = ((words, str(letter.get(name, ""))) for name, words in _SHOWN)
    told.add("邮件头", "\n".join(f"{words}：{value}" for words, value in shown if value))
    body = letter.get_body(preferencelist=("plain", "html"))
    if body is not None:
        told.add("正文", _text_of(body))
    for part in letter.iter_attachments():
        if isinstance(part, EmailMessage) and attached is not None:
            _read_attached(part, told, attached)


def _read_attached(part: EmailMessage, told: Told, attached: ReadAttached) -> None:
    name = part.get_filename("") or "未命名"
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        data = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    else:
        found = part.get_payload(decode=True)
        data = found if isinstance(found, bytes) else b""
    told.within(f"附件“{name[:80]}”")
    try:
        attached(data)
    except Unreadable as no:
        if told.cut is None:
            told.cut = (f"attached_{no.why}", 1)
    finally:
        told.within("")


def _text_of(part: MIMEPart) -> str:
    found = part.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    try:
        text = data.decode(part.get_content_charset("") or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decoded(data) or ""
    return _text_of_page(text) if part.get_content_subtype() == "html" else text


def _text_of_page(text: str) -> str:
    page = _Page()
    page.feed(text)
    page.close()
    return "".join(page.pieces)


class _Page(HTMLParser):
    """Hears the text of a web page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        """Hear an element begin."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Hear an element end."""
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        """Hear text."""
        if not self._silent:
            self.pieces.append(data)
