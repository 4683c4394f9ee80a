"""The server of an office with TLS: cheroot on a socket that is already taken."""

from __future__ import annotations

import socket
import ssl
from typing import Any

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from flask import Flask

from caseapp.cli.tls import Certificate


class SecureServer(wsgi.Server):
    """Speaks TLS 1.2 and newer, and tells nobody what it is."""

    def __init__(
        self, listener: socket.socket, app: Flask, *, certificate: Certificate, threads: int
    ) -> None:
        super().__init__(listener.getsockname()[:2], app, numthreads=threads)
        self.server_name = ""
        self._listener = listener
        self.ssl_adapter = BuiltinSSLAdapter(str(certificate.chain), str(certificate.key))
        self.ssl_adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2

    def bind(self, family: int, type: int, proto: int = 0) -> Any:  # noqa: A002, ARG002 - cheroot's signature
        """Use the socket that was taken before the office was opened."""
        self.socket = self._listener
        return self.socket

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: FBT001, FBT002 - cheroot's signature
        """Say nothing of handshakes that fail: every port scan would fill the log."""
        if traceback:
            super().error_log(msg, level, traceback)
