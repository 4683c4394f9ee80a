"""Walking in by the front door: what somebody types and what their telephone shows."""

from datetime import timedelta

import pyotp
from flask import Flask

from caseapp.accounts.actions import credentials as acts
from caseapp.accounts.passwords import hash_of_password
from caseapp.accounts.person import Person
from caseapp.accounts.second_factor import FactorBox, new_secret
from caseapp.base.clock import now
from caseapp.base.db import writing
from tests.pages import Page, Reader

HALF_MINUTE = timedelta(seconds=30)
PASSWORD = "雨后山路 Slowly 9"
HASH = hash_of_password(PASSWORD)


class Telephone:
    """Somebody's telephone with the secret in it."""

    def __init__(self, secret: str) -> None:
        self._clock = pyotp.TOTP(secret)

    def code(self, *, steps: int = 0) -> str:
        """What it shows now, or some half minutes later or earlier."""
        return self._clock.at(now() + steps * HALF_MINUTE)


def give_password(app: Flask, person: Person, *, password_hash: str = HASH) -> Telephone:
    """Let somebody have a password and a telephone, through the actions of the office."""
    box = FactorBox.of(app.extensions["settings"].keys_dir)
    secret = new_secret()
    with writing():
        acts.make_code(by=Person.system(), person_id=person.id, box=box)
    with writing():
        code = acts.credentials.open_code(person.id)
        acts.activate(
            by=person,
            code_id=code.id,
            session_id=0,
            proofs=acts.Proofs(password_hash, box.seal(secret, person.id)),
        )
    return Telephone(secret)


def type_password(reader: Reader, login: str, password: str = PASSWORD, **given) -> Page:
    """Open the sign-in page and send name and password."""
    reader.get("/sign-in")
    return reader.submit("sign-in", login=login, password=password, **given)


def come_in(reader: Reader, login: str, telephone: Telephone) -> Page:
    """Sign in with both proofs."""
    type_password(reader, login)
    reader.follow()
    return reader.submit("code", one_time=telephone.code())


def token_of(reader: Reader, name: str = "caseapp") -> str:
    """What the browser holds in a cookie."""
    cookie = reader.browser.get_cookie(name, domain="127.0.0.1")
    return "" if cookie is None else cookie.value
