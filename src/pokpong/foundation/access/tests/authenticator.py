"""A passkey in software: answers as a browser does, with real signatures, so that pages are tried without one."""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN = "https://testserver"


@dataclass
class SoftKey:
    """One key pair. `origin` is what the browser says where it is."""

    origin: str = ORIGIN
    host: str = "testserver"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def attested(self) -> AttestedCredentialData:
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # of the library
        return AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)

    def data(self, flags: int, attested: bytes = b"") -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + struct.pack(">I", 1) + attested

    def client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        ).encode()

    def create(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.create` answers, as JSON."""
        data = AuthenticatorData(self.data(PRESENT | VERIFIED | ATTESTED, bytes(self.attested)))
        made = AttestationObject.create("none", data, {})
        return self.answer(attestationObject=bytes(made), clientDataJSON=self.client("webauthn.create", options))

    def get(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.get` answers, as JSON."""
        client, data = self.client("webauthn.get", options), self.data(PRESENT | VERIFIED)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self.answer(authenticatorData=data, clientDataJSON=client, signature=signature)

    def answer(self, **response: bytes) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {part: websafe_encode(value) for part, value in response.items()},
            }
        )
