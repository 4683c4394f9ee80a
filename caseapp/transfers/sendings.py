"""What was sent at one time, told by two kept files: the list, and beside it where the letters lie."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.cases.volume_files import Member, packed
from caseapp.documents import printing
from caseapp.ledger.store import FileStore
from caseapp.transfers import hand_over, item_queries
from caseapp.transfers.hand_over import State
from caseapp.transfers.manifest import NAME, TOLD, canonical, short_code
from caseapp.transfers.models import Transfer

# A packed file carries no day of its own: the same sending is the same bytes whenever it is fetched.
NO_DAY = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Sent:
    """One file of a sending, and which thing of the transfer it is."""

    item_id: int
    path: str
    name: str
    category: str
    sha256: str
    size: int
    pages: int | None


@dataclass(frozen=True, slots=True)
class Sending:
    """All that went to the other side at one time."""

    code: str
    title: str
    number: str
    files: tuple[Sent, ...]
    letters: tuple[Sent, ...]
    goods: tuple[str, ...]
    # Every thing that went, goods and letters too.
    item_ids: frozenset[int]

    @property
    def filename(self) -> str:
        """Name the packed file."""
        return f"{self.number} 移送材料 {short_code(self.code)}.zip"


def written_sending(state: State) -> bytes:
    """Write down which thing lies where, letters outside of the list too; the list itself knows no ids."""
    return canonical(
        {
            "manifest": state.code,
            "items": [
                {"item": row.id, "path": entry.path}
                for row, entry in hand_over.entries_of(state.goes)
            ],
            "letters": [
                {"item": row.id, "path": hand_over.outside_path(row), "name": row.name,
                 "category": row.category, "sha256": hand_over.file_of(row)[0], "size": row.size or 0,
                 "pages": row.pages}
                for row in state.goes
                if row.category in hand_over.LETTERS and hand_over.file_of(row)[0]
            ],
        }
    )  # fmt: skip


def last_sending(transfer: Transfer) -> Sending | None:
    """Return what was sent last; nothing before anything was."""
    rows = item_queries.sendings(transfer.id)
    return sending_of(rows[-1]) if rows else None


def sending_of(row: Any) -> Sending:
    """Read one sending back, exactly as it went."""
    kept = _json(row.sha256)
    listed = _json(kept["manifest"])
    ids = [one["item"] for one in kept["items"]]
    pairs = list(zip(ids, listed["items"], strict=True))
    return Sending(
        code=kept["manifest"],
        title=listed["transfer"]["title"],
        number=listed["transfer"]["number"],
        files=tuple(_sent(item, one) for item, one in pairs if one["sha256"]),
        letters=tuple(_sent(one["item"], one) for one in kept["letters"]),
        goods=tuple(one["name"] for _, one in pairs if not one["sha256"]),
        item_ids=frozenset((*ids, *(one["item"] for one in kept["letters"]))),
    )


def members_of(sending: Sending) -> list[Member]:
    """Return the files of the packed sending: the list, how to check it, letters, items."""
    told = Member(TOLD, NO_DAY, told_of(sending).encode("utf-8-sig"))
    files = [*sending.letters, *sending.files]
    listed = Member(NAME, NO_DAY, sha256=sending.code)
    return [listed, told, *(Member(one.path, NO_DAY, sha256=one.sha256) for one in files)]


def packed_sending(
    sending: Sending, store: FileStore, *, note_damage: Callable[[str], None]
) -> Iterator[bytes]:
    """Pack a sending while it goes out; the same sending gives the same bytes."""
    return packed(members_of(sending), store, note_damage=note_damage)


def told_of(sending: Sending) -> str:
    """Tell the receiver how to check what came, without any program of ours."""
    lines = [
        f"{sending.number} {sending.title}",
        "移送材料核对说明",
        "",
        f"一、清单校验码：{short_code(sending.code)}",
        f"　　全文：{sending.code}",
        "　　校验码就是 manifest.json 的 SHA-256，与函件、回执上印的应当一致。",
        f"二、清单 manifest.json 列 {len(sending.files) + len(sending.goods)} 项，其中文件"
        f" {len(sending.files)} 个、实物 {len(sending.goods)} 项，逐项写明文件名、页数、字节数和 SHA-256。",
        "三、“函件”文件夹里的函和回执印有校验码，所以不列入清单，以印章和文号为凭。",
        "四、核对办法（任选一种）：",
        "　　1. 用核对程序 verify_transfer.py（向移送机关索取，装有 Python 3.8 以上即可，不需要联网）：",
        "　　　 python3 -I -S verify_transfer.py 本压缩包.zip --code 函件上的校验码",
        "　　2. Windows：certutil -hashfile manifest.json SHA256",
        "　　3. Linux、macOS：sha256sum manifest.json（或者 shasum -a 256 manifest.json）",
        "　　后两种先核对 manifest.json，再按清单逐个核对文件。",
        "五、校验码不符、缺少文件、多出文件或者文件被改动的，请不要签收，并与移送机关联系。",
        "六、核对无误的，请在回执上抄写校验码前十六位，签名、盖章后退回。",
        "",
        "文件：",
        *(f"　{one.path}　{one.size} 字节　{one.sha256}" for one in sending.files),
        *(["实物：", *(f"　{one}" for one in sending.goods)] if sending.goods else []),
    ]
    return "\r\n".join(lines) + "\r\n"


def ids_sent(sendings: Sequence[Sending]) -> set[int]:
    """Return the things that went out at any time."""
    return {item_id for each in sendings for item_id in each.item_ids}


def _sent(item_id: int, one: dict[str, Any]) -> Sent:
    return Sent(
        item_id=item_id,
        path=one["path"],
        name=one["name"],
        category=one["category"],
        sha256=one["sha256"],
        size=one["size"],
        pages=one["pages"],
    )


def _json(sha256: str) -> dict[str, Any]:
    with printing.store().open(sha256) as file:
        found: dict[str, Any] = json.loads(file.read())
    return found
