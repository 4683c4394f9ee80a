"""The sheet: size, margins, page numbers, head and foot, and what the file says of itself."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from caseapp.documents.paper import LETTERLIKE, Form, Paper
from caseapp.documents.word.heads import LETTER_HEAD_MM, OVER, mark_of_office, red_lines
from caseapp.documents.word.sheet import Sheet
from caseapp.documents.word.xml import (
    FANGSONG,
    HEITI,
    MM,
    SONG,
    field_run,
    paragraph,
    runs,
    tab_run,
)

LONGEST_PROPERTY = 255  # Word keeps no more of what it says about a file
PAGE_NUMBER_PT = 14.0
HEADER_MM = 18
NUMBER_MM, LETTER_FOOT_MM = 25.5, 19.5
OWN_LINE_MM, BELOW_MARK = 1.2, 0.12
NO_DAY = date(1970, 1, 1)
LONGEST_ABOUT = 255  # what the file may say of itself in one line

STYLES = f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{FANGSONG}" w:hAnsi="{FANGSONG}" w:eastAsia="{FANGSONG}" w:cs="{FANGSONG}"/>
<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>"""

SETTINGS = f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/>
<w:defaultTabStop w:val="420"/>{{parity}}<w:characterSpacingControl w:val="compressPunctuation"/>
<w:compat><w:useFELayout/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""

# Parts of the empty document that say where it was made or are never used.
STRANGE = ("/docProps/thumbnail", "/docProps/app", "/customXml/", "stylesWithEffects", "numbering")


def new_document(paper: Paper) -> Any:
    """Give an empty sheet with the measures of the standard."""
    document = Document(io.BytesIO(_bare(parity=paper.form in LETTERLIKE)))
    _measure(document.sections[0], paper)
    _say_what_it_is(document, paper)
    return document


@cache
def _bare(*, parity: bool) -> bytes:
    """Make the empty file once: python-docx's own has to lose half of its parts first."""
    document = Document()
    _drop_strange_parts(document)
    told = "<w:evenAndOddHeaders/>" if parity else ""
    document.part._styles_part._element = parse_xml(STYLES)  # noqa: SLF001 - python-docx offers no other way
    document.part._settings_part._element = parse_xml(SETTINGS.format(parity=told))  # noqa: SLF001 - the same
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def lay_head_and_foot(document: Any, paper: Paper) -> None:
    """Put the mark at the head and page numbers or signatures at the foot."""
    section = document.sections[0]
    letterlike = paper.form in LETTERLIKE
    parts = [(section.header, section.footer, "right")]
    if letterlike:
        parts.append((section.even_page_header, section.even_page_footer, "left"))
    for header, footer, side in parts:
        _replace(header, [_mark(paper.mark)])
        _replace(footer, _page_number(side, paper) if letterlike else _counted_foot(paper))
    if paper.form is Form.CORRESPONDENCE:
        section.different_first_page_header_footer = True
        _replace(section.first_page_header, _first_head(paper))
        _replace(section.first_page_footer, list(red_lines(thick_first=False)))


def _measure(section: Any, paper: Paper) -> None:
    sheet = Sheet.of(paper)
    top, right, bottom, left = sheet.margins_mm
    section.page_width, section.page_height = (Mm(length) for length in sheet.size_mm)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = (
        Mm(12 if paper.landscape else HEADER_MM),
        Mm(_foot_mm(paper)),
    )
    for grid in section._sectPr.xpath("w:docGrid"):  # noqa: SLF001 - LibreOffice halves the line with a grid
        section._sectPr.remove(grid)  # noqa: SLF001 - the same


def _foot_mm(paper: Paper) -> float:
    """How far the foot begins from the edge: the dash of a page number lies 7 mm below the text."""
    if paper.form is Form.CORRESPONDENCE:
        return LETTER_FOOT_MM
    if paper.form in LETTERLIKE:
        return NUMBER_MM
    return 10 if paper.landscape else 15


def _first_head(paper: Paper) -> list[Any]:
    """Give the head of a letter's first page: the mark 30 mm from the edge, the double line under it."""
    down = (LETTER_HEAD_MM - HEADER_MM) * MM - 14 - OVER * paper.masthead_pt
    # The mark's line reaches further down than its letters, and the rule stands in a line of its own.
    gap = paragraph(line=(4 - OWN_LINE_MM) * MM - BELOW_MARK * paper.masthead_pt)
    return [
        _mark(paper.mark),
        paragraph(line=down),
        mark_of_office(paper),
        gap,
        *red_lines(thick_first=True),
    ]


def _mark(text: str) -> Any:
    return paragraph(*runs(text, font=HEITI, size=10.5), align="center", line=14)


def _page_number(side: str, paper: Paper) -> list[Any]:
    number = [
        *runs("— ", font=SONG, size=PAGE_NUMBER_PT),
        *field_run("PAGE", font=SONG, size=PAGE_NUMBER_PT),
        *runs(" —", font=SONG, size=PAGE_NUMBER_PT),
    ]
    inset = {side: PAGE_NUMBER_PT}
    made = paragraph(*number, align=side, line=PAGE_NUMBER_PT, **inset)  # type: ignore[arg-type] # left or right
    if paper.form is not Form.CORRESPONDENCE:
        return [made]
    # The foot of a letter begins where its double line lies; the number is lifted above that.
    return [made, paragraph(line=(NUMBER_MM - LETTER_FOOT_MM) * MM)]


def _counted_foot(paper: Paper) -> list[Any]:
    counted = paragraph(
        *runs("第", size=12),
        *field_run("PAGE", font=FANGSONG, size=12),
        *runs("页　共", size=12),
        *field_run("NUMPAGES", font=FANGSONG, size=12),
        *runs("页", size=12),
        align="center",
        line=20,
    )
    if not paper.page_signatures:
        return [counted]
    share = Sheet.of(paper).width_pt / len(paper.page_signatures)
    stops = tuple(share * place for place in range(1, len(paper.page_signatures) + 1))
    line = []
    for label in paper.page_signatures:
        line += [*runs(f"　{label}签名：", size=12), tab_run(size=12, underline=True)]
    return [paragraph(*line, align="left", line=20, tabs=stops), counted]


def _replace(part: Any, paragraphs: list[Any]) -> None:
    part.is_linked_to_previous = False
    root = part._element  # noqa: SLF001 - python-docx always leaves one empty paragraph
    for child in list(root):
        root.remove(child)
    for one in paragraphs:
        root.append(one)


def _say_what_it_is(document: Any, paper: Paper) -> None:
    """Name the office as the author; no person's machine, no hour of printing."""
    moment = datetime.combine(paper.dated or NO_DAY, datetime.min.time(), UTC)
    about = document.core_properties
    about.author = about.last_modified_by = paper.office[:LONGEST_PROPERTY]
    about.title = (paper.heading or paper.title)[:LONGEST_PROPERTY]
    about.subject = (paper.number or paper.reference)[:LONGEST_PROPERTY]
    about.comments = about.keywords = about.category = ""
    about.language = "zh-CN"
    about.created = about.modified = moment.replace(tzinfo=None)
    about.revision = 1


def _drop_strange_parts(document: Any) -> None:
    package = document.part.package
    for rels in (package.rels, document.part.rels):
        for key, rel in list(rels.items()):
            kept = rel.reltype == RELATIONSHIP_TYPE.STYLES
            if not kept and any(name in str(rel.target_part.partname) for name in STRANGE):
                del rels[key]


__all__ = ["lay_head_and_foot", "new_document"]
