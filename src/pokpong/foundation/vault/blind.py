"""Keyed digests: equality without content. The key never stands in the data base."""

from pokpong.foundation.vault import aes, master


def digest(purpose: str, *parts: str) -> bytes:
    """32 bytes; equal exactly for equal parts of the same purpose."""
    message = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (part.encode() for part in parts))
    return aes.keyed_digest(master.purpose_key(f"digest:{purpose}"), message)


def reference(purpose: str, *parts: str) -> str:
    """The digest as 64 hexadecimal digits."""
    return digest(purpose, *parts).hex()


def bucket(purpose: str, text: str, *, bits: int) -> int:
    """A number below 2**bits. Many texts share one on purpose, so that frequencies tell little."""
    return int.from_bytes(digest(purpose, text)[:4], "big") >> (32 - bits)
