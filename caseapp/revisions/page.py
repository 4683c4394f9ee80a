"""The one page on which two people's texts are laid side by side, and how a merge is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash
from wtforms import BooleanField

from caseapp.base.db import finish
from caseapp.base.errors import Conflict
from caseapp.base.forms import BaseForm
from caseapp.base.merging import Change, Merge, Passage, passages
from caseapp.base.web import page
from caseapp.base.words import moment
from caseapp.revisions.queries import line
from caseapp.revisions.words import MOST_TOLD, shortened

OWN = ("csrf_token", "version", "idem")


@dataclass(frozen=True)
class Overlap:
    """One field both changed: three texts, and what each choice would send."""

    field: Any
    base: str
    theirs: list[Passage]
    mine: list[Passage]
    theirs_sent: list[str]
    mine_sent: list[str]


@dataclass(frozen=True)
class Told:
    """One field that merged by itself, before and after."""

    label: str
    before: str
    after: str


def merge_page(clash: Conflict, form: BaseForm, *, back: str, what: str) -> Response:
    """Answer a stale save: nothing is saved, both texts are shown, mine waits in the form."""
    finish(commit=False)
    both = clash.merge or Merge({})
    chosen = [_overlap(form, one) for one in both.overlaps]
    names = [one.field.name for one in chosen]
    form.version.data = str(clash.seen)
    return page(
        "revisions/merge.html",
        status=409,
        clash=clash,
        form=form,
        what=what,
        back=back,
        overlaps=chosen,
        theirs=_told(form, both.theirs, "theirs"),
        mine=_told(form, both.mine, "mine"),
        rest=[pair for pair in form.as_sent(both.values).items(multi=True) if pair[0] not in names],
    )


def flash_saved(sentence: str, both: Merge, form: BaseForm) -> None:
    """Say that it is saved, and what somebody else's save brought in beside it."""
    flash(sentence, "done")
    if both.theirs:
        told = [
            f"{one.label}“{shortened(one.after)}”" for one in _told(form, both.theirs, "theirs")
        ]
        more = f"等 {len(told)} 项" if len(told) > MOST_TOLD else ""
        flash(
            f"您编辑期间，{both.who}已于 {moment(both.when)} 先保存；"
            f"对方改过而您没有改的已自动合并：{'、'.join(told[:MOST_TOLD])}{more}。",
            "info",
        )


def _overlap(form: BaseForm, change: Change) -> Overlap:
    field = _field(form, change.field)
    theirs = form.as_sent({change.field: change.theirs})
    mine = form.as_sent({change.field: change.mine})
    said = {side: _words(field, getattr(change, side)) for side in ("base", "theirs", "mine")}
    return Overlap(
        field=field,
        base=said["base"],
        theirs=passages(said["theirs"], said["base"] or said["mine"]),
        mine=passages(said["mine"], said["base"] or said["theirs"]),
        theirs_sent=theirs.getlist(field.name),
        mine_sent=mine.getlist(field.name),
    )


def _told(form: BaseForm, changes: Iterable[Change], side: str) -> list[Told]:
    found = []
    for one in changes:
        field = _field(form, one.field)
        words = _words(field, getattr(one, side))
        found.append(Told(str(field.label.text), _words(field, one.base), words))
    return found


def _field(form: BaseForm, key: str) -> Any:
    return next(field for field in form if form.key_of(field.name) == key)


def _words(field: Any, value: Any) -> str:
    """Write a value as the page says it: a choice by its words."""
    if isinstance(field, BooleanField):
        return "是" if value else "否"
    text = line(value)
    if getattr(field, "choices", None):
        words = {str(one[0]): str(one[1]) for one in field.iter_choices()}
        return "、".join(words.get(one, one) for one in text.split("\n"))
    return text
