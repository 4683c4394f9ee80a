"""Verifies a hand-over file (案件移送材料) without the program that made it. Python 3.8 or newer.

    python3 -I -S verify_transfer.py FOLDER_OR_ZIP [--code 清单校验码]

manifest.json lists every item with its SHA-256, size and pages; it is canonical JSON (keys sorted, no
blanks, UTF-8). The SHA-256 of manifest.json itself is the 清单校验码 on the letter and its receipt:
without --code only the files are held against the list, and it is said that the code is to be compared
by eye. Letter and receipt lie in 函件/, outside of the list, because they bear its code.
Nothing is unpacked, nothing is written; the program ends with 1 where anything does not fit.
"""

import argparse
import hashlib
import json
import pathlib
import re
import struct
import sys
import unicodedata
import zipfile
import zlib

FORMAT, MANIFEST, TOLD, OUTSIDE = "transfer-manifest/1", "manifest.json", "核对说明.txt", "函件/"
LARGEST_MANIFEST, PIECE, SHORTEST_CODE = 16 * 1024 * 1024, 1024 * 1024, 16
DRIVE = re.compile(r"^[A-Za-z]:")
# All that zipfile lets out where the bytes are not what they should be.
DAMAGED = (
    OSError,
    RuntimeError,
    EOFError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class Unreadable(Exception):
    """It cannot be read as a hand-over file at all."""


class Folder:
    """An unpacked hand-over file."""

    def __init__(self, path):
        self.root = pathlib.Path(path)
        found = sorted(one for one in self.root.rglob("*") if one.is_symlink() or not one.is_dir())
        self.faults = [f"不是普通文件：{self.name(one)}" for one in found if one.is_symlink()]
        self.names = {self.name(one): one for one in found if not one.is_symlink()}

    def name(self, path):
        return unicodedata.normalize("NFC", path.relative_to(self.root).as_posix())

    def open(self, name):
        return self.names[name].open("rb")


class Zip:
    """A packed hand-over file."""

    def __init__(self, path):
        self.zip, self.faults, self.names = zipfile.ZipFile(path), [], {}
        for one in self.zip.infolist():
            if one.is_dir():
                continue
            # What zipfile shows has its slashes turned; the true name is the one that was written.
            written = one.orig_filename
            name = unicodedata.normalize("NFC", written)
            if one.flag_bits & 1:
                self.faults.append(f"加密的文件，无法核对：{name}")
            if "\\" in written or "\0" in written or DRIVE.match(name) or name.startswith("/"):
                self.faults.append(f"文件名不合规：{name!r}")
            elif ".." in name.split("/"):
                self.faults.append(f"文件名指向压缩包以外：{name!r}")
            if name in self.names:
                self.faults.append(f"有两个同名文件：{name}")
            self.names[name] = one

    def open(self, name):
        return self.zip.open(self.names[name])


def read_manifest(source):
    """Return the bytes of the list and what it says."""
    if MANIFEST not in source.names:
        raise Unreadable(f"没有 {MANIFEST}，不是移送材料。")
    with source.open(MANIFEST) as file:
        content = file.read(LARGEST_MANIFEST + 1)
    if len(content) > LARGEST_MANIFEST:
        raise Unreadable(f"{MANIFEST} 过大。")
    try:
        said = json.loads(content.decode("utf-8"))
        again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError):
        raise Unreadable(f"{MANIFEST} 读不出来。") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Unreadable(f"{MANIFEST} 不是 {FORMAT} 格式。")
    items = said.get("items")
    if not isinstance(items, list) or not all(map(is_item, items)):
        raise Unreadable(f"{MANIFEST} 的材料清单写法不对。")
    faults = (
        [] if again.encode("utf-8", "surrogatepass") == content else [f"{MANIFEST} 不是规范写法"]
    )
    return content, items, faults


def is_item(one):
    return (
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("name", "path", "sha256"))
        and type(one.get("size")) is int
    )


def hash_of(source, name, most):
    """Return size and hash; of what is larger than the list says no more is read."""
    digest, size = hashlib.sha256(), 0
    with source.open(name) as file:
        while size <= most:
            piece = file.read(min(PIECE, most + 1 - size))
            if not piece:
                break
            size += len(piece)
            digest.update(piece)
    return size, digest.hexdigest()


def check_item(source, one):
    """Say what is wrong with one item of the list."""
    path = unicodedata.normalize("NFC", one["path"])
    if path not in source.names:
        return f"缺少：{path}（{one['name']}）"
    try:
        size, sha256 = hash_of(source, path, one["size"])
    except DAMAGED:
        return f"损坏，读不出来：{path}"
    if (size, sha256) != (one["size"], one["sha256"]):
        return f"内容被改动：{path}"
    return ""


def check_code(code, sha256):
    """Say whether what the letter bears is the hash of this list."""
    runs = re.findall("[0-9a-f]+", re.sub(r"[\s\-\u2010-\u2015]", "", code.lower()))
    if not runs or any(len(one) < SHORTEST_CODE for one in runs):
        return f"校验码不完整：至少要 {SHORTEST_CODE} 位"
    if not all(sha256.startswith(one) for one in runs):
        return "校验码不符：函件上的校验码不是这份清单的，清单被改动过，或者不是随这份函件送出的"
    return ""


def verify(path, code=""):
    """Hold files, list and code against one another; return faults and lines about what was seen."""
    if pathlib.Path(path).is_dir():
        source = Folder(path)
    else:
        try:
            source = Zip(path)
        except DAMAGED:
            raise Unreadable("不是文件夹，也不是完整的 zip 压缩包。") from None
    try:
        content, items, faults = read_manifest(source)
    except DAMAGED:
        raise Unreadable(f"{MANIFEST} 损坏，读不出来。") from None
    sha256 = hashlib.sha256(content).hexdigest()
    files = [one for one in items if one["sha256"]]
    listed = {unicodedata.normalize("NFC", one["path"]) for one in files} | {MANIFEST, TOLD}
    letters = sorted(name for name in source.names if name.startswith(OUTSIDE))
    extra = sorted(set(source.names) - listed - set(letters))
    faults = [*source.faults, *faults, *filter(None, (check_item(source, one) for one in files))]
    faults += [f"清单里没有：{name}" for name in extra]
    if len(listed) != len(files) + 2:
        faults.append("清单里有两项用同一个文件名")
    if code:
        faults += filter(None, [check_code(code, sha256)])
    groups = "-".join(sha256[start : start + 4] for start in range(0, 16, 4))
    seen = [
        f"清单列 {len(items)} 项，其中文件 {len(files)} 个。",
        f"清单校验码：{groups}（全文 {sha256}）",
    ]
    if not code:
        seen.append(
            "没有给出函件上的校验码：请与函件、回执上印的逐位核对，或者用 --code 再核对一次。"
        )
    if letters:
        seen.append(f"不在清单内、以印章为凭的函件：{'；'.join(letters)}")
    return faults, seen


def main():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--code", default="")
    given = parser.parse_args()
    try:
        faults, seen = verify(given.path, given.code)
    except Unreadable as no:
        faults, seen = [str(no)], []
    closing = f"不符 {len(faults)} 处，请勿签收，联系移送机关。" if faults else "相符。"
    sys.stdout.write("".join(f"{one}\n" for one in [*faults, *seen, closing]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
