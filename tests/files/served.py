"""An office served as the command serves it, in a process of its own: python -m tests.files.served.

It prints its port and serves until it is ended.
"""

import os
import socket

from caseapp.app import create_app
from caseapp.cli.plain_server import plain_server
from caseapp.config import MEBIBYTE, load_settings
from tests.clock import stopped


def main() -> None:
    """Open the office of the environment and serve it, on the day of the tests: sessions begin then."""
    with stopped():
        serve()


def serve() -> None:
    """Serve until ended."""
    settings = load_settings(os.environ)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(16)
    print(listener.getsockname()[1], flush=True)  # noqa: T201 - the test reads it
    limit = settings.upload_limit + MEBIBYTE
    plain_server(create_app(settings), listener, threads=4, body_limit=limit).run()


if __name__ == "__main__":
    main()
