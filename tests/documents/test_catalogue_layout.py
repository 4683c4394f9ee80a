"""Every paper of the catalogue is measured: its Word file by its XML, its PDF by its pages."""

import pytest

from caseapp.documents import render
from caseapp.documents.catalogue import kinds
from caseapp.documents.samples import blank, sample
from tests.documents import layout_checks, word_checks
from tests.documents.extremes import extreme
from tests.documents.layout_checks import squeezed
from tests.documents.pdf_pages import printed

STEMS = sorted({kind.stem for kind in kinds()})
# Before a push the extreme values go into a letter with a list; weekly into every paper.
FEW = ("evidence_registration",)


def measured(paper):
    """Name the faults of both files of a paper, and where their words differ."""
    word, pdf = word_checks.File(render.docx(paper)), printed(render.as_pdf(paper))
    found = [f"Word: {fault}" for fault in word_checks.faults(paper, word)]
    found += [f"PDF: {fault}" for fault in layout_checks.faults(paper, pdf.pages)]
    said, shown = word.text, squeezed(pdf.text)
    if said != shown:
        found.append(f"differ: Word “{differing(said, shown)}”, PDF “{differing(shown, said)}”")
    return found


def differing(one, other):
    """Give what one text says from where it leaves the other."""
    pairs = zip(one, other, strict=False)
    at = next((place for place, pair in enumerate(pairs) if pair[0] != pair[1]), 0)
    return one[max(at - 10, 0) : at + 30]


def of(stem):
    return [kind for kind in kinds() if kind.stem == stem]


@pytest.mark.parametrize("stem", STEMS)
def test_every_paper_is_laid_out_as_the_standard_asks(stem):
    faults = {
        f"{kind.key}, edition {place}": found
        for kind in of(stem)
        for place in range(len(kind.editions))
        if (found := measured(sample(kind.key, edition=place)))
    }
    assert faults == {}


@pytest.mark.weekly
@pytest.mark.parametrize("stem", STEMS)
def test_every_paper_without_a_word_in_it_is_laid_out(stem):
    faults = {kind.key: found for kind in of(stem) if (found := measured(blank(kind.key)))}
    assert faults == {}


def test_extreme_values_leave_a_paper_whole(full_size):
    chosen = [kind.key for kind in kinds()] if full_size else FEW
    faults = {key: found for key in chosen if (found := measured(extreme(key)))}
    assert faults == {}
