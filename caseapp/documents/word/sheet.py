"""What the drawers have to know of the sheet: how wide the type area is, which family it is."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.documents.paper import Form, Paper
from caseapp.documents.word.xml import MM

RED_HEADED = frozenset({Form.OFFICIAL, Form.CORRESPONDENCE, Form.MINUTES})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of one paper; a wide register lies with its head at the binding side."""

    form: Form
    landscape: bool

    @classmethod
    def of(cls, paper: Paper) -> Sheet:
        """Give the sheet a paper is printed on."""
        return cls(paper.form, paper.landscape)

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height of the paper."""
        return (297, 210) if self.landscape else (210, 297)

    @property
    def margins_mm(self) -> tuple[int, int, int, int]:
        """Top, right, bottom, left; the same edges of the paper when it is turned."""
        return (28, 37, 26, 35) if self.landscape else (37, 26, 35, 28)

    @property
    def width_mm(self) -> int:
        """How wide the type area is."""
        return 225 if self.landscape else 156

    @property
    def width_pt(self) -> float:
        """How wide the type area is, in points."""
        return round(self.width_mm * MM, 1)

    @property
    def width_twips(self) -> int:
        """How wide the type area is, as Word counts."""
        return int(self.width_mm * MM * 20)

    @property
    def red_headed(self) -> bool:
        """Whether it is a paper between offices, to GB/T 9704."""
        return self.form in RED_HEADED
