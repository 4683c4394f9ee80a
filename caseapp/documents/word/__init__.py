"""The Word writer: python-docx, the official measures, the same bytes for the same paper."""

from caseapp.documents.word.write import docx

__all__ = ["docx"]
