"""A served paper stands; what is wrong in it is put right by a paper of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.documents import issuing, queries
from caseapp.documents.actions.papers import draft, record_act
from caseapp.documents.issue_models import PaperCorrection


def correct_paper(*, by: Person, paper_id: int, kind: str, data: Mapping[str, Any]) -> int:
    """Draft the paper that corrects a served one; the two are linked both ways."""
    record = queries.paper_to_change(paper_id)
    if record.state != "served":
        raise Refused(
            f"《{record.title}》还没有送达，不用补正。",
            remedy="草稿可以直接修改；已经签发的，可以作废后重新起草。",
        )
    running = [one for one in issuing.corrected_by(paper_id) if one.state == "draft"]
    if running:
        raise Refused(
            f"《{record.title}》已有一份补正文书在起草：《{running[0].title}》。",
            remedy="请在那份草稿中写明全部需要补正的内容。",
        )
    made = draft(by=by, case_id=record.case_id, kind=kind, data=data)
    db.session.add(PaperCorrection(paper_id=made, corrects_id=record.id))
    db.session.flush()
    record_act(by, "paper.correct", record, details={"by": made})
    return made
