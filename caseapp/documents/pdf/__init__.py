"""The built-in PDF writer: typst with fonts from an installed package."""

from caseapp.documents.pdf.write import missing_characters, pdf, pictures

__all__ = ["missing_characters", "pdf", "pictures"]
