"""What the program refuses to start with, and a real office from its first command on."""

import contextlib
import json
import re
import shutil
import socket
import ssl
import stat
from http.client import HTTPConnection, HTTPSConnection

import pytest

from caseapp.cli.tls import certificate_for
from caseapp.config import mark_demo
from tests.house import tree
from tests.signing_in.starting import THREE, say, serving

pytestmark = pytest.mark.timeout(600)  # programs start slowly where many of them run
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what is asked for in vain, or reached on loopback only
OWN = ("127.0.0.1", EVERYWHERE)  # what a server asks the system about before it listens
CODE = re.compile(r"\b[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}\b")
# Written into a module that Python imports by itself: it notes where the program wants to go.
WATCH = r"""
import os, sys
def note(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(repr((event, given[1:] if event == "socket.connect" else given)) + "\n")
sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give a real office as the first command leaves it."""
    place = tmp_path_factory.mktemp("office")
    told = say(place, "init", *THREE)
    assert told.returncode == 0, told.stderr
    return place, told.stdout


@pytest.fixture
def office_of_mine(made, tmp_path):
    """Give a copy of that office, to be spoilt."""
    for name in ("data", "keys"):
        shutil.copytree(made[0] / name, tmp_path / name)
    return tmp_path


def modes(folder):
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in (folder, *folder.rglob("*"))
    }


def test_first_command_tells_three_codes_and_writes_them_for_nobody_else(made):
    place, printed = made
    codes = CODE.findall(printed)
    assert len(set(codes)) == 3
    file = place / "keys" / "activation-codes.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert CODE.findall(file.read_text(encoding="utf-8")) == codes
    assert all(
        code.encode() not in path.read_bytes()
        for code in codes
        for path in (place / "data").rglob("*.sqlite3*")
    )


def test_whatever_an_office_writes_is_nobody_elses_to_read(made):
    place, _ = made
    for folder in (place / "data", place / "keys"):
        opened = {name for name, mode in modes(folder).items() if mode & 0o077}
        assert opened == set()


def test_two_offices_share_no_secret(made, tmp_path):
    say(tmp_path, "init", *THREE)
    for name in ("session.key", "factor-1.key"):
        mine, theirs = (folder / "keys" / name for folder in (made[0], tmp_path))
        assert mine.read_text() != theirs.read_text()


def test_first_command_again_gives_new_codes_while_somebody_is_missing(made, office_of_mine):
    again = say(office_of_mine, "init", *THREE)
    assert again.returncode == 0
    codes = CODE.findall(again.stdout)
    file = office_of_mine / "keys" / "activation-codes.txt"
    assert CODE.findall(file.read_text(encoding="utf-8")) == codes
    assert len(set(codes) - set(CODE.findall(made[1]))) == 3


@pytest.mark.parametrize("key", ["session.key", "factor-1.key"])
@pytest.mark.parametrize("wrong", ["open", "short", "known"])
def test_unsafe_key_stops_the_start(office_of_mine, key, wrong):
    path = office_of_mine / "keys" / key
    if wrong == "open":
        path.chmod(0o644)
    else:
        path.write_text({"short": "ab12", "known": "0" * 64}[wrong], encoding="ascii")
    told = say(office_of_mine, "serve", "--port", "0")
    assert told.returncode != 0
    assert str(path) in told.stderr
    assert "Traceback" not in told.stderr


def test_demo_and_real_office_refuse_each_others_folder(made, tmp_path):
    told = say(made[0], "serve", "--demo")
    assert (told.returncode, "不是演示数据目录" in told.stderr) == (2, True)
    assert say(made[0], "demo").returncode == 2
    told = say(made[0], "links")
    assert (told.returncode, "不用登录链接" in told.stderr) == (2, True)
    (tmp_path / "data").mkdir()
    mark_demo(tmp_path / "data")
    told = say(tmp_path, "serve")
    assert (told.returncode, "是演示数据目录" in told.stderr) == (2, True)
    told = say(tmp_path, "init", *THREE)
    assert (told.returncode, "是演示数据目录" in told.stderr) == (2, True)


def test_folder_without_an_office_is_not_served(tmp_path):
    told = say(tmp_path, "serve")
    assert (told.returncode, "caseapp init" in told.stderr) == (2, True)


def test_other_machines_are_served_with_tls_only(made):
    told = say(made[0], "serve", "--host", "10.11.12.13", "--port", "0")
    assert (told.returncode, "不加密会被同一网络上的人看到" in told.stderr) == (2, True)
    told = say(made[0], "serve", "--host", EVERYWHERE, "--tls", "auto")
    assert (told.returncode, "--name" in told.stderr) == (2, True)
    told = say(
        made[0], "serve", "--demo", "--host", EVERYWHERE, CASEAPP_DATA=str(made[0] / "other")
    )
    assert (told.returncode, "只在本机开放" in told.stderr) == (2, True)


