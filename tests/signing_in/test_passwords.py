"""Which passwords are taken, and where a sign-in may send somebody on to."""

import itertools

import pytest

from caseapp.accounts import passwords
from caseapp.accounts.sign_in_rules import profiles, rows
from caseapp.base.addresses import own_path

DENGBAO, ASVS = profiles()["dengbao"], profiles()["asvs"]
OWN = passwords.words_of_name("王建民", "wangjm")


def faults(password, profile=DENGBAO):
    return passwords.faults(password, profile=profile, own_words=OWN)


@pytest.mark.parametrize(
    "password",
    [
        "雨后山路要慢走7Ba",
        "correct Horse 7 battery",
        "Xk7#mQ2vLp9",
        "三只Cat在屋顶看2颗星",
        "x" * 8 + "Kq7!zR4p",
    ],
)
def test_good_password_is_taken(password):
    assert faults(password) == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Xk7#mQ2vL", "至少 10 个字符"),
        ("xk7mq2vlp9", "3 种"),
        ("XKMQVLPABCD", "3 种"),
        ("1234567890", "3 种"),
        ("Aa1!" * 33, "最多 128 个字符"),
        ("Anshan12330!", "大家都知道"),
        ("Anshan@210300x", "大家都知道"),
        ("Zhishichanquan1", "大家都知道"),
        ("Wangjm2024!!", "太容易猜到"),
        ("Wangjianmin1!", "大家都知道"),
        ("JianminWang88", "大家都知道"),
        ("Zhangwei1990!", "拼音"),
        ("Liuyang@2008", "拼音"),
        ("Ouyangxiu123!", "拼音"),
        ("Qwer!@#$1234", "太容易猜到"),
        ("1qaz@WSX3edc", "太容易猜到"),
        ("P@ssw0rd1234", "太容易猜到"),
        ("Aa123456!!", "大家都知道"),
        ("Woaini1314!!", "拼音"),
        ("Liaoning2024!", "大家都知道"),
    ],
)
def test_weak_password_is_refused_with_its_reason(password, said):
    assert said in "".join(faults(password))


def test_every_common_password_is_refused_by_both_profiles():
    common = sorted(passwords._common())
    assert len(common) >= 10_000
    long_enough = [word for word in common if len(word) >= ASVS.least]
    for word in common[::997] + long_enough[:40]:
        assert faults(word), word
        assert faults(word, ASVS), word
    for word in common[::997]:
        assert passwords._is_common(word.upper(), ())


def test_second_profile_asks_for_length_only():
    assert faults("four plain words together", ASVS) == []
    assert "至少 15 个字符" in "".join(faults("Xk7#mQ2vLp9", ASVS))
    assert (ASVS.classes, ASVS.days, ASVS.not_again) == (0, 0, 0)
    assert (DENGBAO.classes, DENGBAO.days, DENGBAO.not_again) == (3, 90, 5)


def test_same_characters_typed_full_width_are_the_same_password():
    kept = passwords.hash_of_password("Ｘｋ7#mQ2vLp9")
    assert passwords.fits(kept, "Xk7#mQ2vLp9")
    assert not passwords.fits(kept, "xk7#mQ2vLp9")
    assert not passwords.fits("", "Xk7#mQ2vLp9")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")


def test_each_number_has_a_source():
    assert all(row.source and row.words and row.value > 0 for row in rows().values())
    assert {row.text for row in rows().values()} >= {"30 分钟", "10 小时", "24 小时"}


GOOD = ("/", "/desk", "/cases?state=all&after=1", "/cases/1", "/search?q=%E6%B5%B7", "/a/../b")
PLACES = ("evil.example", "evil.example/desk", "user@evil.example", "evil.example:8000", "[::1]")
LEADS = (
    "//",
    "///",
    "/\\",
    "\\\\",
    "\\/",
    "/\t/",
    "/\n/",
    "/\r\n/",
    "/%09/",
    "/%5c",
    "/%2f",
    "/%252f",
)
LEADS += (
    "http://",
    "https://",
    "HTTP:/",
    "http:",
    "ftp://",
    "ws://",
    " //",
    "\x00//",
    "/ /",
    "/./\\",
)
LEADS += (
    "https:///",
    "//\\",
    "/\\/",
    "／／",
    "/\u202e//",
    "http:\\\\",
    "////",
    "/%5C%5C",
    "/%2F%2F",
    "/%00//",
)
SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
)
SCRIPTS += (
    "vbscript:x",
    "\x01javascript:x",
    "&#106;avascript:x",
    "blob:x",
    "file:///etc/passwd",
    "about:blank",
)
ODD = (
    "",
    "desk",
    "./desk",
    "../desk",
    "?next=/",
    "#x",
    "/a\nb",
    "/a\x00b",
    "/a\\b",
    "/" + "a" * 600,
)
ODD += (
    "/a b",
    "/<script>",
    '/"',
    "/'\"><",
    "/一",
    "/a//b",
    "/%0d%0aSet-Cookie:x",
    "/a%00",
    "\ufeff/",
    "\ud800",
)
ODD += (
    ".",
    "..",
    "//",
    "///",
    "\\",
    "/\\",
    "%2f%2fevil.example",
    "/%E2%80%AE//x",
    "/a\x7fb",
    "\t/desk",
    "/%255c%255cx",
)
HOSTILE = [lead + place for lead, place in itertools.product(LEADS, PLACES)] + [*SCRIPTS, *ODD]
HOSTILE += [
    f"{scheme}{lead}evil.example" for scheme in ("javascript:", "x:", "") for lead in LEADS[:10]
]


def test_there_are_enough_hostile_addresses():
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("wanted", sorted(set(HOSTILE)), ids=ascii)
def test_hostile_address_leads_to_the_first_page(wanted):
    assert own_path(wanted) == "/"


@pytest.mark.parametrize("wanted", GOOD)
def test_own_address_is_gone_back_to(wanted):
    assert own_path(wanted) == wanted
