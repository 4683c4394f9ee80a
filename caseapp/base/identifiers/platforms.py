"""Shops and goods on trading platforms, read from their addresses; nothing is fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLATFORM_NAMES = {
    "taobao": "淘宝",
    "tmall": "天猫",
    "jd": "京东",
    "pdd": "拼多多",
    "douyin": "抖音",
    "1688": "1688",
}
_KIND_NAMES = {"item": "商品", "shop": "店铺"}
_HOSTS = {
    "taobao": "taobao",
    "tmall": "tmall",
    "jd": "jd",
    "yangkeduo": "pdd",
    "pinduoduo": "pdd",
    "jinritemai": "douyin",
    "douyin": "douyin",
    "1688": "1688",
}
_LONGEST = 600
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# taobao.com.example.cn is somebody else's house.
_ADDRESS = re.compile(
    r"(?<![\w.-])(?:https?://)?(?P<sub>(?:[a-z0-9-]{1,63}\.){0,4})"
    rf"(?P<host>{'|'.join(_HOSTS)})\.com(?![\w-]|\.[a-z])"
    rf"(?P<rest>[/?#:][a-z0-9/?#:=&%._~+;@!*$-]{{0,{_LONGEST}}})?",
    re.ASCII | re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:m\.tb\.cn|e\.tb\.cn|u\.jd\.com|3\.cn|v\.douyin\.com|p\.pinduoduo\.com"
    r"|qr\.1688\.com)/[a-z0-9._-]{1,40}",
    re.ASCII | re.IGNORECASE,
)
# Platform, kind, what of `sub + rest` holds the number; the first that fits counts.
_PLACES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (platform, kind, re.compile(pattern, re.ASCII | re.IGNORECASE))
    for platform, kind, pattern in (
        ("taobao", "item", r"[?&](?:id|item_?id)=(?P<number>[0-9]{6,20})"),
        ("taobao", "item", r"^a\.m\.?/i(?P<number>[0-9]{6,20})"),
        ("taobao", "shop", r"[?&]shop_?id=(?P<number>[0-9]{4,20})"),
        ("taobao", "shop", r"^shop(?P<number>[0-9]{4,20})\."),
        ("taobao", "shop", r"^(?!item\.|www\.|s\.|m\.|h5\.|world\.)(?P<number>[a-z0-9-]{3,63})\."),
        ("tmall", "item", r"[?&](?:id|item_?id)=(?P<number>[0-9]{6,20})"),
        ("tmall", "shop", r"^(?!detail\.|www\.|list\.|m\.|chaoshi\.)(?P<number>[a-z0-9-]{3,63})\."),
        ("jd", "item", r"/(?:product/)?(?P<number>[0-9]{5,20})\.html"),
        ("jd", "shop", r"/index-(?P<number>[0-9]{4,20})\.html"),
        ("jd", "shop", r"[?&]shop_?id=(?P<number>[0-9]{4,20})"),
        ("pdd", "item", r"[?&]goods_id=(?P<number>[0-9]{5,20})"),
        ("pdd", "shop", r"[?&]mall_id=(?P<number>[0-9]{4,20})"),
        ("douyin", "item", r"[?&](?:id|product_id)=(?P<number>[0-9]{8,24})"),
        ("douyin", "shop", r"[?&]shop_?id=(?P<number>[a-z0-9]{4,40})"),
        ("douyin", "shop", r"/user/(?P<number>[a-z0-9_-]{8,100})"),
        ("1688", "item", r"/offer/(?P<number>[0-9]{6,20})\.html"),
        ("1688", "shop", r"^(?!detail\.|www\.|m\.|s\.)(?P<number>[a-z0-9-]{3,63})\."),
    )
)


@dataclass(frozen=True, slots=True)
class PlatformLink:
    """One address in a text: whose platform, and which shop or goods it leads to, if it says so."""

    platform: str
    kind: str
    number: str
    why: str
    span: tuple[int, int]

    @property
    def valid(self) -> bool:
        """Say whether the address names a shop or goods."""
        return bool(self.number)

    @property
    def normal(self) -> str:
        """Write it as people say it: 天猫商品 123456789."""
        name = f"{PLATFORM_NAMES.get(self.platform, '')}{_KIND_NAMES.get(self.kind, '链接')}"
        return f"{name} {self.number}".strip()

    @property
    def key(self) -> str:
        """Return what two addresses of one shop or one piece of goods share."""
        # Goods of 天猫 open under 淘宝 by the same number.
        family = "taobao" if (self.platform, self.kind) == ("tmall", "item") else self.platform
        return f"{family}:{self.number.lower()}"


def find_platform_links(text: str) -> list[PlatformLink]:
    """Return the addresses of known platforms in a text, in its order."""
    narrow = text.translate(_WIDTH)
    short = [_short(match) for match in _SHORT.finditer(narrow)]
    taken = {place for one in short for place in range(*one.span)}
    whole = [one for one in _whole(narrow) if one.span[0] not in taken]
    return sorted([*short, *whole], key=lambda one: one.span)


def _whole(text: str) -> Iterator[PlatformLink]:
    for match in _ADDRESS.finditer(text):
        platform = _HOSTS[match["host"].lower()]
        kind, number = _read(platform, f"{match['sub']}{match['rest'] or ''}")
        why = (
            "按网址识别，未联网核对"
            if number
            else "网址中没有店铺或者商品编号，请打开商品页后复制网址"
        )
        yield PlatformLink(platform, kind, number, why, match.span())


def _read(platform: str, address: str) -> tuple[str, str]:
    for wanted, kind, pattern in _PLACES:
        found = pattern.search(address) if wanted == platform else None
        if found:
            return kind, found["number"]
    return "", ""


def _short(match: re.Match[str]) -> PlatformLink:
    host = match[0].lower()
    platform = next(
        (
            name
            for part, name in (("tb.cn", "taobao"), ("1688", "1688"), ("jd", "jd"))
            if part in host
        ),
        "douyin" if "douyin" in host else "pdd" if "pinduoduo" in host else "jd",
    )
    return PlatformLink(
        platform, "", "", "短网址看不出店铺或者商品，请问来电人要完整网址", match.span()
    )
