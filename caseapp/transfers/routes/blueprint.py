"""The blueprint that all pages of transfers and requests hang on."""

from flask import Blueprint

bp = Blueprint("transfers", __name__)
ONE = "/transfers/<int(max=2147483647):transfer_id>"
