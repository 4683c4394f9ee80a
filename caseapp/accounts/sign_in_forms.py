"""Forms of signing in: what is typed into them is never shown again."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, PasswordField, StringField

from caseapp.base.forms import BaseForm, at_most, must, strip

LONGEST_SECRET = 200


class SecretForm(BaseForm):
    """A form with secrets in it: no digest of what it carries is kept against double clicks."""

    idem = HiddenField(default="")


def _secret(label: str, *, help_text: str = "", completes: str = "current-password") -> Any:
    return PasswordField(
        label,
        validators=[must(), at_most(LONGEST_SECRET)],
        description=help_text,
        render_kw={"autocomplete": completes, "spellcheck": "false"},
    )


def _one_time(label: str, help_text: str) -> StringField:
    return StringField(
        label,
        validators=[must(), at_most(40)],
        filters=[strip],
        description=help_text,
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )


def _login() -> StringField:
    return StringField(
        "登录名",
        validators=[must(), at_most(60)],
        filters=[strip],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


CODE_HELP = "打开手机上的验证码应用，输入 6 位数字。手机不在身边时可输入一个备用码。"


class SignInForm(SecretForm):
    """The first step of signing in."""

    login = _login()
    password = _secret("密码")


class CodeForm(SecretForm):
    """The second step."""

    one_time = _one_time("验证码", CODE_HELP)


class ProveForm(SecretForm):
    """Both proofs again, before what is most sensitive."""

    password = _secret("密码")
    one_time = _one_time("验证码", CODE_HELP)


class ActivationForm(SecretForm):
    """A name and the code on paper."""

    login = _login()
    one_time = _one_time("激活码", "16 位字母和数字，由管理员交给您；字母大小写、横线都不必在意。")


class PasswordForm(SecretForm):
    """A new password, typed twice, after the present one."""

    present_password = _secret("现在的密码")
    password = _secret("新密码", completes="new-password")
    password_again = _secret("再输入一次新密码", completes="new-password")


class ActivateForm(SecretForm):
    """What a code lets somebody set: password and telephone."""

    password = _secret("设置密码", completes="new-password")
    password_again = _secret("再输入一次密码", completes="new-password")
    one_time = _one_time("手机上显示的 6 位验证码", "扫码后手机上每半分钟换一个。")


class ForgottenForm(SecretForm):
    """A new password, proved by the telephone that stays."""

    password = _secret("设置新密码", completes="new-password")
    password_again = _secret("再输入一次新密码", completes="new-password")
    one_time = _one_time("验证码", CODE_HELP)


class NewFactorForm(SecretForm):
    """A new telephone, proved by the password that stays."""

    present_password = _secret("现在的密码")
    one_time = _one_time("新手机上显示的 6 位验证码", "扫码后手机上每半分钟换一个。")
