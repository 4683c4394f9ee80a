"""Which face stands for which official one: the office's own, else a free one, never silently."""

from __future__ import annotations

import importlib.util
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

FONT_PACKAGE = "pylopdf_fonts_zh_cn"
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
SERIF_CJK, SANS_CJK = "Noto Serif CJK SC", "Noto Sans CJK SC"
BOLD = 700
FONT_FILES = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True, slots=True)
class Role:
    """A face the standard names, the names it goes by, and the free faces that may stand for it."""

    official: str
    own: tuple[str, ...]
    free: tuple[str, ...]
    stroke: float = 0  # makes a face that only stands in as dark as the official one
    bold: bool = False  # a stand-in is taken in its bold cut where it has one


@dataclass(frozen=True, slots=True)
class Substitution:
    """An official face this machine does not have, and the face that is printed instead."""

    official: str
    used: str

    def __str__(self) -> str:
        return f"{self.official}由“{self.used}”代替"


@dataclass(frozen=True, slots=True)
class Installed:
    """The folders and families a compiler is given; a new file in the folder makes it anew."""

    folder: str
    stamp: tuple[tuple[str, int, int], ...]


ROLES = {
    "fangsong": Role(
        "仿宋",
        own=(
            "仿宋_GB2312",
            "FangSong_GB2312",
            "仿宋",
            "FangSong",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
        ),
        free=("FandolFang R", "FandolFang", SERIF_CJK, SERIF),
    ),
    "kaiti": Role(
        "楷体",
        own=("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03"),
        free=(
            "AR PL UKai CN",
            "AR PL UKai",
            "LXGW WenKai",
            "AR PL KaitiM GB",
            "FandolKai",
            SERIF_CJK,
            SERIF,
        ),
        stroke=0.15,
    ),
    "heiti": Role(
        "黑体",
        own=("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"),
        free=(SANS_CJK, SANS, "WenQuanYi Zen Hei", "FandolHei"),
    ),
    "song": Role(
        "宋体",
        own=("宋体", "SimSun", "NSimSun", "方正书宋_GBK", "FZShuSong-Z01"),
        free=(SERIF_CJK, SERIF, "AR PL UMing CN", "FandolSong"),
    ),
    "xiaobiaosong": Role(
        "小标宋",
        own=(
            *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            *("小标宋体", "FZXBSJW--GB1-0"),
        ),
        free=(SERIF_CJK, SERIF, "FandolSong"),
        stroke=0.55,
        bold=True,
    ),
}
# Real 楷体 tells a second heading by itself; only a 宋体 in its place needs the stroke.
STROKED = (SERIF_CJK, SERIF)

_office: dict[str, Path | None] = {"folder": None}
_reading = threading.Lock()


def use_folder(folder: Path | None) -> None:
    """Take the office's own faces from this folder from now on."""
    _office["folder"] = folder


def installed() -> Installed:
    """Say what may be printed with now: the folder, and what lies in it."""
    folder = _office["folder"]
    if folder is None:
        return Installed("", ())
    files = sorted(one for one in folder.rglob("*") if one.suffix.lower() in FONT_FILES)
    stamps = ((str(one), one.stat()) for one in files)
    return Installed(
        str(folder), tuple((name, told.st_size, told.st_mtime_ns) for name, told in stamps)
    )


def paths(having: Installed) -> list[Path]:
    """Give the folders to read faces from."""
    return [package_folder(), *([Path(having.folder)] if having.folder else [])]


def substitutions() -> tuple[Substitution, ...]:
    """Name each official face that is not here with the one printed for it."""
    families = _families(installed())
    found = []
    for role in ROLES.values():
        used = _chain(role, families)[0]
        if used not in role.own:
            found.append(Substitution(role.official, used))
    return tuple(found)


def expected(role: str) -> tuple[str, ...]:
    """Give the chain of families a role is printed with now, the first one leading."""
    return _chain(ROLES[role], _families(installed()))


def as_data(having: Installed) -> dict[str, Any]:
    """Give each role's faces as the template asks them."""
    families = _families(having)
    return {key: _face(role, families) for key, role in ROLES.items()}


def _face(role: Role, families: dict[str, frozenset[int]]) -> dict[str, Any]:
    chain = _chain(role, families)
    stands_in = chain[0] not in role.own
    is_bold = stands_in and role.bold and BOLD in families[chain[0]]
    stroked = stands_in and chain[0] in STROKED and not is_bold
    return {
        "fonts": list(dict.fromkeys((*chain, SERIF, SANS))),
        "weight": BOLD if is_bold else 400,
        "stroke": role.stroke if stroked else 0,
    }


def _chain(role: Role, families: dict[str, frozenset[int]]) -> tuple[str, ...]:
    return tuple(name for name in (*role.own, *role.free) if name in families)


@lru_cache(maxsize=2)
def _families(having: Installed) -> dict[str, frozenset[int]]:
    """Give every family of this machine with its weights; reading them takes a tenth of a second."""
    with _reading:
        fonts = typst.Fonts(
            include_system_fonts=True, include_embedded_fonts=False, font_paths=paths(having)
        ).fonts()
    weights: dict[str, set[int]] = {}
    for font in fonts:
        weights.setdefault(font.family, set()).add(font.weight)
    return {family: frozenset(found) for family, found in weights.items()}


def package_folder() -> Path:
    """Give the folder of the faces that come with the program."""
    found = importlib.util.find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError("字体包没有安装：pylopdf-fonts-zh-cn。")
    return Path(found.origin).parent
