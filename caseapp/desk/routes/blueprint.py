"""The blueprint of the desk's pages."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("desk", __name__)
