"""Finding bodies: by key, by what they are competent for on a day."""

from __future__ import annotations

from caseapp.base.db import db
from caseapp.bodies.models import Body


def body(body_id: int) -> Body | None:
    """Return a body by its id."""
    return db.session.get(Body, body_id)
