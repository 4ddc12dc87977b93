"""Makes a sweep of the copy smaller, where the breach shows itself to a part of it as well as to the whole."""

from tests.guards.bites.copies import Copy


def stands(copy: Copy, role: str) -> None:
    """Only one role sweeps, in its three positions; the world around it is made by all of them."""
    copy.append(
        "/tests/guards/reach/world.py",
        "_whole = make\n\n\ndef make() -> World:\n"
        "    world = _whole()\n"
        f'    world.stands = [one for one in world.stands if one.role == "{role}"]\n'
        "    return world",
    )


def addresses(copy: Copy, beginning: str) -> None:
    """Only addresses whose name begins so."""
    copy.append(
        "/tests/guards/reach/addresses.py",
        "_every = addresses\n\n\ndef addresses() -> list[Address]:\n"
        f'    return [address for address in _every() if address.name.startswith("{beginning}")]',
    )


def walkers(copy: Copy, name: str) -> None:
    """Only one person of the demo walks."""
    text = copy.text("/tests/guards/test_private.py")
    line = next(line for line in text.splitlines() if line.startswith("WALKERS = "))
    copy.replace("/tests/guards/test_private.py", line, f'WALKERS = ("{name}",)')


def rows(copy: Copy) -> None:
    """Just as many rows as a growth must have."""
    copy.replace("/tests/guards/test_queries.py", "FEW, MORE = 3, 24 ", "FEW, MORE = 1, 9 ")
