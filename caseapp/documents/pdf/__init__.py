"""The built-in PDF writer: typst with the office's own faces, else free ones."""

from caseapp.documents.pdf.faces import Substitution, substitutions, use_folder
from caseapp.documents.pdf.write import missing_characters, pdf, pictures

__all__ = [
    "Substitution",
    "missing_characters",
    "pdf",
    "pictures",
    "substitutions",
    "use_folder",
]
