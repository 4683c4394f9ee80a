"""What a matter of cooperation says in the words of a paper, and where each word comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.cases.paper_known import Known
from caseapp.cooperation.owners import Matter
from caseapp.documents.catalogue import FieldOfPaper, Kind, Source
from caseapp.documents.offices import bases_on
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.terms import bases_of_terms_on

RECEIPT = "service_receipt"


class KnownOfMatter(Known):
    """The same as of a case, said of a matter of cooperation."""

    def differs(self, word: str, value: Any) -> bool:  # noqa: ARG002 - the signature of a case's
        """A matter's words are taken over once; what is changed afterwards is the undertaker's."""
        return False

    def source(self, field: FieldOfPaper) -> str:
        """Say where a word comes from."""
        if field.key not in self.articles and field.source in (Source.OFFICER, Source.CASE):
            known = self.values.get(field.key)
            return "取自协作事项，由承办人核对" if known else Source.OFFICER.value
        return super().source(field)


def words_for(matter: Matter, kind: Kind, *, by: Person) -> dict[str, Any]:
    """Return the words a draft begins with."""
    # A receipt is written with the service it proves, and tells of nothing else.
    own = {} if kind.key == RECEIPT else matter.owner.words(matter.record, kind, by=by)
    known = {"联系人": by.name, "承办人": by.name, **own}
    return fitting(kind, known)


def fitting(kind: Kind, known: dict[str, Any]) -> dict[str, Any]:
    """Leave out what this paper does not ask, what is empty, and a choice it does not offer."""
    asked = {one.key for one in kind.fields}
    return {name: value for name, value in known.items() if name in asked and _fits(name, value)}


def known_words(matter: Matter, kind: Kind, *, by: Person, day: date) -> KnownOfMatter:
    """Return the same for the form, with where each word comes from."""
    return KnownOfMatter(
        values=words_for(matter, kind, by=by),
        made="",
        steps={},
        places={},
        articles={**bases_on(day), **bases_of_terms_on(day)},
    )


def _fits(name: str, value: Any) -> bool:
    known = PLACEHOLDERS[name]
    is_unknown = known.type is Type.CHOICE and value not in known.options
    return bool(value) and not (is_unknown and "、" not in str(value))
