"""The server of one machine, without TLS: waitress, with answers of its own that people can read."""

from __future__ import annotations

import socket
from typing import Any

import waitress
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from caseapp.base.requests import HEADERS

# What is refused before the program itself sees it: too large, or no request at all.
WORDS = {
    413: ("文件太大", "文件超过系统上限，没有保存。请分开上传，或者联系系统管理员调整上限。"),
    431: ("请求无法识别", "网址或者登录信息太长。请关闭浏览器后重新打开。"),
}
OTHER = ("请求无法识别", "请返回上一页重试。")
PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body><main><h1>{title}</h1><p>{text}</p><p><a href="/">回到工作台</a></p></main></body></html>'
)


class Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Says no in a sentence, and nothing of the inside."""

    def execute(self) -> None:
        """Answer and close: the rest of what is too large is not read."""
        fault = self.request.error
        title, text = WORDS.get(fault.code, OTHER)
        body = PAGE.format(title=title, text=text).encode()
        self.status = f"{fault.code} {fault.reason}"
        own = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        self.response_headers.extend((HEADERS | own).items())
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """One connection."""

    error_task_class = Refusal


def plain_server(app: Flask, listener: socket.socket, *, threads: int, body_limit: int) -> Any:
    """Make the server; a body is refused as soon as it passes the limit, told beforehand or not."""
    server = waitress.create_server(
        app, sockets=[listener], threads=threads, ident=None, max_request_body_size=body_limit + 1
    )
    server.channel_class = Channel
    return server
