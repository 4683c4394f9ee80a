"""Fifty people who exist nowhere else, every way their identity could be written, and where to look."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pypdf

from caseapp.base.identifiers import make_id_number

FAMILY = "鸾鹓鹞鹮鹱鹲鹴鹇鹈鹉"
GIVEN_NAME = "罡彧昶晔霈"


@dataclass(frozen=True)
class Canary:
    """One invented informant."""

    name: str
    phone: str
    id_number: str
    address: str

    def caller(self) -> dict[str, str]:
        """As the fields of the call."""
        return {f"caller_{key}": value for key, value in vars(self).items()}

    @property
    def traces(self) -> list[str]:
        """What gives the person away."""
        return [self.name, self.phone, self.id_number, self.address]


def flock(count: int) -> list[Canary]:
    """Make up that many people; names, numbers and addresses are all different."""
    return [
        Canary(
            name=f"{FAMILY[number % 10]}{GIVEN_NAME[number // 10]}隼",
            phone=f"1771{number:03d}{9127 - number:04d}",
            id_number=make_id_number(
                area="210381", born=date(1971, 3, 1 + number % 28), order=700 + number
            ),
            address=f"海城市鸮鸣巷{number + 11}弄{93 - number}号",
        )
        for number in range(count)
    ]


def written(trace: str) -> set[bytes]:
    """Give the bytes in which a word may lie on a disk or in an answer."""
    forms = {trace.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")}
    forms |= {quote(trace).encode(), json.dumps(trace)[1:-1].encode()}
    forms.add("".join(f"&#{ord(one)};" for one in trace).encode())
    return forms


class Watch:
    """Looks for all canaries in whatever it is shown, and remembers where it found one."""

    def __init__(self, canaries: list[Canary]) -> None:
        self._forms = {
            form: trace for one in canaries for trace in one.traces for form in written(trace)
        }
        self.hits: list[str] = []
        self.looked_at = 0

    def look(self, where: str, raw: bytes) -> None:
        """Look into bytes, and into what is packed in them."""
        for name, part in unpacked(raw):
            self.looked_at += len(part)
            self.hits += [
                f"{where}{name}: {trace}" for form, trace in self._forms.items() if form in part
            ]

    def look_at_files(self, *folders: Path) -> int:
        """Look into every file below these folders."""
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        for path in paths:
            self.look(str(path), path.read_bytes())
        return len(paths)


def unpacked(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the bytes, the parts of an office file, the text and properties of a PDF."""
    yield "", raw
    if raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for part in packed.namelist():
                yield f"!{part}", packed.read(part)
    elif raw.startswith(b"%PDF"):
        read = pypdf.PdfReader(io.BytesIO(raw))
        text = "".join(page.extract_text() for page in read.pages)
        yield "!text", f"{''.join(text.split())}{read.metadata}".encode()
