"""The command `init`: a real office begins with three administrators and a code for each."""

from __future__ import annotations

import os
from pathlib import Path

import click

from caseapp.cli.office import opened
from caseapp.cli.serving import NotServed, load_or_refuse
from caseapp.config import DEMO_MARK, PRIVATE_FILE, REAL_MARK, Settings, mark_real
from caseapp.law.procedures.roles import Role

CODES_FILE = "activation-codes.txt"
HELP = "“登录名:姓名”，例如 jiang:蒋某某"
ROLES = {
    "system_admin": Role.SYSTEM_ADMIN,
    "security_admin": Role.SECURITY_ADMIN,
    "audit_admin": Role.AUDIT_ADMIN,
}


@click.command()
@click.option("--system-admin", prompt="系统管理员（登录名:姓名）", help=HELP)
@click.option("--security-admin", prompt="安全保密管理员（登录名:姓名）", help=HELP)
@click.option("--audit-admin", prompt="安全审计员（登录名:姓名）", help=HELP)
def init(**admins: str) -> None:
    """在 CASEAPP_DATA 建立正式办公室：密钥、单位、三名管理员及其激活码。

    还有管理员没有激活时可以再次运行，为尚未激活的人生成新的激活码，旧码作废。
    """
    named = {ROLES[option]: _named(typed) for option, typed in admins.items()}
    if len({login for login, _ in named.values()}) != len(named):
        raise NotServed("三名管理员须是三个人（安全审计员不得兼任）。")
    settings = load_or_refuse(demo=False)
    data = settings.data_dir
    if (data / DEMO_MARK).exists():
        raise NotServed(
            f"{data} 是演示数据目录，不能建立正式办公室。请用 CASEAPP_DATA 另指一个空目录。"
        )
    if (data / "caseapp.sqlite3").exists() and not (data / REAL_MARK).exists():
        raise NotServed(f"{data} 里已有数据，不能重新初始化。")
    mark_real(data)  # first, so that no kill leaves a real office without its mark
    with opened():
        codes = _set_up(settings, named)
    _tell(settings, codes)


@click.command()
@click.argument("login")
def unlock(login: str) -> None:
    """解除一个账号的登录锁定（在服务器上执行，记入审计）。"""
    from caseapp.accounts import queries
    from caseapp.accounts.actions.tries import forget_tries
    from caseapp.accounts.door import Door
    from caseapp.accounts.person import Person
    from caseapp.base.db import writing

    with opened() as app, writing():
        person = queries.person_by_login(login.strip().lower())
        if person is None:
            raise NotServed(f"没有登录名为“{login}”的人员。")
        key = Door("", app.extensions["settings"].secret_key).account_key(login)
        forget_tries(by=Person.system(), account_key=key, person=person)
    click.echo(f"{person.name}现在可以登录。")


def _named(typed: str) -> tuple[str, str]:
    login, _, name = typed.replace("：", ":").partition(":")
    if not login.strip() or not name.strip():
        raise NotServed(f"“{typed}”写法不对，应写成“登录名:姓名”。")
    return login.strip().lower(), name.strip()


def _set_up(settings: Settings, named: dict[Role, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Take the three on where they are not yet, and make a code for each who is not ready."""
    from caseapp.accounts import actions
    from caseapp.accounts import units as places
    from caseapp.accounts.person import Person
    from caseapp.accounts.queries import credentials
    from caseapp.base.db import writing
    from caseapp.base.errors import Refused
    from caseapp.cli.registers import take

    by = Person.system()
    if credentials.all_administrators_ready():
        raise NotServed("三名管理员都已激活，不能再次初始化。忘记密码请用人员页的激活码。")
    try:
        with writing():
            actions.seed_units(by=by)
            take(demo=False)
            held = {admin.role for admin in credentials.administrators()}
            for role, (login, name) in named.items():
                if role.value not in held:
                    actions.add_person(
                        by=by, login=login, name=name, unit=places.CITY, roles=[role.value]
                    )
            return _codes(settings)
    except Refused as no:
        raise NotServed(str(no)) from None


def _codes(settings: Settings) -> list[tuple[str, str, str]]:
    """Make a code for each administrator who has not set a password."""
    from caseapp.accounts import queries
    from caseapp.accounts.actions.credentials import make_code
    from caseapp.accounts.person import Person
    from caseapp.accounts.queries import credentials
    from caseapp.accounts.second_factor import FactorBox

    box, made = FactorBox.of(settings.keys_dir), []
    for admin in credentials.administrators():
        person = queries.person_by_login(admin.login)
        if person is not None and not admin.is_active:
            code = make_code(by=Person.system(), person_id=person.id, box=box)
            made.append((Role(admin.role).label, admin.login, code))
    return made


def _tell(settings: Settings, codes: list[tuple[str, str, str]]) -> None:
    lines = [f"{label}\t{login}\t{code}" for label, login, code in codes]
    path = settings.keys_dir / CODES_FILE
    _write_private(
        path, "\n".join(["角色\t登录名\t激活码（24 小时内有效，只用一次）", *lines]) + "\n"
    )
    click.echo("激活码（24 小时内有效，各用一次）：")
    for label, login, code in codes:
        click.echo(f"  {label}  {login}  {code}")
    click.echo(f"\n也写在 {path}（仅本人可读，激活后请删除）。")
    click.echo(
        "下一步：caseapp serve --tls auto --host 地址，三人各自打开网址，用激活码设置密码和手机验证码。"
    )


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
