"""The units an Anshan office begins with: the city office, its sections, districts, zones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is; the values are stored."""

    OFFICE = "office"
    SECTION = "section"
    DISTRICT = "district"
    ZONE = "zone"


KIND_WORDS = {
    UnitKind.OFFICE: "市局",
    UnitKind.SECTION: "科室",
    UnitKind.DISTRICT: "县区局",
    UnitKind.ZONE: "开发区局",
}


@dataclass(frozen=True)
class UnitSeed:
    """One unit as shipped; `path` is how scopes and tests name it."""

    path: str
    name: str
    kind: UnitKind
    area_code: str
    agency_name: str
    agency_word: str

    @property
    def code(self) -> str:
        """Return the last part of the path."""
        return self.path.strip("/").rsplit("/", 1)[-1]

    @property
    def parent_path(self) -> str:
        """Return the path of the unit above, empty for an office of its own."""
        head = self.path.strip("/").rpartition("/")[0]
        return f"/{head}/" if head else ""


CITY = "/210300/"
ENFORCEMENT = "/210300/ZF/"
HOTLINE = "/210300/RX/"
LEGAL = "/210300/FZ/"
GENERAL = "/210300/BG/"
TIEDONG = "/210302/"
TIEXI = "/210303/"
LISHAN = "/210304/"
QIANSHAN = "/210311/"
TAIAN = "/210321/"
XIUYAN = "/210323/"
HAICHENG = "/210381/"
HIGH_TECH = "/210300GX/"
ECONOMIC = "/210300JK/"


def _section(path: str, name: str) -> UnitSeed:
    # A section signs nothing of its own: its papers carry the name and word of the city office.
    return UnitSeed(path, name, UnitKind.SECTION, "210300", "鞍山市知识产权局", "鞍知")


def _office(path: str, *, kind: UnitKind, place: str, area: str, word: str) -> UnitSeed:
    return UnitSeed(path, f"{place}知识产权局", kind, area, f"{place}知识产权局", word)


# A district office belongs to its own government, so it is the root of its own path: the city
# sees a district's files only where a role is granted to a person for that district.
# Area codes: GB/T 2260. The zones have none of their own and carry the city's.
ANSHAN_UNITS: tuple[UnitSeed, ...] = (
    _office(CITY, kind=UnitKind.OFFICE, place="鞍山市", area="210300", word="鞍知"),
    _section(ENFORCEMENT, "执法科"),
    _section(HOTLINE, "12330热线"),
    _section(LEGAL, "法制科"),
    _section(GENERAL, "办公室"),
    _office(TIEDONG, kind=UnitKind.DISTRICT, place="铁东区", area="210302", word="铁东知"),
    _office(TIEXI, kind=UnitKind.DISTRICT, place="铁西区", area="210303", word="铁西知"),
    _office(LISHAN, kind=UnitKind.DISTRICT, place="立山区", area="210304", word="立山知"),
    _office(QIANSHAN, kind=UnitKind.DISTRICT, place="千山区", area="210311", word="千山知"),
    _office(TAIAN, kind=UnitKind.DISTRICT, place="台安县", area="210321", word="台知"),
    _office(XIUYAN, kind=UnitKind.DISTRICT, place="岫岩满族自治县", area="210323", word="岫知"),
    _office(HAICHENG, kind=UnitKind.DISTRICT, place="海城市", area="210381", word="海知"),
    _office(
        HIGH_TECH, kind=UnitKind.ZONE, place="鞍山高新技术产业开发区", area="210300", word="鞍高知"
    ),
    _office(ECONOMIC, kind=UnitKind.ZONE, place="鞍山经济开发区", area="210300", word="鞍经知"),
)


def office_path(path: str) -> str:
    """Return the path of the office a unit belongs to: the first part of its path."""
    head = path.strip("/").partition("/")[0]
    return f"/{head}/" if head else "/"
