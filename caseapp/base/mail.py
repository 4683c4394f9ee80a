"""Mail to the people of the office, over the office's own server; where none is named nothing is tried."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from caseapp.config import MailServer

PATIENCE = 20  # seconds before a server that does not answer is tried again later


def send(server: MailServer, *, to: str, subject: str, text: str) -> None:
    """Send one mail; what the server refuses is raised, so that the outbox tries again."""
    mail = EmailMessage()
    mail["From"], mail["To"] = server.sender, to
    mail["Subject"] = " ".join(subject.split())  # a line break would begin another header
    mail.set_content(text)
    with _opened(server) as connection:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(mail)


def _opened(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
