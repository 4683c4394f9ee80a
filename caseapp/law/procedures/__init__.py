"""Procedures as tables: one edition stands whole in one file, the engine beside it reads it."""

from caseapp.law.procedures.registry import PROCEDURES, NoEdition, edition_for

__all__ = ["PROCEDURES", "NoEdition", "edition_for"]
