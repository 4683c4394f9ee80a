"""The kinds of papers: what each is for, what it asks, who signs it, whether it is served."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.base.errors import Refused
from caseapp.documents.offices import Series, offices, series_on
from caseapp.documents.paper import Form

TEXTS = Path(__file__).parents[2] / "templates" / "documents"
PLAIN = Path(__file__).with_name("plain.toml")
BOTH_SIDES = ("requester", "respondent")
# A track that drafts the papers of another, under the same ids of the catalogue.
DRAFTS_AS = {"false-statement": "counterfeit"}


class Source(StrEnum):
    """Where the words of a field come from, as the form says it."""

    CASE = "取自案件"
    PARTY = "取自当事人"
    OFFICER = "承办人填写"
    RULE = "取自规则"
    PAPER = "签发时生成"


@dataclass(frozen=True, slots=True)
class FieldOfPaper:
    """One thing a paper asks for; the key is its word in the dictionary."""

    key: str
    source: Source
    required: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper."""

    key: str
    title: str
    family: str
    track: str
    step: str
    form: Form
    fields: tuple[FieldOfPaper, ...]
    signers: tuple[str, ...]
    reference: str = "案号"  # what stands under the title of a paper without its own number
    has_number: bool = False
    copies: int = 1
    receipt: bool = False  # a 送达回证 belongs to it
    remedy: str = ""  # which remedies it has to name
    to: tuple[str, ...] = ()  # the sides it is served on, each with its own record
    pattern: str = ""  # of its numbers, where its office never changed
    layout: str = ""  # the text it shares with others; empty: a text of its own

    def series(self, on: date) -> Series | None:
        """Give the series its number is taken from on this day."""
        if self.pattern:
            return Series(f"{offices()[0].authority}.{self.key}", self.pattern)
        return series_on(self.key, on) if self.has_number else None

    def text(self) -> str:
        """Read the text of the paper."""
        return _text(self.layout or self.key)

    def required_keys(self) -> tuple[str, ...]:
        """Give the fields without which it cannot be signed; signing itself gives the rest."""
        return tuple(
            one.key for one in self.fields if one.required and one.source is not Source.PAPER
        )


def kinds() -> tuple[Kind, ...]:
    """Give every kind in the order of the procedure."""
    return tuple(CATALOGUE.values())


def kind_of(key: str) -> Kind:
    """Give a kind by its key; an unknown one is refused with a sentence."""
    found = CATALOGUE.get(key) or _plain().get(key)
    if found is None:
        raise Refused(f"文书目录里没有“{key}”。", remedy="用 caseapp paper list 查看全部文书。")
    return found


def plain_kinds() -> tuple[Kind, ...]:
    """Give every kind whose wording and layout are not settled."""
    return tuple(_plain().values())


def plain_kind(title: str, track: str) -> Kind | None:
    """Give the kind, not laid out yet, under which a track drafts a paper of this title."""
    papers = DRAFTS_AS.get(track, track)
    plain = (one for one in _plain().values() if one.track == papers and one.title == title)
    return next(plain, None)


@cache
def _plain() -> Mapping[str, Kind]:
    """Read the papers whose wording and layout are not settled; all share one plain text."""
    rows = tomllib.loads(PLAIN.read_text("utf-8"))["paper"]
    return {row["key"]: _plain_of(row) for row in rows}


def _plain_of(row: Mapping[str, Any]) -> Kind:
    return Kind(
        key=row["key"],
        title=row["title"],
        family="通用格式",
        track=row["track"],
        step="",
        form=Form.LETTER,
        fields=_fields(
            case="机关 案号 （案由）",
            party="（当事人名称）",
            officer="正文",
            rule="（救济途径） （送达要求）",
            paper="文号 签发日期" if row.get("number") else "签发日期",
        ),
        signers=("负责人",) if row.get("served") else ("承办人",),
        has_number="number" in row,
        pattern=row.get("number", ""),
        receipt=bool(row.get("served")),
        to=_sides(row),
        remedy=row.get("remedy", ""),
        layout="plain",
    )


