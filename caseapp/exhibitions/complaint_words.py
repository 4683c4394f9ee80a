"""Words of a complaint: acts of its history, fields, kinds of measures, verdicts of the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.exhibitions.life import MOVES

ACTS: Mapping[str, str] = {
    "take": "登记投诉",
    "change": "修改投诉",
    "correct": "更正专利号和种类",
    "materials": "核对材料",
    "features": "填写对比",
    "visit": "现场查验",
    "measure": "登记主办单位措施",
    "order": "登记本局命令",
    "order_done": "登记命令执行",
    "unfinished": "闭幕时没有办完",
    "lift": "撤销禁止参展",
    **{key: row.name for key, row in MOVES.items()},
}
PATENT_KINDS: Mapping[str, str] = {
    "invention": "发明",
    "utility": "实用新型",
    "design": "外观设计",
}
# The kind of an application as its number says it.
KIND_OF_NUMBER: Mapping[str, str] = {"1": "invention", "8": "invention", "2": "utility", "9": "utility", "3": "design"}  # fmt: skip
VERDICTS: Mapping[str, str] = {
    "open": "待定",
    "same": "相同",
    "equal": "等同、近似",
    "other": "不同",
}
MEASURES: Mapping[str, str] = {
    "remove": "撤展",
    "cover": "遮盖",
    "leaflet": "收回宣传品、更换展板",
    "link": "删除、屏蔽、断开链接",
}
TRACKS: Mapping[str, str] = {"infringement": "专利侵权纠纷", "counterfeit": "假冒专利"}
FIELDS: Mapping[str, str] = {
    "complainant": "投诉人",
    "complainant_id_number": "证件号码",
    "complainant_phone": "电话",
    "complainant_address": "地址",
    "complainant_booth": "展位或者证件",
    "agent": "代理人",
    "agent_power": "代理权限",
    "agent_phone": "代理人电话",
    "right_kind": "权利种类",
    "patent_kind": "专利类型",
    "right_number": "权利号码",
    "right_name": "权利名称",
    "exhibitor_id": "参展商",
    "exhibit_id": "参展商的展品",
    "respondent": "被投诉人",
    "booth": "展位",
    "exhibit": "展品",
    "is_online": "线上展",
    "facts": "事实和理由",
    "request": "请求",
}
