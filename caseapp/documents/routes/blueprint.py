"""The blueprint of the pages about papers."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("documents", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
