"""People of the ledger's tests, and the bare program they work with."""

from dataclasses import dataclass

from flask import Flask

from caseapp.base.db import db


@dataclass(frozen=True)
class Clerk:
    id: int
    login: str
    name: str
    unit_name: str
    roles: tuple[str, ...]


LI = Clerk(7, "li", "李明", "专利执法科", ("officer", "registrar"))
WANG = Clerk(8, "wang", "王芳", "办公室", ("system_admin",))


def build(url: str) -> Flask:
    """Build a program that has nothing but a database."""
    app = Flask("ledger-test")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    return app