def _sides(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Say on whom a paper between two sides is served: on both where the row names nobody."""
    if not row.get("served") or row["track"] == "counterfeit":
        return ()
    return tuple(row.get("to", BOTH_SIDES))


@cache
def _text(key: str) -> str:
    return (TEXTS / f"{key}.txt").read_text("utf-8")


def _fields(
    *, case: str = "", party: str = "", officer: str = "", rule: str = "", paper: str = ""
) -> tuple[FieldOfPaper, ...]:
    """Read fields in the order of the form; a name in round brackets may stay empty."""
    groups: Iterable[tuple[Source, str]] = (
        (Source.CASE, case),
        (Source.PARTY, party),
        (Source.OFFICER, officer),
        (Source.RULE, rule),
        (Source.PAPER, paper),
    )
    return tuple(_field(source, word) for source, words in groups for word in words.split())


def _field(source: Source, word: str) -> FieldOfPaper:
    key = word.strip("（）")
    return FieldOfPaper(key, source, required=not word.startswith("（"), label=key)


PARTY = "当事人名称 （证照名称） （证照号码） （住所） （法定代表人） （联系电话）"
PARTY_SHORT = "当事人名称 （证照号码） （住所） （联系电话）"
OFFICERS = "承办人 执法证号"

_ALL = (
    Kind(
        "case_source",
        "案件来源登记表",
        "案源",
        "假冒专利",
        "登记",
        Form.TABLE,
        _fields(
            case="案源编号 案件来源 登记时间 登记人 案由 （专利号） （行为地） 案源内容",
            party=PARTY_SHORT,
            officer=(
                "（线索提供人） （联系方式） （办案机构意见） （办案机构负责人） （办案机构日期） "
                "（负责人意见） （负责人） （负责人日期）"
            ),
        ),
        ("办案机构负责人", "负责人"),
        reference="案源编号",
    ),
    Kind(
        "filing_approval",
        "立案审批表",
        "审批",
        "假冒专利",
        "立案",
        Form.TABLE,
        _fields(
            case="案号 案件来源 登记时间 案由 （专利号） （专利状态） （行为地） 立案意见",
            party=PARTY,
            officer=(
                "核查情况 立案理由 承办人意见 （承办人签名） （承办人日期） （办案机构意见） "
                "（办案机构负责人） （办案机构日期） （负责人意见） （负责人） （负责人日期）"
            ),
            rule="立案依据",
        ),
        ("承办人", "办案机构负责人", "负责人"),
    ),
    Kind(
        "site_record",
        "现场笔录",
        "笔录",
        "假冒专利",
        "调查取证",
        Form.RECORD,
        _fields(
            case=f"案号 {OFFICERS}",
            party=PARTY_SHORT,
            officer=(
                "开始时间 结束时间 地点 （现场负责人） （现场负责人职务） （见证人） 记录人 "
                "权利告知 （通知到场情况） 现场情况"
            ),
        ),
        ("当事人", "见证人", "检查人员", "记录人"),
    ),
    Kind(
        "questioning_record",
        "询问笔录",
        "笔录",
        "假冒专利",
        "调查取证",
        Form.RECORD,
        _fields(
            case=f"案号 {OFFICERS}",
            officer=(
                "第几次 开始时间 结束时间 地点 记录人 被询问人 （性别） （年龄） （身份证件） （工作单位） "
                "（职务） （住所） （联系电话） 与本案关系 权利告知 问答"
            ),
        ),
        ("被询问人", "询问人", "记录人"),
    ),
    Kind(
        "evidence_registration",
        "先行登记保存证据通知书",
        "证据",
        "假冒专利",
        "调查取证",
        Form.LETTER,
        _fields(
            case="机关 （案号） 案由 物品 （物品金额合计） （机关地址） （联系人） （机关电话）",
            party="当事人名称",
            officer="登记原因 保存方式 保存地点 保管人 保存期满日",
            rule="登记保存依据 登记保存期限",
            paper="文号 签发日期",
        ),
        ("负责人",),
        has_number=True,
        copies=2,
        receipt=True,
    ),
    Kind(
        "final_report",
        "调查终结报告",
        "报告",
        "假冒专利",
        "调查终结",
        Form.REPORT,
        _fields(
            case=f"机关 案号 案由 立案日期 {OFFICERS} 证据 （违法所得） （违法经营额） （专利状态）",
            party=PARTY,
            officer=(
                "案件经过 违法事实 （违法所得说明） 案件性质 （裁量理由） （责令改正） （没收金额） "
                "（没收物品） （罚款金额） （签发日期）"
            ),
            rule="违反条款 处罚依据 （罚款幅度）",
        ),
        ("承办人", "承办人"),
    ),
    Kind(
        "legal_review",
        "法制审核表",
        "审核",
        "假冒专利",
        "审核",
        Form.TABLE,
        _fields(
            case="案号 案件名称 案由 承办人 收案日期",
            party="当事人名称",
            officer=(
                "审核事项 审核意见 审核结论 审核人 （审核日期） （审核机构负责人意见） "
                "（审核机构负责人） （审核机构日期）"
            ),
        ),
        ("审核人", "审核机构负责人"),
    ),
    Kind(
        "penalty_notice",
        "行政处罚告知书",
        "告知",
        "假冒专利",
        "告知",
        Form.LETTER,
        _fields(
            case="机关 （案号） 案由 （机关地址） （邮政编码） （联系人） （机关电话）",
            party="当事人名称",
            officer=(
                "违法事实 案件性质 （裁量理由） （责令改正） （没收金额） （没收物品） （罚款金额）"
            ),
            rule="违反条款 处罚依据 告知依据 陈述申辩依据 （陈述申辩期限） （听证依据） （听证期限）",
            paper="文号 签发日期",
        ),
        ("负责人",),
        has_number=True,
        copies=2,
        receipt=True,
    ),
    Kind(
        "penalty_decision",
        "行政处罚决定书",
        "决定",
        "假冒专利",
        "决定",
        Form.LETTER,
        _fields(
            case="机关 （案号） （案由） 证据 告知书文号 告知日期",
            party=PARTY,
            officer=(
                "案件经过 违法事实 （陈述申辩） （听证情况） （集体讨论） 案件性质 （裁量理由） "
                "（责令改正） （没收金额） （没收物品） （罚款金额） （罚没款合计） （缴款银行） （缴款账户）"
            ),
            rule=(
                "违反条款 处罚依据 （缴款依据） （缴款期限） （加处罚款依据） （加处比例） 复议机关 复议期限 "
                "诉讼法院 诉讼期限"
            ),
            paper="文号 签发日期",
        ),
        ("负责人",),
        has_number=True,
        copies=3,
        receipt=True,
    ),
    Kind(
        "service_receipt",
        "送达回证",
        "送达",
        "假冒专利",
        "送达",
        Form.TABLE,
        _fields(
            case="（案号） （案由） 送达文书",
            party="受送达人",
            officer=(
                "送达地点 送达方式 （送达日期） （收件人） （收件人关系） 送达人 （见证人） （送达说明）"
            ),
        ),
        ("收件人", "送达人"),
    ),
    Kind(
        "closing_approval",
        "结案审批表",
        "审批",
        "假冒专利",
        "结案",
        Form.TABLE,
        _fields(
            case="案号 案件名称 案由 （立案日期） 承办人 （决定书文号） （决定日期） 结案方式",
            party="当事人名称",
            officer=(
                "处理结果 执行情况 （涉案物品处理） （公开情况） 结案理由 承办人意见 （承办人签名） "
                "（承办人日期） （办案机构意见） （办案机构负责人） （办案机构日期） （负责人意见） （负责人） "
                "（负责人日期）"
            ),
        ),
        ("承办人", "办案机构负责人", "负责人"),
    ),
)

CATALOGUE = {kind.key: kind for kind in _ALL}
