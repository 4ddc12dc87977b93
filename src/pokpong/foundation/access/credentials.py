"""User names and passwords as they are kept."""

from django.contrib.auth.hashers import make_password

from pokpong.foundation.lao.text import canon


def folded_username(username: str) -> str:
    """How user names are kept and compared: canonical, without outer spaces, case folded."""
    return canon(username).strip().casefold()


def hashed_password(password: str) -> str:
    """What actions take in place of a password: its slow hash, with a salt of its own."""
    return make_password(password)
