"""AND, OR, NOT and brackets as people type them in Chinese: any text is a tree of terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_WORDS = 12
MOST_DEPTH = 4

_SIGNS = str.maketrans("（）｜！\uff06\uff0d\ufe63\u2212", "()|!&---")
_WORDS = {
    **dict.fromkeys(("or", "或", "或者"), "|"),
    **dict.fromkeys(("and", "且", "并且", "&", "&&"), "&"),
    **dict.fromkeys(("not", "非", "不含"), "-"),
}
# (中国)电器 is a name and no group: one word in brackets, and more right behind them.
_TOKEN = re.compile(
    r"""(?P<group>(?:(?P<of>[\u4e00-\u9fff]{1,8})[:：])?\((?![^\s()|"]+\)[^\s()|"]))
      | (?P<close>\)) | (?P<bar>\|+) | (?P<lone>[-!]+(?=[\s)|]|$)) | (?P<minus>[-!]+)
      | (?P<and>(?<![0-9A-Za-z])&+|&+(?![0-9A-Za-z]))
      | (?:(?P<field>[\u4e00-\u9fff]{1,8})[:：])?
        (?: "(?P<phrase>[^"]*)"?
          | (?P<word>(?:\([^\s()|"]*\)|(?<=[0-9A-Za-z])&(?=[0-9A-Za-z])|[^\s()|"&])+)
          | (?P<rest>[^\s]))""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Term:
    """One thing typed: its field, its words, whether they stood in quotes."""

    text: str
    field: str = ""
    is_quoted: bool = False


@dataclass(frozen=True)
class All:
    """All of these, in the field of the group."""

    parts: tuple[Said, ...]
    field: str = ""


@dataclass(frozen=True)
class AnyOf:
    """One of these."""

    parts: tuple[Said, ...]


@dataclass(frozen=True)
class Not:
    """Not this."""

    part: Said


Said = Term | All | AnyOf | Not
_Token = tuple[str, Term]


@dataclass
class Reading:
    """What was typed as a tree, and what is to be said of the reading."""

    tree: All = All(())
    notices: list[str] = field(default_factory=list)
    has_operators: bool = False


def read(text: str) -> Reading:
    """Read typed text; quotes are straight already."""
    reading = Reading()
    tokens = _tokens(text.translate(_SIGNS))
    reading.has_operators = any(sign for sign, _ in tokens)
    tokens = _bounded(_paired(tokens, reading), reading)
    reader = _Reader(tokens, reading)
    tree = reader.either()
    reading.tree = tree if isinstance(tree, All) else All((tree,))
    return reading


def say(node: Said) -> str:
    """Say a reading in words, brackets where they are needed."""
    if isinstance(node, Term):
        text = f"“{node.text}”" if node.is_quoted else node.text
        return f"{node.field}:{text}" if node.field else text
    if isinstance(node, Not):
        return f"不含 {_inner(node.part)}"
    joint = " 或 " if isinstance(node, AnyOf) else " 且 "
    said = joint.join(map(_inner, node.parts)) if len(node.parts) > 1 else say(node.parts[0])
    return f"{node.field}:（{said}）" if isinstance(node, All) and node.field else said


def _inner(node: Said) -> str:
    is_simple = isinstance(node, Term | Not) or len(node.parts) == 1
    return say(node) if is_simple else f"（{say(node)}）"


def _tokens(text: str) -> list[_Token]:
    found = [one for match in _TOKEN.finditer(text) if (one := _token(match)) is not None]
    if all(sign for sign, _ in found):
        # Nothing but 或: then it is the word looked for.
        return [("", term) for _, term in found if term.text]
    return found


def _token(match: re.Match[str]) -> _Token | None:
    kind = match.lastgroup or ""
    if match["group"]:
        return "(", Term("", match["of"] or "")
    signs = {"close": ")", "bar": "|", "minus": "-", "and": "&"}
    if kind in signs:
        return signs[kind], Term("")
    if match["phrase"] is not None:
        return "", Term(match["phrase"], match["field"] or "", is_quoted=True)
    word = match["word"]
    if not word:
        return None
    if not match["field"] and word.lower() in _WORDS:
        return _WORDS[word.lower()], Term(word)
    return "", Term(word, match["field"] or "")


def _paired(tokens: Sequence[_Token], reading: Reading) -> list[_Token]:
    """Drop brackets without their other half, and those too deep."""
    kept: list[_Token] = []
    open_at: list[bool] = []
    unpaired = deep = False
    for token in tokens:
        if token[0] == "(":
            open_at.append(sum(open_at) < MOST_DEPTH)
            deep = deep or not open_at[-1]
            if not open_at[-1]:
                continue
        elif token[0] == ")":
            unpaired = unpaired or not open_at
            if not open_at or not open_at.pop():
                continue
        kept.append(token)
    kept += [(")", Term(""))] * sum(open_at)
    if unpaired or open_at:
        reading.notices.append("括号没有配对，缺的一半已补上或略去。")
    if deep:
        reading.notices.append(f"括号最多套 {MOST_DEPTH} 层，更深的已略去。")
    return kept


def _bounded(tokens: Sequence[_Token], reading: Reading) -> list[_Token]:
    kept, words = [], 0
    for token in tokens:
        words += not token[0]
        if words <= MOST_WORDS or token[0] in {"(", ")"}:
            kept.append(token)
    if words > MOST_WORDS:
        reading.notices.append(f"只按前 {MOST_WORDS} 个词查找。")
    return kept


class _Reader:
    """Reads tokens from left to right: 不含 binds before 且, 且 before 或."""

    def __init__(self, tokens: Sequence[_Token], reading: Reading) -> None:
        self._tokens = tokens
        self._at = 0
        self._reading = reading

    def either(self, of: str = "") -> Said:
        """Read alternatives up to a closing bracket or the end."""
        parts = [self._every()]
        while self._sign() == "|":
            self._at += 1
            parts.append(self._every())
        kept = tuple(part for part in parts if part.parts)
        if len(kept) < len(parts) > 1:
            self._lacking("或")
        if len(kept) == 1 or not kept:
            return All(kept[0].parts if kept else (), of)
        one = AnyOf(tuple(part.parts[0] if len(part.parts) == 1 else part for part in kept))
        return All((one,), of) if of else one

    def _every(self) -> All:
        parts: list[Said] = []
        while (sign := self._sign()) not in {"|", ")", "end"}:
            if sign == "&":
                self._at += 1
                if not parts or self._sign() in {"|", "&", ")", "end"}:
                    self._lacking("且")
            elif (part := self._unit()) is not None:
                parts.append(part)
        return All(tuple(parts))

    def _unit(self) -> Said | None:
        is_unwanted = False
        while self._sign() == "-":
            is_unwanted = True
            self._at += 1
        sign = self._sign()
        if sign in {"|", "&", ")", "end"}:
            self._lacking("不含")
            return None
        term = self._tokens[self._at][1]
        self._at += 1
        part: Said = term
        if sign == "(":
            part = self.either(term.field)
            self._at += 1
            if isinstance(part, All) and not part.parts:
                return None
        return Not(part) if is_unwanted else part

    def _sign(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else "end"

    def _lacking(self, word: str) -> None:
        said = f"“{word}”缺少前面或后面的词，已略去。"
        if said not in self._reading.notices:
            self._reading.notices.append(said)
