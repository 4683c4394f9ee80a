"""Verifies an exported audit trail without the program that wrote it. Python 3.9 or newer.

    python3 -I -S verify_audit.py trail.jsonl [--key PUBLIC_HEX] [--head FIRST_16_CHARACTERS]

Every row holds the hash of the row before it:
    hash = SHA-256( frame("caseapp/audit/1") + frame(bytes of prev) + frame(canonical JSON) )
frame(x) is the length of x in 8 bytes, big-endian, then x; canonical JSON is the row without kind,
prev and hash, keys sorted, no blanks, UTF-8. Signed checkpoints repeat the head every 1,000 rows and
every day. The standard library has no Ed25519: signatures are checked with the command `openssl`
(1.1.1 or newer) where there is one, and it is said when they were not. The export carries the public
key; give the one your office wrote down (--key, from `caseapp audit key`), or a forger brings his own.
--head compares with the 16 characters on the stamped daily register.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

DOMAIN, FIRST = b"caseapp/audit/1", "0" * 64
ED25519_HEAD = bytes.fromhex("302a300506032b6570032100")  # what a public key begins with, in DER


def canonical(content):
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(prev, content):
    parts = (DOMAIN, bytes.fromhex(prev), canonical(content))
    return hashlib.sha256(b"".join(len(p).to_bytes(8, "big") + p for p in parts)).hexdigest()


def check_row(row, last, prev):
    """Say what is wrong with a row; return its number and hash."""
    kept, own = row.pop("hash"), row.pop("prev")
    seq = row["seq"]
    faults = []
    if seq != last + 1:
        faults.append(f"row {last + 1}: missing (the next one is {seq})")
    elif own != prev:
        faults.append(f"row {seq}: does not join row {last}")
    try:
        if link(own, row) != kept:
            faults.append(f"row {seq}: altered")
    except (ValueError, UnicodeEncodeError):
        faults.append(f"row {seq}: altered")
    return faults, seq, kept


def check_signature(one, message, keys):
    """True, False, or None where nobody can say."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    try:
        public = bytes.fromhex(keys[str(one["key_version"])])
        signature = bytes.fromhex(one["signature"].partition(":")[2])
    except (KeyError, ValueError):
        return False
    pem = base64.encodebytes(ED25519_HEAD + public).decode()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        (folder / "key").write_text(f"-----BEGIN PUBLIC KEY-----\n{pem}-----END PUBLIC KEY-----\n")
        (folder / "message").write_bytes(b"17:caseapp signature16:audit checkpoint" + message)
        (folder / "signature").write_bytes(signature)
        files = ["-inkey", "key", "-in", "message", "-sigfile", "signature"]
        command = [openssl, "pkeyutl", "-verify", "-pubin", "-rawin", *files]
        done = subprocess.run(command, cwd=place, capture_output=True, check=False)  # noqa: S603 - its own files
    return done.returncode == 0


def check_checkpoint(one, prev, *, heads, keys):
    signature = one["signature"]
    message = canonical({name: value for name, value in one.items() if name != "signature"})
    name, faults = f"checkpoint {one['number']}", []
    if one["prev"] != prev:
        faults.append(f"{name}: does not join the one before")
    if heads.get(one["seq"], FIRST) != one["head"]:
        faults.append(f"{name}: row {one['seq']} is missing, or the rows up to it were rewritten")
    signed = check_signature(one, message, keys)
    if signed is False:
        faults.append(f"{name}: the signature is not genuine")
    return faults, hashlib.sha256(message + b"\n" + signature.encode()).hexdigest(), signed


def verify(path, key, head):
    """Walk the file; return faults and a line about what was seen."""
    faults, heads, keys = [], {}, {}
    last, prev, before, signed, unsigned = 0, FIRST, FIRST, 0, 0
    with pathlib.Path(path).open(encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            if one["kind"] == "export":
                keys, told = one["keys"], one
                if key:
                    keys = dict.fromkeys(keys, key) or {"1": key}
            elif one.pop("kind") == "row":
                found, last, prev = check_row(one, last, prev)
                heads[last] = prev
                faults += found
            else:
                found, before, genuine = check_checkpoint(one, before, heads=heads, keys=keys)
                faults += found
                signed, unsigned = signed + bool(genuine), unsigned + (genuine is None)
    if (last, prev) != (told["seq"], told["head"]):
        faults.append(f"row {last + 1}: the export was cut, it announces row {told['seq']}")
    if head and not any(one.startswith(head.replace(" ", "")) for one in heads.values()):
        faults.append("the stamped head is the head of no row: rewritten since then")
    words = f"{len(heads)} rows, head {prev[:16]}, {signed} signatures genuine"
    return faults, words + (f", {unsigned} not checked: no openssl here" if unsigned else "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--key", default="")
    parser.add_argument("--head", default="")
    given = parser.parse_args()
    problems, seen = verify(given.file, given.key, given.head)
    sys.stdout.write("".join(f"{one}\n" for one in [*problems, seen]))
    sys.exit(1 if problems else 0)
