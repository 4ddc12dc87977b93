"""What makes an installation unsafe, as plain checks that name what to do. `doctor` prints the same list.

Each reason stands in English and in Lao here: settings are refused before a catalogue can be read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Check = tuple[bool, str, str]  # whether it is wrong, in English, in Lao

SHORTEST_SECRET = 50
SHORTEST_HSTS = 60 * 60 * 24 * 180  # seconds
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"
# Everything the checks look at; a settings module or Django's settings must have them all.
NAMES = (
    "ALLOWED_HOSTS",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SECURE",
    "DATABASES",
    "DATA_DIR",
    "DEBUG",
    "PASSWORD_HASHERS",
    "POKPONG_BACKUP_RECIPIENT",
    "POKPONG_EPOCHS_FILE",
    "POKPONG_KEY_COMMAND",
    "POKPONG_KEY_FILE",
    "POKPONG_MASTER_KEY",
    "POKPONG_OIDC_CLIENT_ID",
    "POKPONG_OIDC_CLIENT_SECRET",
    "POKPONG_OIDC_ISSUER",
    "POKPONG_OIDC_SECRET_FILE",
    "POKPONG_ROW_SECURITY",
    "POKPONG_SECOND_FACTOR",
    "SECRET_KEY",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE",
)


def weaknesses(named: Mapping[str, Any]) -> list[str]:
    """Every reason why these settings are unsafe, in English and below it in Lao; an empty list when there is none.

    `named` holds the settings of NAMES. Raises KeyError when one is missing.
    """
    said = {name: named[name] for name in NAMES}
    checks = (*_server(said), *_keys(said), *_sign_in(said), *_provider(said), *_https(said))
    return [f"{words}\n  {lao}" for wrong, words, lao in checks if wrong]


def _server(said: Mapping[str, Any]) -> list[Check]:
    hosts, recipient = said["ALLOWED_HOSTS"], said["POKPONG_BACKUP_RECIPIENT"]
    return [
        (bool(said["DEBUG"]), "DEBUG is on: switch it off.", "DEBUG ເປີດຢູ່: ໃຫ້ປິດ."),
        (
            len(said["SECRET_KEY"]) < SHORTEST_SECRET,
            f"POKPONG_SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters.",
            f"POKPONG_SECRET_KEY ບໍ່ມີ ຫຼື ສັ້ນກວ່າ {SHORTEST_SECRET} ຕົວອັກສອນ.",
        ),
        (
            not hosts or "*" in hosts,
            "POKPONG_HOSTS must name the host names of this server, and not '*'.",
            "POKPONG_HOSTS ຕ້ອງບອກຊື່ຂອງເຊີບເວີນີ້ ແລະ ບໍ່ແມ່ນ '*'.",
        ),
        (
            "sqlite" in said["DATABASES"]["default"]["ENGINE"],
            "POKPONG_DATABASE must name a PostgreSQL data base in production.",
            "POKPONG_DATABASE ຕ້ອງແມ່ນຖານຂໍ້ມູນ PostgreSQL.",
        ),
        (
            not said["POKPONG_ROW_SECURITY"],
            "POKPONG_ROW_SECURITY must be 1: the data base guards its rows too.",
            "POKPONG_ROW_SECURITY ຕ້ອງແມ່ນ 1: ໃຫ້ຖານຂໍ້ມູນກັ້ນແຖວນຳ.",
        ),
        (
            not recipient.startswith("age1"),
            "POKPONG_BACKUP_RECIPIENT is missing: make one with `pokpong backup --new-identity FILE`.",
            "POKPONG_BACKUP_RECIPIENT ບໍ່ມີ: ໃຫ້ສ້າງດ້ວຍ pokpong backup --new-identity FILE ຢູ່ຄອມພິວເຕີເຄື່ອງອື່ນ.",
        ),
    ]


def _keys(said: Mapping[str, Any]) -> list[Check]:
    file, data = said["POKPONG_KEY_FILE"], Path(said["DATA_DIR"])
    elsewhere = bool(said["POKPONG_KEY_COMMAND"] or said["POKPONG_MASTER_KEY"])
    read = bool(file) and not elsewhere
    return [
        (
            not file and not elsewhere,
            "POKPONG_KEY_FILE must name the file that holds the master key.",
            "POKPONG_KEY_FILE ຕ້ອງບອກໄຟລ໌ຂອງກະແຈຫຼັກ.",
        ),
        (
            read and not Path(file).is_file(),
            "POKPONG_KEY_FILE names a file that is not there.",
            "ໄຟລ໌ທີ່ POKPONG_KEY_FILE ບອກ ບໍ່ມີຢູ່.",
        ),
        (
            readable_by_others(file),
            "The key file can be read by others: chmod 600 and own it.",
            "ຜູ້ອື່ນອ່ານໄຟລ໌ກະແຈໄດ້: ໃຫ້ສັ່ງ chmod 600.",
        ),
        (
            owned_by_another(file),
            "The key file belongs to another user: chown it to the one that Pokpong runs as.",
            "ໄຟລ໌ກະແຈເປັນຂອງຜູ້ໃຊ້ອື່ນ: ໃຫ້ສັ່ງ chown ໃຫ້ຜູ້ໃຊ້ pokpong.",
        ),
        (
            is_below(file, data),
            "The key file stands beside the data: move it out of POKPONG_DATA.",
            "ໄຟລ໌ກະແຈຢູ່ນຳຂໍ້ມູນ: ໃຫ້ຍ້າຍອອກຈາກ POKPONG_DATA.",
        ),
        (
            in_repository(file),
            "The key file stands in a repository of source code: move it out of there.",
            "ໄຟລ໌ກະແຈຢູ່ໃນບ່ອນເກັບລະຫັດໂປຣແກຣມ: ໃຫ້ຍ້າຍອອກ.",
        ),
        *_epochs(said["POKPONG_EPOCHS_FILE"] or (f"{file}.epochs" if file else ""), data),
    ]


def _epochs(epochs: str, data: Path) -> list[Check]:
    return [
        (
            readable_by_others(epochs),
            "The file of the epoch keys can be read by others: chmod 600 and own it.",
            "ຜູ້ອື່ນອ່ານໄຟລ໌ກະແຈຂອງຮອບໄດ້: ໃຫ້ສັ່ງ chmod 600.",
        ),
        (
            is_below(epochs, data),
            "The epoch keys stand beside the data: move them out of POKPONG_DATA.",
            "ກະແຈຂອງຮອບຢູ່ນຳຂໍ້ມູນ: ໃຫ້ຍ້າຍອອກຈາກ POKPONG_DATA.",
        ),
    ]


def _sign_in(said: Mapping[str, Any]) -> list[Check]:
    cookies = {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
    }
    loose = [name for name, wanted in cookies.items() if said[name] is not wanted]
    if said["SESSION_COOKIE_SAMESITE"] not in {"Lax", "Strict"}:
        loose.append("SESSION_COOKIE_SAMESITE")
    return [
        (
            bool(loose),
            f"Cookies can be read or sent where they must not: put right {', '.join(loose)}.",
            f"ຄຸກກີຖືກອ່ານ ຫຼື ສົ່ງໃນບ່ອນທີ່ບໍ່ຄວນ: ໃຫ້ແກ້ {', '.join(loose)}.",
        ),
        (
            list(said["PASSWORD_HASHERS"])[:1] != [ARGON2],
            "PASSWORD_HASHERS must begin with Argon2: others are guessed too fast.",
            "PASSWORD_HASHERS ຕ້ອງເລີ່ມດ້ວຍ Argon2: ແບບອື່ນຖືກເດົາໄດ້ໄວເກີນໄປ.",
        ),
        (
            said["POKPONG_SECOND_FACTOR"] != "required",
            "POKPONG_SECOND_FACTOR must be 'required' for those who see victims.",
            "POKPONG_SECOND_FACTOR ຕ້ອງແມ່ນ 'required' ສຳລັບຜູ້ທີ່ເຫັນຂໍ້ມູນຜູ້ຖືກເຄາະຮ້າຍ.",
        ),
    ]


def _provider(said: Mapping[str, Any]) -> list[Check]:
    """Nothing is wrong where no provider of identities is named at all."""
    issuer, file = said["POKPONG_OIDC_ISSUER"], said["POKPONG_OIDC_SECRET_FILE"]
    secret = said["POKPONG_OIDC_CLIENT_SECRET"] or (bool(file) and Path(file).is_file())
    named = [bool(issuer), bool(said["POKPONG_OIDC_CLIENT_ID"]), bool(secret)]
    return [
        (
            any([*named, bool(file)]) and not all(named),
            "POKPONG_OIDC_ISSUER, POKPONG_OIDC_CLIENT_ID and the client's secret are set together, or none of them.",
            "POKPONG_OIDC_ISSUER, POKPONG_OIDC_CLIENT_ID ແລະ ລະຫັດລັບ ຕ້ອງຕັ້ງພ້ອມກັນ ຫຼື ບໍ່ຕັ້ງເລີຍ.",
        ),
        (
            bool(issuer) and not issuer.startswith("https://"),
            "POKPONG_OIDC_ISSUER must begin with https://: without TLS anybody on the way can sign in as anybody.",
            "POKPONG_OIDC_ISSUER ຕ້ອງຂຶ້ນຕົ້ນດ້ວຍ https://: ບໍ່ມີ TLS ຜູ້ໃດກໍເຂົ້າລະບົບແທນຜູ້ອື່ນໄດ້.",
        ),
        (
            readable_by_others(file),
            "The file of POKPONG_OIDC_SECRET_FILE can be read by others: chmod 600 and own it.",
            "ຜູ້ອື່ນອ່ານໄຟລ໌ POKPONG_OIDC_SECRET_FILE ໄດ້: ໃຫ້ສັ່ງ chmod 600.",
        ),
        (
            in_repository(file),
            "The file of POKPONG_OIDC_SECRET_FILE stands in a repository of source code: move it out of there.",
            "ໄຟລ໌ POKPONG_OIDC_SECRET_FILE ຢູ່ໃນບ່ອນເກັບລະຫັດໂປຣແກຣມ: ໃຫ້ຍ້າຍອອກ.",
        ),
    ]


def _https(said: Mapping[str, Any]) -> list[Check]:
    return [
        (
            not said["SECURE_SSL_REDIRECT"],
            "SECURE_SSL_REDIRECT is off: pages would be served without TLS.",
            "SECURE_SSL_REDIRECT ປິດຢູ່: ໜ້າເວັບຈະຖືກສົ່ງໂດຍບໍ່ມີ TLS.",
        ),
        (
            not said["SECURE_PROXY_SSL_HEADER"],
            "SECURE_PROXY_SSL_HEADER is not set: behind the proxy no request counts as secure.",
            "SECURE_PROXY_SSL_HEADER ບໍ່ໄດ້ຕັ້ງ: ຢູ່ຫຼັງພຣັອກຊີ ບໍ່ມີຄຳຂໍໃດຖືວ່າປອດໄພ.",
        ),
        (
            said["SECURE_HSTS_SECONDS"] < SHORTEST_HSTS,
            "SECURE_HSTS_SECONDS is shorter than half a year: a browser may be led to a page without TLS.",
            "SECURE_HSTS_SECONDS ສັ້ນກວ່າເຄິ່ງປີ: ບຣາວເຊີອາດຖືກນຳໄປຫາໜ້າທີ່ບໍ່ມີ TLS.",
        ),
    ]


def readable_by_others(path: str) -> bool:
    return bool(path) and Path(path).is_file() and bool(Path(path).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def owned_by_another(path: str) -> bool:
    return bool(path) and Path(path).is_file() and Path(path).stat().st_uid != os.geteuid()


def is_below(path: str, folder: Path) -> bool:
    return bool(path) and folder.resolve() in Path(path).resolve().parents


def in_repository(path: str) -> bool:
    return bool(path) and any((folder / ".git").exists() for folder in Path(path).resolve().parents)


def refuse_unsafe(named: Mapping[str, Any]) -> None:
    """Raises ImproperlyConfigured with all the reasons at once."""
    found = weaknesses(named)
    if found:
        raise ImproperlyConfigured("Pokpong refuses to start unsafe:\n- " + "\n- ".join(found))
