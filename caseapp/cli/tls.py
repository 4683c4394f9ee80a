"""The office's own certificate: a small authority made here, its key never leaving the key folder."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from caseapp.base.clock import now
from caseapp.config import PRIVATE_FILE, PRIVATE_FOLDER, keys_folder

FOLDER = "tls"
CA_NAME = "专利执法办案系统 办公室证书"
CA_LIFE = dt.timedelta(days=3650)
SERVER_LIFE = dt.timedelta(days=397)  # browsers take no certificate that lives longer
RENEW_BEFORE = dt.timedelta(days=30)
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Certificate:
    """The files a server is started with, and the fingerprint people compare."""

    chain: Path
    key: Path
    fingerprint: str


@click.group()
def tls() -> None:
    """办公室证书：显示指纹，导出给各电脑安装的证书。"""


@tls.command()
@click.option("--output", type=click.Path(path_type=Path), help="把证书另存到此文件")
def ca(output: Path | None) -> None:
    """显示办公室证书的指纹和位置（先用 serve --tls auto 启动过一次）。"""
    path = keys_folder(os.environ) / FOLDER / "office-ca.pem"
    if not path.exists():
        raise click.ClickException("还没有办公室证书。用 caseapp serve --tls auto 启动时自动生成。")
    click.echo(f"证书：{path}\n指纹（SHA-256）：{fingerprint(path)}")
    click.echo("请在每台电脑上把它安装为“受信任的根证书颁发机构”，安装前核对指纹。")
    if output is not None:
        output.write_bytes(path.read_bytes())
        click.echo(f"已另存：{output}")


def given_certificate(chain: Path, key: Path) -> Certificate:
    """Take a certificate the office got elsewhere."""
    try:
        return Certificate(chain, key, fingerprint(chain))
    except ValueError:
        raise click.ClickException(f"{chain} 不是 PEM 格式的证书。") from None


def certificate_for(keys_dir: Path, names: Sequence[str]) -> Certificate:
    """Return a certificate for these names, making authority and certificate when needed."""
    folder = keys_dir / FOLDER
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    wanted = tuple(dict.fromkeys([*names, *LOOPBACK]))
    ca_path, ca_key = folder / "office-ca.pem", folder / "office-ca.key"
    if not ca_path.exists():
        _make_authority(ca_path, ca_key, wanted)
    chain, key = folder / "server.pem", folder / "server.key"
    if not _still_good(chain, wanted):
        _make_server(chain, key, authority=(ca_path, ca_key), names=wanted)
    return Certificate(chain, key, fingerprint(ca_path))


def fingerprint(path: Path) -> str:
    """Return the digest of a certificate as browsers show it."""
    digest = _certificate(path).fingerprint(hashes.SHA256())
    return ":".join(f"{byte:02X}" for byte in digest)


def _make_authority(path: Path, key_path: Path, names: Sequence[str]) -> None:
    """Make an authority that can vouch for this office's names and for no other place."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CA_NAME)])
    permitted = [_as_network(one) for one in names]
    certificate = (
        _draft(name, name, key=key.public_key(), life=CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write_key(key_path, key)
    _write(path, certificate.public_bytes(serialization.Encoding.PEM))


def _make_server(
    chain: Path, key_path: Path, *, authority: tuple[Path, Path], names: Sequence[str]
) -> None:
    ca_certificate = _certificate(authority[0])
    _refuse_outside(ca_certificate, names, authority[0].parent)
    ca_key = serialization.load_pem_private_key(authority[1].read_bytes(), None)
    if not isinstance(ca_key, ec.EllipticCurvePrivateKey):
        raise click.ClickException(f"{authority[1]} 不是本系统生成的私钥。")
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key())
    certificate = (
        _draft(subject, ca_certificate.subject, key=key.public_key(), life=SERVER_LIFE)
        .add_extension(x509.SubjectAlternativeName([_as_name(n) for n in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer_id, critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    _write_key(key_path, key)
    _write(chain, certificate.public_bytes(serialization.Encoding.PEM) + authority[0].read_bytes())


def _draft(
    subject: x509.Name, issuer: x509.Name, *, key: ec.EllipticCurvePublicKey, life: dt.timedelta
) -> x509.CertificateBuilder:
    begins = now() - dt.timedelta(hours=1)  # office PCs' clocks are a little behind
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + life)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _still_good(chain: Path, names: Sequence[str]) -> bool:
    if not chain.exists():
        return False
    found = _certificate(chain)
    return (
        _names(found) == {str(_as_name(n).value) for n in names}
        and found.not_valid_after_utc - now() > RENEW_BEFORE
    )


def _names(certificate: x509.Certificate) -> set[str]:
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(one.value) for one in held}


def _refuse_outside(authority: x509.Certificate, names: Sequence[str], folder: Path) -> None:
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    allowed = {str(one.value) for one in limits.permitted_subtrees or ()}
    outside = [name for name in names if str(_as_network(name).value) not in allowed]
    if outside:
        raise click.ClickException(
            f"办公室证书只能用于 {'、'.join(sorted(allowed))}，不能用于 {'、'.join(outside)}。"
            f"要换主机名，请移走 {folder} 后重新启动，并在各电脑上安装新的证书。"
        )


def _as_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _as_network(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_network(name))
    except ValueError:
        return x509.DNSName(name)


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    _write(
        path,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=PRIVATE_FILE)
    path.write_bytes(data)
