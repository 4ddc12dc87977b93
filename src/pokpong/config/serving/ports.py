"""Finding a free port, and the addresses of this machine."""

import socket
from contextlib import closing

TRIES = 50


class NoFreePort(RuntimeError):
    """None of the ports looked at was free."""


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        # As the web server does: a port left a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next free port above it. Raises NoFreePort."""
    for port in range(wanted, min(wanted + TRIES, 65536)):
        if is_free(host, port):
            return port
    raise NoFreePort(f"no free port from {wanted} to {wanted + TRIES - 1}")


def own_addresses() -> list[str]:
    """The addresses other devices of the network may reach this machine at; empty without a network."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only asks which of our addresses would be used.
            probe.connect(("192.0.2.1", 9))
            return [str(probe.getsockname()[0])]
        except OSError:
            return []
