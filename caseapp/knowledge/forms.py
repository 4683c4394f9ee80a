"""Forms of the knowledge: an answer, a button that reviews, the last day of an answer."""

from __future__ import annotations

from wtforms import DateField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, in_reach, may, must, strip
from caseapp.knowledge.given import LABELS, ItemGiven
from caseapp.law.rights import MATTERS, RIGHT_KINDS

LONGEST_ANSWER = 2000


class ItemForm(BaseForm):
    """An answer as the desk reads it out."""

    title = StringField(LABELS["title"], [must(), at_most(100)], filters=[strip])
    question = StringField(
        LABELS["question"],
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="照来电人的说法写，检索按这些字找。",
    )
    answer = TextAreaField(
        LABELS["answer"],
        [must(), at_most(LONGEST_ANSWER)],
        filters=[strip],
        description="照着念得出的短句。期限和数额不直接写，用下面清单里双花括号的词。",
    )
    matters = MultiCheckboxField(
        LABELS["matters"], [may()], choices=dict(MATTERS), description="不选就是各类事项都用。"
    )
    right_kinds = MultiCheckboxField(
        LABELS["right_kinds"],
        [may()],
        choices=dict(RIGHT_KINDS),
        description="不选就是各类权利都用。",
    )
    source = StringField(
        LABELS["source"],
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="法律、规章的名称和条号，或者文件的名称和文号。",
    )
    since = DateField(LABELS["since"], [may(), in_reach()])
    until = DateField(LABELS["until"], [may(), in_reach()], description="过了这一天不再提供插入。")

    def given(self) -> ItemGiven:
        """Return what was typed, frozen."""
        return ItemGiven(
            title=self.title.data or "",
            question=self.question.data or "",
            answer=self.answer.data or "",
            source=self.source.data or "",
            matters=tuple(self.matters.data or ()),
            right_kinds=tuple(self.right_kinds.data or ()),
            since=self.since.data,
            until=self.until.data,
        )


class ReviewForm(BaseForm):
    """The button that says an answer still stands."""


class LastDayForm(BaseForm):
    """Until when an answer holds."""

    on = DateField("最后有效日", [must(), in_reach()], default=today)
