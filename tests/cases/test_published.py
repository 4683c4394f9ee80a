"""The three published cases entered through the pages come out with all their facts."""

import io
from datetime import datetime

import pytest

from caseapp.accounts import queries as accounts
from caseapp.base.clock import SHANGHAI
from caseapp.base.identifiers import make_credit_code
from caseapp.cases import queries as cases
from caseapp.cases.open_file import open_file
from caseapp.cases.sources import CaseSource, paper_text
from caseapp.cli.demo.published import Act, Published, published
from caseapp.cli.demo.retold import USUAL
from caseapp.documents import queries as documents
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.parties import queries as parties
from tests.stories import form_fields

LOGINS = {
    "officer": "wang",
    "legal": "zhang",
    "chief": "chen",
    "deputy": "chen",
    "publicity": "chu",
    "finance": "feng",
}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
# The deputy of the published office is the chief of the test cast.
NOT_ON_PAGES = {"范国梁"}


class Typist:
    """Types one published case into the pages, act by act."""

    def __init__(self, story: Published, as_person, people) -> None:
        self.story, self.as_person, self.people = story, as_person, people
        self.case_id = self._open()

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"

    def _open(self) -> int:
        reader = self.as_person("wang")
        reader.get("/cases/new")
        reader.submit(
            source=self.story.source,
            received_on=self.story.received_on.isoformat(),
            content=self.story.content,
            respondent=str(self.story.party["name"]),
            place=self.story.place,
            product=self.story.product,
            patent_as_printed=self.story.printed,
        )
        reader.follow()
        return int(reader.last.answer.request.path.rsplit("/", 1)[-1])

    def act(self, act: Act) -> None:
        word, _, kind = act.key.partition(" ")
        own = {
            "join": self.join,
            "patents": self.look_up,
            "goods": self.goods,
            "photos": self.photos,
        }
        if kind:
            self.serve(act, kind)
        elif word in own:
            own[word](act)
        else:
            self.step(act, act.given)

    def step(self, act: Act, given, key: str = "") -> None:
        key = key or act.key
        reader = self.as_person(LOGINS[act.who])
        reader.get(f"{self.path}/steps/{key}")
        rows = [row for row in PROCEDURES["counterfeit-2021"].steps if row.key == key]
        asked = {field.key for row in rows for field in row.fields}
        known = {**USUAL, **self._usual(act), **given}
        values = {name: known[name] for name in asked if name in known}
        typed = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
        reader.submit(f"/steps/{key}", on=act.on.isoformat(), **form_fields(typed))
        reader.follow()

    def _usual(self, act: Act):
        def at(hour: int) -> datetime:
            return datetime(act.on.year, act.on.month, act.on.day, hour, tzinfo=SHANGHAI)

        return {
            "officers": (self.people.wang.id, self.people.li.id),
            "patent_number": self.story.printed,
            "looked_up_by": self.people.wang.id,
            "looked_up_on": act.on,
            "certificate_shown_at": at(9),
            "started_at": at(9),
            "ended_at": at(10),
            "place": self.story.place,
        }

    def join(self, _act: Act) -> None:
        said = dict(self.story.party)
        code = make_credit_code(area="210300", serial=said.pop("serial"))
        reader = self.as_person("wang")
        reader.get(f"{self.path}/parties/new")
        reader.submit(credit_code=code, **said)
        reader.follow()

    def look_up(self, act: Act) -> None:
        """Record what the register says of each patent, as the verification asks for it."""
        verified = next(one for one in self.story.acts if one.key == "verify")
        for one in self.story.patents:
            told = {
                "patent_number": one["printed"],
                "patent_title": one.get("title", ""),
                "ended_on": one.get("ended_on"),
                "ended_why": one.get("ended_why", ""),
            }
            self.step(act, {**verified.given, **told}, key="verify")

    def goods(self, _act: Act) -> None:
        reader = self.as_person("wang")
        for one in self.story.goods:
            for batch in one["batches"]:
                reader.get(f"{self.path}/goods/new")
                reader.submit(
                    name=one["name"],
                    spec=f"批号{batch}",
                    quantity="60",
                    unit="箱",
                    patent_as_printed=one["printed"],
                    remark="包装印有“本包装已申请外观专利”；批号、数量为〔补〕",
                )
                reader.follow()

    def photos(self, act: Act) -> None:
        reader = self.as_person("wang")
        for place, one in enumerate(self.story.photos):
            reader.get(f"{self.path}/evidence/new")
            reader.submit(
                title=one["title"],
                proves=one["proves"],
                kind="photo",
                form="copy",
                taken_on=act.on.isoformat(),
                file=(io.BytesIO(PICTURE + bytes([place])), f"{place}.png"),
            )
            reader.follow()

    def serve(self, act: Act, kind: str) -> None:
        papers = [row for row in documents.papers_of_case(self.case_id) if row.kind == kind]
        reader = self.as_person("wang")
        reader.get(f"{self.path}/papers/{papers[-1].id}")
        reader.submit(
            "/serve",
            served_on=act.on.isoformat(),
            receiver=str(self.story.party["legal_representative"]),
            relation="法定代表人",
        )
        reader.follow()


def shown(typist: Typist) -> str:
    """Everything the case page and the papers of the case say."""
    page = typist.as_person("chen").get(typist.path)
    file = open_file(
        cases.visible_case(typist.case_id, by=typist.people.chen), by=typist.people.chen
    )
    papers = documents.records([row.id for row in file.papers])
    texts = [page.text, *(entry.body for entry in CaseSource().entries([typist.case_id]))]
    texts += [paper_text(record.data) + record.title for record in papers]
    notes = [parties.party(row.id) for row in file.parties]
    texts += [f"{row.name}{row.note}" for row in notes if row is not None]
    return "\n".join(texts).replace(",", "")


@pytest.mark.parametrize("story", published(), ids=lambda story: story.key)
def test_published_case_typed_into_the_pages_keeps_every_fact(*, app, people, as_person, story):
    typist = Typist(story, as_person, people)
    for act in story.acts:
        typist.act(act)
    text = shown(typist)
    assert [fact for fact in story.facts if fact not in text] == [
        fact for fact in story.facts if fact in NOT_ON_PAGES
    ]
    assert cases.visible_case(typist.case_id, by=people.chen).state == "closed"
    assert accounts.person_by_login("chen").name in text
