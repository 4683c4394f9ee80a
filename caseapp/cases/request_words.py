"""The words of a request: who may ask, and what is handed in with it."""

from __future__ import annotations

from collections.abc import Mapping

# 专利行政执法办法第十条、专利纠纷行政裁决和调解办法: holder or interested party. Stored values.
STANDINGS: Mapping[str, str] = {
    "holder": "专利权人",
    "heir": "专利权的合法继承人",
    "exclusive": "独占实施许可的被许可人",
    "sole": "排他实施许可的被许可人（专利权人不请求）",
    "ordinary": "普通实施许可的被许可人（合同约定或者另有授权）",
}
REQUEST_PAPERS: Mapping[str, str] = {
    "identity": "主体资格证明",
    "register": "专利登记簿副本",
    "certificate": "专利证书",
    "fee": "当年缴纳专利年费的收据",
    "evaluation": "专利权评价报告（检索报告）",
    "licence": "实施许可合同或者授权",
    "evidence": "侵权证据",
    "authority": "授权委托书",
    "copies": "请求书及附件的副本",
    "legalised": "经公证认证的身份证明和授权委托书",
}
# Who asks for mediation, and with what; the list of infringement fits only disputes over infringement.
MEDIATION_STANDINGS: Mapping[str, str] = {
    "holder": "专利权人或者专利申请人",
    "inventor": "发明人或者设计人",
    "unit": "单位",
    "heir": "合法继承人",
    "licensee": "被许可人",
    "claimant": "其他利害关系人",
}
MEDIATION_PAPERS: Mapping[str, str] = {
    "identity": "主体资格证明",
    "register": "专利登记簿副本",
    "certificate": "专利证书或者受理通知书",
    "contract": "劳动合同、任务书或者约定",
    "evidence": "证据材料",
    "authority": "授权委托书",
    "copies": "请求书及附件的副本",
}
