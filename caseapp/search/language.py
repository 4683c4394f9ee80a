"""The words a person may type: words, "phrases", field:value, 或, 不含, brackets, any number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from caseapp.base.identifiers import Found
from caseapp.search.card import ALL, NAME, SOUND, WHO
from caseapp.search.numbers import asked_tokens, numbers_in, sentence
from caseapp.search.operators import All, AnyOf, Not, Said, Term, read, say
from caseapp.search.pinyin import Way, alike, is_syllable, of_who, one_off, ways
from caseapp.search.text import Piece, bare, is_chinese, normal, pieces

LONGEST_QUESTION = 200
# From so many digits on, the beginning of a number is enough.
SHORTEST_BEGINNING = 6
# In a field of numbers so many digits are enough; fewer begin nearly every number there is.
_LEAST_DIGITS = 4
# Nobody types a longer name with blanks between its syllables.
_LEAST_JOINED, _MOST_JOINED = 2, 12

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
_QUOTES = str.maketrans(
    "\u201c\u201d\u201e\u201f\u301d\u301e\uff02\u300c\u300d\u300e\u300f", '"' * 11
)
_BLANKS = str.maketrans(dict.fromkeys([*range(32), 0x7F, 0x3000, 0xA0], " "))
# Private characters stand for recognised numbers while the rest is cut at its blanks.
_FIRST_MARK, _LAST_MARK = 0xE000, 0xF8FF
_MARK = re.compile("([\ue000-\uf8ff])")
_NUMBER_PART = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True)
class Word:
    """One thing looked for.

    It stands in an object as written if one of its number forms is among the object's numbers, or
    a number begins with `beginning`, or its pieces stand in `field` at their distances. It also
    matches, ranked below all of that, if the pieces of one of `others` stand in that field so.
    """

    text: str
    field: str
    pieces: tuple[Piece, ...]
    forms: frozenset[str] = frozenset()
    beginning: str = ""
    # Other ways it may stand there: a field and the tokens in it, such as how a name sounds.
    others: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    # Typed without quotes and no number: then a slip of the keyboard may be forgiven.
    is_loose: bool = False


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
    typed = _MARK.sub(" ", text.translate(_QUOTES))
    found = numbers_in(typed)
    said = read(_marked(typed, found))
    building = _Building(found, kind_names)
    node = building.node(said.tree)
    tree = node if isinstance(node, Every) else Every(() if node is None else (node,))
    query = Query(tree, building.kinds, "".join(map(sentence, found)))
    notices = [*said.notices]
    if said.has_operators and query.asks:
        notices.append(f"按“{_shown(say(said.tree), found)}”查找。")
    return replace(query, notices=(*notices, *_judged(query, has_unwanted=building.has_unwanted)))


def looser(query: Query) -> tuple[Query, ...]:
    """Return what else may have been meant, to be asked in turn where a question finds nothing.

    First names that sound the same, then names with one character another, more or fewer.
    """
    tries = ((alike, "读音相同的名称"), (one_off, "只差一个字的名称"))
    asked = (
        (_loosened(query.tree, other), f"没有完全相同的，下面是{what}。") for other, what in tries
    )
    return tuple(
        replace(query, tree=tree, notices=(*query.notices, notice))
        for tree, notice in asked
        if isinstance(tree, Every) and tree != query.tree
    )


def _loosened(node: Node, other: Callable[[str], tuple[Way, ...]]) -> Node:
    if isinstance(node, Word):
        may = node.is_loose and any(map(is_chinese, node.text))
        found = other(node.text) if may else ()
        return replace(node, others=(*node.others, *_by_sound(found, node.field)))
    if isinstance(node, Without):
        return node
    return replace(node, parts=tuple(_loosened(part, other) for part in node.parts))


def _by_sound(found: Iterable[Way], field: str) -> tuple[tuple[str, Way], ...]:
    return tuple((SOUND, of_who(way) if field == WHO else way) for way in found)


class _Building:
    """A question while its tree is built."""

    def __init__(self, found: Sequence[Found], kind_names: Mapping[str, str]) -> None:
        self.kinds: frozenset[str] | None = None
        self.has_unwanted = False
        self._found = found
        self._kinds = {name: kind for kind, name in kind_names.items()}

    def node(self, said: Said, of: str = "", *, is_unwanted: bool = False) -> Node | None:
        """Return what a part asks for; None for a kind or for nothing but marks."""
        if isinstance(said, Term):
            return self._term(said, of, is_unwanted=is_unwanted)
        if isinstance(said, Not):
            self.has_unwanted = True
            unwanted = self.node(said.part, of, is_unwanted=True)
            return None if unwanted is None else Without(unwanted)
        of = said.field if isinstance(said, All) and said.field else of
        every = [self.node(part, of, is_unwanted=is_unwanted) for part in said.parts]
        parts = tuple(part for part in every if part is not None)
        if isinstance(said, AnyOf):
            return Either(parts) if len(parts) > 1 else next(iter(parts), None)
        return _joined(said, parts) if parts else None

    def _term(self, said: Term, of: str, *, is_unwanted: bool) -> Node | None:
        field, text = said.field or of, said.text
        if field == _KIND_FIELD:
            named = [kind for name, kind in self._kinds.items() if text and text in name]
            self._narrow(set(self._kinds.values()).difference(named) if is_unwanted else named)
            return None
        if field in self._kinds:
            self._narrow([self._kinds[field]])
            field = ALL
        elif field in _FIELDS:
            field = _FIELDS[field]
        else:
            text, field = f"{field} {text}" if field else text, ALL
        words = _words(text, field, self._found)
        if said.is_quoted or is_unwanted:
            # As it is written and nothing else: in quotes, and what is to be left out.
            words = [_strict(word) for word in words]
        return words[0] if len(words) == 1 else Every(tuple(words)) if words else None

    def _narrow(self, kinds: Iterable[str]) -> None:
        chosen = frozenset(kinds)
        self.kinds = chosen if self.kinds is None else self.kinds & chosen


def _strict(word: Word) -> Word:
    kept = tuple(replace(one, is_open=one.is_open and is_chinese(one.token)) for one in word.pieces)
    return replace(word, pieces=kept, others=(), is_loose=False)


def _joined(said: All, parts: tuple[Node, ...]) -> Every:
    """Take zhang san, typed with blanks, for one name: as written, or sounding so in one piece."""
    plain = all(isinstance(one, Term) and not one.is_quoted and not one.field for one in said.parts)
    words = [part for part in parts if isinstance(part, Word)]
    texts = [word.text for word in words if word.is_loose and is_syllable(word.text)]
    if (
        not plain
        or len(texts) != len(said.parts)
        or not _LEAST_JOINED <= len(texts) <= _MOST_JOINED
    ):
        return Every(parts)
    others = _by_sound(ways(" ".join(texts)), words[0].field)
    whole = Word(" ".join(texts), "", (), others=others)
    return Every((Either((Every(tuple(replace(word, others=()) for word in words)), whole)),))


def _shown(text: str, found: Sequence[Found]) -> str:
    return _MARK.sub(lambda mark: found[ord(mark[0]) - _FIRST_MARK].raw, text)


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
        elif cut := pieces(normal(part), may_go_on=True):
            words.append(_plain(part, field, cut))
    return words


def _number(found: Found, field: str) -> Word:
    """A number matches by its forms, or where it stands in a text just as typed."""
    return Word(found.normal, field, pieces(normal(found.raw)), asked_tokens(found))


def _plain(part: str, field: str, cut: tuple[Piece, ...]) -> Word:
    text, number = normal(part).strip(), bare(part)
    is_long = len(number) >= SHORTEST_BEGINNING and bool(_NUMBER_PART.fullmatch(number))
    digits = sum(mark.isdigit() for mark in number)
    in_numbers = digits >= _LEAST_DIGITS or any(map(is_chinese, number))
    may_begin = (is_long and digits > 0) if field else in_numbers
    others = _by_sound(ways(text), field) if field else ()
    beginning = number if may_begin else ""
    return Word(text, field, cut, frozenset({number}), beginning, others, is_loose=bool(field))


def _judged(query: Query, *, has_unwanted: bool) -> Iterator[str]:
    """Say what a person should know of a question that asks too little."""
    if query.kinds is not None and not query.kinds:
        yield "没有这种类型的内容。"
    for word in query.words:
        if not word.field and not word.beginning and word.forms == {word.text}:
            yield f"“{word.text}”太短，只找整个号码就是它的；按开头找请写 {_LEAST_DIGITS} 位以上数字。"
    if query.asks:
        return
    if has_unwanted:
        yield "只有排除的词，请再输入至少一个要找的词。"
    elif query.kinds:
        yield "请再输入要找的词，例如当事人、产品、专利号或文号。"
    else:
        yield "请输入要找的词：当事人、产品、专利号、文号、工单号都可以。"
