"""A provider of identities for tests, on this machine: what it publishes, its answers, and how it can go wrong."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "pokpong-client", "a secret: of the client"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeProvider(ThreadingHTTPServer):
    """`said` and `claims` replace what it would say; None takes a claim away."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}/realm"
        self.said: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.signed_by: Any = KEY
        self.algorithm, self.kid = "RS256", "one"
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.authorizations: list[str] = []

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            **self.said,
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig"}]}

    def vouch(self, address: str, subject: str) -> dict[str, str]:
        """Somebody has shown the provider who they are: what their browser brings back."""
        query = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = {**query, "subject": subject}
        return {"code": code, "state": query["state"]}

    def token(self, fields: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """None: refused. A code is good once, for whom it was made, and with what its challenge was made of."""
        self.authorizations.append(authorization)
        query = self.codes.pop(fields.get("code", ""), None)
        pair = base64.b64encode(b"pokpong-client:a+secret%3A+of+the+client").decode()
        known = authorization == f"Basic {pair}" or fields.get("client_secret") == SECRET
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if query is None or not known or challenge != query["code_challenge"]:
            return None
        if fields["redirect_uri"] != query["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": query["subject"],
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": query["nonce"],
            **self.claims,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return {"id_token": jwt.encode(kept, self.signed_by, algorithm=self.algorithm, headers={"kid": self.kid})}


class Answers(BaseHTTPRequestHandler):
    server: FakeProvider

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        pages = {
            "/realm/.well-known/openid-configuration": self.server.description,
            "/realm/keys": self.server.keys,
        }
        found = pages.get(self.path)
        self.answer(200 if found else 404, found() if found else {})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(raw).items()}
        found = self.server.token(fields, self.headers.get("Authorization", ""))
        self.answer(200 if found else 400, found or {"error": "invalid_grant"})

    def answer(self, status: int, content: dict[str, Any]) -> None:
        raw = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: tests are quiet."""


@contextmanager
def running() -> Iterator[FakeProvider]:
    """Ends with the test, whatever came of it."""
    fake = FakeProvider()
    thread = threading.Thread(target=fake.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.shutdown()
        fake.server_close()
        thread.join()
