"""The one door to cryptography: sealing, blind index, digest and signature, each told by its tag.

Whoever seals, digests or signs calls the functions below; the algorithm stands in the tag of the
value, so that values of an older suite open beside those of a newer one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseapp.config import UnsafeSetting

KEY_BYTES = 32
NONCE_BYTES = 12


class Locked(Exception):
    """A value that does not open: its key is missing, or it was moved or altered."""


class Hasher(Protocol):
    """A digest that is fed piece by piece."""

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""
        ...

    def hexdigest(self) -> str:
        """Return the digest of all bytes so far."""
        ...


class Suite(Protocol):
    """What a family of algorithms offers; another family is another class with its own tags."""

    sealing: str
    digesting: str
    blinding: str
    signing: str

    def seal(self, plain: bytes, *, key: bytes, bound: bytes) -> bytes:
        """Encrypt and authenticate; `bound` is what the value is tied to."""
        ...

    def unseal(self, sealed: bytes, *, key: bytes, bound: bytes) -> bytes:
        """Open, or raise Locked."""
        ...

    def hasher(self) -> Hasher:
        """Begin a digest."""
        ...

    def mac(self, message: bytes, *, key: bytes) -> str:
        """Return a keyed digest as hex."""
        ...

    def public_half(self, key: bytes) -> bytes:
        """Return what may be shown of a signing key."""
        ...

    def sign(self, message: bytes, *, key: bytes) -> bytes:
        """Sign with the secret half."""
        ...

    def verify(self, message: bytes, *, signature: bytes, public: bytes) -> bool:
        """Say whether a signature is genuine."""
        ...


class International:
    """AES-256-GCM, SHA-256, HMAC-SHA-256 and Ed25519."""

    sealing = "aes-256-gcm"
    digesting = "sha256"
    blinding = "hmac-sha256"
    signing = "ed25519"

    def seal(self, plain: bytes, *, key: bytes, bound: bytes) -> bytes:
        """Encrypt under a random nonce, which stands before the rest."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, plain, bound)

    def unseal(self, sealed: bytes, *, key: bytes, bound: bytes) -> bytes:
        """Open, or raise Locked without a word of why: there is nothing to learn from it."""
        try:
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as fault:
            raise Locked("封存内容与所在位置或者密钥不符，可能被改动或者移动过。") from fault

    def hasher(self) -> Hasher:
        """Begin a SHA-256."""
        return hashlib.sha256()

    def mac(self, message: bytes, *, key: bytes) -> str:
        """Return an HMAC-SHA-256."""
        return hmac.new(key, message, hashlib.sha256).hexdigest()

    def public_half(self, key: bytes) -> bytes:
        """Return the public key, raw."""
        return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()

    def sign(self, message: bytes, *, key: bytes) -> bytes:
        """Sign by Ed25519; 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(key).sign(message)

    def verify(self, message: bytes, *, signature: bytes, public: bytes) -> bool:
        """Check an Ed25519 signature."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class NotYet:
    """A family that has its name and tags, and is refused with a sentence until it is built."""

    tags: tuple[str, ...]
    sentence: str


NOW = International()
SUITES: Mapping[str, Suite | NotYet] = {
    "international": NOW,
    "guomi": NotYet(
        ("sm4-gcm", "sm3", "hmac-sm3", "sm2"),
        "国密算法（SM2、SM3、SM4）尚未启用，程序不启动。请将 CASEAPP_CRYPTO 改为 international"
        "（AES-256-GCM、SHA-256）；需要国密的，等待带国密算法的版本。",
    ),
}


def suite_named(name: str) -> Suite:
    """Return a family by the name of the setting; refuse an unknown and an unbuilt one."""
    found = SUITES.get(name)
    if found is None:
        raise UnsafeSetting(f"没有名为“{name}”的密码算法。可用：{'、'.join(SUITES)}。")
    if isinstance(found, NotYet):
        raise UnsafeSetting(found.sentence)
    return found


