"""A signature by finger: a picture with hash and time, beside the digest of what was signed; never replaced."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.documents import printing
from caseapp.documents import queries as papers
from caseapp.evidence.given import KeptFile
from caseapp.exhibitions import queries
from caseapp.exhibitions.complaint_models import FairSignature
from caseapp.exhibitions.queries import Complained
from caseapp.exhibitions.spot_given import SignatureGiven
from caseapp.exhibitions.spot_words import PARTS, digest, statement
from caseapp.ledger import actions as ledger

PICTURES = ("image/png", "image/jpeg")
LONGEST_NAME = 60


def sign(
    *, by: Person, complained: Complained, given: SignatureGiven, image: KeptFile | None
) -> int:
    """Keep a signature; a second one of the same person is a row of its own."""
    _refuse(by, complained, given)
    file = _picture(image)
    if given.text_sha256 != digest_of(complained, given.paper_id):
        raise Refused(
            "签名没有保存：打开签名页之后，所签的内容已经改动。",
            remedy="请把下面的最新内容再读一遍，然后重新签名。",
        )
    ledger.note_stored_file(sha256=file.sha256, size=file.size)
    row = FairSignature(
        complaint_id=complained.id,
        paper_id=given.paper_id,
        part=given.part,
        name=given.name.strip(),
        sha256=file.sha256,
        signed_text_sha256=given.text_sha256,
        signed_at=now(),
        by_name=by.name,
    )
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="fair.sign",
        object_kind="fair_complaint",
        object_id=complained.id,
        object_key=complained.complaint.number,
        details={
            "signature": row.id,
            "part": row.part,
            "name": row.name,
            "paper": row.paper_id,
            "sha256": row.sha256,
            "text": row.signed_text_sha256,
        },
    )
    return row.id


def digest_of(complained: Complained, paper_id: int | None) -> str:
    """Return the digest of what is on the screen: the paper as it prints, or the complaint itself."""
    if paper_id is None:
        return digest(f"{label}：{words}" for label, words in statement(complained))
    record = papers.paper_of_cooperation(complained.id, paper_id)
    return digest(printing.shown_page(record).texts())


def _refuse(by: Person, complained: Complained, given: SignatureGiven) -> None:
    if not queries.may(by, "fair.work", complained.at):
        raise Refused("不能签名：您不在这次展会的值守名单上。", remedy="请由值守人员打开签名页。")
    if given.part not in PARTS:
        raise Refused("没有选择签名人的身份。", remedy="请选择签名人是哪一方。")
    name = given.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused(
            "没有写明签名人的姓名，或者姓名太长。", remedy="请把签名人的姓名写清楚再保存。"
        )


def _picture(image: KeptFile | None) -> KeptFile:
    if image is None or image.size == 0:
        raise Refused("没有签名，没有保存。", remedy="请在签名框内手写签名后再保存。")
    if image.media_type not in PICTURES:
        raise Refused(
            "签名不是图像，没有保存。", remedy="请在签名框内手写，或者选择签名的照片（JPEG、PNG）。"
        )
    return image
