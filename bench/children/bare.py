"""A bare Flask page on the same server: what a start and a request cost before there is an office."""

from __future__ import annotations

import argparse
import socket

import waitress
from flask import Flask


def main() -> None:
    """Serve /keys on the wished port or any free one, and say where."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.parse_args()
    app = Flask("bare")
    app.add_url_rule("/keys", "keys", lambda: "hello")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    waitress.serve(app, sockets=[listener], threads=8, ident=None)


if __name__ == "__main__":
    main()
