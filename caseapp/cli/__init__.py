"""The command line: each command is loaded when it is called, so that `law` and `identify` start at once."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

COMMANDS = {
    "audit": "caseapp.cli.audit:audit",
    "backup": "caseapp.cli.backup:backup",
    "clock": "caseapp.cli.clock:clock",
    "demo": "caseapp.cli.office:demo",
    "doctor": "caseapp.cli.doctor:doctor",
    "extracts": "caseapp.cli.extracts:extracts",
    "files": "caseapp.cli.files:files",
    "identify": "caseapp.cli.identify:identify",
    "init": "caseapp.cli.init:init",
    "keys": "caseapp.cli.keys:keys",
    "law": "caseapp.cli.law:law",
    "likeness": "caseapp.cli.likeness:likeness",
    "links": "caseapp.cli.office:links",
    "migrate": "caseapp.cli.office:migrate",
    "paper": "caseapp.cli.paper:paper",
    "people": "caseapp.cli.office:people",
    "phone": "caseapp.cli.phone:phone",
    "procedures": "caseapp.cli.procedures:procedures",
    "restore": "caseapp.cli.backup:restore",
    "search": "caseapp.cli.search:search",
    "serve": "caseapp.cli.serving:serve",
    "tick": "caseapp.cli.worker:tick",
    "tls": "caseapp.cli.tls:tls",
    "unlock": "caseapp.cli.init:unlock",
    "worker": "caseapp.cli.worker:worker",
}


class LazyGroup(click.Group):
    """A group that imports a command only when somebody asks for it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a disk that takes nothing is said in words instead of a trace."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from caseapp.base.storage import order_of  # slow import, only for a disk in trouble

            words = order_of(error)
            if not words:
                raise
        click.echo(f"没有办成：{words}", err=True)
        sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name all commands without importing them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the module of one command."""
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, name = where.split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup)
def main() -> None:
    """专利行政执法办案系统。数据目录由 CASEAPP_DATA 指定，密钥目录由 CASEAPP_KEYS 指定。"""
