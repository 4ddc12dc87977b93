"""Addresses that come in with a request: where to go on afterwards."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme


def ours(wanted: str, otherwise: str = "") -> str:
    """`wanted` when it is an address within this site, without a host; else `otherwise`: nobody is led elsewhere."""
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else otherwise
