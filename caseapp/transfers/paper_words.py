"""What single kinds of transfers say in the words of papers, beyond what every transfer says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.documents.catalogue import Kind
from caseapp.transfers.assisting_words import assisting_words, customs_words
from caseapp.transfers.criminal_words import criminal_words
from caseapp.transfers.models import Transfer

# By the key of the kind of transfer: returns words of the dictionary, rows as lists of columns.
BY_KIND: Mapping[str, Callable[[Transfer, Kind], Mapping[str, Any]]] = {
    "criminal_out": criminal_words,
    **dict.fromkeys(("inquiry_out", "entrust_out", "service_out", "identify_out"), assisting_words),
    **dict.fromkeys(("inquiry_in", "service_in", "identify_in"), assisting_words),
    **dict.fromkeys(("customs_out", "customs_help_out", "customs_in"), customs_words),
}


def of_kind(record: Transfer, kind: Kind) -> Mapping[str, Any]:
    """Return the words a kind of transfer knows for a paper."""
    known = BY_KIND.get(record.kind)
    return known(record, kind) if known is not None else {}
