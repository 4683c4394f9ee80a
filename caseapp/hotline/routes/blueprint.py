"""The blueprint that all pages of the 12330 desk hang on."""

from flask import Blueprint

bp = Blueprint("hotline", __name__)
