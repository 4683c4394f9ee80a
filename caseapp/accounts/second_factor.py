"""The second factor: a code of the telephone every half minute, codes on paper for its loss."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyotp
import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseapp.accounts.sign_in_rules import number
from caseapp.config import read_key

KEY_FILE = "second_factor.key"
ISSUER = "专利执法办案"
NONCE_BYTES = 12
# Without letters and figures that are mistaken for each other on paper.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, GROUP = 4, 4
QUIET = 4  # empty modules around the picture, as its standard asks


@dataclass(frozen=True)
class FactorBox:
    """Seals the secrets of second factors; a copy of the database alone gives none away."""

    key: bytes = field(repr=False)

    @classmethod
    def of(cls, keys_dir: Path) -> FactorBox:
        """Open the box with the office's key, made on the first use."""
        return cls(bytes.fromhex(read_key(keys_dir, KEY_FILE)))

    def seal(self, secret: str, person_id: int) -> str:
        """Return the secret as it may lie in the database, bound to its person."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self.key).encrypt(nonce, secret.encode(), self._place(person_id))
        return "aes-256-gcm:" + base64.b64encode(nonce + sealed).decode()

    def unseal(self, sealed: str, person_id: int) -> str:
        """Return the secret; empty when it was moved, altered or sealed with another key."""
        try:
            raw = base64.b64decode(sealed.partition(":")[2], validate=True)
            place = self._place(person_id)
            return AESGCM(self.key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place).decode()
        except (InvalidTag, binascii.Error, ValueError):
            return ""

    @staticmethod
    def _place(person_id: int) -> bytes:
        return f"credential|factor|{person_id}".encode()


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