def suite_of(tag: str) -> Suite:
    """Return the family a value's tag names; a value of an unbuilt one stays locked."""
    for suite in SUITES.values():
        if isinstance(suite, NotYet):
            if tag in suite.tags:
                raise Locked(f"这一内容用 {tag} 封存，本版本尚不能打开。")
        elif tag in (suite.sealing, suite.digesting, suite.blinding, suite.signing):
            return suite
    raise Locked("封存内容的算法标记无法识别，可能被改动过。")


def new_key() -> bytes:
    """Draw a key for sealing, for a blind index or for signing."""
    return secrets.token_bytes(KEY_BYTES)


def seal(plain: bytes, *, key: bytes, version: int, bound: tuple[str, ...]) -> str:
    """Return `algorithm:version:body`; the tag, the version and `bound` are authenticated."""
    body = NOW.seal(plain, key=key, bound=_bound(NOW.sealing, version, bound))
    return f"{NOW.sealing}:{version}:{base64.urlsafe_b64encode(body).decode('ascii')}"


def unseal(sealed: str, *, keys: Mapping[int, bytes], bound: tuple[str, ...]) -> bytes:
    """Open a value with the key its tag names, or raise Locked."""
    tag, version, body = _parts(sealed)
    suite = suite_of(tag)
    key = keys.get(version)
    if key is None:
        raise Locked("封存这一内容的密钥不在密钥目录中。")
    try:
        raw = base64.b64decode(body, altchars=b"-_", validate=True)
    except ValueError as fault:
        raise Locked("封存内容残缺，可能被改动过。") from fault
    return suite.unseal(raw, key=key, bound=_bound(tag, version, bound))


def version_of(sealed: str) -> int:
    """Return which version of the key a value was sealed under; 0 for nothing."""
    return _parts(sealed)[1] if sealed else 0


def blind(value: str, *, key: bytes, purpose: str) -> str:
    """Return a keyed digest by which equal values find each other; nothing stays nothing."""
    if not value:
        return ""
    return f"{NOW.blinding}:{NOW.mac(frame('caseapp blind index', purpose, value), key=key)}"


def digest(data: bytes) -> str:
    """Return `algorithm:hex` of these bytes."""
    hasher = NOW.hasher()
    hasher.update(data)
    return f"{NOW.digesting}:{hasher.hexdigest()}"


def hasher() -> Hasher:
    """Begin a digest of bytes that come piece by piece; its algorithm is NOW.digesting."""
    return NOW.hasher()


def sign(message: bytes, *, key: bytes, purpose: str) -> str:
    """Return `algorithm:hex`; a signature made for one purpose is none for another."""
    made = NOW.sign(_signed(purpose, message), key=key)
    return f"{NOW.signing}:{made.hex()}"


def verify(message: bytes, *, signature: str, public: bytes, purpose: str) -> bool:
    """Say whether a tagged signature is genuine; one that cannot be read is not."""
    tag, _, body = signature.partition(":")
    try:
        suite, raw = suite_of(tag), bytes.fromhex(body)
    except (Locked, ValueError):
        return False
    return suite.verify(_signed(purpose, message), signature=raw, public=public)


def public_half(key: bytes) -> bytes:
    """Return what may be shown of a signing key."""
    return NOW.public_half(key)


def frame(*parts: str) -> bytes:
    """Join with lengths, so that no two lists of parts give the same bytes."""
    return b"".join(b"%d:%s" % (len(raw), raw) for raw in (part.encode() for part in parts))


def _parts(sealed: str) -> tuple[str, int, str]:
    tag, _, rest = sealed.partition(":")
    version, _, body = rest.partition(":")
    is_number = version.isascii() and version.isdecimal() and len(version) < 10
    return tag, int(version) if is_number else -1, body


def _bound(tag: str, version: int, bound: tuple[str, ...]) -> bytes:
    return frame("caseapp seal", tag, str(version), *bound)


def _signed(purpose: str, message: bytes) -> bytes:
    return frame("caseapp signature", purpose) + message
