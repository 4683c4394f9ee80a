"""Puts things with a transfer and sends them, as the office's people do."""

import io
import json
import zipfile
from datetime import date

from flask import current_app

from caseapp.base.db import db, writing
from caseapp.base.web import Upload
from caseapp.cases import queries as case_queries
from caseapp.cases.actions.drafting import draft_paper
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import ItemGiven
from caseapp.transfers import hand_over, item_queries
from caseapp.transfers.actions import items, sealing
from caseapp.transfers.item_given import Chosen, UploadGiven
from caseapp.transfers.manifest import NAME, canonical, short_code
from caseapp.transfers.sendings import packed_sending, sending_of
from tests.approvals import finished
from tests.transfers.doing import found

LETTER = b"%PDF-1.4 letter"


def stored(content, filename="letter.pdf"):
    kept = current_app.extensions["store"].put(io.BytesIO(content), 64 * 1024 * 1024)
    return Upload(filename, "application/octet-stream", kept.sha256, kept.size)


def upload(by, transfer_id, category="letter", *, name="移送函", content=LETTER, **more):
    filename = more.pop("filename", "letter.pdf")
    with writing():
        given = UploadGiven(category, name, stored(content, filename), **more)
        return items.add_upload(by=by, transfer=found(transfer_id), given=given).id


def choose(by, transfer_id, **chosen):
    with writing():
        made = items.add(by=by, transfer=found(transfer_id), chosen=Chosen(**chosen))
        return [one.id for one in made]


def withdraw(by, transfer_id, item_id, *, why="重复"):
    with writing():
        items.withdraw(by=by, transfer=found(transfer_id), item_id=item_id, why=why)


def lack(by, transfer_id, row, *, why):
    with writing():
        items.explain_lack(by=by, transfer=found(transfer_id), row_name=row, why=why)


def sealed(by, transfer_id, on):
    with writing():
        return sealing.seal(by=by, transfer=found(transfer_id), move_id=None, on=on)


def state(transfer_id, on=None):
    db.session.expire_all()
    return hand_over.state_of(found(transfer_id), on)


def packed(transfer_id, number=-1):
    """The packed sending, as it goes out."""
    sending = sending_of(item_queries.sendings(transfer_id)[number])
    store = current_app.extensions["store"]
    return b"".join(packed_sending(sending, store, note_damage=lambda _sha256: None))


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return {one.filename: folder.read(one) for one in folder.infolist()}


def rewritten(content, **said):
    """The same package as another office would have written its head; by default to this office."""
    said = {"sender": "海城市市场监督管理局", "sender_key": "haicheng_market_bureau",
            "receiver": "鞍山市知识产权局", "receiver_key": "anshan_ip"} | said  # fmt: skip
    files = unpacked(content)
    told = json.loads(files[NAME])
    told["transfer"] |= said
    return packed_of(files | {NAME: canonical(told)})


def packed_of(files):
    """These files as one packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for each, kept in files.items():
            folder.writestr(each, kept)
    return out.getvalue()


def evidence_of(story, title="现场照片", content=b"\xff\xd8\xff picture", **more):
    given = {"kind": "photo", "title": title, "proves": "标注情况", "source": "现场拍摄",
             "form": "original", "taken_on": story.received_on, "taken_by": "王建民",
             "second_taker": "李秀英", "pages": 1}  # fmt: skip
    with writing():
        return evidence.add_item(
            by=story.crew.officer,
            case_id=story.case_id,
            given=ItemGiven(**(given | more)),
            file=stored(content, "p.jpg"),
        )


def drafted(story, kind):
    with writing():
        case = case_queries.visible_case(story.case_id, by=story.crew.officer)
        return draft_paper(by=story.crew.officer, case=case, kind=kind)


def signed(story, kind, on: date):
    paper_id = drafted(story, kind)
    with writing():
        finished(story.case_id, paper_id, by=story.crew.officer, on=on)
    return paper_id


def code_of(transfer_id):
    """The code an account confirms as it signs for what was sent."""
    return short_code(found(transfer_id).manifest_sha256)
