"""Settings that are unsafe: each one named, and production refused with all of them at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from pokpong.config.settings import safety
from pokpong.foundation.vault import master

LAO_LETTER = re.compile(r"[\u0e80-\u0eff]")


@pytest.fixture
def safe(tmp_path: Path) -> dict[str, Any]:
    """Settings with nothing wrong."""
    master.write_key_file(tmp_path / "keys" / "master.key")
    return {
        "ALLOWED_HOSTS": ["pokpong.example"],
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": True,
        "DATABASES": {"default": {"ENGINE": "pokpong.foundation.access.row_security.postgresql"}},
        "DATA_DIR": tmp_path / "data",
        "DEBUG": False,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "POKPONG_BACKUP_RECIPIENT": "age1example",
        "POKPONG_EPOCHS_FILE": "",
        "POKPONG_KEY_COMMAND": "",
        "POKPONG_KEY_FILE": str(tmp_path / "keys" / "master.key"),
        "POKPONG_MASTER_KEY": "",
        "POKPONG_OIDC_CLIENT_ID": "",
        "POKPONG_OIDC_CLIENT_SECRET": "",
        "POKPONG_OIDC_ISSUER": "",
        "POKPONG_OIDC_SECRET_FILE": "",
        "POKPONG_ROW_SECURITY": True,
        "POKPONG_SECOND_FACTOR": "required",
        "SECRET_KEY": "s" * 50,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": True,
    }


def only(named: Mapping[str, Any]) -> str:
    """The one reason."""
    (found,) = safety.weaknesses(named)
    return found


def test_nothing_is_wrong_with_safe_settings(safe: dict[str, Any]) -> None:
    assert set(safe) == set(safety.NAMES)
    assert safety.weaknesses(safe) == []
    safety.refuse_unsafe(safe)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DEBUG", True, "DEBUG is on"),
        ("SECRET_KEY", "short", "POKPONG_SECRET_KEY"),
        ("SECRET_KEY", "", "POKPONG_SECRET_KEY"),
        ("ALLOWED_HOSTS", [], "POKPONG_HOSTS"),
        ("ALLOWED_HOSTS", ["pokpong.example", "*"], "POKPONG_HOSTS"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "POKPONG_DATABASE"),
        ("POKPONG_OIDC_CLIENT_ID", "pokpong", "set together"),
        ("POKPONG_OIDC_CLIENT_SECRET", "secret", "set together"),
        ("POKPONG_OIDC_ISSUER", "https://id.example", "set together"),
        ("POKPONG_OIDC_SECRET_FILE", "/nowhere/secret", "set together"),
        ("POKPONG_ROW_SECURITY", False, "POKPONG_ROW_SECURITY"),
        ("POKPONG_BACKUP_RECIPIENT", "", "POKPONG_BACKUP_RECIPIENT"),
        ("POKPONG_BACKUP_RECIPIENT", "AGE-SECRET-KEY-1", "POKPONG_BACKUP_RECIPIENT"),
        ("POKPONG_KEY_FILE", "", "POKPONG_KEY_FILE must name"),
        ("POKPONG_KEY_FILE", "/nowhere/master.key", "not there"),
        ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE"),
        ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY"),
        ("SESSION_COOKIE_SAMESITE", "None", "SESSION_COOKIE_SAMESITE"),
        ("CSRF_COOKIE_SECURE", False, "CSRF_COOKIE_SECURE"),
        ("CSRF_COOKIE_HTTPONLY", False, "CSRF_COOKIE_HTTPONLY"),
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "PASSWORD_HASHERS"),
        ("PASSWORD_HASHERS", [], "PASSWORD_HASHERS"),
        ("POKPONG_SECOND_FACTOR", "offered", "POKPONG_SECOND_FACTOR"),
        ("SECURE_SSL_REDIRECT", False, "SECURE_SSL_REDIRECT"),
        ("SECURE_PROXY_SSL_HEADER", None, "SECURE_PROXY_SSL_HEADER"),
        ("SECURE_HSTS_SECONDS", 3600, "SECURE_HSTS_SECONDS"),
    ],
)
def test_one_thing_that_is_wrong_is_named_in_both_languages_and_refused(
    safe: dict[str, Any], name: str, value: object, reason: str
) -> None:
    english, lao = only({**safe, name: value}).splitlines()
    assert reason in english
    assert LAO_LETTER.search(lao)
    with pytest.raises(ImproperlyConfigured, match="refuses to start unsafe"):
        safety.refuse_unsafe({**safe, name: value})


def test_a_key_that_others_can_read(safe: dict[str, Any]) -> None:
    Path(safe["POKPONG_KEY_FILE"]).chmod(0o640)
    assert "can be read by others" in only(safe)


def test_a_key_of_another_user(safe: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert "belongs to another user" in only(safe)


def test_a_key_beside_the_data(safe: dict[str, Any], tmp_path: Path) -> None:
    master.write_key_file(tmp_path / "data" / "master.key")
    found = safety.weaknesses({**safe, "POKPONG_KEY_FILE": str(tmp_path / "data" / "master.key")})
    assert any("beside the data: move it" in words for words in found)


def test_a_key_beside_the_data_behind_a_link(safe: dict[str, Any], tmp_path: Path) -> None:
    master.write_key_file(tmp_path / "data" / "master.key")
    (tmp_path / "link").symlink_to(tmp_path / "data")
    found = safety.weaknesses({**safe, "POKPONG_KEY_FILE": str(tmp_path / "link" / "master.key")})
    assert any("beside the data: move it" in words for words in found)


def test_a_key_in_a_repository(safe: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "repository" in only(safe)


def test_epoch_keys_that_others_can_read_or_beside_the_data(safe: dict[str, Any], tmp_path: Path) -> None:
    beside = Path(f"{safe['POKPONG_KEY_FILE']}.epochs")
    beside.touch(mode=0o644)
    beside.chmod(0o644)
    assert "epoch keys can be read by others" in only(safe)
    beside.unlink()
    assert "epoch keys stand beside the data" in only(
        {**safe, "POKPONG_EPOCHS_FILE": str(tmp_path / "data" / "epochs")}
    )


def test_a_key_service_needs_no_file(safe: dict[str, Any]) -> None:
    assert safety.weaknesses({**safe, "POKPONG_KEY_FILE": "", "POKPONG_KEY_COMMAND": "ask-the-key-service"}) == []


def with_provider(safe: dict[str, Any], **more: str) -> dict[str, Any]:
    named = {"ISSUER": "https://id.example/realm", "CLIENT_ID": "pokpong", "CLIENT_SECRET": "secret", **more}
    return {**safe, **{f"POKPONG_OIDC_{name}": value for name, value in named.items()}}


def test_a_provider_of_identities_over_tls_is_safe(safe: dict[str, Any]) -> None:
    assert safety.weaknesses(with_provider(safe)) == []


@pytest.mark.parametrize("issuer", ["http://id.example/realm", "http://127.0.0.1/", "id.example"])
def test_a_provider_of_identities_without_tls_is_refused(safe: dict[str, Any], issuer: str) -> None:
    named = with_provider(safe, ISSUER=issuer)
    assert "POKPONG_OIDC_ISSUER must begin with https://" in only(named)
    with pytest.raises(ImproperlyConfigured):
        safety.refuse_unsafe(named)


@pytest.mark.parametrize("missing", ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"])
def test_a_provider_of_identities_is_named_whole(safe: dict[str, Any], missing: str) -> None:
    assert "set together" in only(with_provider(safe, **{missing: ""}))


def test_its_secret_in_a_file(safe: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("secret")
    file.chmod(0o600)
    named = with_provider(safe, CLIENT_SECRET="", SECRET_FILE=str(file))
    assert safety.weaknesses(named) == []
    file.chmod(0o644)
    assert "POKPONG_OIDC_SECRET_FILE can be read by others" in only(named)
    file.chmod(0o600)
    (tmp_path / ".git").mkdir()
    assert any("POKPONG_OIDC_SECRET_FILE stands in a repository" in words for words in safety.weaknesses(named))


def test_all_reasons_at_once(safe: dict[str, Any]) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        safety.refuse_unsafe({**safe, "DEBUG": True, "SECRET_KEY": "", "SECURE_SSL_REDIRECT": False})
    assert all(word in str(refused.value) for word in ("DEBUG", "POKPONG_SECRET_KEY", "SECURE_SSL_REDIRECT"))


def started(**named: str) -> str:
    """What Python says to production's settings in this environment; empty when they are taken."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **named}
    code = "import pokpong.config.settings.production as p; assert p.POKPONG_PRODUCTION"
    return subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True, check=False).stderr


def test_production_starts_with_safe_settings_only(safe: dict[str, Any], tmp_path: Path) -> None:
    named = {
        "POKPONG_SECRET_KEY": "s" * 50,
        "POKPONG_HOSTS": "pokpong.example",
        "POKPONG_DATABASE": "postgresql://pokpong@localhost/pokpong",
        "POKPONG_KEY_FILE": safe["POKPONG_KEY_FILE"],
        "POKPONG_BACKUP_RECIPIENT": "age1example",
        "POKPONG_ROW_SECURITY": "1",
        "POKPONG_DATA": str(tmp_path / "data"),
    }
    assert started(**named) == ""
    assert "second factor" in started(**named, POKPONG_SECOND_FACTOR="offered").lower().replace("_", " ")
    Path(safe["POKPONG_KEY_FILE"]).chmod(0o644)
    assert "can be read by others" in started(**named)
