"""All encryption of Pokpong: AES-256-GCM (NIST SP 800-38D), HKDF-SHA-256 (RFC 5869), HMAC-SHA-256. Nothing else."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
BLOCK = 32


class SealBroken(Exception):
    """Bytes that do not open under this key at this place: altered, moved from elsewhere, or another key's."""


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def derive(master: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose; keys of two purposes tell nothing about each other."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(master)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """`version, nonce, ciphertext and tag`. Opens only with the same key and the same `bound_to`."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def open_sealed(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Raises SealBroken."""
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_BYTES + 16:
        raise SealBroken("not a sealed value")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to)
    except InvalidTag:
        raise SealBroken("the value was altered, moved, or sealed under another key") from None


def pad(plain: bytes, stamp: int | None = None) -> bytes:
    """ISO/IEC 7816-4 padding to whole blocks: the length of a sealed name must not tell which name it is.

    `stamp`, a number, stands in the padding where there is one; `unpad` knows nothing of it.
    """
    padded = plain + b"\x80" + (b"" if stamp is None else b"%08x" % stamp)
    return padded + b"\x00" * (-len(padded) % BLOCK)


def stamp_of(padded: bytes) -> int | None:
    """The number that `pad` was given, or None."""
    written = padded.rpartition(b"\x80")[2].rstrip(b"\x00")
    return int(written, 16) if written else None


def unpad(padded: bytes) -> bytes:
    """Raises SealBroken when there is no padding."""
    body, mark, _ = padded.rpartition(b"\x80")
    if not mark:
        raise SealBroken("the padding is missing")
    return body


def keyed_digest(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256, 32 bytes."""
    digest = hmac.HMAC(key, hashes.SHA256())
    digest.update(message)
    return digest.finalize()
