"""Passwords: the slow hash, and the sentences that stand against a weak one."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from caseapp.accounts.sign_in_rules import Profile, number, office_words

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
LONGEST_SYLLABLE = 6
SHORTEST_WORD, LITTLE_LEFT = 3, 5
NAME_SYLLABLES = 3
CHECKED_LENGTH = 72  # zxcvbn reads no further, and a longer one is not weak for its length


def hash_of_password(password: str) -> str:
    """Return the slow hash that is kept instead of the password."""
    return _hasher().hash(_plain(password))


def fits(kept: str, password: str) -> bool:
    """Say whether a password is the one of this hash; without a hash the work is done all the same.

    An empty hash stands for an unknown, locked or left account: their answer takes as long.
    """
    try:
        right = _hasher().verify(kept or _nobody(), _plain(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(kept)


def faults(
    password: str,
    *,
    profile: Profile,
    own_words: Iterable[str] = (),
    old_hashes: Iterable[str] = (),
) -> list[str]:
    """Return what stands against a new password, each as a sentence; nothing when it is good."""
    found = [*_of_form(password, profile)]
    if found:
        return found
    if _is_common(password, own_words):
        return ["密码就是大家都知道的词，或除去姓名、单位这类词后所剩无几。请换一个。"]
    if _is_pinyin(password):
        return ["密码不能只是几个拼音加数字或符号。请换成几个互不相干的词，或加长。"]
    if _guesses(password, own_words) < number("guesses"):
        return [
            "密码太容易猜到：不要用姓名、登录名、单位、日期、连续的键或常用词组成。请加长或换一个。"
        ]
    if any(fits(old, password) for old in old_hashes):
        return [f"不能再用最近 {profile.not_again} 次用过的密码。"]
    return []


def words_of_name(name: str, login: str) -> tuple[str, ...]:
    """Return the spellings of a person's name and login that are no secret."""
    from pypinyin import Style, lazy_pinyin  # slow import, few starts set a password

    syllables = [s for s in lazy_pinyin(name) if s.isalnum()]
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    spelled = {"".join(syllables), "".join(reversed(syllables)), initials, login, name}
    given = "".join(syllables[1:])
    return tuple(sorted(word for word in spelled | {given, *syllables} if len(word) > 1))


def _of_form(password: str, profile: Profile) -> Iterator[str]:
    text = _plain(password)
    if len(text) < profile.least:
        yield f"密码至少 {profile.least} 个字符。可以用一句自己记得住的话。"
    if len(text) > number("longest_password"):
        yield f"密码最多 {number('longest_password')} 个字符。"
    kinds = sum(1 for kind in CLASSES if re.search(kind, text))
    if kinds < profile.classes:
        yield f"密码要用到小写字母、大写字母、数字、其他字符中的 {profile.classes} 种。"


def _is_common(password: str, own_words: Iterable[str]) -> bool:
    """Say whether everybody knows it, or little is left of it without the words everybody knows."""
    rest = text = _plain(password).lower()
    known = {word.lower() for word in (*own_words, *office_words()) if len(word) >= SHORTEST_WORD}
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    return text in _common() or (rest != text and len(rest) <= LITTLE_LEFT)


def _is_pinyin(password: str) -> bool:
    """Say whether only a name's worth of pinyin is left when figures and signs are dropped."""
    text = _plain(password).lower()
    letters = re.sub(r"[^a-z]", "", text)
    return bool(letters) and text.isascii() and _syllables(letters) <= NAME_SYLLABLES


def _syllables(letters: str) -> int:
    """Return the fewest pinyin syllables that make up these letters, many when none do."""
    most = len(letters) + NAME_SYLLABLES + 1
    fewest = [0] + [most] * len(letters)
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - LONGEST_SYLLABLE), end):
            if letters[begin:end] in _pinyin():
                fewest[end] = min(fewest[end], fewest[begin] + 1)
    return fewest[-1]


def _guesses(password: str, own_words: Iterable[str]) -> float:
    from zxcvbn import zxcvbn  # its lists take a moment to load and only new passwords need them

    known = [*own_words, *office_words()]
    return float(zxcvbn(_plain(password)[:CHECKED_LENGTH], user_inputs=known)["guesses_log10"])


@functools.cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # see above

    return frozenset(FREQUENCY_LISTS["passwords"])


@functools.cache
def _pinyin() -> frozenset[str]:
    """Return all syllables, read off the characters in common use."""
    from pypinyin import lazy_pinyin  # slow import

    common = "".join(chr(code) for code in range(0x4E00, 0x9FA6))
    return frozenset(s for s in lazy_pinyin(common) if s.isascii() and s.isalpha())


@functools.cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(
        time_cost=number("hash_passes"),
        memory_cost=number("hash_mebibytes") * 1024,
        parallelism=1,  # one sign-in takes one core, the others go on working
    )


@functools.cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


def _plain(password: str) -> str:
    # The same characters typed full-width or composed otherwise are the same password.
    return unicodedata.normalize("NFKC", password)
