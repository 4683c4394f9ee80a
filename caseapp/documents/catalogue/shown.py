"""The catalogue in words: what a page and a command say of each paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseapp.documents.catalogue.kinds import Kind, Subject
from caseapp.documents.catalogue.reading import kinds
from caseapp.documents.paper import Form
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.wording import long_date

FORM_WORDS = {
    Form.LETTER: "文书",
    Form.TABLE: "表格",
    Form.RECORD: "笔录",
    Form.REPORT: "报告",
    Form.OFFICIAL: "公文",
    Form.CORRESPONDENCE: "函件",
    Form.MINUTES: "纪要",
}
CHAIN_WORDS = {
    "undertaker": "承办人",
    "unit_head": "办案机构负责人",
    "legal": "法制审核",
    "chief": "机关负责人",
}
SUBJECT_WORDS = {
    Subject.CASE: "案件",
    Subject.TICKET: "热线工单",
    Subject.FAIR: "展会",
    Subject.OFFICE: "本机关事务",
    Subject.BLANK: "当事人填写",
}
TO_WORDS = {"requester": "请求人", "respondent": "被请求人"}
MARKS = {"S": "有出处", "K": "经验确知", "K-": "待核实", "?": "未核实，只出样张，不能起草"}
VOLUMES = {"main": "正卷", "second": "副卷"}
OFFICES = {"ip_office": "知识产权局", "market_bureau": "市场监督管理局"}


@dataclass(frozen=True)
class Shown:
    """One paper as the table and its page say it."""

    kind: Kind
    titles: str
    form: str
    tracks: str
    subject: str
    chain: str
    numbers: tuple[str, ...]
    served_on: str
    mark: str
    volume: str
    editions: tuple[str, ...]


def said_of(one: Kind) -> Shown:
    """Say everything the catalogue knows of a paper."""
    return Shown(
        kind=one,
        titles="／".join(dict.fromkeys(edition.title for edition in one.editions)),
        form=FORM_WORDS[one.form],
        tracks="、".join(track_name(track) for track in one.tracks) or SUBJECT_WORDS[one.subject],
        subject=SUBJECT_WORDS[one.subject],
        chain=" → ".join(CHAIN_WORDS[stage] for stage in one.chain),
        numbers=tuple(
            f"{OFFICES[office]}：{pattern.format(year='年份', serial='序号')}"
            for office, pattern in one.number.items()
        ),
        served_on=_served_on(one),
        mark=MARKS[one.confidence],
        volume=_volume(one),
        editions=tuple(_edition(one, place) for place in range(len(one.editions))),
    )


def found(*, q: str = "", group: str = "", track: str = "") -> list[Shown]:
    """Find papers by words of their names and numbers, by group, by the track that uses them."""
    rows = (said_of(one) for one in kinds())
    return [
        one
        for one in rows
        if (not group or one.kind.stem == group)
        and (not track or track in one.kind.tracks)
        and all(word in _words(one) for word in q.lower().split())
    ]


def tracks_of(rows: Iterable[Kind]) -> dict[str, str]:
    """Name the tracks that use papers."""
    return {track: track_name(track) for one in rows for track in one.tracks}


def track_name(track: str) -> str:
    """Name a track as its procedures do."""
    return next((one.name for one in PROCEDURES.values() if one.track == track), track)


def limits_of(one: Kind) -> list[tuple[str, str]]:
    """Say from which state of which track a paper may be drafted."""
    return [(track_name(track), _state(track, state)) for track, state in one.reached.items()]


def _state(track: str, key: str) -> str:
    editions = (each for each in PROCEDURES.values() if each.track == track)
    names = (state.name for each in editions for state in each.states if state.key == key)
    return next(names, key)


def _words(one: Shown) -> str:
    return " ".join((one.kind.key, *one.kind.ids, one.titles, one.kind.purpose)).lower()


def _served_on(one: Kind) -> str:
    if not one.receipt:
        return ""
    return "、".join(TO_WORDS[side] for side in one.to) or "当事人"


def _volume(one: Kind) -> str:
    volume, _, place = one.volume.partition(" ")
    return f"{VOLUMES[volume]}第{place}部分" if volume in VOLUMES else ""


def _edition(one: Kind, place: int) -> str:
    edition = one.editions[place]
    since = "" if edition.since == edition.since.min else f"{long_date(edition.since)}起"
    until = "" if edition.until == edition.until.max else f"至{long_date(edition.until)}"
    return f"{edition.title}（{since}{until}）" if since or until else edition.title
