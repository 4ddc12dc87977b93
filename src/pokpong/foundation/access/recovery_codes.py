"""Ten codes on paper, each good once, for who has lost the telephone. Only their keyed digests are kept."""

import secrets

COUNT = 10
FIGURES = 10  # 33 random bits: with eight tries in fifteen minutes nobody guesses one


def new_codes() -> list[str]:
    """Ten different codes of ten figures."""
    found: set[str] = set()
    while len(found) < COUNT:
        found.add("".join(secrets.choice("0123456789") for _ in range(FIGURES)))
    return sorted(found)


def grouped(code: str) -> str:
    """`1234567890` as `12345 67890`, as it is printed."""
    return f"{code[:5]} {code[5:]}"
