"""Every purpose a key was derived for before an installation had an epochs file.

They are kept by name when the file is begun, because what was found by their digests must be found again. A purpose
that is missing here would change its digests with the first turn of an epoch: a guard compares the list with the code.
"""

from pokpong.foundation.lao.names import KEY_VERSION

DIGESTS = (
    "backup.installation",
    "backup.settings",
    "address",
    "call",
    "caller",
    "case.concern",
    "case.number",
    "certificate",
    "certificate.code",
    "concern.number",
    "concern.receipt",
    "concern.receipt_code",
    "device",
    "device-user",
    "exchange.activities",
    "exchange.content",
    "exchange.directory",
    "exchange.file",
    "exchange.key",
    "exchange.origin",
    "exchange.person",
    "exchange.population",
    "exchange.row",
    "export-mark",
    "household",
    "household-member",
    "identity",
    "inner",
    "passkey-user",
    "receipt",
    "recovery-code",
    "referral-link",
    "referral-link-browser",
    "referral-link-cookie",
    "referral-link-pin",
    "relation",
    "slip",
    "tie",
    *(f"name:{kind}:{KEY_VERSION}" for kind in ("token", "phonetic", "beginning")),
)
PURPOSES = ("audit", "backup.manifest", "beside", "draft", "second-factor", *(f"digest:{name}" for name in DIGESTS))
