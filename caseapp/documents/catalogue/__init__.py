"""The catalogue of papers: what each is for, what it asks, who signs it, whether it is served."""

from caseapp.documents.catalogue.kinds import Edition, FieldOfPaper, Kind, Subject
from caseapp.documents.catalogue.reading import GROUPS, filed_kinds, kind_of, kind_titled, kinds
from caseapp.documents.placeholders import Source

__all__ = [
    "GROUPS",
    "Edition",
    "FieldOfPaper",
    "Kind",
    "Source",
    "Subject",
    "filed_kinds",
    "kind_of",
    "kind_titled",
    "kinds",
]
