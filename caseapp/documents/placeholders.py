"""The closed dictionary of words a paper text may ask for; nothing else is ever filled in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """How a value is written on the paper."""

    TEXT = "text"
    DATE = "date"  # 2015-06-08 → 2015年6月8日
    INSTANT = "instant"  # 2015-07-03T09:30 → 2015年7月3日9时30分
    MONEY = "money"  # 27709.61 → figures and capitals
    CHOICE = "choice"  # boxes, the chosen one ticked
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One word of the dictionary."""

    type: Type = Type.TEXT
    options: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def _texts(*names: str) -> dict[str, Placeholder]:
    return dict.fromkeys(names, Placeholder())


def _typed(kind: Type, *names: str) -> dict[str, Placeholder]:
    return dict.fromkeys(names, Placeholder(kind))


def _choice(*options: str) -> Placeholder:
    return Placeholder(Type.CHOICE, options=options)


def _rows(*columns: str) -> Placeholder:
    return Placeholder(Type.ROWS, columns=columns)


PLACEHOLDERS: dict[str, Placeholder] = {
    # 本文书与案件
    **_texts(
        "机关", "文号", "案号", "案源编号", "案件名称", "案由", "行为地", "专利号", "专利状态"
    ),
    **_typed(
        Type.DATE, "签发日期", "立案日期", "违法行为终了日期", "告知日期", "决定日期", "结案日期"
    ),
    **_texts("告知书文号", "决定书文号"),
    # 当事人
    **_texts("当事人名称", "证照名称", "证照号码", "住所", "法定代表人", "联系电话", "邮政编码"),
    # 案件来源
    "案件来源": _choice("检查", "举报", "投诉", "移送", "交办", "其他"),
    **_typed(Type.INSTANT, "登记时间"),
    **_texts("线索提供人", "联系方式", "登记人", "案源内容"),
    # 审批
    **_texts(
        "核查情况", "立案理由", "结案理由", "处理结果", "执行情况", "涉案物品处理", "公开情况"
    ),
    **_texts("承办人", "执法证号", "承办人意见", "承办人签名"),
    **_texts("办案机构意见", "办案机构负责人", "负责人意见", "负责人"),
    **_typed(Type.DATE, "承办人日期", "办案机构日期", "负责人日期"),
    "立案意见": _choice("立案", "不予立案"),
    "结案方式": _choice("处罚执行完毕", "不予行政处罚", "撤销案件", "移送", "终结执行", "其他"),
    # 笔录
    **_typed(Type.INSTANT, "开始时间", "结束时间"),
    **_texts(
        "地点", "现场负责人", "现场负责人职务", "见证人", "记录人", "通知到场情况", "现场情况"
    ),
    **_texts("被询问人", "性别", "年龄", "身份证件", "工作单位", "职务", "与本案关系", "第几次"),
    "权利告知": _choice("已出示执法证件", "已告知申请回避的权利", "已告知配合检查的义务"),
    "问答": _rows("问", "答"),
    # 物品与证据
    "物品": _rows("名称", "规格型号", "批号", "单位", "数量", "单价", "金额", "备注"),
    **_typed(Type.MONEY, "物品金额合计"),
    **_texts("登记原因", "保存方式", "保存地点", "保管人"),
    **_typed(Type.DATE, "保存期满日"),
    "证据": _rows("名称", "证明事项", "页数"),
    # 调查终结、审核
    **_texts("案件经过", "违法事实", "案件性质", "裁量理由", "陈述申辩", "听证情况", "集体讨论"),
    **_typed(Type.MONEY, "违法所得", "违法经营额", "没收金额", "罚款金额", "罚没款合计"),
    **_texts("违法所得说明", "责令改正", "没收物品", "罚款幅度"),
    "审核事项": _rows("事项", "意见"),
    **_typed(Type.DATE, "收案日期"),
    **_texts("审核意见", "审核人", "审核机构负责人意见", "审核机构负责人"),
    **_typed(Type.DATE, "审核日期", "审核机构日期"),
    "审核结论": _choice("同意", "建议补充调查", "建议改变定性或处罚", "建议纠正程序", "建议移送"),
    # 由规则得出的期限与依据
    **_texts("登记保存期限", "登记保存依据", "立案依据", "处罚依据", "违反条款", "告知依据"),
    **_texts("陈述申辩依据", "陈述申辩期限", "听证依据", "听证期限", "裁量依据"),
    **_texts("缴款依据", "缴款期限", "加处罚款依据", "加处比例", "复议机关", "复议期限"),
    **_texts("诉讼法院", "诉讼期限", "缴款银行", "缴款账户", "机关地址", "机关电话", "联系人"),
    # 通用格式
    **_texts("正文", "救济途径", "送达要求"),
    # 送达
    "送达文书": _rows("名称", "文号", "份数"),
    "送达方式": _choice("直接", "当场", "留置", "邮寄", "委托", "转交", "电子", "公告"),
    **_texts("受送达人", "送达地点", "收件人", "收件人关系", "送达人", "送达说明"),
    **_typed(Type.DATE, "送达日期"),
}
