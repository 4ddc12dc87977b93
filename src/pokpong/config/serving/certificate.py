"""A certificate for this machine, signed by itself: enough for phones of one room, which will ask once."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAYS = 397  # browsers refuse certificates of servers that last longer
RENEW_BEFORE = 30  # days


def ensure(folder: Path, hosts: list[str], now: dt.datetime) -> tuple[Path, Path]:
    """Paths of the certificate and its key (PEM, PKCS#8), made anew when missing, ending soon or for other hosts."""
    certificate, key = folder / "certificate.pem", folder / "certificate-key.pem"
    if not (certificate.is_file() and key.is_file() and serves(certificate.read_bytes(), hosts, now)):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made, secret = new(hosts, now)
        certificate.write_bytes(made)
        handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(secret)
    return certificate, key


def serves(pem: bytes, hosts: list[str], now: dt.datetime) -> bool:
    """Whether this certificate names all hosts and lasts for another month."""
    found = x509.load_pem_x509_certificate(pem)
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(names) >= set(_names(hosts)) and found.not_valid_after_utc > now + dt.timedelta(days=RENEW_BEFORE)


def new(hosts: list[str], now: dt.datetime) -> tuple[bytes, bytes]:
    """A certificate and its key as PEM. `now` is aware."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Pokpong")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(_names(hosts)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM), key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _names(hosts: list[str]) -> list[x509.GeneralName]:
    return [_name(host.strip("[]")) for host in hosts]


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