def test_without_tls_at_somebodys_word_every_page_warns(office_of_mine):
    words = ("--host", EVERYWHERE, "--name", "127.0.0.1", "--without-tls")
    with serving(office_of_mine, *words) as server:
        assert "连接未加密" in page(server, "/activate")
        told = say(office_of_mine, "doctor", "--json")
    connection = next(line for line in json.loads(told.stdout) if line["name"] == "连接")
    assert (told.returncode, connection["tone"]) == (1, "overdue")


def page(server, path):
    with contextlib.closing(HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode()


def test_second_server_on_one_folder_is_told_who_holds_it(office_of_mine):
    with serving(office_of_mine) as server:
        told = say(office_of_mine, "serve", "--port", "0")
        assert told.returncode == 2
        assert f"进程 {server.process.pid}（http://127.0.0.1）正在使用" in told.stderr
    with serving(office_of_mine) as again:
        assert again.process.pid != server.process.pid


def shake_hands(server, trusting):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain:
        trusting.wrap_socket(plain, server_hostname="localhost").close()


def test_tls_of_the_office_is_trusted_by_who_holds_its_certificate(office_of_mine):
    with serving(office_of_mine, "--tls", "auto") as server:
        assert server.scheme == "https"
        folder = office_of_mine / "keys" / "tls"
        told = say(office_of_mine, "tls", "ca")
        fingerprint = re.search(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", told.stdout)[0]
        assert fingerprint in server.printed
        trusting = ssl.create_default_context(cafile=str(folder / "office-ca.pem"))
        for host in ("localhost", "127.0.0.1"):
            connection = HTTPSConnection(host, server.port, context=trusting, timeout=30)
            with contextlib.closing(connection):
                connection.request("GET", "/activate")
                answer = connection.getresponse()
                assert answer.status == 200
                assert answer.getheader("Strict-Transport-Security") == "max-age=31536000"
                assert answer.getheader("Set-Cookie", "").startswith("__Host-caseapp_form=")
                assert not answer.getheader("Server")
                answer.read()
        with pytest.raises(ssl.SSLCertVerificationError):
            shake_hands(server, ssl.create_default_context())
    assert {name for name, mode in modes(folder).items() if mode & 0o077} == set()


def test_certificate_of_the_office_vouches_for_no_other_place(tmp_path):
    (tmp_path / "keys").mkdir(mode=0o700)
    first = certificate_for(tmp_path / "keys", ["office.example"])
    kept = first.chain.read_bytes()
    assert certificate_for(tmp_path / "keys", ["office.example"]).chain.read_bytes() == kept
    with pytest.raises(Exception, match=r"不能用于 bank\.example"):
        certificate_for(tmp_path / "keys", ["bank.example"])


def test_served_program_connects_to_nowhere(office_of_mine):
    (office_of_mine / "watch").mkdir()
    (office_of_mine / "watch" / "sitecustomize.py").write_text(WATCH)
    watched = office_of_mine / "watched"
    watched.touch()
    more = {"PYTHONPATH": str(office_of_mine / "watch"), "WATCHED": str(watched)}
    with serving(office_of_mine, **more) as server:
        for path in ("/", "/activate", "/keys", "/static/caseapp.css", "/nothing", "/sign-in"):
            page(server, path)
    noted = watched.read_text().splitlines()
    assert [line for line in noted if not any(f"'{own}'" in line for own in OWN)] == []


def test_no_page_names_an_address_outside(checkout):
    outside = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""")
    files = [
        *tree.under("templates", ".html"),
        *tree.under("caseapp/static", ".css"),
        *tree.under("caseapp/static", ".js"),
    ]
    found = [str(path) for path in files if outside.search(path.read_text(encoding="utf-8"))]
    assert found == []
    assert len(files) > 40


def test_doctor_names_who_is_missing_and_whose_files_are_open(made):
    place, _ = made
    found = {line["name"]: line for line in json.loads(say(place, "doctor", "--json").stdout)}
    assert found["管理员"]["tone"] == "overdue"
    assert "蒋系统" in found["管理员"]["value"]
    assert found["文件权限"]["tone"] == "done"
    assert found["密钥位置"]["tone"] == "soon"
    assert found["备份"]["tone"] == "overdue"
    (place / "data").chmod(0o755)
    told = say(place, "doctor")
    (place / "data").chmod(0o700)
    assert told.returncode == 1
    assert "[故障] 文件权限" in told.stdout
    assert "chmod -R go=" in told.stdout
