"""States and reasons of attachments' texts in the words of the office."""

from __future__ import annotations

from collections.abc import Mapping

WAITING, DONE, REFUSED, NOTHING = "waiting", "done", "refused", "nothing"
STATES: Mapping[str, str] = {
    WAITING: "待提取",
    DONE: "已提取文字",
    REFUSED: "未提取文字",
    NOTHING: "没有文字",
}
REASONS: Mapping[str, str] = {
    "macro": "含宏，未提取文字",
    "template": "引用外部模板，未提取文字",
    "remote": "引用外部图片或者媒体，未提取文字",
    "external": "引用外部内容，未提取文字",
    "dde": "含会自动执行或者取用外部内容的域（DDE 等），未提取文字",
    "ole": "含嵌入对象（OLE），未提取文字",
    "doctype": "含文档类型或者实体声明，可能是恶意文件，未提取文字",
    "members": "压缩的部件过多，可能是恶意文件，未提取文字",
    "unpacked": "解开后过大，可能是恶意文件，未提取文字",
    "ratio": "解开后是原来的很多倍，可能是恶意文件，未提取文字",
    "overlapping": "压缩的部件互相重叠，可能是恶意文件，未提取文字",
    "password": "有密码，未提取文字",
    "broken": "已经损坏或者不合格式，未提取文字",
    "coding": "认不出文字编码，未提取文字",
    "file": "文件过大，未提取文字",
    "pixels": "图片过大，未提取文字",
    "memory": "读取需要的内存超出限制，未提取文字",
    "seconds": "读取时间超出限制，未提取文字",
    "output": "读取的结果超出限制，未提取文字",
    "crashed": "读取时多次中途终止，未提取文字",
    "damaged": "保存的文件缺失或者被改动，未提取文字",
    "no_ocr": "图片：没有安装文字识别程序，未提取文字",
    "kind": "这一类文件不提取文字",
    "old_office": "旧版办公文档（.doc、.ppt 等）不提取文字，需要检索的请另存为 .docx、.pptx 或者 PDF 再上传一份",
    "empty": "文件是空的",
    "no_text": "没有文字（可能是扫描件）",
    "no_letters": "图片中没有识别出文字",
}
# Not read for want of anything to read: trying again with better tools changes nothing.
PLAINLY_NOTHING = ("kind", "old_office", "empty", "no_text", "no_letters")
_CUTS: Mapping[str, str] = {
    "characters": "文件较长，只取前 {:,} 字",
    "pages": "文件较长，只取前 {:,} 页",
    "slow": "读取较慢，只取前 {:,} 页",
    "parts": "文件较长，只取前 {:,} 段",
    "failed": "有 {:,} 页读不出来",
}


def said_of(state: str, reason: str, cut: str) -> str:
    """Say on the page of a file whether its text can be found, and why not."""
    if state == WAITING:
        return "待提取，提取之后可以检索到"
    if state != DONE:
        return f"{REASONS.get(reason, STATES[state])}，检索不到文件内容"
    return f"已提取，可以检索；{cut}" if cut else "已提取，可以检索"


def words_of_cut(what: str, found: int) -> str:
    """Say what was left out of a file; an attachment of a letter that was not read has its reason."""
    if what in _CUTS:
        return _CUTS[what].format(found)
    reason = REASONS.get(what.removeprefix("attached_"), "")
    return f"邮件的附件{reason}" if reason else "邮件有附件未提取文字"
