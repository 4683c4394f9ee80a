"""Template language typed as a value stands on the paper as it was typed, in Word and in PDF (U10)."""

import io
import re
from itertools import cycle, islice, pairwise
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from caseapp.documents import render
from caseapp.documents.catalogue import kind_of, kinds
from caseapp.documents.paper import Paper
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.samples import sample, sample_values
from caseapp.documents.values import clean

# The marks by which template languages know an order, around what such an order would ask for.
MARKS = (
    *(("{{", "}}"), ("{%", "%}"), ("${", "}"), ("#{", "}"), ("<%=", "%>"), ("@(", ")")),
    *(("*{", "}"), ("[[", "]]"), ("~{", "}"), ("{=", "}"), ("{php}", "{/php}")),
)
ORDERS = (
    *("7*7", "7*'7'", "config", "self.__class__", "''.__class__.__mro__[1].__subclasses__()"),
    *("request.application.__globals__", "cycler.__init__.__globals__.os.popen('id').read()"),
    *("T(java.lang.Runtime).getRuntime().exec('id')", "include('/etc/passwd')"),
    *("range.constructor('return 1')()", "lipsum|attr('__globals__')"),
)
# What our own paper texts, Word and the typesetter behind the PDF would read as an order.
OURS = [
    *("{{7*7}}", "{{案号}}", "{{ 案号 }}", "{{罚款金额}}", "{{#物品}}{{物品.名称}}{{/物品}}"),
    *("{% if True %}是{% endif %}", "{%include '/etc/passwd'%}", "{# 注释 #}", "[[案号]]"),
    *(
        '#read("/etc/passwd")',
        '#image("/etc/passwd")',
        '#eval("1+1")',
        "$1+1$",
        "#{7*7}",
        "#let a=7",
    ),
    *(
        "@右 落款",
        "> 引文",
        "# 一级标题",
        "## 二级",
        "| 甲 | 乙 |",
        "---",
        "*强调*",
        "_斜_",
        "`码`",
    ),
    *("<w:t>乙</w:t>", "</w:t></w:r>", "&lt;", "&#38;", "]]>", "<!DOCTYPE a>", "\\u0041", "%s %d"),
    *("{INCLUDETEXT /etc/passwd}", "{ DDEAUTO c:\\\\x }", "${7*7}", "<%= 7*7 %>", "{0.__class__}"),
]
PAYLOADS = [*(f"{a} {order} {b}" for a, b in MARKS for order in ORDERS), *OURS]
# Before a push into one paper of each form, weekly into every paper.
ONE_OF_EACH = tuple({kind.form: kind.key for kind in reversed(kinds())}.values())


def squeezed(text: str) -> str:
    """Forget blanks and ends of lines: a paper breaks its lines where it must."""
    return re.sub(r"\s+", "", text)


def text_fields(key: str) -> list[str]:
    """Name the fields of a kind that take any words and stand on its sample."""
    given = sample_values(key)
    return [
        one.key
        for one in kind_of(key).fields
        if PLACEHOLDERS[one.key].type is Type.TEXT and isinstance(given.get(one.key), str)
    ]


def papers_with(key: str) -> list[tuple[list[str], Paper]]:
    """Type every payload into some field of this kind, as many papers as that takes."""
    fields, rest, made = printed_fields(key), list(PAYLOADS), []
    while rest:
        some, rest = rest[: len(fields)], rest[len(fields) :]
        values = sample_values(key) | dict(zip(fields, cycle(some), strict=False))
        day = sample(key).dated
        made.append((some, render.build(key, values, on=day or DAY, mark=render.SAMPLE_MARK)))
    return made


DAY = sample("penalty_decision").dated


def printed_fields(key: str) -> list[str]:
    """Keep the fields whose words are really printed."""
    fields = text_fields(key)
    marks = {name: f"某某{place}某某" for place, name in enumerate(fields)}
    day = sample(key).dated or DAY
    shown = word_text(render.build(key, sample_values(key) | marks, on=day))
    return [name for name in fields if squeezed(marks[name]) in shown]


def word_text(paper: Paper) -> str:
    """Read all words of the body and of its tables."""
    body = Document(io.BytesIO(render.docx(paper))).element.body
    return squeezed("".join(part.text or "" for part in body.iter(qn("w:t"))))


def pdf_pages(paper: Paper) -> list[str]:
    """Read all words of each page of the PDF."""
    pages = pypdf.PdfReader(io.BytesIO(render.as_pdf(paper))).pages
    return [squeezed(page.extract_text()) for page in pages]


def stands_on(words: str, pages: list[str]) -> bool:
    """Find words on a page, or broken between one and the next, where number and mark come in."""
    if any(words in page for page in pages):
        return True
    return any(
        words[:cut] in one and words[cut:] in other
        for one, other in pairwise(pages)
        for cut in range(1, len(words))
    )


def test_every_payload_stands_on_every_kind_of_paper_as_it_was_typed(full_size, figure) -> None:
    chosen = [kind.key for kind in kinds()] if full_size else ONE_OF_EACH
    wrong: list[tuple[str, str]] = []
    typed_on = 0
    for key in chosen:
        if not printed_fields(key):
            continue  # a form handed out empty takes no words
        typed_on += 1
        for typed, paper in papers_with(key):
            shown = word_text(paper)
            wrong += [(key, one) for one in typed if squeezed(clean(one)) not in shown]
    assert wrong == []
    assert len(PAYLOADS) > 140
    assert typed_on >= len(ONE_OF_EACH)
    lines = typed_on * len(PAYLOADS)
    figure("U10", f"template lines literal on {typed_on} kinds (Word)", reached=lines, asked=lines)


@pytest.mark.parametrize("key", ["penalty_decision", "site_record"])
def test_every_payload_stands_in_the_pdf_as_it_was_typed(key) -> None:
    wrong = []
    for typed, paper in papers_with(key):
        pages = [letters(page) for page in pdf_pages(paper)]
        wrong += [one for one in typed if not stands_on(letters(one), pages)]
    assert wrong == []


def letters(text: str) -> str:
    """Keep letters, digits and the marks no line break touches."""
    return re.sub(r"[\s\u00ad\u2010\u2011-]", "", clean(text))


def test_no_file_of_this_machine_is_read_into_a_paper() -> None:
    first = Path("/etc/passwd").read_text("utf-8").splitlines()[0]
    for _typed, paper in islice(papers_with("site_record"), 50):
        assert squeezed(first) not in word_text(paper)
        assert all(squeezed(first) not in page for page in pdf_pages(paper))
