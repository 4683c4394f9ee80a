"""`caseapp identify`: say what a number is and whether it can be right; needs no data folder."""

import json

import click

from caseapp.base.clock import today
from caseapp.base.identifiers import Found, recognise

KIND_WORDS = {
    "patent": "专利号",
    "application": "专利申请号",
    "publication": "公开公告号",
    "credit_code": "统一社会信用代码",
    "org_code": "组织机构代码",
    "registration_no": "营业执照注册号",
    "id_card": "身份证号",
    "phone": "电话",
    "case_no": "案号",
    "paper_no": "文号",
    "date": "日期",
    "amount": "金额",
    "text": "文字",
}


# A sum below zero begins with a hyphen and is no option.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def identify(text: tuple[str, ...], *, as_json: bool) -> None:
    """识别专利号、信用代码、身份证号、电话、文号、日期、金额，并核对校验位。"""
    # The shell hands over broken bytes as lone surrogates, which no terminal can print.
    typed = " ".join(text).encode("utf-8", "replace").decode("utf-8")
    found = recognise(typed, today=today())
    if as_json:
        click.echo(json.dumps([one.as_json() for one in found], ensure_ascii=False))
        return
    if not found:
        raise SystemExit(_nothing())
    for one in found:
        click.echo(_line(one))


def _line(found: Found) -> str:
    if found.kind == "text":
        return f"{KIND_WORDS['text']}\t{found.normal}"
    verdict = "有效" if found.valid else "有误"
    return f"{KIND_WORDS[found.kind]}\t{found.normal}\t{verdict}\t{found.why}"


def _nothing() -> int:
    click.echo("没有可识别的内容，请输入号码或者文字。", err=True)
    return 2
