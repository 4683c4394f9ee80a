"""Words of fairs: acts, who reported one, how we are there, parts on the roster."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.exhibitions.life import FAIR_MOVES
from caseapp.law.fairs import CONTACTS, NEITHER, STATION

REPORTED_BY: Mapping[str, str] = {
    "organiser": "主办单位报送",
    "authority": "展会管理部门通知",
    "own": "本局自行登记",
}
PRESENCES: Mapping[str, str] = {
    STATION: "派员进驻，设工作站",
    CONTACTS: "不进驻，公布联系方式",
    NEITHER: "不进驻，也不公布联系方式",
}
DUTY_PARTS: Mapping[str, str] = {
    "leader": "进驻负责人",
    "officer": "执法人员",
    "staff": "工作人员",
    "expert": "专家",
    "organiser": "主办单位人员",
    "association": "行业协会人员",
}
# Who acts as an officer, and needs a certificate of that day.
OFFICERS = ("leader", "officer")
CONTACT_PARTS: Mapping[str, str] = {
    "organiser": "主办单位",
    "association": "行业协会",
    "authority": "展会管理部门",
    "office": "本局",
    "venue": "展馆",
    "other": "其他",
}
FAIR_ACTS: Mapping[str, str] = {
    "register": "登记展会",
    "change": "修改展会",
    "post": "登记公布联系方式",
    "add_contact": "增加联系人",
    "drop_contact": "去掉联系人",
    "add_hall": "增加展馆",
    "drop_hall": "去掉展馆",
    "set_rule": "约定展会规则",
    "unset_rule": "恢复默认规则",
    "add_duty": "安排值班",
    "copy_duty": "复制值班安排",
    "drop_duty": "撤下值班",
    "give_mandate": "授权现场签发",
    "end_mandate": "收回现场签发授权",
    "list_kit": "列出装备清单",
    "pack": "清点装备",
    "drop_kit": "去掉装备",
    **{key: row.name for key, row in FAIR_MOVES.items()},
}
