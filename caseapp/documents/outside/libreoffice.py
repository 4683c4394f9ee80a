"""LibreOffice as a kept process: it opens a file somebody else made and gives its PDF."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO
from xml.sax.saxutils import escape

from caseapp.base.confined import without_network
from caseapp.base.errors import Refused
from caseapp.documents.outside.office_files import CALC, IMPRESS, PART_OF, WRITER

NAMES = ("soffice", "libreoffice")
TIME_LIMIT = 60.0  # seconds one file may take
START_LIMIT = 30.0
LOOK_EVERY = 0.05
AT_ONCE = 20  # files handed over together
PACKAGE = "libreoffice-writer-nogui"
# Debian parts the program: the file that must lie beside it, and the package that brings it.
PARTS = {
    WRITER: ("libswlo.so", PACKAGE, "文字文件"),
    CALC: ("libsclo.so", "libreoffice-calc-nogui", "表格"),
    IMPRESS: ("libsdlo.so", "libreoffice-impress-nogui", "演示文稿"),
}
FONT_NAMES = Path(__file__).parents[1] / "fonts" / "official-names.conf"
END_OF_PDF = b"%%EOF"
# A program that has nothing open ends itself after a file; an empty page keeps it there.
EMPTY_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text/></office:body></office:document>
"""
# No macro, no active content, no link of a foreign file is ever followed.
RULES = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str:
    """Give where LibreOffice lies on this machine, or nothing."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


def missing(ending: str = "") -> str:
    """Say what is to be installed, or nothing when LibreOffice is there with the part a file needs."""
    found = program()
    if not found:
        return f"没有安装 LibreOffice（Debian 软件包 {PACKAGE}），外来文件不能转换为 PDF。"
    if not without_network():
        return (
            "这台服务器不能把转换程序与网络隔开（需要 util-linux 的 unshare 和用户命名空间），"
            "外来文件不转换为 PDF。"
        )
    beside = Path(found).resolve().parent
    library, package, what = PARTS[PART_OF.get(ending, WRITER)]
    # Where nothing lies as Debian puts it, nobody can tell by the files.
    is_debian = any((beside / one).exists() for one, _, _ in PARTS.values())
    if is_debian and not (beside / library).exists():
        return (
            f"LibreOffice 没有打开{what}的部分（Debian 软件包 {package}），这类文件不能转换为 PDF。"
        )
    return ""


class Interrupted(Exception):
    """The program ends while a file is being turned."""


class LibreOffice:
    """One running program that turns files into PDF one after the other; use it with `with`."""

    def __init__(
        self,
        fonts: Path | None = None,
        *,
        time_limit: float = TIME_LIMIT,
        stop: threading.Event | None = None,
    ) -> None:
        """Remember the office's own fonts; the program starts with the first file."""
        self._fonts = fonts
        self._limit = time_limit
        self._stop = stop or threading.Event()
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._log: IO[bytes] | None = None

    def __enter__(self) -> LibreOffice:
        """Give the program, started when it is needed."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the program and take its folder away."""
        self.close()

    def pdf(self, content: bytes, ending: str) -> bytes:
        """Turn one file into PDF; refuse with a sentence what cannot be opened or takes too long."""
        with self._one_at_a_time:
            folder = self._running()
            return self._converted(folder, content, ending.lower())

    def pdfs(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Turn many files, by name, into PDF: one opening of the program for some at a time."""
        names, made = sorted(files), {}
        with self._one_at_a_time:
            folder = self._running()
            for start in range(0, len(names), AT_ONCE):
                some = {name: files[name] for name in names[start : start + AT_ONCE]}
                made.update(self._some(folder, some))
        return made

    def _some(self, folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
        into, out = _fresh(folder / "in"), _fresh(folder / "out")
        for name, content in files.items():
            (into / name).write_bytes(content)
        seen = len(self._said())
        self._ask(sorted(into.iterdir()), out)
        limit = time.monotonic() + self._limit
        return {
            name: self._awaited(out / f"{Path(name).stem}.pdf", limit, seen=seen) for name in files
        }

    def close(self) -> None:
        """End the program with everything it started."""
        if self._process is not None:
            # The program starts others: the whole group goes.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _converted(self, folder: Path, content: bytes, ending: str) -> bytes:
        into, out = _fresh(folder / "in"), _fresh(folder / "out")
        source = into / f"file.{ending}"
        source.write_bytes(content)
        seen = len(self._said())
        try:
            self._ask([source], out)
            return self._awaited(out / "file.pdf", time.monotonic() + self._limit, seen=seen)
        except (TimeoutError, subprocess.TimeoutExpired):
            self.close()
            raise Refused(
                f"这个文件 {self._limit:.0f} 秒内没有转换完成，已经停止。",
                remedy="请在制作它的软件里另存为 PDF，再作为证据登记。",
            ) from None

    def _awaited(self, made: Path, limit: float, *, seen: int) -> bytes:
        while time.monotonic() < limit:
            if made.exists() and made.read_bytes().rstrip().endswith(END_OF_PDF):
                return made.read_bytes()
            if "Error" in self._said()[seen:] or not self._alive():
                raise Refused(
                    "LibreOffice 打不开这个文件：可能已经损坏、有密码，或者不是文档。",
                    remedy="请用制作它的软件打开核对；原文件仍原样保存，不受影响。",
                )
            if self._stop.wait(LOOK_EVERY):
                raise Interrupted
        raise TimeoutError

    def _ask(self, files: list[Path], out: Path) -> None:
        """A second start with the same folder only hands its files to the program that runs."""
        asked = [*self._words(), "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        subprocess.run(  # noqa: S603 - our own words and paths of our own making
            asked, env=self._surroundings(), capture_output=True, check=False, timeout=self._limit
        )

    def _running(self) -> Path:
        if self._alive() and self._folder is not None:
            return self._folder
        self.close()
        if lacks := missing():
            raise Refused(lacks, remedy="请系统管理员安装后再转换；原文件可以照常下载。")
        self._folder = folder = Path(tempfile.mkdtemp(prefix="caseapp-office-"))
        self._prepare(folder)
        self._log = (folder / "said").open("wb")
        self._process = subprocess.Popen(  # noqa: S603 - our own fixed words
            [*without_network(), *self._words(), str(folder / "empty.fodt")],
            env=self._surroundings(),
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._await_start(folder)
        return folder

    def _prepare(self, folder: Path) -> None:
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(RULES, encoding="utf-8")
        (folder / "empty.fodt").write_text(EMPTY_PAGE, encoding="utf-8")
        own = f"<dir>{escape(str(self._fonts))}</dir>" if self._fonts else ""
        (folder / "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{own}'
            f"<include>{escape(str(FONT_NAMES))}</include></fontconfig>",
            encoding="utf-8",
        )

    def _await_start(self, folder: Path) -> None:
        """The empty page is open as soon as its lock lies beside it."""
        limit = time.monotonic() + START_LIMIT
        while time.monotonic() < limit and self._alive():
            if any(folder.glob(".~lock.*")):
                return
            time.sleep(LOOK_EVERY)
        self.close()
        raise Refused(
            "LibreOffice 没有启动。", remedy="请系统管理员在服务器上运行 caseapp doctor。"
        )

    def _words(self) -> list[str]:
        profile = (self._folder or Path()) / "profile"
        quiet = ("--headless", "--invisible", "--norestore", "--nologo")
        return [program(), f"-env:UserInstallation={profile.as_uri()}", *quiet]

    def _surroundings(self) -> dict[str, str]:
        folder = self._folder or Path()
        known = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        own = {"HOME": str(folder), "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        return {**known, **own, "LANG": "C.UTF-8"}

    def _said(self) -> str:
        if self._folder is None:
            return ""
        return (self._folder / "said").read_text("utf-8", errors="replace")

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
