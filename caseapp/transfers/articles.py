"""The articles that transfers between administrative bodies go by; what is not checked yet says so."""

from __future__ import annotations

# 受移送的机关有异议的，报请共同的上一级机关指定管辖，不得再自行移送。
NOT_ON = "市场监督管理行政处罚程序规定第十四条（条号待核实）"
DISPUTED = "市场监督管理行政处罚程序规定第十三条（条号待核实）"
