"""The door: a try is counted first, weighed while nobody waits for it, and settled at the end."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from caseapp.accounts import passwords, queries
from caseapp.accounts.actions import credentials as acts
from caseapp.accounts.actions import tries
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.second_factor import FactorBox, typed_code
from caseapp.base.db import writing


@dataclass(frozen=True)
class Tried:
    """How a try ended: with the person it fits, with nobody, or not weighed for too many."""

    person: Person | None = None
    is_busy: bool = False


@dataclass(frozen=True)
class Door:
    """From where somebody tries, and the office's key under which names are counted."""

    address: str
    secret: str

    def account_key(self, login: str) -> str:
        """Return what a name is counted under: what was typed may be a password, and is not kept."""
        name = login.strip().lower().encode("utf-8", "surrogatepass")
        return hmac.new(self.secret.encode(), b"account\x00" + name, hashlib.sha256).hexdigest()

    def try_password(self, *, login: str, password: str) -> Tried:
        """Weigh a password; an unknown, locked or left account takes as long as any other."""
        with writing():
            known = credentials.known_by_login(login)
            person = None if known is None else known.person
            admitted = self._admit(person, login, "password")
        if admitted is None:
            return Tried(is_busy=True)
        try_id, is_open = admitted
        usable = known if known is not None and is_open and known.person.is_active else None
        is_right = passwords.fits("" if usable is None else usable.password_hash, password)
        with writing():
            return _settle(try_id, "password", tried=person, is_right=is_right)

    def try_code(self, *, login: str, code: str) -> Tried:
        """Weigh an activation code."""
        with writing():
            person = queries.person_by_login(login.strip().lower())
            admitted = self._admit(person, login, "activation")
            if admitted is None:
                return Tried(is_busy=True)
            try_id, is_open = admitted
            usable = person if person is not None and is_open and person.is_active else None
            found = credentials.open_code(usable.id, typed_code(code)) if usable else None
            return _settle(try_id, "activation", tried=person, is_right=found is not None)

    def try_factor(self, *, person: Person, code: str, box: FactorBox) -> Tried:
        """Weigh a code of the telephone or from paper, and use it up."""
        with writing():
            admitted = self._admit(person, person.login, "factor")
            if admitted is None:
                return Tried(is_busy=True)
            try_id, is_open = admitted
            is_right = is_open and acts.use_factor(by=person, box=box, code=code)
            return _settle(try_id, "factor", tried=person, is_right=is_right)

    def _admit(self, by: Person | None, login: str, kind: str) -> tuple[int, bool] | None:
        return tries.admit_try(
            by=by or Person.system(),
            account_key=self.account_key(login),
            address=self.address,
            kind=kind,
        )


def _settle(try_id: int, kind: str, *, tried: Person | None, is_right: bool) -> Tried:
    """Note how a try ended; a name nobody has is the program's own in the trail."""
    by = tried or Person.system()
    if not is_right or tried is None:
        tries.refuse_try(by=by, kind=kind)
        return Tried()
    tries.settle_try(by=by, try_id=try_id, is_last_step=kind == "factor")
    return Tried(tried)
