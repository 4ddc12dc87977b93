"""Why a backup or a restore cannot go on."""


class BackupRefused(Exception):
    """In plain words for the console; nothing was changed."""
