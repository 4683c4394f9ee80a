"""The coded words of rights assistance; the keys are stored."""

from __future__ import annotations

from collections.abc import Mapping

FIRM_SIZES: Mapping[str, str] = {
    "large": "大型",
    "medium": "中型",
    "small": "小型",
    "micro": "微型",
    "none": "不适用（不是企业）",
}
# Whom the office helps first, and the plan asks to be counted.
SMALL_FIRMS = frozenset({"small", "micro"})
RIGHT_STATES: Mapping[str, str] = {
    "valid": "有效",
    "pending": "申请中，尚未授权或者注册",
    "unregistered": "不需要登记的权利",
    "ended": "已经失效或者被宣告无效",
    "unknown": "尚未查明",
}
WISHES: Mapping[str, str] = {
    "advice": "法律咨询",
    "opinion": "侵权判定参考",
    "plan": "维权方案",
    "expert": "推荐专家",
    "lawyer": "推荐律师",
    "mediation": "调解",
    "funding": "费用资助",
    "other": "其他",
}
PLAN_KINDS: Mapping[str, str] = {
    "advice": "咨询指导",
    "expert": "专家参与",
    "opinion": "侵权判定参考意见",
    "mediation": "组织调解",
    "lawyer": "律师服务",
    "overseas": "涉外应对",
}
CHECKS: Mapping[str, str] = {
    "right_valid": "权利有效，申请人有权主张",
    "facts_clear": "事实清楚，材料齐全",
    "not_elsewhere": "法院、其他机关或者机构没有受理",
    "in_area": "属于本地区的援助范围",
}
STOP_GROUNDS: Mapping[str, str] = {
    "false_papers": "申请人提供虚假材料",
    "withdrawn": "申请人撤回申请",
    "settled": "双方自行和解",
    "elsewhere": "法院、其他机关或者机构已经受理",
}
SATISFACTION: Mapping[str, str] = {"good": "满意", "fair": "基本满意", "bad": "不满意"}
TASK_STATES: Mapping[str, str] = {
    "out": "进行中",
    "delivered": "已交成果",
    "returned": "已退回",
    "replaced": "已换人",
}
FORUMS: Mapping[str, str] = {
    "court": "境外法院诉讼",
    "itc337": "337调查",
    "customs": "境外海关扣留",
    "fair": "境外展会",
    "platform": "跨境电商平台",
    "arbitration": "仲裁",
    "office": "境外知识产权机关程序",
    "letter": "律师函、警告函",
    "other": "其他",
}
CURRENCIES: Mapping[str, str] = {
    "CNY": "人民币",
    "USD": "美元",
    "EUR": "欧元",
    "JPY": "日元",
    "GBP": "英镑",
    "KRW": "韩元",
    "HKD": "港元",
    "OTH": "其他货币",
}
FOREIGN_KINDS: Mapping[str, str] = {
    "no": "不涉外",
    "foreign": "涉外",
    "hkmotw": "涉港澳台",
}
EXPORT_ANSWERS: Mapping[str, str] = {
    "clear": "已检查，可以提供",
    "none": "不涉及",
    "blocked": "不得提供",
}
