"""The words a person may type: words, "phrases", field:value, -not, numbers in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseapp.base.identifiers import Found
from caseapp.search.card import ALL, NAME, WHO
from caseapp.search.numbers import asked_tokens, numbers_in, sentence
from caseapp.search.text import Piece, bare, normal, pieces

LONGEST_QUESTION = 200
MOST_WORDS = 12
# From so many digits on, the beginning of a number is enough.
SHORTEST_BEGINNING = 6

_FIELDS = {
    "当事人": WHO,
    "名称": NAME,
    "标题": NAME,
    "案号": "",
    "专利号": "",
    "文号": "",
    "号码": "",
    "工单": "",
    "工单号": "",
    "电话": "",
}
_KIND_FIELD = "类型"
_PART = re.compile(r'(-?)(?:([\u4e00-\u9fff]{1,8})[:：])?(?:"([^"]*)"?|([^\s"]+))')
_QUOTES = str.maketrans(
    "\u201c\u201d\u201e\u201f\u301d\u301e\uff02\u300c\u300d\u300e\u300f", '"' * 11
)
_DASHES = str.maketrans("\uff0d\ufe63\u2212", "---")
_BLANKS = str.maketrans(dict.fromkeys([*range(32), 0x7F, 0x3000, 0xA0], " "))
# Private characters stand for recognised numbers while the rest is cut at its blanks.
_FIRST_MARK, _LAST_MARK = 0xE000, 0xF8FF
_MARK = re.compile("([\ue000-\uf8ff])")
_NUMBER_PART = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True)
class Word:
    """One thing looked for: its tokens, where they may stand, its number forms."""

    text: str
    field: str
    pieces: tuple[Piece, ...]
    forms: frozenset[str] = frozenset()
    beginning: str = ""
    # Other ways it may stand there: a field and the tokens in it, such as how a name sounds.
    others: tuple[tuple[str, tuple[Piece, ...]], ...] = ()


@dataclass(frozen=True)
class Every:
    """All of these must hold; none at all always holds."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Either:
    """One of these must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Without:
    """This must not hold."""

    part: Node


# A question is a tree of words.
Node = Word | Every | Either | Without


@dataclass(frozen=True)
class Query:
    """A question, understood."""

    tree: Every = Every()
    kinds: frozenset[str] | None = None
    recognised: str = ""
    notices: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """Return what is looked for, without what is excluded."""
        return tuple(_wanted(self.tree))

    @property
    def asks(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self.words)


def _wanted(node: Node) -> Iterator[Word]:
    if isinstance(node, Word):
        yield node
    elif not isinstance(node, Without):
        for part in node.parts:
            yield from _wanted(part)


def clean(text: str) -> str:
    """Return what was typed without what no page and no terminal can show."""
    shown = text.encode("utf-8", "replace").decode("utf-8")
    return shown.translate(_BLANKS).strip()


def parse(text: str, kind_names: Mapping[str, str]) -> Query:
    """Understand what was typed; whatever it is, the answer is a question or a sentence."""
    text = clean(text)
    if len(text) > LONGEST_QUESTION:
        return Query(
            notices=(f"检索词有 {len(text):,} 个字，最多 {LONGEST_QUESTION} 个字，请缩短后再找。",)
        )
    typed = _MARK.sub(" ", text.translate(_QUOTES).translate(_DASHES))
    found = numbers_in(typed)
    reading = _Reading(found, kind_names)
    for minus, field, phrase, word in _PART.findall(_marked(typed, found)):
        reading.take(field, phrase or word, is_unwanted=bool(minus))
    return _judged(reading, recognised="".join(map(sentence, found)))


class _Reading:
    """A question while it is read, part by part."""

    def __init__(self, found: Sequence[Found], kind_names: Mapping[str, str]) -> None:
        self.wanted: list[Word] = []
        self.unwanted: list[Word] = []
        self.kinds: frozenset[str] | None = None
        self._found = found
        self._kinds = {name: kind for kind, name in kind_names.items()}

    def take(self, field: str, text: str, *, is_unwanted: bool) -> None:
        """Understand one part: a kind, or words of a field, or just words."""
        if field == _KIND_FIELD:
            self._narrow(kind for name, kind in self._kinds.items() if text and text in name)
            return
        words = self.unwanted if is_unwanted else self.wanted
        if field in self._kinds:
            self._narrow([self._kinds[field]])
            words += _words(text, ALL, self._found)
        elif field in _FIELDS:
            words += _words(text, _FIELDS[field], self._found)
        else:
            words += _words(f"{field} {text}" if field else text, ALL, self._found)

    def _narrow(self, kinds: Iterable[str]) -> None:
        chosen = frozenset(kinds)
        self.kinds = chosen if self.kinds is None else self.kinds & chosen


def _marked(text: str, found: Sequence[Found]) -> str:
    for number, one in reversed(list(enumerate(found))):
        first, end = one.span
        text = f"{text[:first]}{chr(_FIRST_MARK + number)}{text[end:]}"
    return text


def _words(text: str, field: str, found: Sequence[Found]) -> list[Word]:
    words = []
    for part in _MARK.split(text):
        if _MARK.fullmatch(part):
            number = found[ord(part) - _FIRST_MARK]
            words.append(_number(number, field))
        elif cut := pieces(normal(part)):
            words.append(_plain(part, field, cut))
    return words


def _number(found: Found, field: str) -> Word:
    """A number matches by its forms, or where it stands in a text just as typed."""
    return Word(found.normal, field, pieces(normal(found.raw)), asked_tokens(found))


def _plain(part: str, field: str, cut: tuple[Piece, ...]) -> Word:
    text, number = normal(part).strip(), bare(part)
    if field == ALL and len(number) == 1 and cut[0].is_open:
        field = NAME  # a single character stands in nearly every text
    is_long = len(number) >= SHORTEST_BEGINNING and bool(_NUMBER_PART.fullmatch(number))
    may_begin = field == "" or (is_long and any(mark.isdigit() for mark in number))
    return Word(text, field, cut, frozenset({number}), number if may_begin else "")


def _judged(reading: _Reading, *, recognised: str) -> Query:
    """Cut what is too much and say in sentences what a person should know of the reading."""
    notices = []
    words, without = tuple(reading.wanted), tuple(reading.unwanted)
    if len(words) + len(without) > MOST_WORDS:
        notices.append(f"只按前 {MOST_WORDS} 个词查找。")
        words, without = words[:MOST_WORDS], without[:MOST_WORDS]
    if any(_is_single(word) for word in words):
        notices.append("单个字只在标题和名称里查找。")
    if reading.kinds is not None and not reading.kinds:
        notices.append("没有这种类型的内容。")
    if not words:
        notices.append(_nothing(reading))
    tree = Every((*words, *map(Without, without)))
    return Query(tree, reading.kinds, recognised, tuple(notices))


def _is_single(word: Word) -> bool:
    return word.field == NAME and len(word.pieces) == 1 and word.pieces[0].is_open


def _nothing(reading: _Reading) -> str:
    if reading.unwanted:
        return "只有排除的词，请再输入至少一个要找的词。"
    if reading.kinds:
        return "请再输入要找的词，例如当事人、产品、专利号或文号。"
    return "请输入要找的词：当事人、产品、专利号、文号、工单号都可以。"
