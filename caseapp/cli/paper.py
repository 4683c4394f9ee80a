"""`caseapp paper`: the kinds of papers and an issued sample of each; needs no data folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from caseapp.base.errors import Refused
from caseapp.base.storage import order_of, written_whole
from caseapp.config import UnsafeSetting, fonts_folder
from caseapp.documents import pdf, render
from caseapp.documents.catalogue import GROUPS, Kind, kind_of, kinds
from caseapp.documents.catalogue.shown import said_of
from caseapp.documents.samples import blank
from caseapp.documents.samples import sample as sample_of


@click.group()
def paper() -> None:
    """文书目录和样张。"""


@paper.command("list")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def list_(*, as_json: bool) -> None:
    """列出全部文书。"""
    if as_json:
        click.echo(json.dumps([_described(one) for one in kinds()], ensure_ascii=False))
        return
    for one in map(said_of, kinds()):
        click.echo(f"{one.kind.key}\t{one.titles}\t{one.form}\t{one.kind.step}")
    click.echo(f"共 {len(kinds())} 种。", err=True)


@paper.command("sample")
@click.argument("key")
@click.option(
    "-o",
    "out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="写入的文件，.docx 或者 .pdf。",
)
@click.option("--pdf", "as_pdf", is_flag=True, help="写成 PDF，不论文件名。")
@click.option("--blank", "is_blank", is_flag=True, help="写成空白表，不填样例。")
def sample(key: str, out: Path, *, as_pdf: bool, is_blank: bool) -> None:
    """写出一份已签发的演示样张，或者空白表。"""
    try:
        made = _made(key, is_blank=is_blank, as_pdf=as_pdf or _is_pdf(out))
        with written_whole(out) as begun:
            begun.write_bytes(made)
    except Refused as no:
        click.echo(" ".join(part for part in (str(no), no.remedy) if part), err=True)
        raise SystemExit(2) from None
    except OSError as fault:
        click.echo(f"不能写入 {out}：{order_of(fault) or fault.strerror}", err=True)
        raise SystemExit(2) from None
    what = "空白表" if is_blank else "演示样张"
    click.echo(f"已写入 {out}：{kind_of(key).title}（{what}）。")


def _is_pdf(out: Path) -> bool:
    ending = out.suffix.lower()
    if ending not in (".docx", ".pdf"):
        raise Refused("文件名应当以 .docx 或者 .pdf 结尾。")
    return ending == ".pdf"


def _fonts() -> Path | None:
    try:
        return fonts_folder(os.environ)
    except UnsafeSetting as no:
        raise Refused(str(no)) from None


def _made(key: str, *, is_blank: bool, as_pdf: bool) -> bytes:
    made = blank(key) if is_blank else sample_of(key)
    if not as_pdf:
        return render.docx(made)
    pdf.use_folder(_fonts())
    return render.as_pdf(made)


def _described(kind: Kind) -> dict[str, object]:
    return {
        "key": kind.key,
        "title": kind.title,
        "group": GROUPS[kind.stem],
        "tracks": list(kind.tracks),
        "step": kind.step,
        "form": str(kind.form),
        "has_number": kind.has_number,
        "copies": kind.copies,
        "receipt": kind.receipt,
        "chain": list(kind.chain),
        "fields": [
            {"key": one.key, "source": str(one.source), "required": one.required}
            for one in kind.fields
        ],
    }
