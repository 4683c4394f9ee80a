"""create_app: the only place that joins the parts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, g, request
from jinja2 import StrictUndefined

from caseapp.accounts import web as accounts_web
from caseapp.accounts import words as audit_words
from caseapp.accounts.routes import bp as accounts_pages
from caseapp.aid import offers as aid_offers
from caseapp.aid.routes import bp as aid_pages
from caseapp.aid.sources import AidSource
from caseapp.base import assets, crypto, file_kinds, requests, words
from caseapp.base.db import db, writing
from caseapp.base.web import Upload, sent_on
from caseapp.bodies.routes import bp as bodies_pages
from caseapp.cases import offers as case_offers
from caseapp.cases import panels, paper_registers
from caseapp.cases.evidence_sources import EvidenceHolder, EvidenceSource
from caseapp.cases.named_sources import PartySource, PatentSource
from caseapp.cases.proof_files import PROOFS
from caseapp.cases.routes import bp as cases_pages
from caseapp.cases.sources import CaseSource, PaperSource, paper_text
from caseapp.config import ROOT, Settings
from caseapp.cooperation import owners
from caseapp.cooperation.body_source import BodySource
from caseapp.cooperation.paper_holder import HOLDER
from caseapp.cooperation.paper_sources import OtherPaperSource
from caseapp.cooperation.routes import bp as cooperation_pages
from caseapp.deadlines.routes import bp as deadlines_pages
from caseapp.desk import frame
from caseapp.desk.routes import bp as desk_pages
from caseapp.documents import pdf
from caseapp.documents.routes import bp as documents_pages
from caseapp.exhibitions import offers as fair_offers
from caseapp.exhibitions.act_words import act_words as fair_acts
from caseapp.exhibitions.exhibitor_source import ExhibitorSource
from caseapp.exhibitions.file_holders import HOLDERS as FAIR_FILES
from caseapp.exhibitions.panel import case_panel as fair_panel
from caseapp.exhibitions.paper_owner import ComplaintOwner, FairOwner
from caseapp.exhibitions.routes import bp as exhibitions_pages
from caseapp.exhibitions.sources import FairComplaintSource, FairSource
from caseapp.extracts import holders
from caseapp.hotline import offers as hotline_offers
from caseapp.hotline.kept_out import held_back
from caseapp.hotline.knowledge_source import KnowledgeSource
from caseapp.hotline.routes import bp as hotline_pages
from caseapp.hotline.sources import TicketSource
from caseapp.joint import offers as joint_offers
from caseapp.joint.paper_owner import JointOwner
from caseapp.joint.photo_files import PHOTOS as JOINT_PHOTOS
from caseapp.joint.routes import bp as joint_pages
from caseapp.joint.sources import JointSource
from caseapp.joint.yearly import gone_out_for
from caseapp.knowledge.routes import bp as knowledge_pages
from caseapp.ledger import actions as ledger
from caseapp.ledger import clock_check, sending
from caseapp.ledger.store import FileStore
from caseapp.liaison import years
from caseapp.liaison.act_words import act_words as liaison_acts
from caseapp.liaison.paper_owner import MeetingOwner, NoticeOwner
from caseapp.liaison.routes import bp as liaison_pages
from caseapp.liaison.sources import MeetingSource, NoticeSource
from caseapp.parties.routes import bp as parties_pages
from caseapp.reactions import pending_in_search
from caseapp.revisions import routes as unsaved
from caseapp.search import offers as search_offers
from caseapp.search.finder import Finder
from caseapp.search.postgres import PostgresIndex, beside
from caseapp.search.routes import bp as search_pages
from caseapp.transfers import offers as transfer_offers
from caseapp.transfers.act_words import act_words as transfer_acts
from caseapp.transfers.agreement_owner import AgreementOwner
from caseapp.transfers.agreement_source import AgreementSource
from caseapp.transfers.item_sources import TransferItemHolder, TransferItemSource
from caseapp.transfers.panel import case_panel
from caseapp.transfers.paper_owner import TransferOwner
from caseapp.transfers.routes import bp as transfers_pages
from caseapp.transfers.routes import counterpart_bp as counterpart_pages
from caseapp.transfers.sources import TransferSource

CLICK_KEY = re.compile(r"[\w-]{8,64}", re.ASCII)  # anything else was not drawn by a form of ours
NAME_ROOM = 1000  # a longer name of a file is not read to its end
BLUEPRINTS = (
    accounts_pages,
    desk_pages,
    deadlines_pages,
    hotline_pages,
    aid_pages,
    bodies_pages,
    knowledge_pages,
    cases_pages,
    cooperation_pages,
    transfers_pages,
    counterpart_pages,
    joint_pages,
    liaison_pages,
    exhibitions_pages,
    documents_pages,
    parties_pages,
    search_pages,
)
# What the top search finds, in the order of its page.
SEARCHED = (
    *(CaseSource, TicketSource, AidSource, PaperSource, TransferSource, JointSource),
    *(FairSource, FairComplaintSource, ExhibitorSource, PartySource, PatentSource),
    *(EvidenceSource, TransferItemSource, MeetingSource, NoticeSource),
    *(AgreementSource, BodySource, KnowledgeSource),
)
# Whose papers are found, and what is asked who may know of them: family, kind of search.
OWN_PAPERS = ("ticket", "transfer", "joint", "fair", "meeting", "notice", "agreement")
PAPERS_OF = {
    **{one: one for one in OWN_PAPERS},
    "complaint": "fair_complaint",
}

# Who offers a page for what was typed there, in the order of the page.
OFFERED = (
    *(case_offers, hotline_offers, aid_offers, transfer_offers, joint_offers, fair_offers),
    search_offers,
)


def create_app(settings: Settings) -> Flask:
    """Build the application; refuse to start with a route nobody guards."""
    crypto.suite_named(settings.crypto)  # one that is not built yet stops the start
    app = Flask(
        "caseapp",
        root_path=str(ROOT / "caseapp"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "caseapp" / "static"),
    )
    _configure(app, settings)
    pdf.use_folder(settings.fonts_dir)
    db.init_app(app)
    assets.register(app)
    words.register(app)
    requests.register(app)
    sending.register(app)
    _join_ledger(app, settings)
    accounts_web.register(app)
    unsaved.register(app, held_back=held_back)
    _join_search(app, settings)
    # a family with papers of its own is entered here
    owners.join((TransferOwner(), JointOwner(), AgreementOwner()))
    owners.join((MeetingOwner(), NoticeOwner()))
    owners.join((FairOwner(), ComplaintOwner()))
    paper_registers.join((HOLDER,))
    years.join({"joint": gone_out_for})
    panels.join("transfers", case_panel)
    panels.join("fairs", fair_panel)
    audit_words.join_acts({**transfer_acts(), **liaison_acts(), **fair_acts()})
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    frame.register(app)
    requests.refuse_unguarded(app)
    return app


def _join_search(app: Flask, settings: Settings) -> None:
    in_database = settings.search_engine == "postgres"
    finder = Finder(
        settings.index_dir,
        pending=pending_in_search,
        renew=db.session.rollback,
        index=PostgresIndex(beside(lambda: db.engine)) if in_database else None,
    )
    for source in SEARCHED:
        finder.register(source())
    homes = {family: finder.sources.of(kind) for family, kind in PAPERS_OF.items()}
    finder.register(OtherPaperSource(homes, paper_text))
    for module in OFFERED:
        for giver in module.givers():
            finder.offers.add(giver)
    app.extensions["search"] = finder
    holders.join((EvidenceHolder(), TransferItemHolder(), PROOFS, JOINT_PHOTOS, *FAIR_FILES))


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=settings.upload_limit + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
        TRUSTED_HOSTS=list(settings.hosts),
        WTF_CSRF_CHECK_DEFAULT=False,  # base/requests.py checks in its own order
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open for a working day
        WTF_I18N_ENABLED=False,  # without Babel WTForms itself speaks Chinese
        TESTING=settings.testing,
    )
    app.extensions["settings"] = settings
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _join_ledger(app: Flask, settings: Settings) -> None:
    store = FileStore(settings.files_dir)
    app.extensions["store"] = store
    hooks = requests.hooks(app)

    def store_files() -> None:
        g.uploads = {}
        for field, sent in request.files.items(multi=True):
            if not sent.filename:
                continue
            kept = store.put(sent.stream, settings.upload_limit)
            kind = file_kinds.kind_of(store.head(kept.sha256)).media_type  # ours, not the sender's
            file = Upload(sent.filename[:NAME_ROOM], kind, kept.sha256, kept.size)
            g.uploads.setdefault(field, []).append(file)

    hooks.store_files = store_files
    hooks.repeated = _repeated
    hooks.remember = _remember
    hooks.note_refusal = _note_refusal


def _click() -> tuple[str, str, str] | None:
    """Name this click: route, key of the rendered form, digest of what it carries."""
    key = request.form.get("idem", "")
    if not CLICK_KEY.fullmatch(key) or g.get("person") is None:
        return None
    # The token is of the session, not of what was typed: sent again after signing in anew it is another.
    sent = sorted(pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token")
    parts = [f"{name}\x00{value}" for name, value in sent]
    parts += [
        f"{name}\x00{file.sha256}" for name, files in g.get("uploads", {}).items() for file in files
    ]
    return quote(request.path)[:200], key, hashlib.sha256("\x01".join(parts).encode()).hexdigest()


def _repeated() -> Response | None:
    """A double click gets the first click's answer: one case, not two."""
    _refuse_wrong_clock()
    click = _click()
    if click is None:
        return None
    route, key, body = click
    earlier = ledger.earlier_answer(by=g.person, route=route, key=key, body_hash=body)
    return None if earlier is None else sent_on(earlier)


def _refuse_wrong_clock() -> None:
    """Stop the acts of whoever is signed in; signing in, leaving and the demo need no right time."""
    settings: Settings = current_app.extensions["settings"]
    if g.get("person") is not None and request.endpoint != "accounts.leave" and not settings.demo:
        clock_check.refuse_when_behind()


def _note_refusal(note: Mapping[str, Any]) -> None:
    with writing():
        ledger.record(by=g.person, **note)


def _remember(response: Response) -> None:
    if not (300 <= response.status_code < 400 and request.method == "POST"):
        return
    unsaved.forget(request.path)
    click = _click()
    if click is not None:
        route, key, body = click
        ledger.remember_request(
            by=g.person,
            route=route,
            key=key,
            body_hash=body,
            result_url=response.headers["Location"],
        )
