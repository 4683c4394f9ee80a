"""The form of a text block: for whom, the text, for which words and papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wtforms import SelectField, StringField, TextAreaField

from caseapp.base.errors import Refused
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.documents.block_words import BLOCK_SCOPES, BlockGiven
from caseapp.documents.catalogue import filed_kinds

BETWEEN = re.compile(r"[、，,；;\s]+")
LONGEST_TITLE = 60


class BlockForm(BaseForm):
    """A text people use again."""

    scope = SelectField("谁可以用", [must()])
    title = StringField(
        "标题",
        [must(), at_most(LONGEST_TITLE)],
        filters=[strip],
        description="在文书页上按标题选用，写得一看就知道是什么。",
    )
    text = TextAreaField(
        "内容",
        [must(), at_most(LONG_TEXT)],
        filters=[strip],
        description="照原样插入，不是模板：花括号、百分号等记号不起作用。",
    )
    words = StringField(
        "用于哪些栏目",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="写栏目名称，如“违法事实”，多个用顿号分开；空着的，各种大段文字的栏目都可以用。",
    )
    kinds = StringField(
        "用于哪些文书",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="写文书名称，如“行政处罚决定书”，多个用顿号分开；空着的，各种文书都可以用。",
    )

    def given(self) -> BlockGiven:
        """Return what was typed; a paper the catalogue does not know is refused by its name."""
        return BlockGiven(
            scope=str(self.scope.data),
            title=self.title.data or "",
            text=self.text.data or "",
            words=_parts(self.words.data),
            kinds=tuple(key for title in _parts(self.kinds.data) for key in _keys(title)),
            version=self.version_seen(),
        )


class RetireForm(BaseForm):
    """The button that takes a block out of use, or brings it back."""


def offer(form: BlockForm, scopes: Sequence[str], *, present: str = "") -> BlockForm:
    """Let the form offer what this person may choose, and what the block has."""
    shown = [one for one in BLOCK_SCOPES if one in scopes or one == present]
    form.scope.choices = [(one, BLOCK_SCOPES[one]) for one in shown]
    return form


def titles_of(keys: Sequence[str]) -> str:
    """Write kinds as the form asks for them."""
    titles = {one.key: one.title for one in filed_kinds()}
    return "、".join(dict.fromkeys(titles.get(key, key) for key in keys))


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(one for one in BETWEEN.split(text or "") if one)


def _keys(title: str) -> list[str]:
    wanted = title.strip("《》")
    found = [
        kind.key
        for kind in filed_kinds()
        if any(one.title == wanted and one.key in ("", kind.key) for one in kind.editions)
    ]
    if not found:
        raise Refused(f"文书目录里没有“{wanted}”。", remedy="请照文书目录里的名称填写。")
    return found
