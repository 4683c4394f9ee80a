"""The second factor: a code of the telephone every half minute, codes on paper for its loss."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyotp

from caseapp.accounts.sign_in_rules import number
from caseapp.base import crypto, keys

ISSUER = "专利执法办案"
# Without letters and figures that are mistaken for each other on paper.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, GROUP = 4, 4
QUIET = 4  # empty modules around the picture, as its standard asks


@dataclass(frozen=True)
class FactorBox:
    """Seals the secrets of second factors; a copy of the database alone gives none away."""

    keys: Mapping[int, keys.Key] = field(repr=False)

    @classmethod
    def of(cls, keys_dir: Path) -> FactorBox:
        """Open the box with the office's keys; the first is made on the first use."""
        keys.make("factor", keys_dir)
        return cls(keys.load("factor", keys_dir))

    def seal(self, secret: str, person_id: int) -> str:
        """Return the secret as it may lie in the database, bound to its person."""
        newest = self.keys[max(self.keys)]
        return crypto.seal(
            secret.encode(), key=newest.secret, version=newest.version, bound=_place(person_id)
        )

    def unseal(self, sealed: str, person_id: int) -> str:
        """Return the secret; empty when it was moved, altered or its key is gone."""
        held = {version: key.secret for version, key in self.keys.items()}
        try:
            return crypto.unseal(sealed, keys=held, bound=_place(person_id)).decode()
        except crypto.Locked:
            return ""


def _place(person_id: int) -> tuple[str, ...]:
    return ("credential", "factor", str(person_id))


def new_secret() -> str:
    """Return a secret of 160 bits for a telephone."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, at: datetime) -> int:
    """Return the half minute a code belongs to, one before or after now at most; 0 for none."""
    typed = "".join(code.split())
    if not secret or not (typed.isascii() and typed.isdecimal()):
        return 0
    clock = pyotp.TOTP(secret)
    here = clock.timecode(at)
    near = range(here - number("factor_steps"), here + number("factor_steps") + 1)
    fitting = [step for step in near if secrets.compare_digest(clock.generate_otp(step), typed)]
    return fitting[-1] if fitting else 0


def address_of(secret: str, login: str) -> str:
    """Return what the telephone reads out of the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


@dataclass(frozen=True)
class Picture:
    """A two-dimensional code as one path, drawn by the page itself."""

    size: int
    path: str


def picture_of(text: str) -> Picture:
    """Draw the code of a text, one square a module."""
    import segno  # slow import, drawn only when a second factor is set up

    matrix = segno.make(text, error="m").matrix
    squares = [
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return Picture(len(matrix) + 2 * QUIET, "".join(squares))


def new_code() -> str:
    """Return a code for paper: 80 random bits in groups of four."""
    drawn = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(drawn[at : at + GROUP]) for at in range(0, len(drawn), GROUP))


def typed_code(text: str) -> str:
    """Return a code from paper as it was printed, however it was typed."""
    plain = "".join(c for c in text.upper() if c in ALPHABET)
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
